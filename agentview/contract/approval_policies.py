"""Policies of approval: who approves which wireless orders; what holds for all orders (S-33, T11, T17)."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Nothing, Op
from agentview.contract.value import MOST_CHOSEN, CommandState, Line, RecordId, Version
from agentview.contract.wireless import (
    EXPIRY_DAYS,
    MOST_LEVELS,
    ApproverKind,
    DeviceType,
    Milestone,
    OrderType,
)
from agentview.contract.wireless_approvals import Approver, ForeseenLevel
from agentview.core.power import Power

MOST_APPROVERS = 20
MOST_CC = 10
MOST_CENTS = 100_000_000
Cents = Annotated[int, Field(ge=0, le=MOST_CENTS)]
Code = Annotated[Line, Field(min_length=1, max_length=40)]


class Conditions(Message):
    """Which orders a policy is for: all that is said here must hold, and what is empty is not asked.

    `vendors` are codes. The total is what an order costs once; it is above, or below, never equal (T11).
    """

    types: Annotated[tuple[OrderType, ...], Field(max_length=MOST_CHOSEN)] = ()
    vendors: Annotated[tuple[Code, ...], Field(max_length=MOST_CHOSEN)] = ()
    device_types: Annotated[tuple[DeviceType, ...], Field(max_length=MOST_CHOSEN)] = ()
    upgrade_eligible: bool | None = None
    total_above_cents: Cents | None = None
    total_below_cents: Cents | None = None
    policy_exception: bool | None = None


class StepFields(Message):
    """A level: how its approvers are found, who steps in where none is there, who reads along by mail.

    `approver_ids` are the approvers of PREDEFINED, and those to choose from of USER_DEFINED (none: anybody
    who approves).
    """

    kind: ApproverKind
    approver_ids: Annotated[tuple[RecordId, ...], Field(max_length=MOST_APPROVERS)] = ()
    default_approver_id: RecordId | None = None
    cc: Annotated[tuple[Line, ...], Field(max_length=MOST_CC)] = ()


class PolicyFields(Message):
    """What can be set of a policy. Priority 1 is asked first. Without an account it is for all companies."""

    name: Annotated[Line, Field(min_length=1)]
    priority: Annotated[int, Field(ge=1, le=10_000)]
    account_id: RecordId | None = None
    conditions: Conditions = Conditions()
    steps: Annotated[tuple[StepFields, ...], Field(max_length=MOST_LEVELS)] = ()
    expiry_days: Annotated[int, Field(ge=1, le=365)] = EXPIRY_DAYS


class Policy(Message):
    """A policy with all that can be set of it; no steps: what it matches needs no approval."""

    policy_id: int
    version: int
    is_active: bool
    fields: PolicyFields
    customer: str
    changed_at: datetime
    changed_by: str
    commands: tuple[CommandState, ...]


class VendorName(Message):
    """A carrier of the own provider, by its code and name."""

    code: str
    name: str


class Policies(Message):
    """All policies of the own provider, first asked first, the people that they name, and all carriers."""

    rows: tuple[Policy, ...]
    people: tuple[Approver, ...]
    vendors: tuple[VendorName, ...] = ()


class PolicyRef(Message):
    """A policy, by its id."""

    policy_id: RecordId


class PolicyChange(PolicyRef):
    """Switch a policy in the version that was seen."""

    version: Version


class MoveRequest(PolicyChange):
    """Let two policies change places: each gets the other's priority, in the versions that were seen."""

    other_id: RecordId
    other_version: Version


class SavePolicyRequest(Message):
    """Add a policy, which is off at first, or change the one named in the version that was seen.

    A round that has begun keeps its approvers.
    """

    policy_id: RecordId | None = None
    version: Version | None = None
    fields: PolicyFields


class PeopleRequest(Message):
    """Ask who can approve, by the beginning of a name."""

    text: Line = ""
    limit: Annotated[int, Field(ge=1, le=200)] = 50


class People(Message):
    """People who can approve, by name."""

    rows: tuple[Approver, ...]


class TestRequest(Message):
    """Try the policies on an order; `draft` is judged as if it were active, instead of the one named."""

    order_id: RecordId
    policy_id: RecordId | None = None
    draft: PolicyFields | None = None


class Tried(Message):
    """A policy as it was tried. `missed` names the conditions that do not hold."""

    policy_id: int | None
    name: str
    priority: int
    is_active: bool
    missed: tuple[str, ...]
    decides: bool


class TestResult(Message):
    """Which policy decides about an order, and who would approve it, level by level."""

    order_id: int
    reference: str
    is_exempt: bool
    """Orders of its type need nobody's approval (see `Setting`)."""
    tried: tuple[Tried, ...]
    levels: tuple[ForeseenLevel, ...]


class SettingFields(Message):
    """What holds for all orders: types that nobody approves, milestones without mail, and two limits."""

    unapproved_types: Annotated[tuple[OrderType, ...], Field(max_length=MOST_CHOSEN)] = ()
    silent_milestones: Annotated[tuple[Milestone, ...], Field(max_length=MOST_CHOSEN)] = ()
    most_accessories: Annotated[int, Field(ge=1, le=1_000)] = 5
    may_serial_be_unknown: bool = True


class Setting(Message):
    """The setting as it stands; version 0: nothing was set yet."""

    version: int
    fields: SettingFields


class SaveSettingRequest(Message):
    """Change the setting in the version that was seen."""

    version: Annotated[int, Field(ge=0, le=2**31)]
    fields: SettingFields


_E = Power.EDIT_POLICY

LIST = Op("approval_policies.list", Nothing, Policies, False, _E, "List the policies of approval")
SAVE = Op("approval_policies.save", SavePolicyRequest, Policy, True, _E, "Save a policy of approval")
ENABLE = Op("approval_policies.enable", PolicyChange, Policy, True, _E, "Switch a policy of approval on")
DISABLE = Op("approval_policies.disable", PolicyChange, Policy, True, _E, "Switch a policy of approval off")
MOVE = Op("approval_policies.move", MoveRequest, Policy, True, _E, "Let two policies change places")
TEST = Op("approval_policies.test", TestRequest, TestResult, False, _E, "Try the policies on an order")
PEOPLE = Op("approval_policies.people", PeopleRequest, People, False, _E, "List who can approve")
SETTING = Op("approval_policies.setting", Nothing, Setting, False, _E, "Read what holds for wireless orders")
SAVE_SETTING = Op(
    "approval_policies.save_setting",
    SaveSettingRequest,
    Setting,
    True,
    _E,
    "Change what holds for wireless orders",
)
