"""Approval of wireless orders: what waits for whom, how an order stands, decisions, questions (SM-6, S-30).

Decisions name the version of the order that was seen: of two approvers who decide a level at once, the second
one is told (`E-STALE`) who was first and how the order stands now.
"""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message, Op
from agentview.contract.value import MOST_CHOSEN, Columns, CommandState, Line, Prose, RecordId, RefusalInfo
from agentview.contract.wireless import ApprovalStatus, OrderType, WirelessStatus
from agentview.contract.wireless_orders import ChangeRequest, Content, OrderRef
from agentview.core.power import Power

MOST_IN_BULK = 200
Said = Annotated[Prose, Field(max_length=4_000)]


class ApproveRequest(ChangeRequest):
    """Approve the open level of an order; the comment may be empty."""

    comment: Said = ""


class RejectRequest(ChangeRequest):
    """Reject an order, with a reason (R-WL-23)."""

    reason: Said


class AskRequest(ChangeRequest):
    """Ask the requester something; until it is answered the order cannot expire (R-WL-23)."""

    question: Said


class AnswerRequest(ChangeRequest):
    """Answer what an approver asked."""

    answer: Said


class ApproverEditRequest(ChangeRequest):
    """Change what an order says, once, as an approver: all others of earlier levels decide anew (R-WL-24).

    A person, carrier, line or device that is not named stays; so does what the requester agreed to.
    """

    content: Content


class AssignRequest(ChangeRequest):
    """Name who decides the open level, for which nobody was found (R-WL-20)."""

    approver_id: RecordId


class ChooseRequest(ChangeRequest):
    """Choose who approves a level of a draft that lets its requester choose (T12); None takes it back."""

    level: Annotated[int, Field(ge=1, le=5)]
    approver_id: RecordId | None


class Approver(Message):
    """A person who decides, or did."""

    user_id: int
    name: str


class Part(Message):
    """One approver's part in a level.

    `decided_by` is who decided: the approver, or a delegate (R-WL-21). `is_default`: steps in for somebody
    who is missing (R-WL-20). `can_decide`: the caller may decide in this part now.
    """

    approver: Approver
    is_default: bool
    status: ApprovalStatus
    opened_at: datetime | None
    decided_at: datetime | None
    decided_by: Approver | None
    reason: str
    can_decide: bool


class Level(Message):
    """A level of a round with its parts; none where nobody was found."""

    level: int
    parts: tuple[Part, ...]


class Round(Message):
    """A round of approval: the second one follows an edit by an approver (R-WL-24)."""

    round_no: int
    levels: tuple[Level, ...]


class Question(Message):
    """What an approver asked, and the answer. `answered_at` None: it waits for one."""

    level: int
    asked_by: Approver
    asked_at: datetime
    question: str
    answered_by: Approver | None
    answered_at: datetime | None
    answer: str


class Standing(Message):
    """How the approval of an order stands; newest round first, questions oldest first.

    `levels` counts those of the present round. `expires_at` None while an answer is awaited: then
    `seconds_left` says what will be left. `commands` are those of approvers, and of who answers.
    """

    order_id: int
    version: int
    reference: str
    status: WirelessStatus
    round_no: int
    level: int
    levels: int
    policy_id: int | None
    policy: str
    waiting_since: datetime | None
    expires_at: datetime | None
    seconds_left: int | None
    rounds: tuple[Round, ...]
    questions: tuple[Question, ...]
    commands: tuple[CommandState, ...]


class ForeseenLevel(Message):
    """A level that an order will go through. `is_default`: the default approver steps in.

    `candidates`: who can be chosen, where the requester chooses.
    """

    level: int
    approvers: tuple[Approver, ...]
    is_default: bool
    is_chosen: bool
    candidates: tuple[Approver, ...]


class ForeseeRequest(OrderRef):
    """Ask who would approve an order; `text`, the beginning of a name, narrows whom one can choose."""

    text: Line = ""


class Foreseen(Message):
    """Who would approve an order as it is now; no levels: it needs no approval (R-WL-17)."""

    order_id: int
    version: int
    policy_id: int | None
    policy: str
    levels: tuple[ForeseenLevel, ...]


class ApprovalView(StrEnum):
    """The pills over the list."""

    WAITING = "WAITING"
    """To decide now, by the caller or for who delegated to the caller."""
    ASKED = "ASKED"
    """Waiting for an answer of the requester."""
    DECIDED = "DECIDED"
    """Decided by the caller, or for the caller."""


class ApprovalSort(StrEnum):
    """What the list may be sorted by; NUMBER is the default, oldest first."""

    NUMBER = "NUMBER"
    WAITING = "WAITING"
    EXPIRES = "EXPIRES"


class ApprovalFilter(Message):
    """Which orders: of some types, breaking the policy or not. Empty filters nothing."""

    view: ApprovalView = ApprovalView.WAITING
    types: Annotated[tuple[OrderType, ...], Field(max_length=MOST_CHOSEN)] = ()
    is_policy_exception: bool | None = None
    text: Line = ""
    """A number of an order (WO-12)."""


