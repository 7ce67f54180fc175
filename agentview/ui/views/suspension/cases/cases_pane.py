"""The restriction cases: the list, the chosen one beside it, and what is done to it (S-23)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, Slot

from agentview.contract.account import ACCOUNT_STATUS_LABELS
from agentview.contract.credit_desk import CaseFilter, CaseRow, CaseView
from agentview.contract.network import (
    BULK,
    LOG,
    NetworkBulkCommand,
    NetworkBulkRequest,
    NetworkBulkResults,
    NetworkBulkRow,
    NetworkRef,
    ProvisioningLog,
)
from agentview.contract.restriction import RestrictionOutcome
from agentview.contract.suspension_cases import CASE, CaseCommand, CaseDetail, CaseRef
from agentview.contract.value import RefusalInfo
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.credit.amounts import shown
from agentview.ui.credit.case_forms import OpenCase, Party
from agentview.ui.credit.opener import CreditOpener
from agentview.ui.credit.services_part import ServicesPart
from agentview.ui.credit.story import history_of, story_of
from agentview.ui.failure_words import cause_text
from agentview.ui.forms.record_dialog import AskDialog
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.plural import plural
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.text import heading
from agentview.ui.kit.timeline import Timeline
from agentview.ui.kit.when import show_day
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import ACCOUNT, RESTRICTION_CASES, Desk, Target
from agentview.ui.sending import new_key
from agentview.ui.texts.restriction import case_chip, origin_word
from agentview.ui.views.suspension.cases.list_spec import case_list

OPEN_CUSTOMER, RETRY = "open_customer", "retry"


def _commands() -> tuple[RecordCommand, ...]:
    return (
        RecordCommand(OPEN_CUSTOMER, lambda: _word("Open customer"), "C", "users"),
        RecordCommand(CaseCommand.RESTORE.value, lambda: _word("Restore now"), "R", "unlock"),
        RecordCommand(RETRY, lambda: _word("Ask the network again"), "T", "refresh"),
        RecordCommand(
            CaseCommand.RESTRICT.value, lambda: _word("Restrict now"), "B", "lock", is_dangerous=True
        ),
    )


class CasesPane(RecordPane[CaseFilter, CaseRow, CaseDetail]):
    """Cases with what was done in them. Enter opens the customer of the chosen one."""

    power = None

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        nothing = StateText(
            _word("No case chosen"),
            _word("Choose one in the list to see what was done in it, by whom and why."),
        )
        self.services = ServicesPart(desk.zone)
        self.story, self.history = Timeline(), Timeline()
        super().__init__(desk, case_list(desk), _commands(), nothing)
        self.credit = CreditOpener(desk, self)
        self.credit.done.connect(self._on_done)
        self.before = heading(_word("Earlier restrictions"))
        for part in (
            heading(_word("Services")),
            self.services,
            heading(_word("What happened")),
            self.story,
            self.before,
            self.history,
        ):
            self.side.sections.body.addWidget(part)

    # What the area asks

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.list.table.setFocus()

    def open_target(self, target: Target) -> None:
        """Shows a case, whether it is in the list or not, or a view of the list."""
        if target.kind == RESTRICTION_CASES:
            self.list.presenter.choose_view(target.title or CaseView.OPEN.value)
            return
        self.list.select(target.record_id)
        self.presenter.choose(target.record_id)

    def close_down(self) -> None:
        """Stops reading and hearing; what is typed stays as a draft."""
        self.credit.close()
        super().close_down()

    # What a RecordPane asks

    def _read(self, gateway: Gateway, record_id: int) -> CaseDetail:
        return gateway.call(CASE, CaseRef(case_id=record_id))

    def _shown(self, detail: CaseDetail) -> None:
        now, zone = self.list.times.now(), self._desk.zone
        line = f"{detail.customer} \u00b7 {detail.account_no}"
        self.side.show_record(detail.reference, line, self._facts(detail), case_chip(detail.period.state))
        self.services.show_services(detail.services, detail.holds, now)
        self.story.set_entries([one.entry(now, zone) for one in story_of(detail)])
        earlier = [one for one in detail.history if one.case_id != detail.case_id]
        self.history.set_entries([one.entry(now, zone) for one in history_of(earlier)])
        self.before.setVisible(bool(earlier))

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {
            OPEN_CUSTOMER: self._open_customer,
            CaseCommand.RESTORE.value: self._restore,
            RETRY: self._retry,
            CaseCommand.RESTRICT.value: self._restrict,
        }

    def _cause_of(self, name: str) -> str | None:
        detail = self.presenter.detail
        if detail is None or name == OPEN_CUSTOMER:
            return None
        if name == RETRY:
            return self._retry_cause(detail)
        refusals = next((state.refusals for state in detail.commands if state.command == name), None)
        if refusals is None:
            return _word("This case does not offer it.")
        return cause_text(self._desk.texts, refusals)

    @Slot(object)
    def _on_opened(self, row: CaseRow) -> None:
        self._on_chosen(row)
        self._go(Target(ACCOUNT, row.account_id, row.customer))

    @Slot()
    def _on_empty(self) -> None:
        self.list.presenter.choose_view(CaseView.ALL.value)

    # What is done

    def _open_customer(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            self._go(Target(ACCOUNT, detail.account_id, detail.customer))

    def _restore(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            self.credit.restore(OpenCase(detail.case_id, detail.version, _party(detail)))

    def _restrict(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            self.credit.restrict(_party(detail))

    def _retry(self) -> None:
        """Reads how each refused request stands, then asks before all of them go out again."""
        detail = self.presenter.detail
        if detail is None:
            return
        wanted = refused_requests(detail)

        def read(gateway: Gateway) -> list[ProvisioningLog]:
            return [gateway.call(LOG, NetworkRef(request_id=one)) for one in wanted]

        self.read_then(read, lambda logs: self._ask_again(detail, logs))

    def _ask_again(self, detail: CaseDetail, logs: list[ProvisioningLog]) -> None:
        rows = tuple(
            NetworkBulkRow(request_id=one.request_id, version=one.version, key=new_key()) for one in logs
        )
        one, many = (
            _word("1 service goes to the network again."),
            _word("{count} services go to the network again."),
        )
        text = DialogText(
            _word("Ask the network again for {case}?").replace("{case}", detail.reference),
            _word("Ask again"),
            _word("Leave it"),
            _word("Asking..."),
            plural(one, many, len(rows)),
        )
        request = NetworkBulkRequest(command=NetworkBulkCommand.RETRY, rows=rows)
        dialog = AskDialog(self, self._desk, text, (BULK, request))
        dialog.sent.connect(self._on_asked)
        dialog.open()

    def _on_asked(self, answer: Any) -> None:  # noqa: ANN401 - the answer of the command
        results: NetworkBulkResults = answer
        refused = [one.refusals for one in results.results if one.acted is None]
        if refused:
            self._desk.toasts.fail(cause_text(self._desk.texts, refused[0]) or "")
        else:
            self._desk.toasts.say(_word("The network is asked again"))
        self._on_done()

    @Slot()
    def _on_done(self) -> None:
        self.list.presenter.reload()
        self.presenter.read()

    def _go(self, target: Target) -> None:
        if not self._desk.shell.open_target(target):
            self._desk.toasts.fail(_word("None of your areas opens this."))

    # What is shown

    def _retry_cause(self, detail: CaseDetail) -> str | None:
        if not refused_requests(detail):
            return _word("The network has refused nothing of this case.")
        if not self._desk.has(Power.MANAGE_HALTED_SUBSCRIPTIONS):
            missing = RefusalInfo(code="E-POWER", values={"power": Power.MANAGE_HALTED_SUBSCRIPTIONS.value})
            return cause_text(self._desk.texts, (missing,))
        return None

    def _facts(self, detail: CaseDetail) -> tuple[Fact, ...]:
        period = detail.period
        status = QCoreApplication.translate("Values", ACCOUNT_STATUS_LABELS.get(detail.account_status, ""))
        owed = shown(detail.owing_cents_at_flag, detail.currency)
        days = "" if detail.overdue_days_at_flag is None else str(detail.overdue_days_at_flag)
        told = _word("{owed}, the oldest for {days} days").replace("{owed}", owed).replace("{days}", days)
        facts = [
            Fact(_word("Account"), detail.account_no, can_copy=True),
            Fact(_word("Account status"), status),
            Fact(_word("Origin"), origin_word(period.origin)),
            Fact(_word("Rules"), detail.rule_set),
            Fact(_word("Owed when flagged"), told if days else owed),
        ]
        if period.resuspend_not_before is not None:
            facts.append(Fact(_word("Left alone before"), show_day(period.resuspend_not_before)))
        return tuple(fact for fact in facts if fact.value)


def refused_requests(detail: CaseDetail) -> tuple[int, ...]:
    """The requests of a case that the network has refused last, each once."""
    found = (
        one.request_id
        for service in detail.services
        for one in service.restrictions
        if one.outcome is RestrictionOutcome.FAILED and one.request_id is not None
    )
    return tuple(dict.fromkeys(found))


def _party(detail: CaseDetail) -> Party:
    return Party(detail.account_id, detail.customer)


def _word(text: str) -> str:
    return QCoreApplication.translate("Cases", text)
