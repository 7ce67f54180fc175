"""Loads a task with the records around it, and the facts that its lifecycle looks at."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from agentview.contract.provisioning import TaskCommand, TaskStatus, TransferType
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.errors import AgentViewError, Conflict, Denied, NotFound, Refusal, Rejected
from agentview.models.catalogue import PackagePlan, ServiceType
from agentview.models.customer import Account
from agentview.models.party import Provider, User
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.provisioning.lifecycle import LIFECYCLE, TaskFacts, effective_status
from agentview.services.provisioning.scope import visible
from agentview.services.unit import Unit


@dataclass(frozen=True, slots=True)
class Dossier:
    """A task and what belongs to it."""

    task: ProvisioningTask
    service: ServiceSubscription
    package: PackageSubscription
    plan: PackagePlan
    service_type: ServiceType
    account: Account
    retailer: Provider
    claimant: str | None
    facts: TaskFacts
    status: TaskStatus

    @property
    def transfer_type(self) -> TransferType:
        """What is done to the service."""
        return self.facts.transfer_type

    @property
    def reference(self) -> str:
        """What people call the task."""
        return self.task.reference

    @property
    def order_id(self) -> int | None:
        """The order that the task belongs to; None for a cancellation."""
        return self.task.order_id

    @property
    def migration_order_id(self) -> int:
        """The order of the migration that the task carries out."""
        if self.task.order_id is None:  # a MIGRATE task is always made for an order
            raise LookupError(self.task.reference)
        return self.task.order_id

    @property
    def first_period_end_on(self) -> date | None:
        """The end of the first billing period where somebody set it (R-PRV-15)."""
        return self.task.first_period_end_on

    @property
    def providers(self) -> tuple[int, int | None]:
        """The providers that hear of changes: the one that works it, and the retailer where it is another."""
        task = self.task
        return (
            task.queue_provider_id,
            task.retailer_id if task.retailer_id != task.queue_provider_id else None,
        )


def dossier(unit: Unit, task_id: int) -> Dossier:
    """Load a task. Raises NotFound (`E-NOT-FOUND`), also for one of another provider."""
    row = unit.session.execute(
        select(
            ProvisioningTask,
            ServiceSubscription,
            PackageSubscription,
            PackagePlan,
            ServiceType,
            Account,
            Provider,
            User.display_name,
        )
        .join(ServiceSubscription, ServiceSubscription.id == ProvisioningTask.service_subscription_id)
        .join(PackageSubscription, PackageSubscription.id == ProvisioningTask.package_subscription_id)
        .join(PackagePlan, PackagePlan.id == ProvisioningTask.package_plan_id)
        .join(ServiceType, ServiceType.id == ProvisioningTask.service_type_id)
        .join(Account, Account.id == ProvisioningTask.account_id)
        .join(Provider, Provider.id == ProvisioningTask.retailer_id)
        .outerjoin(User, User.id == ProvisioningTask.claimed_by)
        .where(ProvisioningTask.id == task_id, visible(unit.caller))
        .execution_options(populate_existing=True)
    ).first()
    if row is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"task_id": task_id}))
    task, service, package, plan, service_type, account, retailer, claimant = row
    status = effective_status(TaskStatus(task.status), task.lease_until, unit.now)
    is_claimed = status is TaskStatus.IN_PROGRESS
    facts = TaskFacts(
        transfer_type=TransferType(task.transfer_type),
        caller_id=unit.caller.user_id,
        is_worked_here=task.queue_provider_id == unit.caller.provider_id and unit.caller.account_id is None,
        is_retailed_here=task.retailer_id == unit.caller.provider_id,
        is_customer=unit.caller.account_id is not None,
        customers_may_resubmit=retailer.customers_may_resubmit,
        claimant_id=task.claimed_by if is_claimed else None,
        claimant=claimant if is_claimed else None,
        claimed_at=task.claimed_at if is_claimed else None,
        service_status=SubscriptionStatus(service.status),
        account_status=account.status,
    )
    return Dossier(task, service, package, plan, service_type, account, retailer, claimant, facts, status)


def demand(unit: Unit, found: Dossier, command: TaskCommand) -> None:
    """Raise every reason why the caller cannot do `command` to the task now."""
    verdict = LIFECYCLE.judge(found.status, command, found.facts, unit.caller.powers)
    if not verdict.is_open:
        raise refusal_error(verdict.refusals)


def refusal_error(refusals: tuple[Refusal, ...]) -> AgentViewError:
    """Return the fitting error: Denied for a missing power, Conflict for another's claim, else Rejected."""
    codes = {refusal.code for refusal in refusals}
    if "E-POWER" in codes:
        return Denied(*refusals)
    if "E-CLAIMED" in codes:
        return Conflict(*refusals)
    return Rejected(*refusals)
