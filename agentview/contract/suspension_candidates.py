"""Whom the rules would restrict today, and what keeps others out: the dry run, and why or why not (S-23)."""

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.restriction import Obstacle
from agentview.contract.value import Columns, Line, RecordId
from agentview.core.errors import Value
from agentview.core.power import Power


class CandidateView(StrEnum):
    """The pills over the list: all whom the rules restrict, whom the ramp holds back, who is kept out."""

    ELIGIBLE = "ELIGIBLE"
    HELD_BACK = "HELD_BACK"
    KEPT_OUT = "KEPT_OUT"


class CandidateSort(StrEnum):
    """What the list may be sorted by; ACCOUNT is the order in which the next run goes."""

    ACCOUNT = "ACCOUNT"
    OWING = "OWING"
    AGE = "AGE"


class CandidateFilter(Message):
    """Which accounts; by the rule set in force, or as if another one were (`rule_set_id`).

    `text` is an account number or words of a name. `obstacle` narrows KEPT_OUT to what keeps them.
    """

    view: CandidateView = CandidateView.ELIGIBLE
    rule_set_id: RecordId | None = None
    obstacle: Obstacle | None = None
    text: Line = ""


class CandidatesRequest(Message):
    """One page: `offset` rows past the row named by `after`, or before the one named by `before`."""

    filter: CandidateFilter = CandidateFilter()
    sort: CandidateSort = CandidateSort.ACCOUNT
    is_descending: bool = False
    after: str | None = Field(default=None, min_length=1, max_length=500)
    before: str | None = Field(default=None, min_length=1, max_length=500)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=100, ge=1, le=200)


class Check(Message):
    """A rule, whether it keeps the account from being restricted (`stands`), and its numbers.

    Amounts among `values` (owing, least, cents, threshold) are minor units including tax.
    """

    obstacle: Obstacle
    stands: bool
    values: dict[str, Value]


class CandidateInvoice(Message):
    """An open invoice; amounts in minor units including tax. `overdue_days` None: not due yet."""

    invoice_no: str
    due_on: date
    overdue_days: int | None
    due_cents: int
    disputed_cents: int


class CandidateRow(Message):
    """An account that owes enough for long enough; `obstacles` is empty where the rules restrict it.

    `is_held_back`: not in the next run, because of the ramp (D-26).
    """

    account_id: int
    account_no: str
    customer: str
    owing_cents: int
    currency: str
    overdue_days: int
    invoices: tuple[CandidateInvoice, ...]
    active_services: int
    is_held_back: bool
    obstacles: tuple[Check, ...]


class CandidatesPage(Message):
    """A page of the dry run; nothing is written. `rule_set` is empty where no rules are in force."""

    rows: tuple[CandidateRow, ...]
    rule_set_id: int | None
    rule_set: str
    first: str | None
    last: str | None
    as_of: datetime


class CandidateSizeRequest(Message):
    """Ask how many rows a list has."""

    filter: CandidateFilter = CandidateFilter()


class CandidateSize(Message):
    """The exact number of rows."""

    rows: int


class CandidateExportRequest(Message):
    """The next rows of an export, in the order shown; the first page (no `after`) is audited."""

    filter: CandidateFilter = CandidateFilter()
    sort: CandidateSort = CandidateSort.ACCOUNT
    is_descending: bool = False
    columns: Columns = ()
    after: str | None = Field(default=None, min_length=1, max_length=500)


class CandidateExportPage(Message):
    """Rows of an export; `last` names where the next page starts, None at the end."""

    rows: tuple[CandidateRow, ...]
    last: str | None
    total: int
    zone: str


class Breaker(StrEnum):
    """What stops a run: too large a share of all active accounts, or twice as many as on a usual day."""

    SHARE = "SHARE"
    USUAL = "USUAL"


class ForecastRequest(Message):
    """Ask what the next run would do; by the rule set in force, or as if another one were."""

    rule_set_id: RecordId | None = None


class ObstacleCount(Message):
    """How many accounts that owe enough for long enough an obstacle keeps out; several may keep one."""

    obstacle: Obstacle
    accounts: int


class Forecast(Message):
    """What the next run would do, and what holds it back (D-26).

    `run` counts the days on which the rule set has acted: 1 is capped, 2 a share, later ones are not held
    back. `acted` were flagged today already, `would` are next, `held_back` wait for a later run.
    `is_broken`: more than the breaker allows (`broken_by`), so that nobody is restricted: `stopped` accounts
    wait until somebody confirms the run; `confirmed` is how many accounts in all were confirmed for today.
    `twice_usual` is twice the median of the last four weeks, None where too few days had a run. `waiting` are
    flagged, and wait for a window. Automation is off for `profiles_off`; the numbers above do not mind that.
    `next_window` None: never.
    """

    rule_set_id: int | None
    rule_set: str
    eligible: int
    kept_out: int
    obstacles: tuple[ObstacleCount, ...]
    run: int
    acted: int
    would: int
    held_back: int
    is_broken: bool
    broken_by: tuple[Breaker, ...] = ()
    stopped: int = 0
    twice_usual: int | None = None
    confirmed: int | None = None
    waiting: int = 0
    profiles_off: tuple[str, ...] = ()
    active_accounts: int
    next_window: datetime | None
    as_of: datetime


class WhyRequest(Message):
    """Ask why an account is restricted by the rules, or why not."""

    account_id: RecordId
    rule_set_id: RecordId | None = None


class Why(Message):
    """Every rule with true or false and its numbers.

    `is_eligible`: the rules would restrict it. `to_restore_cents` is to be paid until it is restored, None
    without rules. `restored_by` says what lifts a restriction now, empty where nothing does.
    """

    account_id: int
    account_no: str
    customer: str
    rule_set_id: int | None
    rule_set: str
    currency: str
    is_eligible: bool
    checks: tuple[Check, ...]
    owing_cents: int
    overdue_days: int | None
    threshold_cents: int | None
    to_restore_cents: int | None
    restored_by: tuple[Obstacle, ...]
    invoices: tuple[CandidateInvoice, ...]
    next_window: datetime | None
    as_of: datetime


_POWER = Power.READ_STATUS

CANDIDATES = Op(
    "suspension.candidates",
    CandidatesRequest,
    CandidatesPage,
    False,
    _POWER,
    "List whom the rules would restrict, or who is kept out",
)
CANDIDATES_SIZE = Op(
    "suspension.candidates_size",
    CandidateSizeRequest,
    CandidateSize,
    False,
    _POWER,
    "Count whom the rules would restrict, or who is kept out",
)
CANDIDATES_EXPORT = Op(
    "suspension.candidates_export",
    CandidateExportRequest,
    CandidateExportPage,
    True,
    _POWER,
    "Export whom the rules would restrict, or who is kept out",
)
FORECAST = Op(
    "suspension.forecast", ForecastRequest, Forecast, False, _POWER, "Say what the next run would do"
)
WHY = Op("suspension.why", WhyRequest, Why, False, _POWER, "Say why an account is restricted, or why not")
