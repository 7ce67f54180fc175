"""Lines of companies: lists, detail, history, validation by users, edit by back office, cost (S-32, T7).

Amounts are in minor units of the provider's currency, excluding tax.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.hardware import SerialType
from agentview.contract.op import Message, Op
from agentview.contract.value import (
    MOST_CHOSEN,
    Columns,
    CommandState,
    Line,
    Prose,
    RecordId,
    RefusalInfo,
    Version,
)
from agentview.contract.wireless import DeviceStatus, DeviceType, LineStatus
from agentview.contract.wireless_history import Past, PastRequest
from agentview.core.power import Power

Day = Annotated[date, Field(ge=date(1990, 1, 1), le=date(2199, 12, 31))]
Justification = Annotated[Prose, Field(min_length=1, max_length=4_000)]
"""Why, in the user's words (T7: Business Justification)."""


class LineCommand(StrEnum):
    """What can be done to a line here; orders do the rest."""

    CONFIRM = "confirm"
    UNASSIGN = "unassign"
    CLAIM = "claim"
    EDIT = "edit"


class LineView(StrEnum):
    """The pills over the list."""

    OPEN = "OPEN"
    """All but those that have ended."""
    MINE = "MINE"
    """Assigned to the caller."""
    SUSPENDED = "SUSPENDED"
    UNASSIGNED = "UNASSIGNED"
    """Nobody has it."""
    UNVALIDATED = "UNVALIDATED"
    """Nobody has confirmed it yet."""
    UPGRADE = "UPGRADE"
    """Eligible for an upgrade today."""
    ENDED = "ENDED"
    ALL = "ALL"


class LineSort(StrEnum):
    """What the list may be sorted by; NUMBER is the default."""

    NUMBER = "NUMBER"
    EMPLOYEE = "EMPLOYEE"
    CONTRACT_END = "CONTRACT_END"
    UPGRADE = "UPGRADE"


class LineFilter(Message):
    """What to list: a number or its end, an alias, a person, a serial number. Empty filters nothing."""

    view: LineView = LineView.OPEN
    text: Line = ""
    account_id: RecordId | None = None
    employee_id: RecordId | None = None
    org_unit_id: RecordId | None = None
    statuses: Annotated[tuple[LineStatus, ...], Field(max_length=MOST_CHOSEN)] = ()
    vendor_ids: Annotated[tuple[RecordId, ...], Field(max_length=MOST_CHOSEN)] = ()
    plan_ids: Annotated[tuple[RecordId, ...], Field(max_length=MOST_CHOSEN)] = ()
    contract_end_from: Day | None = None
    contract_end_to: Day | None = None


class LinesRequest(Message):
    """One page: `offset` rows past the row named by `after`, or before the one named by `before`."""

    filter: LineFilter = LineFilter()
    sort: LineSort = LineSort.NUMBER
    is_descending: bool = False
    after: str | None = Field(default=None, min_length=1, max_length=500)
    before: str | None = Field(default=None, min_length=1, max_length=500)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=100, ge=1, le=200)


class LineRow(Message):
    """A line. `commands` is a key into the page's `commands`; `employee` and `device` "" for none.

    `monthly_cents` is what plan and features of today cost; nothing while suspended without billing or ended.
    """

    line_id: int
    version: int
    account_id: int
    account_no: str
    customer: str
    number: str
    alias: str
    vendor_id: int
    vendor: str
    status: LineStatus
    employee_id: int | None
    employee: str
    plan_id: int
    plan: str
    features: tuple[str, ...]
    device_id: int | None
    device: str
    contract_end: date | None
    upgrade_eligible_on: date | None
    is_upgrade_eligible: bool
    validated_on: date | None
    monthly_cents: int
    currency: str
    commands: str


class LinesPage(Message):
    """A page of lines; `first` and `last` name its end rows for the neighbouring pages."""

    rows: tuple[LineRow, ...]
    commands: dict[str, tuple[CommandState, ...]]
    first: str | None
    last: str | None
    as_of: datetime


class LinesSizeRequest(Message):
    """Ask how many rows a list has."""

    filter: LineFilter = LineFilter()


class LinesSize(Message):
    """The exact number of rows."""

    rows: int


class LineViewsRequest(Message):
    """Ask for the counts of the pills, of one company or of all."""

    account_id: RecordId | None = None


class LineViewCount(Message):
    """A view and how many rows it has, counted to `LineViewCounts.cap` at most."""

    view: LineView
    rows: int


class LineViewCounts(Message):
    """The counts of the pills; a count equal to `cap` means that many or more."""

    counts: tuple[LineViewCount, ...]
    cap: int


class LinesExportRequest(Message):
    """The next rows of an export, in the order shown; the first page (no `after`) is audited."""

    filter: LineFilter = LineFilter()
    sort: LineSort = LineSort.NUMBER
    is_descending: bool = False
    columns: Columns = ()
    after: str | None = Field(default=None, min_length=1, max_length=500)


