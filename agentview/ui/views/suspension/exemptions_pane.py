"""Exemptions with their last day, owner and reason, also those that have expired (E.3)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot

from agentview.contract.suspension_exemptions import ExemptionFilter, ExemptionRow
from agentview.contract.value import RefusalInfo
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.credit.case_forms import Party
from agentview.ui.credit.opener import CreditOpener
from agentview.ui.failure_words import cause_text
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.when import show_day, show_full
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_pane import RecordPane
from agentview.ui.navigation import ACCOUNT, Desk, Target
from agentview.ui.views.suspension.exemption_list import ExemptionReader, spec_of
from agentview.ui.views.suspension.exemption_words import exemption_chip, word
from agentview.ui.views.suspension.words import NOTHING

OPEN, AGAIN, END = "open", "again", "end"


class ExemptionsPane(RecordPane[ExemptionFilter, ExemptionRow, ExemptionRow]):
    """The exemptions, and the one that is chosen."""

    power = None

    def __init__(self, desk: Desk) -> None:
        """Reads nothing before `start`."""
        self._reader = ExemptionReader()
        nothing = StateText(
            word("No exemption chosen"), word("Choose one in the list to see why, and who answers for it.")
        )
        super().__init__(desk, spec_of(self._reader), _commands(), nothing)
        self.opener = CreditOpener(desk, self)
        self.opener.done.connect(self._on_done)

    def close_down(self) -> None:
        """Stops reading and hearing; what was typed stays as a draft."""
        self.opener.close()
        super().close_down()

    def _read(self, gateway: Gateway, record_id: int) -> ExemptionRow:
        return self._reader.one(gateway, record_id)

    def _shown(self, detail: ExemptionRow) -> None:
        at = detail.ended_at
        chip = exemption_chip(detail)
        facts = (
            Fact(word("Account number"), detail.account_no, can_copy=True),
            Fact(word("To the end of"), show_day(detail.until_on)),
            Fact(word("Who answers for it"), detail.owner),
            Fact(word("Reason"), detail.reason),
            Fact(word("Ended"), NOTHING if at is None else show_full(at, self._desk.zone)),
            Fact(word("Ended by"), detail.ended_by or NOTHING),
        )
        self.side.show_record(detail.customer, chip.sentence, facts, chip)

    def _runs(self) -> dict[str, Callable[[], None]]:
        return {OPEN: self._open, AGAIN: self._exempt, END: self._end}

    def _cause_of(self, name: str) -> str | None:
        detail = self.presenter.detail
        if name != OPEN and not self._desk.has(Power.CREDIT_CONTROL):
            missing = RefusalInfo(code="E-POWER", values={"power": Power.CREDIT_CONTROL.value})
            return cause_text(self._desk.texts, (missing,))
        if name == END and detail is not None and not detail.is_running:
            return word("This exemption is over.")
        return None

    def _open(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            self._desk.shell.open_target(Target(ACCOUNT, detail.account_id, detail.customer))

    def _exempt(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            self.opener.exempt(Party(detail.account_id, detail.customer))

    def _end(self) -> None:
        detail = self.presenter.detail
        if detail is not None:
            self.opener.end_exemption(detail)

    @Slot()
    def _on_done(self) -> None:
        self.list.presenter.reload()
        self.presenter.read()


def _commands() -> tuple[RecordCommand, ...]:
    return (
        RecordCommand(OPEN, lambda: word("Open customer"), "O", "user"),
        RecordCommand(AGAIN, lambda: word("Exempt again"), "E", "calendar"),
        RecordCommand(END, lambda: word("End exemption"), "X", "close", is_dangerous=True),
    )
