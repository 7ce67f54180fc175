"""My approvals (S-30): a page of the area of wireless orders."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.session import Person
from agentview.core.power import Power
from agentview.ui.area import Area
from agentview.ui.late import Late
from agentview.ui.navigation import WIRELESS_APPROVAL
from agentview.ui.wireless.page import Page, area_of


def _title() -> str:
    return _word("My approvals")


def _approves(person: Person) -> bool:
    return Power.APPROVE in person.powers


def _summary() -> str:
    return "\n\n".join(
        (
            _word(
                "My approvals shows the requests that wait for your decision, or for that of somebody who "
                "delegated to you. Beside the list stands what is asked for, what it costs, which policy it "
                "breaks, and who has decided what."
            ),
            _word(
                "A approves, R rejects with a reason, Q asks the requester something: until the answer comes "
                "the request cannot expire. E edits it, once: whoever approved before decides anew. X "
                "cancels it. The first decision on a level counts; who comes second is told who was first."
            ),
            _word(
                "Space checks a request; Shift+A approves and Shift+R rejects all that are checked. Each "
                "stands for itself, and you see what became of each."
            ),
        )
    )


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessApprovals", text)


AREA: Area = area_of(
    Page(
        "approvals",
        _title,
        "check",
        Late(f"{__name__}.approvals_pane", "ApprovalsPane"),
        _approves,
        frozenset({WIRELESS_APPROVAL}),
        _summary,
    )
)
"""The page, as the area of wireless orders takes it."""
