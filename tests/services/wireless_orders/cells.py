"""Who may do what to a wireless order in which state: written by hand from SM-6, not from the program."""

from dataclasses import dataclass
from enum import StrEnum

from agentview.contract.wireless import FINAL, WirelessStatus
from agentview.contract.wireless_orders import WirelessCommand
from agentview.core.power import Role

S, C = WirelessStatus, WirelessCommand


class Who(StrEnum):
    """Whom a cell of the matrix is about."""

    REQUESTER = "harbour_viewer"
    APPROVER = "marlow_manager"
    """Whose turn it is to decide."""
    FULFILLER = "harbour_back"
    LEAD = "harbour_lead"
    """Who sees all, and neither requested it nor is asked."""
    OUTSIDER = "harbour_csa"
    """Who may request, and knows nothing of this order."""
    ADMIN = "harbour_admin"
    PROVISIONER = "harbour_prov"


ROLES: dict[Who, Role] = {
    Who.REQUESTER: Role.VIEWER,
    Who.APPROVER: Role.APPROVER,
    Who.FULFILLER: Role.BACKOFFICE,
    Who.LEAD: Role.SUPERVISOR,
    Who.OUTSIDER: Role.CSA,
    Who.ADMIN: Role.ADMIN,
    Who.PROVISIONER: Role.PROVISIONER,
}
REQUESTING = {Who.REQUESTER, Who.APPROVER, Who.FULFILLER, Who.LEAD, Who.OUTSIDER}
"""Who has WIRELESS_REQUEST."""
APPROVING = {Who.APPROVER, Who.LEAD}
"""Who has APPROVE."""
FULFILLING = {Who.FULFILLER, Who.LEAD}
"""Who has FULFIL."""
EVERYBODY = set(Who)
"""For what the program does by itself: no power is asked for."""


@dataclass(frozen=True)
class Allowed:
    """In which states a command is open, who has a power for it, who of these may; what others are told."""

    states: frozenset[WirelessStatus]
    powerful: set[Who]
    may: set[Who]
    code: str


def _in(*states: WirelessStatus) -> frozenset[WirelessStatus]:
    return frozenset(states)


_MINE, _TURN = {Who.REQUESTER}, {Who.APPROVER}
_NOT_MINE, _NOT_TURN = "E-WL-NOT-REQUESTER", "E-WL-NOT-APPROVER"
TABLE: dict[WirelessCommand, Allowed] = {
    C.EDIT: Allowed(_in(S.DRAFT), REQUESTING, _MINE, _NOT_MINE),
    C.CONFIRM: Allowed(_in(S.DRAFT), REQUESTING, _MINE, _NOT_MINE),
    C.SUBMIT: Allowed(_in(S.DRAFT), REQUESTING, _MINE, _NOT_MINE),
    C.DISCARD: Allowed(_in(S.DRAFT), REQUESTING, _MINE, _NOT_MINE),
    C.CANCEL: Allowed(
        _in(S.SUBMITTED, S.AWAITING_APPROVAL, S.INFO_REQUESTED, S.APPROVED),
        REQUESTING,
        _MINE | _TURN,
        "E-WL-NOT-YOURS",
    ),
    C.RESUBMIT: Allowed(FINAL, REQUESTING, _MINE | _TURN, _NOT_MINE),
    C.APPROVE: Allowed(_in(S.AWAITING_APPROVAL), APPROVING, _TURN, _NOT_TURN),
    C.REJECT: Allowed(_in(S.AWAITING_APPROVAL), APPROVING, _TURN, _NOT_TURN),
    C.REQUEST_INFO: Allowed(_in(S.AWAITING_APPROVAL), APPROVING, _TURN, _NOT_TURN),
    C.ANSWER: Allowed(_in(S.INFO_REQUESTED), REQUESTING, _MINE, _NOT_MINE),
    C.EDIT_BY_APPROVER: Allowed(_in(S.AWAITING_APPROVAL, S.INFO_REQUESTED), APPROVING, _TURN, _NOT_TURN),
    C.OPEN_ROUND: Allowed(_in(S.SUBMITTED), EVERYBODY, EVERYBODY, ""),
    C.FINISH_APPROVAL: Allowed(_in(S.SUBMITTED, S.AWAITING_APPROVAL), EVERYBODY, EVERYBODY, ""),
    C.EXPIRE: Allowed(_in(S.AWAITING_APPROVAL), EVERYBODY, EVERYBODY, ""),
    C.ACCEPT: Allowed(_in(S.SUBMITTED_TO_VENDOR), FULFILLING, FULFILLING, ""),
    C.RECORD: Allowed(_in(S.IN_FULFILMENT), FULFILLING, FULFILLING, ""),
    C.COMPLETE: Allowed(_in(S.IN_FULFILMENT), FULFILLING, FULFILLING, ""),
    C.FAIL: Allowed(_in(S.SUBMITTED_TO_VENDOR, S.IN_FULFILMENT), FULFILLING, FULFILLING, ""),
}
"""SM-6 without the two rows that follow the type: SEND and COMPLETE_ITSELF."""
