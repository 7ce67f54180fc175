"""The dry run: whom the rules would restrict, who is kept out, and why (S-23)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.suspension_candidates import (
    WHY,
    CandidateFilter,
    CandidateRow,
    Why,
    WhyRequest,
)
from agentview.contract.value import RefusalInfo
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.credit.case_forms import Party
from agentview.ui.credit.opener import CreditOpener
from agentview.ui.credit.why_part import WhyPart
from agentview.ui.credit.why_words import verdict_chip
from agentview.ui.failure_words import cause_text
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import ACCOUNT, RULE_SET, SUSPENSION_CANDIDATES, Desk, Target
from agentview.ui.views.suspension.candidate_list import spec_of
from agentview.ui.views.suspension.candidate_words import word
from agentview.ui.views.suspension.difference_dialog import DifferenceDialog
from agentview.ui.views.suspension.dry_run import DryRun
from agentview.ui.views.suspension.forecast_bar import ForecastBar
from agentview.ui.views.suspension.run_form import against_run, run_form, run_named

OPEN, EXEMPT, RESTRICT, GO_ON = "open", "exempt", "restrict", "go_on"


class CandidatesPane(RecordPane[CandidateFilter, CandidateRow, Why]):
    """A tab of suspension: the dry run with what every rule says of the chosen account."""

    power = None
    list_share = 0.6

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        self.dry_run = DryRun()
        self.why = WhyPart(desk)
        self._why_column = ScrollColumn(word("What the rules say"))
        self._why_column.body.addWidget(self.why)
        nothing = StateText(
            word("No account chosen"), word("Choose one in the list to see what every rule says of it.")
        )
        super().__init__(desk, spec_of(self.dry_run), _commands(), nothing)
        self.forecast = ForecastBar(desk)
        self.column.insertWidget(0, self.forecast)
        self.opener = CreditOpener(desk, self)
        self.opener.done.connect(self._on_done)
        self.forecast.chosen.connect(self._on_rules_chosen)
        self.forecast.rules_wanted.connect(self.show_rules)
        self.forecast.run_wanted.connect(self.let_go_on)
        self.forecast.difference_wanted.connect(self._on_difference)
        self.list.counted.connect(self._on_counted)

    # What the area asks (SuspensionPane)

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.list.table.setFocus()

    def open_target(self, target: Target) -> None:
        """Shows a view of the list, or what the rules say of an account, whether it is in the list or not."""
        if target.kind == SUSPENSION_CANDIDATES:
            self.list.presenter.choose_view(target.title)
            return
        self.list.select(target.record_id)
        self.presenter.choose(target.record_id)

    def close_down(self) -> None:
        """Stops reading and hearing; what was typed stays as a draft."""
        self.opener.close()
        super().close_down()

    @Slot()
    def show_rules(self) -> None:
        """Leads to the rule sets."""
        self._desk.shell.open_target(Target(RULE_SET, 0))

    # What the pane says (RecordPane)

    def _read(self, gateway: Gateway, record_id: int) -> Why:
        by = self.list.presenter.query.filter.rule_set_id
        return gateway.call(WHY, WhyRequest(account_id=record_id, rule_set_id=by))

    def _shown(self, detail: Why) -> None:
        self.why.show_why(detail)
        self.side.show_record(detail.customer, detail.account_no, (), verdict_chip(detail))

    def _main(self) -> QWidget:
        return self._why_column

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {OPEN: self._open, EXEMPT: self._exempt, RESTRICT: self._restrict, GO_ON: self.let_go_on}

    def _cause_of(self, name: str) -> str | None:
        if name != OPEN and not self._desk.has(Power.CREDIT_CONTROL):
            missing = RefusalInfo(code="E-POWER", values={"power": Power.CREDIT_CONTROL.value})
            return cause_text(self._desk.texts, (missing,))
        if name == GO_ON:
            return against_run(self.dry_run.forecast, self.list.presenter.query.filter.rule_set_id)
        return None

    # Inside

    @Slot()
    def let_go_on(self) -> None:
        """Asks why the stopped run may go on, and lets it."""
        forecast = self.dry_run.forecast
        if forecast is not None and self._cause_of(GO_ON) is None:
            said = word("The run goes on, to {name} customers in all")
            self.open_form(run_form(self._desk, forecast), said, run_named)

    def _open(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            self._desk.shell.open_target(Target(ACCOUNT, detail.account_id, detail.customer))

    def _exempt(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            self.opener.exempt(Party(detail.account_id, detail.customer))

    def _restrict(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            self.opener.restrict(Party(detail.account_id, detail.customer))

    @Slot()
    def _on_done(self) -> None:
        self.list.presenter.reload()
        self.presenter.read()

    @Slot(object)
    def _on_rules_chosen(self, rule_set_id: int | None) -> None:
        self.list.presenter.narrow("rule_set_id", rule_set_id)
        self.presenter.read()

    @Slot(object)
    def _on_counted(self, _counts: object) -> None:
        forecast = self.dry_run.forecast
        if forecast is not None:
            by = self.list.presenter.query.filter.rule_set_id
            self.forecast.show_forecast(forecast, self.dry_run.choices(), by)
            self.forecast.show_difference(self.dry_run.difference)
            self._show_causes()

    @Slot()
    def _on_difference(self) -> None:
        dialog = DifferenceDialog(self, self._desk)
        dialog.wanted.connect(self.open_target)
        dialog.open()

    @Slot()
    def _on_empty(self) -> None:
        self.show_rules()


def _commands() -> tuple[RecordCommand, ...]:
    return (
        RecordCommand(OPEN, lambda: word("Open customer"), "O", "user"),
        RecordCommand(EXEMPT, lambda: word("Exempt"), "E", "calendar"),
        RecordCommand(RESTRICT, lambda: word("Restrict now"), "R", "lock", is_dangerous=True),
        RecordCommand(GO_ON, lambda: word("Let the run go on"), "G", "play", needs_record=False),
    )
