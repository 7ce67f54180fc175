"""Reads an order as it stands: facts, services with their tasks and halts, and what happened."""

from collections.abc import Sequence

from sqlalchemy import and_, or_, select

from agentview.contract.order_entry import Method, OrderDetail, OrderedService, OrderEvent, OrderRef
from agentview.contract.orders import OrderType
from agentview.contract.provisioning import TaskStatus
from agentview.contract.subscription import ProvisioningState, SubscriptionStatus
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import PackagePlan, ServicePlan, ServiceType
from agentview.models.customer import Account, Address
from agentview.models.order import Order
from agentview.models.party import Agent, Provider
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.models.trail import AuditEntry
from agentview.services.order_entry.describe import address_fields, name_of
from agentview.services.order_entry.form import form_of
from agentview.services.order_entry.hold import commands, find
from agentview.services.order_entry.submit import port_text
from agentview.services.provisioning.lifecycle import effective_status
from agentview.services.unit import Unit

MOST_EVENTS = 100


def order(unit: Unit, request: OrderRef) -> OrderDetail:
    """Read an order (R-PRV-38); another provider's is not there."""
    held = find(unit, request.order_id)
    record = held.record
    account, plan, package, agent, provider = _around(unit, record)
    services = _services(unit, record)
    tasks = [service.task_id for service in services if service.task_id is not None]
    events = _events(unit, record, tasks)
    return OrderDetail(
        order_id=record.id,
        reference=reference(Prefix.ORDER, record.id),
        order_type=OrderType(record.order_type),
        status=held.status,
        source=record.source,
        version=record.row_version,
        account_id=account.id if account else None,
        account_no=account.account_no if account else "",
        customer=account.name if account else "",
        package=plan.external_name if plan else "",
        package_reference=reference(Prefix.PACKAGE, package.id) if package else "",
        setup_fee_cents=plan.setup_fee_cents if plan else 0,
        access_fee_cents=package.access_fee_cents if package else plan.access_fee_cents if plan else 0,
        currency=provider.currency,
        requested_on=record.requested_on,
        started_at=record.started_at,
        owner=held.owner,
        submitted_at=record.submitted_at,
        submitted_by=name_of(unit, record.submitted_by) if record.submitted_by else "",
        agent=agent.name if agent else "",
        purchase_order_ref=record.purchase_order_ref or "",
        port=port_text(form_of(record)),
        services=services,
        events=events[:MOST_EVENTS],
        has_older_events=len(events) > MOST_EVENTS,
        commands=commands(unit, held),
    )


_Around = tuple[Account | None, PackagePlan | None, PackageSubscription | None, Agent | None, Provider]


def _around(unit: Unit, record: Order) -> _Around:
    """Return the records that an order names, in one query."""
    row = unit.session.execute(
        select(Account, PackagePlan, PackageSubscription, Agent, Provider)
        .select_from(Order)
        .join(Provider, Provider.id == Order.provider_id)
        .outerjoin(Account, Account.id == Order.account_id)
        .outerjoin(PackagePlan, PackagePlan.id == Order.package_plan_id)
        .outerjoin(PackageSubscription, PackageSubscription.id == Order.package_subscription_id)
        .outerjoin(Agent, Agent.id == Order.agent_id)
        .where(Order.id == record.id)
    ).one()
    return row.Account, row.PackagePlan, row.PackageSubscription, row.Agent, row.Provider


def _services(unit: Unit, record: Order) -> tuple[OrderedService, ...]:
    """Return the services that the order made, each with its newest task of this order, in one query."""
    made = record.form_data.get("packages")
    packages = made if isinstance(made, list) else [record.package_subscription_id]
    rows = unit.session.execute(
        select(ServiceSubscription, ServicePlan, ServiceType, Address, ProvisioningTask, Provider.name)
        .join(ServicePlan, ServicePlan.id == ServiceSubscription.service_plan_id)
        .join(ServiceType, ServiceType.id == ServiceSubscription.service_type_id)
        .outerjoin(Address, Address.id == ServiceSubscription.service_address_id)
        .outerjoin(
            ProvisioningTask,
            and_(
                ProvisioningTask.service_subscription_id == ServiceSubscription.id,
                ProvisioningTask.order_id == record.id,
            ),
        )
        .outerjoin(Provider, Provider.id == ProvisioningTask.queue_provider_id)
        .where(ServiceSubscription.package_subscription_id.in_([one for one in packages if one]))
        .order_by(ServiceSubscription.id)
    )
    return tuple(_service(unit, *row) for row in rows)


def _service(
    unit: Unit,
    service: ServiceSubscription,
    plan: ServicePlan,
    service_type: ServiceType,
    address: Address | None,
    task: ProvisioningTask | None,
    queue: str | None,
) -> OrderedService:
    status = effective_status(TaskStatus(task.status), task.lease_until, unit.now) if task else None
    return OrderedService(
        service_id=service.id,
        reference=reference(Prefix.SERVICE, service.id),
        name=plan.external_name,
        service_type=service_type.name,
        identifier_label=service_type.identifier_label,
        identifier=service.core_service_identifier or "",
        status=SubscriptionStatus(service.status),
        provisioning_state=ProvisioningState(service.provisioning_state),
        method=Method(service_type.provisioning_method),
        address=address_fields(address) if address else None,
        task_id=task.id if task else None,
        task_reference=task.reference if task else "",
        task_status=status,
        queue=queue or "",
        due_at=task.sla_due_at if task else None,
        halt_code=(task.halt_code or "") if task else "",
        halt_reason=(task.halt_text or "") if task else "",
        halted_at=task.halted_at if task else None,
    )


def _events(unit: Unit, record: Order, task_ids: Sequence[int]) -> tuple[OrderEvent, ...]:
    """Return what happened to the order and its tasks, newest first, without what others keep internal."""
    of_tasks = and_(AuditEntry.entity == "task", AuditEntry.entity_id.in_(task_ids))
    of_order = and_(AuditEntry.entity == "order", AuditEntry.entity_id == record.id)
    may_read = ~AuditEntry.is_internal
    if unit.caller.account_id is None:
        may_read = or_(may_read, AuditEntry.provider_id == unit.caller.provider_id)
    rows = unit.session.execute(
        select(AuditEntry, ProvisioningTask.reference)
        .outerjoin(
            ProvisioningTask,
            and_(AuditEntry.entity == "task", ProvisioningTask.id == AuditEntry.entity_id),
        )
        .where(or_(of_tasks, of_order), may_read)
        .order_by(AuditEntry.id.desc())
        .limit(MOST_EVENTS + 1)
    )
    own = reference(Prefix.ORDER, record.id)
    return tuple(
        OrderEvent(
            event_id=entry.id,
            at=entry.at,
            by=entry.actor,
            record=task or own,
            action=entry.action,
            field=entry.field or "",
            old=entry.old_value or "",
            new=entry.new_value or "",
            text=entry.reason or "",
        )
        for entry, task in rows
    )
