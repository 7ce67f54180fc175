"""The forms of wireless orders: their fields, the chosen one, and what an administrator does (R-WL-15)."""

from __future__ import annotations

from collections.abc import Callable

from agentview.contract.wireless_forms import RESET_FIELD, ConfiguredForm, ResetFieldRequest
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.forms.record_dialog import AskDialog
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.facts import FactList
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import Desk
from agentview.ui.texts.wireless import type_word
from agentview.ui.views.administration.field_dialogs import FieldDialog, TryDialog
from agentview.ui.views.administration.field_facts import difference_facts, field_facts
from agentview.ui.views.administration.field_form import field_form
from agentview.ui.views.administration.field_list import FIELD_SPEC, FieldRow, FormFilter, picked, row_of
from agentview.ui.views.administration.field_words import name_of, requirement_chip, word

EDIT, TRY, RESET = "edit", "try_field", "reset_field"


def _commands() -> tuple[RecordCommand, ...]:
    return (
        RecordCommand(EDIT, lambda: word("Edit field"), "E", "edit"),
        RecordCommand(TRY, lambda: word("Try a text"), "T", "check"),
        RecordCommand(RESET, lambda: word("Reset..."), "R", "refresh", is_dangerous=True),
    )


class FieldsPane(RecordPane[FormFilter, FieldRow, FieldRow]):
    """The fields of one form; which one is chosen above the list, by order type and carrier."""

    power = Power.EDIT_POLICY

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        nothing = StateText(
            word("No field chosen"), word("Choose one in the list to see how it is asked for.")
        )
        self.differs = heading(word("Not as shipped"), TypeRole.STRONG)
        self.same = PlainLabel(word("Everything is as shipped."), ink=INK_SECOND, wrap=True)
        self.differences = FactList()
        super().__init__(desk, FIELD_SPEC, _commands(), nothing)
        for part in (self.differs, self.same, self.differences):
            self.side.sections.body.addWidget(part)
        # What is listed at all is chosen here: it stands open, not behind a key.
        self.list.filter.show()

    # What a RecordPane asks

    def _read(self, gateway: Gateway, record_id: int) -> FieldRow:
        return row_of(gateway, record_id)

    def _shown(self, detail: FieldRow) -> None:
        one, is_for_all = detail.field, detail.vendor_id is None
        differences = difference_facts(one)
        self.side.show_record(
            name_of(one),
            f"{type_word(detail.type)} \u00b7 {self._carrier(detail)}",
            field_facts(one, self._desk.zone, is_for_all=is_for_all),
            requirement_chip(one.fields.requirement),
        )
        self.differences.set_facts(differences)
        self.differences.setVisible(bool(differences))
        self.same.setVisible(not differences)

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {EDIT: self._edit, TRY: self._try, RESET: self._reset}

    def _cause_of(self, name: str) -> str | None:
        detail = self.presenter.detail
        if name == RESET and detail is not None and not detail.field.version:
            return word("Nothing is set here: it stands as shipped, or as set for all carriers.")
        return None

    # What is done

    def _edit(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            content = field_form(detail, self._carrier(detail))
            self.open_form(content, word("Saved {name}"), _named(detail), FieldDialog)

    def _try(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            TryDialog(self, self._desk, detail, detail.field.fields).open()

    def _reset(self) -> None:
        detail = self.presenter.detail
        if detail is None:
            return
        one = detail.field
        request = ResetFieldRequest(
            type=detail.type, vendor_id=detail.vendor_id, field_id=one.field_id, version=one.version
        )
        dialog = AskDialog(
            self, self._desk, _reset_text(detail, self._carrier(detail)), (RESET_FIELD, request)
        )

        def sent(form: ConfiguredForm) -> None:
            _, name = _named(detail)(form)
            self._desk.toasts.say(word("Reset {name}").replace("{name}", name))
            self.list.presenter.reload()
            self.presenter.read()

        dialog.sent.connect(sent)
        dialog.open()

    def _carrier(self, detail: FieldRow) -> str:
        """The carrier that a field is shown for, in words."""
        if detail.vendor_id is None:
            return word("all carriers without a setting of their own")
        return dict(self.list.offered("vendor_id")).get(str(detail.vendor_id), f"#{detail.vendor_id}")


def _named(seen: FieldRow) -> Callable[[ConfiguredForm], tuple[int | None, str]]:
    def named(form: ConfiguredForm) -> tuple[int | None, str]:
        return seen.number, name_of(picked(form, seen.field.field_id).field)

    return named


def _reset_text(seen: FieldRow, carrier: str) -> DialogText:
    told = word("What is set for {carrier} is taken back: it stands as shipped then, in drafts too.")
    if seen.vendor_id is not None and seen.field.otherwise != seen.field.shipped:
        told = word("What is set for {carrier} is taken back: what is set for all carriers holds then.")
    return DialogText(
        word("Reset {field}?").replace("{field}", name_of(seen.field)),
        word("Reset field"),
        word("Leave it as it is"),
        word("Resetting..."),
        told.replace("{carrier}", carrier),
        is_dangerous=True,
    )
