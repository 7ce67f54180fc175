"""Delegation: one person decides about wireless orders for another, for some days (R-WL-21, S-33)."""

from datetime import date
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.value import Line, RecordId, Version
from agentview.contract.wireless import DelegationScope
from agentview.contract.wireless_approvals import Approver


class DelegationsRequest(Message):
    """Ask for delegations of and to the caller; of all people with `is_all`, which takes EDIT_POLICY."""

    is_all: bool = False


class Delegation(Message):
    """Who decides for whom, from one day to another, both included. `is_valid`: today."""

    delegation_id: int
    version: int
    giver: Approver
    taker: Approver
    from_date: date
    to_date: date
    scope: DelegationScope
    policy_id: int | None
    policy: str
    is_active: bool
    is_valid: bool
    can_end: bool


class Delegations(Message):
    """Delegations, newest first: at most 200 of the latest."""

    rows: tuple[Delegation, ...]


class DelegateRequest(Message):
    """Let somebody decide for the caller, or for `giver_id`, which takes EDIT_POLICY.

    For the orders of one policy alone, where `policy_id` names one.
    """

    giver_id: RecordId | None = None
    taker_id: RecordId
    from_date: date
    to_date: date
    policy_id: RecordId | None = None


class EndRequest(Message):
    """End a delegation at once, in the version that was seen."""

    delegation_id: RecordId
    version: Version


class TakersRequest(Message):
    """Ask to whom it can be delegated, and for which policies, by the beginning of a name."""

    text: Line = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class PolicyName(Message):
    """A policy by its name."""

    policy_id: int
    name: str


class Takers(Message):
    """People who can approve, by name, and the policies that are on."""

    people: tuple[Approver, ...]
    policies: tuple[PolicyName, ...]


LIST = Op(
    "approval_delegations.list", DelegationsRequest, Delegations, False, None, "List who decides for whom"
)
DELEGATE = Op("approval_delegations.delegate", DelegateRequest, Delegation, True, None, "Delegate approval")
END = Op("approval_delegations.end", EndRequest, Delegation, True, None, "End a delegation")
TAKERS = Op(
    "approval_delegations.takers",
    TakersRequest,
    Takers,
    False,
    None,
    "List who can take over approval",
)
