"""Carries out what an order asks for: packages, services and the tasks for the queue."""

from agentview.contract.events import EventType
from agentview.contract.orders import OrderStatus, OrderType
from agentview.contract.provisioning import TransferType
from agentview.contract.subscription import ProvisioningState, SubscriptionStatus
from agentview.core.errors import Refusal, Rejected
from agentview.core.reference import Prefix, reference
from agentview.models.order import Order
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.events.firing import Occurrence, fire
from agentview.services.network.intake import Wanted, request_activation
from agentview.services.order_lifecycle import LIFECYCLE, OrderFacts, submit_command
from agentview.services.orders.address import address_at, address_like
from agentview.services.orders.wish import Origin, PackageWish, ServiceWish, Wish
from agentview.services.provisioning.intake import AUTOMATIC, Intake, create_task
from agentview.services.search.index import index_identifiers
from agentview.services.unit import Unit

_TRANSFERS = {
    OrderType.NEW: TransferType.NEW,
    OrderType.PORT_CHURN: TransferType.NEW,
    OrderType.CHOWN: TransferType.CHOWN,
    OrderType.UPGRADE: TransferType.UPGRADE,
}


def submit_order(unit: Unit, wish: Wish, origin: Origin) -> Order:
    """Write the order, its packages, services (PreActive, R-PRV-05) and a task for each (R-PRV-01, 02)."""
    packages = [(_package(unit, wish, package), package) for package in wish.packages]
    record = origin.draft or Order(provider_id=unit.caller.provider_id, started_at=unit.now)
    _fill(unit, record, wish, origin, [made.id for made, _ in packages])
    unit.session.add(record)
    unit.session.flush()
    tasks: list[ProvisioningTask] = []
    for made, package in packages:
        for service in package.services:
            task = _service(unit, wish, record, made, service, part=len(tasks) + 1)
            tasks += [task] if task else []
    record.status = _submitted(unit, wish, has_tasks=bool(tasks)).value
    _tell(unit, record, [made for made, _ in packages])
    unit.audit("order", record.id, "submit", new=record.status, account_id=wish.holder.id)
    identifiers = [service.identifier for package in wish.packages for service in package.services]
    index_identifiers(unit, wish.holder, identifiers)
    return record


def _tell(unit: Unit, record: Order, made: list[PackageSubscription]) -> None:
    """Fire New package subscription on creation, before anything is activated (E46)."""
    unit.session.flush()
    for package in made:
        fire(
            unit,
            Occurrence(
                event_type=EventType.NEW_PACKAGE_SUBSCRIPTION,
                account_id=package.account_id,
                once=str(package.id),
                package_id=package.id,
                values={"orderId": reference(Prefix.ORDER, record.id)},
            ),
        )


def _package(unit: Unit, wish: Wish, package: PackageWish) -> PackageSubscription:
    made = PackageSubscription(
        account_id=wish.holder.id,
        package_plan_id=package.plan.id,
        status=SubscriptionStatus.PRE_ACTIVE.value,
        access_fee_cents=package.plan.access_fee_cents,
        previous_id=package.source.id if package.source else None,
    )
    unit.session.add(made)
    unit.session.flush()
    unit.audit("package", made.id, "create", new=made.status, account_id=wish.holder.id)
    return made


def _fill(unit: Unit, record: Order, wish: Wish, origin: Origin, package_ids: list[int]) -> None:
    """Write into the order what it comes to; it stays ORDER_INCOMPLETE until all of it is made."""
    first = wish.packages[0]
    record.account_id = wish.holder.id
    record.package_plan_id = first.plan.id
    record.package_subscription_id = package_ids[0]
    record.source_package_id = first.source.id if first.source else None
    record.order_type = wish.order_type.value
    record.status = OrderStatus.ORDER_INCOMPLETE.value
    record.source = origin.source
    record.external_key = origin.external_key
    record.content_hash = origin.content_hash
    record.form_data = {**origin.form_data, "packages": package_ids}
    record.requested_on = wish.requested_on
    record.submitted_at = unit.now
    record.submitted_by = unit.caller.username


def _service(
    unit: Unit, wish: Wish, record: Order, package: PackageSubscription, service: ServiceWish, *, part: int
) -> ProvisioningTask | None:
    """Make a service and its task; for one of an automatic type the platform is asked instead (R-PRV-02)."""
    made = ServiceSubscription(
        package_subscription_id=package.id,
        service_plan_id=service.plan.id,
        service_type_id=service.service_type.id,
        source_id=service.source.id if service.source else None,
        core_service_identifier=service.identifier,
        status=SubscriptionStatus.PRE_ACTIVE.value,
        provisioning_state=ProvisioningState.NONE.value,
        service_address_id=_address(unit, wish, service),
    )
    unit.session.add(made)
    unit.session.flush()
    unit.audit("service", made.id, "create", new=made.status, account_id=wish.holder.id)
    if service.service_type.provisioning_method == AUTOMATIC:
        request_activation(unit, Wanted(record, package, made))
        return None
    is_port = wish.order_type is OrderType.PORT_CHURN
    return create_task(unit, Intake(record, part, package, made, _TRANSFERS[wish.order_type], is_port))


def _address(unit: Unit, wish: Wish, service: ServiceWish) -> int | None:
    made = address_at(unit, service.place, wish.holder.id)
    if made is not None or service.source is None:
        return made
    return address_like(unit, service.source, wish.holder.id)


def _submitted(unit: Unit, wish: Wish, *, has_tasks: bool) -> OrderStatus:
    """Return the status of a submitted order, as its lifecycle says."""
    command = submit_command(has_tasks=has_tasks)
    facts = OrderFacts(wish.account.status)
    verdict = LIFECYCLE.judge(OrderStatus.ORDER_INCOMPLETE, command, facts, unit.caller.powers)
    if verdict.target is None or not verdict.is_open:
        raise Rejected(*(verdict.refusals or (Refusal("E-STATE"),)))
    return verdict.target
