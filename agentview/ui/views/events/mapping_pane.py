"""The event mappings: the list, the chosen one with its actions, and their switches (S-25)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QAction

from agentview.contract.event_catalogue import AUTOMATIONS
from agentview.contract.event_templates import (
    TEMPLATES,
    TemplateFilter,
    TemplateRow,
    Templates,
    TemplatesRequest,
)
from agentview.contract.events import (
    CHANNEL_OF,
    DELETE_MAPPING,
    MAPPING,
    PROFILES,
    SET_ACTION,
    SET_MAPPING,
    ActionRow,
    ActionType,
    EventType,
    MappingAt,
    MappingCommand,
    MappingFilter,
    MappingRef,
    MappingRow,
    Profiles,
    ProfilesRequest,
    SetActionRequest,
    SetMappingRequest,
)
from agentview.contract.op import Message, Op
from agentview.contract.value import RefusalInfo
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.failure_words import cause_text
from agentview.ui.forms.record_dialog import AskDialog
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.action import ActionText, make_action, refuse_action
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.text import heading
from agentview.ui.kit.theme import Tone
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import Desk
from agentview.ui.sending import Sending, new_key
from agentview.ui.views.events.actions_card import ORDER, ActionsCard
from agentview.ui.views.events.mapping_dialog import MappingDialog
from agentview.ui.views.events.mapping_forms import (
    action_form,
    action_of,
    create_mapping_form,
    edit_mapping_form,
)
from agentview.ui.views.events.mapping_list import MAPPING_SPEC, threshold_of
from agentview.ui.views.events.words import (
    action_word,
    event_number,
    event_word,
    mapping_chip,
    yes_no,
)

EDIT, SWITCH, OPEN, DELETE, CREATE = "edit", "switch", "open_template", "delete", "create"
_MOST_TEMPLATES = 200


class MappingsPane(RecordPane[MappingFilter, MappingRow, MappingRow]):
    """S switches the chosen mapping, 1 to 6 its actions. `template_wanted(id, name)` opens a template."""

    template_wanted = Signal(int, str)
    power = Power.EVENT_ADMIN
    list_share = 0.66

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        nothing = StateText(
            _word("No mapping chosen"),
            _word("Choose one in the list to see what happens, and switch each action by itself."),
        )
        self.banner = Banner()
        self.actions_card = ActionsCard(desk.texts)
        super().__init__(desk, MAPPING_SPEC, _commands(), nothing)
        column = self.side.sections.body
        for at, part in enumerate((self.banner, heading(_word("Actions")), self.actions_card)):
            column.insertWidget(at, part)
        self.actions_card.switched.connect(self.switch_action)
        self.actions_card.edited.connect(self.edit_action)
        self.actions_card.opened.connect(self._on_open)
        self._switches = tuple(self._switch_of(kind, at) for at, kind in enumerate(ORDER, start=1))
        self._show_causes()

    def show_mapping(self, mapping_id: int) -> None:
        """Shows a mapping, whether it is in the list or not."""
        self.list.select(mapping_id)
        self.presenter.choose(mapping_id)

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.list.table.setFocus()

    def actions_shown(self) -> Sequence[QAction]:
        """Every action, for the key sheet."""
        return (*super().actions_shown(), *self._switches)

    # What a RecordPane asks

    def _read(self, gateway: Gateway, record_id: int) -> MappingRow:
        return gateway.call(MAPPING, MappingRef(mapping_id=record_id))

    def _shown(self, detail: MappingRow) -> None:
        facts = (
            Fact(_word("Mapping ID"), str(detail.mapping_id), can_copy=True),
            Fact(_word("Event type ID"), event_number(detail.event_type)),
            Fact(_word("Threshold"), threshold_of(detail)),
            Fact(_word("Description"), detail.description),
            Fact(_word("Extended logging"), yes_no(is_so=detail.has_extended_logging)),
            Fact(_word("Templates"), count_text(detail.templates)),
        )
        chip = mapping_chip(is_enabled=detail.is_enabled)
        self.side.show_record(event_word(detail.event_type), detail.profile, facts, chip)
        self.banner.show_texts(banners_of(detail))
        word = _word("Switch off") if detail.is_enabled else _word("Switch on")
        self.side.buttons[SWITCH].setText(word)
        self.actions_card.show_mapping(detail, self._cause(EDIT))
        self.list.presenter.update(detail)

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {
            EDIT: self._edit,
            SWITCH: self._switch,
            OPEN: self._open_first,
            DELETE: self._delete,
            CREATE: self._create,
        }

    def _cause_of(self, name: str) -> str | None:
        detail = self.presenter.detail
        if detail is None:
            return None
        if name == OPEN and all(one.template_id is None for one in detail.actions):
            return _word("None of its actions has a template")
        switch = MappingCommand.DISABLE if detail.is_enabled else MappingCommand.ENABLE
        command = {EDIT: MappingCommand.EDIT, SWITCH: switch, DELETE: MappingCommand.DELETE}.get(name)
        return None if command is None else cause_text(self._desk.texts, _against(detail, command))

    def _show_causes(self) -> None:
        super()._show_causes()
        cause = self._cause(EDIT)
        for action in getattr(self, "_switches", ()):
            refuse_action(action, cause)
        detail = self.presenter.detail
        if detail is not None:
            self.actions_card.show_mapping(detail, cause)

    # The mapping

    def _edit(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            self._open_mapping(edit_mapping_form(detail), _word("Saved {name}"))

    def _create(self) -> None:
        self.read_then(lambda gateway: gateway.call(PROFILES, ProfilesRequest()), self._offer)

    def _offer(self, found: Profiles) -> None:
        self._open_mapping(create_mapping_form(found.rows), _word("Added {name}"))

    def _open_mapping(self, content: RecordForm, said: str) -> None:
        dialog = MappingDialog(self, self._desk, content, self)
        dialog.sent.connect(partial(self._on_changed, said))
        dialog.open()

    def _switch(self) -> None:
        detail = self.presenter.detail
        if detail is None:
            return
        turns_on = not detail.is_enabled
        request = SetMappingRequest(mapping_id=detail.mapping_id, version=detail.version, is_enabled=turns_on)
        said = _word("{name} is on") if turns_on else _word("{name} is off")
        if turns_on and detail.event_type in AUTOMATIONS:
            self._ask(automation_text(detail), (SET_MAPPING, request), said)
        else:
            self._send(SET_MAPPING, request, said)

    def _delete(self) -> None:
        detail = self.presenter.detail
        if detail is None:
            return
        text = DialogText(
            _word("Delete {event} for {profile}?")
            .replace("{event}", event_word(detail.event_type))
            .replace("{profile}", detail.profile),
            _word("Delete mapping"),
            _word("Keep mapping"),
            _word("Deleting..."),
            _word("Its messages stay in the log. The templates stay."),
            is_dangerous=True,
        )
        at = MappingAt(mapping_id=detail.mapping_id, version=detail.version)
        dialog = AskDialog(self, self._desk, text, (DELETE_MAPPING, at))
        dialog.sent.connect(self._on_deleted)
        dialog.open()

    # Its actions

    @Slot(object)
    def switch_action(self, kind: ActionType) -> None:
        """Switches an action; one that has no template yet is given one first."""
        detail = self.presenter.detail
        if detail is None or self._cause(EDIT) is not None:
            return
        action = action_of(detail, kind)
        if not action.is_enabled and _is_bare(action):
            self.edit_action(kind)
            return
        request = SetActionRequest(
            mapping_id=detail.mapping_id,
            version=detail.version,
            type=kind,
            is_enabled=not action.is_enabled,
            template_id=action.template_id,
            log_tag=action.log_tag,
        )
        said = _word("{action} is off") if action.is_enabled else _word("{action} is on")
        self._send(SET_ACTION, request, said.replace("{action}", action_word(kind)))

    @Slot(object)
    def edit_action(self, kind: ActionType) -> None:
        """Opens the form that says which template an action has."""
        detail = self.presenter.detail
        if detail is None or self._cause(EDIT) is not None:
            return
        wanted = TemplateFilter(event_type=detail.event_type, channel=CHANNEL_OF[kind])
        request = TemplatesRequest(filter=wanted, limit=_MOST_TEMPLATES)
        self.read_then(
            lambda gateway: gateway.call(TEMPLATES, request), partial(self._open_action, detail, kind)
        )

    def _open_action(self, detail: MappingRow, kind: ActionType, found: Templates) -> None:
        rows: tuple[TemplateRow, ...] = found.rows
        content = action_form(detail, kind, rows, turns_on=not action_of(detail, kind).is_enabled)
        said = _word("Saved {action}").replace("{action}", action_word(kind))
        self.open_form(content, said, lambda row: (row.mapping_id, event_word(row.event_type)))

    def _open_first(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            self._open_template(next(one for one in detail.actions if one.template_id is not None))

    @Slot(object)
    def _on_open(self, kind: ActionType) -> None:
        detail = self.presenter.detail
        if detail is not None:
            self._open_template(action_of(detail, kind))

    def _open_template(self, action: ActionRow) -> None:
        if action.template_id is not None:
            self.template_wanted.emit(action.template_id, action.template)

    # Inside

    def _switch_of(self, kind: ActionType, at: int) -> QAction:
        name = _word("Switch {action} on or off").replace("{action}", action_word(kind))
        return make_action(self.list.table, ActionText(name, str(at)), partial(self.switch_action, kind))

    def _ask(self, text: DialogText, command: tuple[Op[Any, Any], Message], said: str) -> None:
        dialog = AskDialog(self, self._desk, text, command)
        dialog.sent.connect(partial(self._on_changed, said))
        dialog.open()

    def _send(self, op: Op[Any, Any], request: Message, said: str) -> None:
        Sending(op, request, new_key()).send(
            self._desk, partial(self._on_changed, said), self._on_failed, self
        )

    def _on_changed(self, said: str, row: MappingRow) -> None:
        self._desk.toasts.say(said.replace("{name}", event_word(row.event_type)))
        if self.presenter.subject == row.mapping_id:
            self.presenter.read()
            self.list.presenter.update(row)
            return
        self.list.presenter.reload()
        self.show_mapping(row.mapping_id)

    def _on_failed(self, error: Exception) -> None:
        self._desk.shell.show_error(error)
        self.presenter.read()

    @Slot(object)
    def _on_deleted(self, _gone: object) -> None:
        self._desk.toasts.say(_word("The mapping is deleted"))
        self.presenter.choose(None)
        self.list.presenter.reload()


def banners_of(row: MappingRow) -> list[BannerText]:
    """What the switch of an automation does, and what cannot run (R-EVT-02, 04)."""
    found = []
    if row.event_type in AUTOMATIONS:
        found.append(_automation_banner(row))
    if row.is_enabled and row.event_type not in AUTOMATIONS and not any(one.runs for one in row.actions):
        found.append(
            BannerText(
                Tone.WARNING,
                _word("It is on, but nothing happens"),
                _word("No action is on with an active template."),
                _word("Switch an action on below, by its number."),
            )
        )
    return found


def automation_text(row: MappingRow) -> DialogText:
    """What is asked before an automation starts (R-EVT-01, 02)."""
    if row.event_type is EventType.AUTO_SUSPEND:
        sentence = _word(
            "This switches the automation, not only the message: from the next round on, accounts of "
            "{profile} that meet the rule set in force are restricted by themselves. Look at the dry run "
            "first."
        )
        verb = _word("Switch automatic restriction on")
    else:
        sentence = _word(
            "This switches the automation, not only the message: accounts of {profile} that were restricted"
            " by themselves are restored as soon as they owe no more than the threshold."
        )
        verb = _word("Switch automatic restoration on")
    title = _word("Switch {event} on for {profile}?").replace("{event}", event_word(row.event_type))
    return DialogText(
        title.replace("{profile}", row.profile),
        verb,
        _word("Leave it off"),
        _word("Switching on..."),
        sentence.replace("{profile}", row.profile),
    )


def _automation_banner(row: MappingRow) -> BannerText:
    cause = _word("This switches the automation, not only the message")
    meaning = _word(
        "On: accounts of {profile} are restricted or restored by rule. The actions below only tell of it."
    )
    next_step = _word("Switch an action off to stop a message, the mapping to stop the automation.")
    return BannerText(Tone.INFO, cause, meaning.replace("{profile}", row.profile), next_step)


def _is_bare(action: ActionRow) -> bool:
    """Whether an action lacks what it needs to be switched on."""
    return action.template_id is None or (action.type is ActionType.LOG and not action.log_tag)


def _against(row: MappingRow, command: MappingCommand) -> tuple[RefusalInfo, ...]:
    return next((one.refusals for one in row.commands if one.command == command), ())


def _commands() -> tuple[RecordCommand, ...]:
    return (
        RecordCommand(EDIT, lambda: _word("Edit"), "E", "edit"),
        RecordCommand(SWITCH, lambda: _word("Switch on or off"), "S", "play"),
        RecordCommand(OPEN, lambda: _word("Open template"), "O", "note"),
        RecordCommand(DELETE, lambda: _word("Delete"), "D", "trash", is_dangerous=True),
        RecordCommand(CREATE, lambda: _word("New mapping"), "N", "plus", needs_record=False),
    )


def _word(text: str) -> str:
    return QCoreApplication.translate("EventMappings", text)
