"""The rule sets by which customers are restricted, and what is done to them (S-22)."""

from __future__ import annotations

from collections.abc import Callable

from agentview.contract.suspension import (
    ENABLE,
    RULE_SET,
    RuleSetAt,
    RuleSetCommand,
    RuleSetDetail,
    RuleSetFilter,
    RuleSetRef,
    RuleSetRow,
)
from agentview.contract.suspension_candidates import FORECAST, Forecast, ForecastRequest
from agentview.contract.suspension_groups import GROUPS, Groups, GroupsRequest
from agentview.contract.value import RefusalInfo
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.failure_words import cause_text
from agentview.ui.forms.record_dialog import AskDialog
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.facts import FactList
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.text import heading
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.kit.when import show_moment
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import RULE_SET as RULE_SET_KIND
from agentview.ui.navigation import Desk, Target
from agentview.ui.views.suspension import rule_forms as forms
from agentview.ui.views.suspension.rule_list import RULE_SPEC
from agentview.ui.views.suspension.rule_words import (
    enabling_sentence,
    group_facts,
    rule_chip,
    rule_facts,
    word,
)
from agentview.ui.views.suspension.week_picture import WeekPicture
from agentview.ui.views.suspension.words import today

COPY, CREATE = "copy", "create"
_MOST_GROUPS = 200
_JUDGED = {command.value: command for command in RuleSetCommand}


class RulesPane(RecordPane[RuleSetFilter, RuleSetRow, RuleSetDetail]):
    """A tab of suspension: rule sets with what each says, whom it leaves out, and who stands behind it."""

    power = None
    list_share = 0.66

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        nothing = StateText(
            word("No rule set chosen"), word("Choose one in the list to see what it says in full.")
        )
        super().__init__(desk, RULE_SPEC, _commands(), nothing)
        self.week = WeekPicture()
        self.groups = FactList()
        self.groups_title = heading(word("Left out of these rules"), TypeRole.STRONG)
        for part in (self.week, self.groups_title, self.groups):
            self.side.sections.body.addWidget(part)

    # What the area asks (SuspensionPane)

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.list.table.setFocus()

    def open_target(self, target: Target) -> None:
        """Shows a rule set, or begins a new one."""
        if target.kind == RULE_SET_KIND:
            self.list.select(target.record_id)
            self.presenter.choose(target.record_id)
        else:
            self.run(CREATE)

    # What the pane says (RecordPane)

    def _read(self, gateway: Gateway, record_id: int) -> RuleSetDetail:
        return gateway.call(RULE_SET, RuleSetRef(rule_set_id=record_id))

    def _shown(self, detail: RuleSetDetail) -> None:
        row, desk = detail.row, self._desk
        chip = rule_chip(row, today(desk))
        at = row.enabled_at
        enabled_at = show_moment(at, desk.clock.now(), desk.zone) if at is not None else ""
        self.side.show_record(row.fields.name, chip.sentence, rule_facts(row, enabled_at), chip)
        self.week.show_windows(row.fields.windows)
        self.groups_title.setVisible(bool(detail.groups))
        self.groups.setVisible(bool(detail.groups))
        self.groups.set_facts(group_facts(detail.groups))

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {
            RuleSetCommand.EDIT.value: lambda: self._with(self._edit),
            RuleSetCommand.ENABLE.value: lambda: self._with(self._enable),
            COPY: lambda: self._with(self._copy),
            RuleSetCommand.EXCLUDE_GROUP.value: lambda: self._with(self._exclude),
            RuleSetCommand.INCLUDE_GROUP.value: lambda: self._with(self._include),
            RuleSetCommand.WITHDRAW.value: lambda: self._with(self._withdraw),
            CREATE: self._create,
        }

    def _cause_of(self, name: str) -> str | None:
        detail = self.presenter.detail
        command = _JUDGED.get(name)
        if command is None:
            missing = RefusalInfo(code="E-POWER", values={"power": Power.RULES_PROPOSE.value})
            return None if self._desk.has(Power.RULES_PROPOSE) else cause_text(self._desk.texts, (missing,))
        if detail is None:
            return None
        if command is RuleSetCommand.INCLUDE_GROUP and not detail.groups:
            return word("These rules leave no group out.")
        return cause_text(self._desk.texts, forms.against(detail, command))

    # Inside

    def _with(self, act: Callable[[RuleSetDetail], None]) -> None:
        detail = self.presenter.detail
        if detail is not None:
            act(detail)

    def _create(self) -> None:
        form = forms.propose_form(self._desk.person.currency, today(self._desk))
        self.open_form(form, word("Proposed {name}"), _named)

    def _edit(self, detail: RuleSetDetail) -> None:
        self.open_form(forms.edit_form(detail), word("Saved {name}"), _named)

    def _copy(self, detail: RuleSetDetail) -> None:
        self.open_form(forms.copy_form(detail, today(self._desk)), word("Proposed {name}"), _named)

    def _withdraw(self, detail: RuleSetDetail) -> None:
        self.open_form(forms.withdraw_form(detail), word("Withdrew {name}"), _named)

    def _exclude(self, detail: RuleSetDetail) -> None:
        def offer(found: Groups) -> None:
            form = forms.exclude_form(detail, found.rows)
            self.open_form(form, word("{name} leaves the group out"), _named)

        wanted = GroupsRequest(limit=_MOST_GROUPS)
        self.read_then(lambda gateway: gateway.call(GROUPS, wanted), offer)

    def _include(self, detail: RuleSetDetail) -> None:
        self.open_form(forms.include_form(detail), word("{name} takes the group in again"), _named)

    def _enable(self, detail: RuleSetDetail) -> None:
        """Ask, once it is known whom the rules would hit today."""
        wanted = ForecastRequest(rule_set_id=detail.row.rule_set_id)
        self.read_then(lambda gateway: gateway.call(FORECAST, wanted), lambda found: self._ask(detail, found))

    def _ask(self, detail: RuleSetDetail, forecast: Forecast) -> None:
        row = detail.row
        text = DialogText(
            word("Enable {name}?").replace("{name}", row.fields.name),
            word("Enable rules"),
            word("Enable nothing"),
            word("Enabling..."),
            enabling_sentence(row, forecast),
        )
        at = RuleSetAt(rule_set_id=row.rule_set_id, version=row.version)
        dialog = AskDialog(self, self._desk, text, (ENABLE, at))
        dialog.sent.connect(self._on_enabled)
        dialog.open()

    def _on_enabled(self, detail: RuleSetDetail) -> None:
        self._desk.toasts.say(word("Enabled {name}").replace("{name}", detail.row.fields.name))
        self.list.presenter.reload()
        self.presenter.read()


def _commands() -> tuple[RecordCommand, ...]:
    command = RuleSetCommand
    return (
        RecordCommand(command.EDIT.value, lambda: word("Edit rules"), "E", "edit"),
        RecordCommand(command.ENABLE.value, lambda: word("Enable"), "A", "check"),
        RecordCommand(COPY, lambda: word("Copy"), "C", "copy"),
        RecordCommand(command.EXCLUDE_GROUP.value, lambda: word("Leave a group out"), "X", "users"),
        RecordCommand(command.INCLUDE_GROUP.value, lambda: word("Take a group in"), "I", "user"),
        RecordCommand(command.WITHDRAW.value, lambda: word("Withdraw"), "W", "undo", is_dangerous=True),
        RecordCommand(CREATE, lambda: word("New rule set"), "N", "plus", needs_record=False),
    )


def _named(detail: RuleSetDetail) -> tuple[int | None, str]:
    return detail.row.rule_set_id, detail.row.fields.name
