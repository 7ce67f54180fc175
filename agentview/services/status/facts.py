"""What the findings about a service look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from agentview.contract.customers import RestrictionStatus
from agentview.contract.network import NetworkAction, NetworkStatus
from agentview.contract.provisioning import TaskStatus, TransferType
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.value import RefusalInfo
from agentview.core.caller import Caller
from agentview.services.status.rules import Hold


@dataclass(frozen=True, slots=True)
class TaskView:
    """An open task: what may be done with it by the caller, and whose it is."""

    task_id: int
    reference: str
    transfer_type: TransferType
    status: TaskStatus
    commands: Mapping[str, tuple[RefusalInfo, ...]]
    queue: str
    retailer: str
    requested_on: date
    due_at: datetime
    halt_text: str
    halted_at: datetime | None

    @property
    def is_halted(self) -> bool:
        """Say whether it waits for the retailer."""
        return self.status is TaskStatus.PROVISIONING_HALTED


@dataclass(frozen=True, slots=True)
class RequestView:
    """What the carrier's platform was asked for and has not done."""

    request_id: int
    reference: str
    action: NetworkAction
    status: NetworkStatus
    failure: str
    since: datetime
    retailer: str


@dataclass(frozen=True, slots=True)
class MovingView:
    """The open migration that a service is left by; without a task where all of it is automatic."""

    reference: str
    effective_on: date
    task: TaskView | None


@dataclass(frozen=True, slots=True)
class DebtView:
    """What the account must pay before the rules lift their bars; None where no rule set is in force."""

    currency: str
    overdue_cents: int
    oldest_due_on: date | None
    oldest_days: int | None
    to_restore_cents: int | None


@dataclass(frozen=True, slots=True)
class ServiceView:
    """All that is known of a service.

    When the network was asked for the bar that is wanted, and when it confirmed that very bar: two facts.
    """

    service_id: int
    status: SubscriptionStatus
    restriction: RestrictionStatus
    start_on: date | None
    end_on: date | None
    holds: tuple[Hold, ...]
    tasks: tuple[TaskView, ...]
    requests: tuple[RequestView, ...]
    moving: MovingView | None = None
    asked_at: datetime | None = None
    confirmed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CaseView:
    """The restriction case that runs, and what stands against restoring it by hand (SM-5)."""

    case_id: int
    version: int
    reference: str
    refusals: tuple[RefusalInfo, ...]


@dataclass(frozen=True, slots=True)
class AccountView:
    """All that is known of the account, and who asks."""

    account_id: int
    status: int
    reason: str
    provider: str
    today: date
    debt: DebtView
    caller: Caller
    may_order: tuple[RefusalInfo, ...]
    case: CaseView | None = None