class FindRequest(Message):
    """One page: `offset` rows past the row named by `after`, or before the one named by `before`."""

    filter: ApprovalFilter = ApprovalFilter()
    sort: ApprovalSort = ApprovalSort.NUMBER
    is_descending: bool = False
    after: str | None = Field(default=None, min_length=1, max_length=500)
    before: str | None = Field(default=None, min_length=1, max_length=500)
    offset: int = Field(default=0, ge=0, le=10_000_000)
    limit: int = Field(default=100, ge=1, le=200)


class ApprovalRow(Message):
    """An order with the caller's part in it. `delegator` is for whom the caller decides, "" for none."""

    order_id: int
    version: int
    reference: str
    type: OrderType
    status: WirelessStatus
    customer: str
    requester: str
    beneficiary: str
    once_cents: int
    monthly_cents: int
    currency: str
    is_policy_exception: bool
    level: int
    levels: int
    part: ApprovalStatus
    is_default: bool
    delegator: str
    waiting_since: datetime | None
    decided_at: datetime | None
    expires_at: datetime | None


class ApprovalPage(Message):
    """A page of orders; `first` and `last` name its end rows for the neighbouring pages."""

    rows: tuple[ApprovalRow, ...]
    first: str | None
    last: str | None
    as_of: datetime


class SizeRequest(Message):
    """Ask how many rows the list has."""

    filter: ApprovalFilter = ApprovalFilter()


class ApprovalSize(Message):
    """The exact number of rows."""

    rows: int


class ExportRequest(Message):
    """The next rows of an export, in the order shown; the first page (no `after`) is audited."""

    filter: ApprovalFilter = ApprovalFilter()
    sort: ApprovalSort = ApprovalSort.NUMBER
    is_descending: bool = False
    columns: Columns = ()
    after: str | None = Field(default=None, min_length=1, max_length=500)


class ExportPage(Message):
    """Rows of an export; `last` names where the next page starts, None at the end."""

    rows: tuple[ApprovalRow, ...]
    last: str | None
    total: int
    zone: str


class ViewsRequest(Message):
    """Ask for the counts of the pills."""


class ViewCount(Message):
    """A view and how many rows it has, counted to `ViewCounts.cap` at most."""

    view: ApprovalView
    rows: int


class ViewCounts(Message):
    """The counts of the pills; a count equal to `cap` means that many or more."""

    counts: tuple[ViewCount, ...]
    cap: int


class BulkDecision(StrEnum):
    """What can be decided of many at once."""

    APPROVE = "APPROVE"
    REJECT = "REJECT"


class BulkRequest(Message):
    """Decide many orders at once; a rejection needs a reason, which each requester reads (R-WL-28)."""

    decision: BulkDecision
    orders: Annotated[tuple[ChangeRequest, ...], Field(min_length=1, max_length=MOST_IN_BULK)]
    reason: Said = ""


class BulkRow(Message):
    """What became of one order: its state after the decision, or why it was not decided."""

    order_id: int
    reference: str
    status: WirelessStatus | None
    refusals: tuple[RefusalInfo, ...]


class BulkResult(Message):
    """A result for each order, in the order asked; a refused one leaves the others decided (R-WL-28)."""

    rows: tuple[BulkRow, ...]
    decided: int


_A = Power.APPROVE

GET = Op("wireless_approvals.get", OrderRef, Standing, False, Power.READ_STATUS, "Read how approval stands")
FORESEE = Op(
    "wireless_approvals.foresee",
    ForeseeRequest,
    Foreseen,
    False,
    Power.WIRELESS_REQUEST,
    "Read who would approve an order",
)
CHOOSE = Op(
    "wireless_approvals.choose",
    ChooseRequest,
    Foreseen,
    True,
    Power.WIRELESS_REQUEST,
    "Choose an approver of a draft",
)
APPROVE = Op("wireless_approvals.approve", ApproveRequest, Standing, True, _A, "Approve a wireless order")
REJECT = Op("wireless_approvals.reject", RejectRequest, Standing, True, _A, "Reject a wireless order")
ASK = Op("wireless_approvals.ask", AskRequest, Standing, True, _A, "Ask the requester of a wireless order")
ANSWER = Op(
    "wireless_approvals.answer",
    AnswerRequest,
    Standing,
    True,
    Power.WIRELESS_REQUEST,
    "Answer an approver's question",
)
EDIT = Op(
    "wireless_approvals.edit", ApproverEditRequest, Standing, True, _A, "Edit a wireless order as approver"
)
ASSIGN = Op(
    "wireless_approvals.assign",
    AssignRequest,
    Standing,
    True,
    Power.EDIT_POLICY,
    "Name who decides a level without approver",
)
DECIDE_MANY = Op(
    "wireless_approvals.decide_many", BulkRequest, BulkResult, True, _A, "Decide many wireless orders"
)
FIND = Op("wireless_approvals.find", FindRequest, ApprovalPage, False, _A, "List a page of orders to approve")
VIEWS = Op(
    "wireless_approvals.views", ViewsRequest, ViewCounts, False, _A, "Count the views of orders to approve"
)
SIZE = Op("wireless_approvals.size", SizeRequest, ApprovalSize, False, _A, "Count the orders to approve")
EXPORT = Op(
    "wireless_approvals.export", ExportRequest, ExportPage, True, _A, "Export the list of orders to approve"
)
