"""Cancelling: a package with all its services, or one optional service (R-PRV-29 to 33)."""

from datetime import date
from enum import StrEnum

from agentview.contract.op import Message, Op
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.value import Position, Prose, RecordId, RefusalInfo
from agentview.core.power import Power


class CancelReason(StrEnum):
    """Why something ends."""

    CUSTOMER_REQUEST = "CUSTOMER_REQUEST"
    MOVING = "MOVING"
    PRICE = "PRICE"
    SERVICE_QUALITY = "SERVICE_QUALITY"
    OTHER_PROVIDER = "OTHER_PROVIDER"
    NOT_NEEDED = "NOT_NEEDED"
    BUSINESS_CLOSED = "BUSINESS_CLOSED"
    DECEASED = "DECEASED"
    NON_PAYMENT = "NON_PAYMENT"
    CONTRACT_ENDED = "CONTRACT_ENDED"
    OTHER = "OTHER"


class TimeFrame(StrEnum):
    """When something ends."""

    IMMEDIATE = "IMMEDIATE"
    END_OF_PERIOD = "END_OF_PERIOD"
    NOMINATED_DATE = "NOMINATED_DATE"


class EndingOutcome(StrEnum):
    """What becomes of a service when it, or its package, is cancelled."""

    TASK = "TASK"
    """A person ends it from the queue."""
    NETWORK = "NETWORK"
    """The network ends it by itself."""
    ABORTED = "ABORTED"
    """It was never active: its order is aborted now."""
    UNDER_WAY = "UNDER_WAY"
    """It is being cancelled already."""


class CancelTiming(Message):
    """When something is to end; the nominated day only with that time frame."""

    time_frame: TimeFrame = TimeFrame.IMMEDIATE
    nominated_on: date | None = None


class PackagePreviewRequest(CancelTiming):
    """Ask what cancelling a package would come to."""

    package_id: RecordId


class ServicePreviewRequest(CancelTiming):
    """Ask what cancelling one service would come to."""

    service_id: RecordId


class EndingService(Message):
    """A service that ends. `worked_by` is the provider in whose queue it is ended."""

    service_id: int
    reference: str
    name: str
    identifier: str | None
    status: SubscriptionStatus
    outcome: EndingOutcome
    worked_by: str
    task_reference: str


class EndingContract(Message):
    """The contract that binds a package which is to end: it ends with it, without a fee.

    `break_out_cents` is what breaking out of it today would cost, in minor units excluding tax.
    """

    name: str
    end_on: date
    break_out_cents: int
    currency: str


class EndingPackage(Message):
    """A package that ends, or of which one service does. `contract`: only where all of it ends."""

    package_id: int
    reference: str
    plan: str
    is_primary: bool
    end_on: date | None
    services: tuple[EndingService, ...]
    contract: EndingContract | None = None


class CancelPreview(Message):
    """What would end and when, and every reason why it cannot.

    `type_number` is what must be typed before all packages of a group are cancelled (D-22).
    """

    account_id: int
    reference: str
    group: str
    packages: tuple[EndingPackage, ...]
    type_number: int | None
    earliest_on: date
    end_of_period_on: date | None
    refusals: tuple[RefusalInfo, ...]


class _Terms(CancelTiming):
    reason: CancelReason
    note: Prose = ""
    attachment_id: RecordId | None = None


class CancelPackageRequest(_Terms):
    """Cancel a package. With the primary one of a group all end, and their number is typed (R-PRV-32)."""

    package_id: RecordId
    typed_number: Position | None = None


class CancelServiceRequest(_Terms):
    """Cancel one optional service of a package (R-PRV-30)."""

    service_id: RecordId


class CancelMade(Message):
    """A cancel request that was made."""

    request_id: int
    reference: str
    package: str
    end_on: date
    task_references: tuple[str, ...]


class CancelAnswer(Message):
    """The cancel requests that were made, and the tasks that were aborted with them."""

    account_id: int
    requests: tuple[CancelMade, ...]
    aborted_tasks: tuple[str, ...]


PREVIEW_PACKAGE = Op(
    "cancelling.preview_package",
    PackagePreviewRequest,
    CancelPreview,
    False,
    Power.READ_STATUS,
    "Say what cancelling a package would come to",
)
PREVIEW_SERVICE = Op(
    "cancelling.preview_service",
    ServicePreviewRequest,
    CancelPreview,
    False,
    Power.READ_STATUS,
    "Say what cancelling a service would come to",
)
CANCEL_PACKAGE = Op(
    "cancelling.cancel_package",
    CancelPackageRequest,
    CancelAnswer,
    True,
    Power.PKG_CANCEL_MIGRATE,
    "Cancel a package with all its services",
)
CANCEL_SERVICE = Op(
    "cancelling.cancel_service",
    CancelServiceRequest,
    CancelAnswer,
    True,
    Power.CREATE_ORDER,
    "Cancel an optional service",
)
