"""Rule sets by which overdue accounts are restricted: proposed by one, enabled by another (S-22, D-19)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.contract_catalogue import MOST_CENTS
from agentview.contract.op import Message, Op
from agentview.contract.restriction import RuleSetStatus
from agentview.contract.value import CommandState, Line, Prose, RecordId, Version
from agentview.core.power import Power

MOST_WINDOWS = 50
MOST_DAYS = 3_650

Minute = Annotated[int, Field(ge=0, le=24 * 60)]
Cents = Annotated[int, Field(ge=0, le=MOST_CENTS)]
Days = Annotated[int, Field(ge=0, le=MOST_DAYS)]
Percent = Annotated[int, Field(ge=1, le=100)]
Name = Annotated[Line, Field(min_length=1)]
Reason = Annotated[Prose, Field(min_length=1)]


class RuleSetCommand(StrEnum):
    """What can be done to a rule set."""

    EDIT = "edit"
    ENABLE = "enable"
    WITHDRAW = "withdraw"
    EXCLUDE_GROUP = "exclude_group"
    INCLUDE_GROUP = "include_group"


class ActionWindow(Message):
    """When the rules may act: from a minute of a weekday (0 is Monday) up to another; 1440 is midnight."""

    weekday: int = Field(ge=0, le=6)
    from_minute: Minute
    to_minute: Minute


class RuleSetFields(Message):
    """What a rule set says; amounts in minor units including tax.

    An account is restricted that owes at least `minimum_overdue_cents`, the oldest of it for more than
    `minimum_overdue_days` (D-01). It is restored at `restoration_threshold_cents` or less (D-11).
    """

    name: Name
    effective_from: date
    minimum_overdue_cents: Cents
    minimum_overdue_days: Days
    restoration_threshold_cents: Cents
    resuspend_days: Days
    windows: Annotated[tuple[ActionWindow, ...], Field(max_length=MOST_WINDOWS)]
    spares_eve_of_closed_day: bool = False
    needs_notice: bool = False
    first_run_cap: int = Field(default=25, ge=1, le=1_000_000)
    second_run_percent: Percent = 10
    breaker_percent: Percent = 5


class RuleSetFilter(Message):
    """Which rule sets to list; what is empty does not filter."""

    text: Line = ""
    status: RuleSetStatus | None = None


class RuleSetSort(StrEnum):
    """What the list may be sorted by."""

    EFFECTIVE = "EFFECTIVE"


class RuleSetsRequest(Message):
    """One page of rule sets, the newest first unless asked otherwise."""

    filter: RuleSetFilter = RuleSetFilter()
    sort: RuleSetSort = RuleSetSort.EFFECTIVE
    is_descending: bool = True
    after: Annotated[str, Field(min_length=1, max_length=500)] | None = None
    limit: int = Field(default=100, ge=1, le=200)


class RuleSetRow(Message):
    """A rule set, whether it rules today, and what the caller may do to it."""

    rule_set_id: int
    version: int
    fields: RuleSetFields
    currency: str
    status: RuleSetStatus
    is_in_force: bool
    excluded_groups: int
    proposed_by: str
    enabled_by: str
    enabled_at: datetime | None
    commands: tuple[CommandState, ...]


class RuleSets(Message):
    """Rule sets in the order asked for; `last` names where the next page starts, None at the end."""

    rows: tuple[RuleSetRow, ...]
    last: str | None
    total: int
    as_of: datetime


class ExcludedGroupRow(Message):
    """A group that a rule set leaves out, and why (R-SUS-04)."""

    group_id: int
    group: str
    accounts: int
    reason: str


class RuleSetDetail(Message):
    """A rule set with the groups that it leaves out."""

    row: RuleSetRow
    groups: tuple[ExcludedGroupRow, ...]


class RuleSetRef(Message):
    """A rule set of the own provider."""

    rule_set_id: RecordId


class ProposeRequest(Message):
    """A new rule set, without effect until a second person enables it."""

    fields: RuleSetFields


class CopyRequest(RuleSetRef):
    """A new rule set that says the same from another day on, with the same groups left out."""

    name: Name
    effective_from: date


class EditRequest(RuleSetRef):
    """What a rule set of the future, not enabled yet, is to say."""

    version: Version
    fields: RuleSetFields


class RuleSetAt(RuleSetRef):
    """A rule set in the version that was seen."""

    version: Version


class WithdrawRequest(RuleSetAt):
    """Take a rule set out of force, or give up a proposal."""

    reason: Reason


class ExcludeGroupRequest(RuleSetRef):
    """Leave a distribution list out of a rule set, from now on (R-SUS-04, 31)."""

    group_id: RecordId
    reason: Prose = ""


class IncludeGroupRequest(RuleSetRef):
    """No longer leave a group out."""

    group_id: RecordId
    reason: Prose = ""


_READ = Power.READ_STATUS
_PROPOSE = Power.RULES_PROPOSE

RULE_SETS = Op("suspension.rule_sets", RuleSetsRequest, RuleSets, False, _READ, "List rule sets")
RULE_SET = Op("suspension.rule_set", RuleSetRef, RuleSetDetail, False, _READ, "Read a rule set")
PROPOSE = Op("suspension.propose", ProposeRequest, RuleSetDetail, True, _PROPOSE, "Propose a rule set")
COPY = Op("suspension.copy", CopyRequest, RuleSetDetail, True, _PROPOSE, "Propose a copy of a rule set")
EDIT = Op("suspension.edit", EditRequest, RuleSetDetail, True, _PROPOSE, "Edit a proposed rule set")
ENABLE = Op(
    "suspension.enable",
    RuleSetAt,
    RuleSetDetail,
    True,
    Power.RULES_ENABLE,
    "Enable a rule set that somebody else proposed",
)
WITHDRAW = Op("suspension.withdraw", WithdrawRequest, RuleSetDetail, True, None, "Withdraw a rule set")
EXCLUDE_GROUP = Op(
    "suspension.exclude_group",
    ExcludeGroupRequest,
    RuleSetDetail,
    True,
    _PROPOSE,
    "Leave an account group out of a rule set",
)
INCLUDE_GROUP = Op(
    "suspension.include_group",
    IncludeGroupRequest,
    RuleSetDetail,
    True,
    _PROPOSE,
    "No longer leave an account group out of a rule set",
)
