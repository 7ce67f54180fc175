"""Reads which packages and services an order ends, and why one cannot be ended."""

from agentview.contract.subscription import SubscriptionStatus
from agentview.core.errors import Refusal
from agentview.models.catalogue import ServicePlan
from agentview.models.customer import Account
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.orders import queries
from agentview.services.orders.items import Node
from agentview.services.orders.packages import package_refusals
from agentview.services.orders.wish import CancelWish
from agentview.services.unit import Unit

Refusals = list[Refusal]
_OVER = frozenset({SubscriptionStatus.CANCELLED.value, SubscriptionStatus.ABORTED.value})


def wanted_cancel(unit: Unit, node: Node, account: Account | None) -> tuple[CancelWish | None, Refusals]:
    """Return what a line ends: a package with all its services, or one optional service (R-PRV-29, 30)."""
    product = node.item.product.id if node.item.product else None
    field = f"{node.pointer}/product/id"
    if product is None:
        return None, [Refusal("E-PRODUCT-MISSING", field, "D-25")]
    if account is None:
        return None, []
    if queries.is_service(product):
        return _service(unit, account, product, field)
    package = queries.package_of(unit, account.id, product)
    if package is None:
        return None, [Refusal("E-PRODUCT", field, "D-25", {"product": product})]
    alive = tuple(one for one in queries.services_of(unit, package.id) if one.status not in _OVER)
    return CancelWish(package, alive), package_refusals(unit, package, product, field)


def _service(unit: Unit, account: Account, product: str, field: str) -> tuple[CancelWish | None, Refusals]:
    found = queries.service_of(unit, account.id, product)
    if found is None:
        return None, [Refusal("E-PRODUCT", field, "D-25", {"product": product})]
    service, package = found
    wish = CancelWish(package, (service,), only=service)
    return wish, _service_refusals(unit, service, package, product, field)


def _service_refusals(
    unit: Unit, service: ServiceSubscription, package: PackageSubscription, product: str, field: str
) -> Refusals:
    for status in (service.status, package.status):
        if status != SubscriptionStatus.ACTIVE.value:
            values = {"product": product, "status": status}
            return [Refusal("E-PRODUCT-STATE", field, "R-PRV-30", {**values})]
    if unit.session.get_one(ServicePlan, service.service_plan_id).is_mandatory:
        return [Refusal("E-MANDATORY", field, "R-PRV-30", {"product": product})]
    if package.followed_by_id is not None:
        return [Refusal("E-FOLLOWED", field, "R-PRV-33", {"product": product})]
    busy = queries.under_way(unit, package, service.id)
    if busy is not None:
        return [Refusal("E-OPEN-ORDER", field, "R-PRV-33", {"product": product, "reference": busy})]
    return []


def without_repeats(
    cancels: list[tuple[Node, CancelWish]],
) -> tuple[tuple[CancelWish, ...], Refusals]:
    """Refuse a product that is ended twice, and a service that ends with its package anyway."""
    refusals: Refusals = []
    whole = [wish.package.id for _, wish in cancels if wish.only is None]
    seen: set[tuple[int, int | None]] = set()
    for node, wish in cancels:
        key = (wish.package.id, wish.only.id if wish.only else None)
        if key in seen or (wish.only is not None and wish.package.id in whole):
            refusals.append(Refusal("E-PRODUCT-TWICE", f"{node.pointer}/product/id", "D-25"))
        seen.add(key)
    return tuple(wish for _, wish in cancels), refusals
