"""What happens next with a case, in a few words."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.credit_desk import CaseRow
from agentview.contract.restriction import CaseOrigin, CaseState
from agentview.ui.kit.when import show_day, show_moment
from agentview.ui.texts.restriction import end_word


def next_step(row: CaseRow, now: datetime, zone: ZoneInfo) -> str:
    """What is done next, and by whom where that is not the program itself."""
    if row.state is CaseState.FLAGGED:
        return _flagged(row, now, zone)
    if row.state in {CaseState.RESTRICTING, CaseState.RESTORING}:
        return _word("Ask the network again") if row.failed_services else _word("The network answers")
    if row.state is CaseState.RESTRICTED:
        is_by_hand = row.origin is CaseOrigin.MANUAL
        return _word("Somebody restores it") if is_by_hand else _word("The customer pays")
    if row.state is CaseState.CLOSED:
        return end_word(row.closed_code)
    if row.resuspend_not_before is not None:
        return _word("Left alone before {day}").replace("{day}", show_day(row.resuspend_not_before))
    return _word("Nothing")


def longest_common() -> str:
    """The longest of what is said without a day in it, for the width of a column."""
    common = (_word("Ask the network again"), _word("The network answers"), _word("Somebody restores it"))
    return max(common, key=len)


def _flagged(row: CaseRow, now: datetime, zone: ZoneInfo) -> str:
    if row.next_window is None:
        return _word("No action window follows")
    return _word("Restricted from {when}").replace("{when}", show_moment(row.next_window, now, zone))


def _word(text: str) -> str:
    return QCoreApplication.translate("CaseStep", text)
