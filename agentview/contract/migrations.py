"""Package migrations: check, wizard, submit, withdraw, force complete (SM-2, S-14).

People see a migration as MG- and the number of its order; every operation takes that number.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.contract_terms import ContractInForce, ContractTerms
from agentview.contract.migration_form import MigrationForm, MigrationPage
from agentview.contract.migration_quote import Direction, Quote
from agentview.contract.op import Message, Op
from agentview.contract.subscription import ChainLink, SubscriptionStatus
from agentview.contract.value import (
    MOST_CHOSEN,
    CommandState,
    Line,
    Prose,
    RecordId,
    RefusalInfo,
    Version,
)
from agentview.core.power import Power


class MigrationStatus(StrEnum):
    """The states of SM-2."""

    INCOMPLETE = "INCOMPLETE"
    AWAITING_PROVISIONING = "AWAITING_PROVISIONING"
    HALTED = "HALTED"
    COMPLETED = "COMPLETED"
    WITHDRAWN = "WITHDRAWN"

    @property
    def is_open(self) -> bool:
        """Say whether it is in progress."""
        return self not in {MigrationStatus.COMPLETED, MigrationStatus.WITHDRAWN}


class MigrationCommand(StrEnum):
    """What happens to a migration. Halting, resubmitting and finalising come from the queue."""

    START = "start_migration"
    SAVE_PAGE = "save_page"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    FORCE_COMPLETE = "force_complete"
    FINALISE = "finalise"
    HALT = "halt"
    RESUBMIT = "resubmit"


class Remedy(StrEnum):
    """A way out of a blocker; `record_id` of its link is what it opens."""

    OPEN_SERVICE = "OPEN_SERVICE"
    """Show the service (its package's customer)."""
    ABORT_ORDER = "ABORT_ORDER"
    """Open the task of a pre-active service, where it is aborted."""
    BREAK_OUT = "BREAK_OUT"
    """Open the break-out dialog of the package."""
    OPEN_MIGRATION = "OPEN_MIGRATION"
    OPEN_ORDER = "OPEN_ORDER"
    OPEN_NETWORK_REQUEST = "OPEN_NETWORK_REQUEST"
    ASK_AGENT = "ASK_AGENT"
    """Say who made the sale, and how they are reached."""
    OVERRIDE = "OVERRIDE"
    """Go on with a reason, as a supervisor."""


class RemedyLink(Message):
    """A way out: what it is, which record it opens, and what people call that."""

    remedy: Remedy
    record_id: int
    title: str


class Blocker(Message):
    """One reason why a package cannot be migrated (R-MIG-01 to 09), with every way out.

    The code of the refusal is `E-` and the name in the rule, as in E-UNDER-CONTRACT.
    """

    refusal: RefusalInfo
    links: tuple[RemedyLink, ...] = ()


class Preflight(Message):
    """Whether a package can be migrated: all blockers at once, how it is bound, and to how many plans.

    `open_order_id` is the migration in progress, which is opened instead; None where it is not submitted and
    another person's to go on with.
    """

    package_id: int
    reference: str
    account_id: int
    account_no: str
    customer: str
    plan: str
    status: SubscriptionStatus
    contract: ContractInForce | None
    blockers: tuple[Blocker, ...]
    plan_count: int
    open_order_id: int | None
    commands: tuple[CommandState, ...]


class PackageCheck(Message):
    """Ask whether a package can be migrated."""

    package_id: RecordId


class StartRequest(Message):
    """Begin to migrate a package. `override_reason`: as a supervisor, though another agent made the sale."""

    package_id: RecordId
    override_reason: Prose = ""


class MigrationRef(Message):
    """A migration, by the number of its order."""

    order_id: RecordId


class MigrationAt(MigrationRef):
    """A migration, in the version that was seen."""

    version: Version


class SavePageRequest(MigrationAt):
    """Save what was typed. A page is checked when the wizard goes on behind it, not when it is left open."""

    page: MigrationPage
    go_on_at: MigrationPage
    form: MigrationForm


class PageCheck(Message):
    """A page with every reason against it. A field of a service is called mapping/<losing service>."""

    page: MigrationPage
    refusals: tuple[RefusalInfo, ...] = ()


class LosingService(Message):
    """A service of the losing package, and what could follow it.

    `fits` are the service plans of the chosen plan with its type; `can_drop` where there is none of that
    type in the plan and the package is a bundle (R-MIG-14). `goes_to` is the service plan that follows it as
    it was saved, or by itself where nothing was; None: it is dropped, or goes nowhere.
    """

    service_id: int
    reference: str
    name: str
    service_type_id: int
    service_type: str
    identifier_label: str
    identifier: str
    status: SubscriptionStatus
    is_automatic: bool
    queue: str
    """The provider who provisions it; "" where it is automatic."""
    fits: tuple["WinningPart", ...]
    can_drop: bool
    goes_to: int | None = None


class WinningPart(Message):
    """A service plan of the winning package plan."""

    service_plan_id: int
    name: str
    service_type_id: int
    service_type: str
    is_mandatory: bool


class Extra(Message):
    """A bolt-on, or an add-on of one, that is not carried over (R-MIG-15). The fee is for each period."""

    name: str
    of: str
    """The bolt-on that it is an add-on of; "" for a bolt-on."""
    service: str
    fee_cents: int


class ChosenPlan(Message):
    """The winning plan as it stands in the pool. Fees in minor units excluding tax.

    `contract` is its default contract type, which binds the new package (R-CON-04); None: it has none.
    """

    plan_id: int
    code: str
    name: str
    internal_name: str
    access_fee_cents: int
    included_value_cents: int | None
    is_prorated: bool
    honours_first_period_end: bool
    parts: tuple[WinningPart, ...]
    contract: ContractTerms | None = None


class MigrationDraft(Message):
    """A migration that is not submitted yet, with all that the wizard shows.

    `changed_by` and `changed_at` are of the last save. `quote` is None until a plan is chosen. `pages` holds
    every page with what stands against it; blockers stand on their own.
    """

    order_id: int
    reference: str
    status: MigrationStatus
    version: int
    initiator: str
    is_mine: bool
    started_at: datetime
    changed_at: datetime
    changed_by: str
    last_page: MigrationPage
    form: MigrationForm
    preflight: Preflight
    losing_plan: str
    losing_access_fee_cents: int
    losing_included_value_cents: int | None
    losing_weight: int | None
    currency: str
    period_from: date | None
    period_to: date | None
    winning: ChosenPlan | None
    services: tuple[LosingService, ...]
    extras: tuple[Extra, ...]
    quote: Quote | None
    may_waive_early_fee: bool
    may_set_first_period_end: bool
    earliest_on: date
    pages: tuple[PageCheck, ...]
    commands: tuple[CommandState, ...]


class HiddenBy(StrEnum):
    """The rule that keeps a plan out of the list (R-MIG-11)."""

    POOL = "POOL"
    CONTRACT_TYPE = "CONTRACT_TYPE"
    SERVICE_TYPE = "SERVICE_TYPE"
    WITHDRAWN = "WITHDRAWN"
    BUY = "BUY"
    SAME_PLAN = "SAME_PLAN"


class PlanSort(StrEnum):
    """What the plans may be sorted by; WEIGHT is the default, the nearest to the losing plan first."""

    WEIGHT = "WEIGHT"
    NAME = "NAME"
    ACCESS_FEE = "ACCESS_FEE"


class PlansRequest(Message):
    """Ask for the plans that a package may go to: `limit` after the first `offset`.

    `dropped_service_ids` are the only services it may lose on the way; None: any that the plan lacks.
    `text` is a part of the name or code.
    """

    package_id: RecordId
    dropped_service_ids: Annotated[tuple[RecordId, ...], Field(max_length=MOST_CHOSEN)] | None = None
    text: Line = ""
    sort: PlanSort = PlanSort.WEIGHT
    offset: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    limit: Annotated[int, Field(ge=1, le=200)] = 100


class WinningPlan(Message):
    """A plan that a package may go to. `fee_cents` is what moving to it costs, without the pro-rata credit.

    `dropped` names the service types that the package would lose.
    """

    plan_id: int
    code: str
    name: str
    internal_name: str
    pool_id: int
    pool: str
    weight: int
    direction: Direction
    access_fee_cents: int
    charge_cents: int
    discount_cents: int
    fee_cents: int
    currency: str
    service_types: tuple[str, ...]
    dropped: tuple[str, ...]


class WinningPlans(Message):
    """The plans. With none, `refusal` says why and what an administrator can do (R-MIG-12)."""

    plans: tuple[WinningPlan, ...]
    total: int
    refusal: RefusalInfo | None


class HiddenPlansRequest(Message):
    """Ask why a plan is not in the list: any plan of the catalogue whose name or code holds `text`."""

    package_id: RecordId
    text: Line = ""
    limit: Annotated[int, Field(ge=1, le=100)] = 20


class HiddenPlan(Message):
    """A plan of the catalogue with every rule that hides it; none: it is in the list.

    `pools` are the pools of the losing plan that it could be added to; `contract_type_id` is the default
    contract type that it would need. Both only for an administrator: they are the two fixes (R-MIG-12).
    """

    plan_id: int
    code: str
    name: str
    internal_name: str
    hidden_by: tuple[HiddenBy, ...]
    contract_type: str
    missing_service_types: tuple[str, ...]
    plan_version: int
    pools: tuple["PoolChoice", ...]
    contract_type_id: int | None
    contract_type_name: str


class PoolChoice(Message):
    """A pool, by its name."""

    pool_id: int
    name: str


class HiddenPlans(Message):
    """The plans found, by name. `has_more`: the text fits others too."""

    plans: tuple[HiddenPlan, ...]
    has_more: bool


class QuoteRequest(MigrationRef):
    """Compute the quote of a migration as it was saved, or as it would be with this form."""

    form: MigrationForm | None = None


class SubmitRequest(MigrationAt):
    """Submit a migration with the quote that was seen; another quote by now is refused."""

    fingerprint: Line


class MigrationChanged(Message):
    """A migration after a command."""

    order_id: int
    reference: str
    account_id: int
    package_id: int
    winning_package_id: int | None
    status: MigrationStatus
    version: int
    task_references: tuple[str, ...]
    charged_cents: int | None = None
    currency: str


class WithdrawRequest(MigrationAt):
    """Give a migration up; what was active stays so (R-MIG-32)."""

    reason: Prose = ""


class ForceRequest(MigrationAt):
    """Complete a submitted migration at once: the losing package ends on `end_on` (R-MIG-20).

    None: the day before the effective day. `typed_number` is the number of services that it ends (D-22).
    `fingerprint` names the quote that was seen where another end gives another one.
    """

    end_on: date | None = None
    typed_number: Annotated[int, Field(ge=0, le=10_000)]
    fingerprint: Line


class MovedService(Message):
    """A service of a submitted migration: what is lost, what follows, how far provisioning is."""

    losing_reference: str
    name: str
    service_type: str
    identifier: str
    losing_status: SubscriptionStatus
    winning_reference: str
    """ "" for a dropped service."""
    winning_name: str
    winning_status: SubscriptionStatus | None


class MigrationEvent(Message):
    """One thing that happened to a migration."""

    at: datetime
    by: str
    action: str
    old: str
    new: str
    text: str


class MigrationDetail(Message):
    """A migration for reading: what moves, what it costs, who did what."""

    order_id: int
    reference: str
    version: int
    status: MigrationStatus
    account_id: int
    account_no: str
    customer: str
    losing_package_id: int
    losing_reference: str
    losing_plan: str
    losing_status: SubscriptionStatus
    winning_package_id: int | None
    winning_reference: str
    winning_plan: str
    winning_status: SubscriptionStatus | None
    direction: Direction | None
    effective_on: date | None
    first_period_end_on: date | None
    quote: Quote | None
    fee_charged_cents: int | None
    waive_reason: str
    withdrawn_reason: str
    override_reason: str
    agent: str
    initiator: str
    started_at: datetime
    submitted_at: datetime | None
    completed_at: datetime | None
    note: str
    halt_code: str
    halt_reason: str
    task_id: int | None
    task_reference: str
    last_page: MigrationPage | None
    services: tuple[MovedService, ...]
    extras: tuple[Extra, ...]
    came_from: ChainLink | None = None
    """What the losing package followed, before this migration."""
    became: ChainLink | None = None
    """What followed the winning package, after this migration."""
    events: tuple[MigrationEvent, ...]
    commands: tuple[CommandState, ...]


CHECK = Op(
    "migrations.check",
    PackageCheck,
    Preflight,
    False,
    Power.PKG_CANCEL_MIGRATE,
    "Say whether a package can be migrated",
)
PLANS = Op(
    "migrations.plans",
    PlansRequest,
    WinningPlans,
    False,
    Power.PKG_CANCEL_MIGRATE,
    "List the plans that a package may go to",
)
HIDDEN_PLANS = Op(
    "migrations.hidden_plans",
    HiddenPlansRequest,
    HiddenPlans,
    False,
    Power.PKG_CANCEL_MIGRATE,
    "Say why a plan is not in the list",
)
START = Op(
    "migrations.start",
    StartRequest,
    MigrationDraft,
    True,
    Power.PKG_CANCEL_MIGRATE,
    "Begin to migrate a package",
)
DRAFT = Op(
    "migrations.draft",
    MigrationRef,
    MigrationDraft,
    False,
    Power.PKG_CANCEL_MIGRATE,
    "Read a migration that is not submitted",
)
SAVE_PAGE = Op(
    "migrations.save_page",
    SavePageRequest,
    MigrationDraft,
    True,
    Power.PKG_CANCEL_MIGRATE,
    "Save a page of a migration",
)
QUOTE = Op(
    "migrations.quote", QuoteRequest, Quote, False, Power.PKG_CANCEL_MIGRATE, "Compute what a migration costs"
)
SUBMIT = Op(
    "migrations.submit", SubmitRequest, MigrationChanged, True, Power.PKG_CANCEL_MIGRATE, "Submit a migration"
)
WITHDRAW = Op(
    "migrations.withdraw",
    WithdrawRequest,
    MigrationChanged,
    True,
    Power.PKG_CANCEL_MIGRATE,
    "Give a migration up",
)
FORCE_COMPLETE = Op(
    "migrations.force_complete",
    ForceRequest,
    MigrationChanged,
    True,
    Power.FORCE_COMPLETE,
    "Complete a migration at once",
)
DETAIL = Op("migrations.detail", MigrationRef, MigrationDetail, False, Power.READ_STATUS, "Read a migration")
