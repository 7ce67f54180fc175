"""What the parts of approvers in a wireless order are called, and how they look."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.wireless import ApprovalStatus
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone


def part_chip(status: ApprovalStatus) -> ChipValue:
    """The chip of one approver's part in a level (T16, T19)."""
    return {
        ApprovalStatus.NOT_READY: ChipValue(
            Tone.NEUTRAL,
            "\u25cb",
            _word("Not asked yet"),
            _word("Not asked yet: levels before it decide first"),
        ),
        ApprovalStatus.PENDING: ChipValue(
            Tone.INFO, "\u25cb", _word("To decide"), _word("To decide: nobody has said anything yet")
        ),
        ApprovalStatus.APPROVED: ChipValue(Tone.SUCCESS, "\u2713", _word("Approved"), _word("Approved")),
        ApprovalStatus.REJECTED: ChipValue(
            Tone.BAD, "\u00d7", _word("Rejected"), _word("Rejected, with a reason")
        ),
        ApprovalStatus.INFO_REQUESTED: ChipValue(
            Tone.WARNING, "?", _word("Asked a question"), _word("Asked a question, and waits for the answer")
        ),
        ApprovalStatus.EXPIRED: ChipValue(
            Tone.WARNING, "\u00d7", _word("Expired"), _word("Expired: nobody decided in time")
        ),
        ApprovalStatus.SKIPPED: ChipValue(
            Tone.NEUTRAL,
            "\u2013",
            _word("Not needed"),
            _word("Not needed: another approver of the level decided first"),
        ),
        ApprovalStatus.CANCELLED: ChipValue(
            Tone.NEUTRAL, "\u2013", _word("Not needed"), _word("Not needed: the request was over before")
        ),
        ApprovalStatus.SUPERSEDED: ChipValue(
            Tone.NEUTRAL,
            "\u2013",
            _word("Asked anew"),
            _word("Asked anew: an approver changed the request meanwhile"),
        ),
    }[status]


def exception_chip(*, is_exception: bool) -> ChipValue:
    """Whether a request breaks the mobile policy of its company."""
    if is_exception:
        return ChipValue(
            Tone.WARNING,
            "!",
            _word("Yes"),
            _word("Policy exception: it breaks the mobile policy of the company; the request says why"),
        )
    return ChipValue(Tone.NEUTRAL, "\u2013", _word("No"), _word("In the mobile policy of the company"))


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessApproval", text)
