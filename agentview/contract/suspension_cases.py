"""Restriction cases: an account restricted or restored by hand, and one case with all that was done in it."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.restriction import CaseOrigin, CaseState, RestrictionAction, RestrictionOutcome
from agentview.contract.status import Bar, HoldCause, HoldOrigin
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.suspension import Reason
from agentview.contract.value import CommandState, RecordId, Version
from agentview.core.power import Power


class CaseCommand(StrEnum):
    """What happens to a case (SM-5). People restrict and restore; the rest is the rules and the network."""

    FLAG = "flag"
    START_RESTRICTING = "start_restricting"
    DROP = "drop"
    ALL_RESTRICTED = "all_restricted"
    START_RESTORING = "start_restoring"
    ALL_RESTORED = "all_restored"
    EMPTIED = "emptied"
    RESTRICT = "restrict"
    RESTORE = "restore"


class CloseCode(StrEnum):
    """Why a case was closed without restoring anything, besides what kept the rules from it (`Obstacle`)."""

    NO_SERVICE = "NO_SERVICE"
    """No service is left in it."""
    BY_HAND = "BY_HAND"
    """A person restricted the account before the rules did."""


class RestrictRequest(Message):
    """Bar active services of an account by hand; all of them where none is named. A payment lifts nothing."""

    account_id: RecordId
    reason: Reason
    cause: HoldCause = HoldCause.NON_PAYMENT
    service_ids: tuple[RecordId, ...] = Field(default=(), max_length=500)


class CaseRef(Message):
    """A restriction case."""

    case_id: RecordId


class RestoreRequest(CaseRef):
    """Restore by hand, in the version that was seen; it is then left alone for the re-suspend days."""

    version: Version
    reason: Reason


class CaseActed(Message):
    """A command was carried out: the case as it is now."""

    case_id: int
    version: int
    reference: str
    account_id: int
    state: CaseState
    resuspend_not_before: date | None


class CaseHold(Message):
    """Why a service of the case is barred. `is_of_case`: the case placed it, and restoring it lifts it."""

    hold_id: int
    service_id: int
    cause: HoldCause
    origin: HoldOrigin
    bar: Bar
    reason: str
    placed_at: datetime
    placed_by: str
    lifted_at: datetime | None
    lifted_by: str
    is_of_case: bool


class CaseRestriction(Message):
    """What the network was asked for a service, and what came of it. `request` is "" where nothing was."""

    action: RestrictionAction
    outcome: RestrictionOutcome
    bar: str
    request: str
    request_id: int | None
    requested_at: datetime
    done_at: datetime | None
    refusals: int
    next_try_at: datetime | None
    error: str


class CaseService(Message):
    """A service of the case. What is wanted and what the network has confirmed are two facts; "" is no bar.

    `restriction` is the state of the service as a whole (SM-5), whatever else holds it.
    """

    service_id: int
    reference: str
    name: str
    service_type: str
    identifier_label: str
    identifier: str | None
    status: SubscriptionStatus
    restriction: str
    bar_wanted: str
    bar_wanted_at: datetime | None
    bar_confirmed: str
    bar_confirmed_at: datetime | None
    restrictions: tuple[CaseRestriction, ...]


class CasePeriod(Message):
    """A restriction of the account: from, to, why and who (R-SUS-26). `until` None: it still is.

    `reason` is the name of the rules where they flagged it. `restore_reason` is what a person wrote, or the
    code of what lifted it (`Obstacle`); `closed_code` is an `Obstacle` or `CloseCode`.
    """

    case_id: int
    reference: str
    origin: CaseOrigin
    state: CaseState
    reason: str
    restricted_by: str
    flagged_at: datetime
    since: datetime | None
    until: datetime | None
    suspended_at: datetime | None
    restore_origin: CaseOrigin | None
    restored_by: str
    restore_reason: str
    closed_code: str
    resuspend_not_before: date | None
    services: int


class CaseStatusChange(Message):
    """A change of the account's status (R-SUS-28)."""

    at: datetime
    old: int
    new: int
    reason: str
    by: str


class CaseDetail(Message):
    """A case with its services, what bars them, and the history of its account, newest first.

    Amounts in minor units including tax, as they were when it was flagged.
    """

    case_id: int
    version: int
    reference: str
    account_id: int
    account_no: str
    customer: str
    account_status: int
    account_status_reason: str
    rule_set_id: int | None
    rule_set: str
    currency: str
    owing_cents_at_flag: int
    overdue_days_at_flag: int | None
    period: CasePeriod
    services: tuple[CaseService, ...]
    holds: tuple[CaseHold, ...]
    history: tuple[CasePeriod, ...]
    status_changes: tuple[CaseStatusChange, ...]
    commands: tuple[CommandState, ...]
    as_of: datetime


class HistoryRequest(Message):
    """Ask for the restrictions of an account."""

    account_id: RecordId


class History(Message):
    """All restrictions of an account, newest first, and what may be done by hand now (R-SUS-26).

    `open_case_id` is the case that runs; None: there is none.
    """

    account_id: int
    open_case_id: int | None
    open_case_version: int | None
    periods: tuple[CasePeriod, ...]
    status_changes: tuple[CaseStatusChange, ...]
    commands: tuple[CommandState, ...]
    as_of: datetime


_POWER = Power.CREDIT_CONTROL

CASE = Op("suspension_cases.case", CaseRef, CaseDetail, False, Power.READ_STATUS, "Read a restriction case")
HISTORY = Op(
    "suspension_cases.history",
    HistoryRequest,
    History,
    False,
    Power.READ_STATUS,
    "List the restrictions of an account",
)
RESTRICT = Op(
    "suspension_cases.restrict", RestrictRequest, CaseActed, True, _POWER, "Restrict an account by hand"
)
RESTORE = Op(
    "suspension_cases.restore", RestoreRequest, CaseActed, True, _POWER, "Restore an account by hand"
)