class LinesExportPage(Message):
    """Rows of an export; `last` names where the next page starts, None at the end."""

    rows: tuple[LineRow, ...]
    last: str | None
    total: int
    zone: str


class LineRef(Message):
    """A line, by its id."""

    line_id: RecordId


class HeldFeature(Message):
    """A feature that a line has or had, from one day to another, both included."""

    feature_id: int
    code: str
    name: str
    monthly_cents: int
    start_on: date
    end_on: date | None
    is_current: bool


class LineDevice(Message):
    """The device that a line is used in."""

    device_id: int
    serial_type: SerialType
    serial_no: str
    make_model: str
    device_type: DeviceType
    status: DeviceStatus
    warranty_until: date
    is_under_warranty: bool


class OpenOrder(Message):
    """An order that is on its way for a line or device."""

    order_id: int
    reference: str
    type: str
    status: str


class LineDetail(Message):
    """A line with all that its page shows."""

    row: LineRow
    iccid: str
    plan_monthly_cents: int
    contract_start: date | None
    suspended_on: date | None
    disconnected_on: date | None
    validated_by: str
    features: tuple[HeldFeature, ...]
    device: LineDevice | None
    open_orders: tuple[OpenOrder, ...]
    commands: tuple[CommandState, ...]


class LinePastRequest(PastRequest):
    """What was done to a line."""

    line_id: RecordId


class ValidateRequest(LineRef):
    """Say something of a line in the version that was seen, with why (T7)."""

    version: Version
    justification: Justification


class ConfirmRequest(ValidateRequest):
    """Say that a line is used by whom it is assigned to; an alias is what that person calls it."""

    alias: Line | None = None


class UnassignRequest(ValidateRequest):
    """Say that a line is not used by whom it is assigned to; `owner_id` is who does, where it is known."""

    owner_id: RecordId | None = None


class ClaimRequest(ValidateRequest):
    """Add a line that nobody has to the own lines. Staff says whose it is."""

    alias: Line | None = None
    employee_id: RecordId | None = None


class LineFields(Message):
    """What back office can set of a line. The number as people write it; the SIM as it is scanned."""

    number: Annotated[Line, Field(min_length=1, max_length=40)]
    alias: Line = ""
    vendor_id: RecordId
    status: LineStatus
    employee_id: RecordId | None = None
    plan_id: RecordId
    iccid: Annotated[Line, Field(max_length=40)] = ""
    contract_start: Day | None = None
    contract_end: Day | None = None
    upgrade_eligible_on: Day | None = None


class SaveLineRequest(Message):
    """Change a line in the version that was seen, or add one to a company where no line is named."""

    line_id: RecordId | None = None
    version: Version | None = None
    account_id: RecordId
    fields: LineFields
    reason: Line = ""


class LineActed(Message):
    """The line after a change; `warnings` stand against nothing and should be read (R-WL-36)."""

    line: LineDetail
    warnings: tuple[RefusalInfo, ...] = ()


class CostsRequest(Message):
    """Ask what lines and stipends cost by month, by cost centre, of one company or of all."""

    account_id: RecordId | None = None


class CentreCost(Message):
    """What a cost centre costs in a month. "" is the cost centre of what nobody has or no unit pays for."""

    account_id: int
    customer: str
    cost_centre: str
    line_count: int
    billed_line_count: int
    plan_cents: int
    feature_cents: int
    stipend_count: int
    stipend_cents: int
    total_cents: int


class Costs(Message):
    """The cost centres, the dearest first."""

    rows: tuple[CentreCost, ...]
    currency: str
    as_of: date


_R = Power.READ_STATUS
_P = Power.WIRELESS_REQUEST

FIND = Op("wireless_lines.find", LinesRequest, LinesPage, False, _R, "List a page of lines")
SIZE = Op("wireless_lines.size", LinesSizeRequest, LinesSize, False, _R, "Count the lines")
VIEWS = Op(
    "wireless_lines.views", LineViewsRequest, LineViewCounts, False, _R, "Count the lines of each view"
)
EXPORT = Op("wireless_lines.export", LinesExportRequest, LinesExportPage, True, _R, "Export a list of lines")
GET = Op("wireless_lines.get", LineRef, LineDetail, False, _R, "Read a line")
HISTORY = Op("wireless_lines.history", LinePastRequest, Past, False, _R, "Read what was done to a line")
COSTS = Op("wireless_lines.costs", CostsRequest, Costs, False, _R, "Read what cost centres cost")
CONFIRM = Op("wireless_lines.confirm", ConfirmRequest, LineActed, True, _P, "Confirm that a line is in use")
UNASSIGN = Op(
    "wireless_lines.unassign", UnassignRequest, LineActed, True, _P, "Say that a line is somebody else's"
)
CLAIM = Op("wireless_lines.claim", ClaimRequest, LineActed, True, _P, "Claim a line that nobody has")
SAVE = Op("wireless_lines.save", SaveLineRequest, LineActed, True, Power.FULFIL, "Add or change a line")
