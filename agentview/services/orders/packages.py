"""Reads which packages an order asks for: new ones by their offering, or in the place of one that is held."""

from collections.abc import Sequence

from agentview.contract.orders import Characteristic, OrderItem, OrderType, Place
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.errors import Refusal
from agentview.core.text import fold
from agentview.models.catalogue import PackagePlan
from agentview.models.customer import Account
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.contracts.early_upgrade import bond_on, under_contract
from agentview.services.orders import identifier, queries
from agentview.services.orders.items import Node
from agentview.services.orders.wish import PackageWish, ServiceWish
from agentview.services.unit import Unit

Refusals = list[Refusal]


def wanted_packages(
    unit: Unit, node: Node, kind: OrderType, account: Account | None, region: str
) -> tuple[tuple[PackageWish, ...], Refusals]:
    """Return the packages that a line asks for, and every reason against it."""
    if kind is OrderType.CHOWN:
        return _changed_owner(unit, node, account)
    source, refusals = _source(unit, node, account) if kind is OrderType.UPGRADE else (None, [])
    plan, of_plan = _plan(unit, node)
    refusals += of_plan
    if source is not None:
        refusals += _bound_refusals(unit, node, source)
    if plan is None:
        return (), refusals
    if source is not None and source.package_plan_id == plan.id:
        refusals.append(Refusal("E-SAME-PLAN", _offering(node), "D-25", {"offering": plan.code}))
    services, of_parts = _services(unit, node, plan, region)
    refusals += of_parts
    if source is not None:
        services = paired(services, queries.services_of(unit, source.id))
    refusals += _quantity_refusals(node, services, is_replacement=source is not None)
    return (PackageWish(plan, services, source),) * node.item.quantity, refusals


def _offering(node: Node) -> str:
    return f"{node.pointer}/productOffering/id"


def _plan(unit: Unit, node: Node) -> tuple[PackagePlan | None, Refusals]:
    """Find the package plan that a line names."""
    if node.item.product_offering is None:
        return None, [Refusal("E-OFFERING-MISSING", f"{node.pointer}/productOffering", "D-25")]
    code = node.item.product_offering.id
    plan = queries.plan_on_sale(unit, code)
    if plan is None:
        return None, [Refusal("E-OFFERING", _offering(node), "D-25", {"offering": code})]
    return plan, []


def _services(
    unit: Unit, node: Node, plan: PackagePlan, region: str
) -> tuple[tuple[ServiceWish, ...], Refusals]:
    """Return the mandatory services and the optional ones that are named, each as its line describes it."""
    catalogue = queries.parts_of(unit, plan)
    named, refusals = _named_parts(node, plan, {part[0].code for part in catalogue})
    wanted = [part for part in catalogue if part[0].is_mandatory or part[0].code in named]
    unnamed = [part for part in wanted if part[0].code not in named]
    labels = [part[1].identifier_label for part in unnamed]
    shared = identifier.shared(_characteristics(node.item), labels)
    given = {part[0].id: typed for part, typed in zip(unnamed, shared, strict=True)}
    services = []
    for part in wanted:
        line = named.get(part[0].code)
        typed = identifier.pick(_characteristics(line.item), part[1].identifier_label) if line else None
        typed = typed or given.get(part[0].id)
        if typed is not None and len(typed) > identifier.LONGEST:
            refusals.append(Refusal("E-IDENTIFIER-LONG", (line or node).pointer, "D-25"))
            typed = None
        place = (_place(line.item) if line else None) or _place(node.item)
        number = identifier.normalised(typed, region) if typed else None
        services.append(ServiceWish(part[0], part[1], number, place))
    return tuple(services), refusals


def _named_parts(node: Node, plan: PackagePlan, codes: set[str]) -> tuple[dict[str, Node], Refusals]:
    """Return the parts by the service plan that each names."""
    named: dict[str, Node] = {}
    refusals: Refusals = []
    for part in node.parts:
        offering = part.item.product_offering
        if offering is None:
            refusals.append(Refusal("E-OFFERING-MISSING", f"{part.pointer}/productOffering", "D-25"))
            continue
        values = {"offering": offering.id, "package": plan.code}
        if offering.id not in codes:
            refusals.append(Refusal("E-PART", _offering(part), "D-25", {**values}))
        elif offering.id in named:
            refusals.append(Refusal("E-PART-TWICE", _offering(part), "D-25", {**values}))
        named[offering.id] = part
    return named, refusals


def _characteristics(item: OrderItem) -> tuple[Characteristic, ...]:
    return item.product.product_characteristic if item.product else ()


def _place(item: OrderItem) -> Place | None:
    """Return the place where the service is used: the one whose role says so, else the first."""
    places = item.product.place if item.product else ()
    for place in places:
        if any(word in fold(place.role) for word in ("service", "install")):
            return place
    return places[0] if places else None


def _quantity_refusals(node: Node, services: tuple[ServiceWish, ...], *, is_replacement: bool) -> Refusals:
    """Several packages cannot share an identifier, nor replace the same package."""
    is_single = is_replacement or any(service.identifier for service in services)
    if node.item.quantity == 1 or not is_single:
        return []
    values = {"quantity": node.item.quantity}
    return [Refusal("E-QUANTITY", f"{node.pointer}/quantity", "D-25", {**values})]


def _source(unit: Unit, node: Node, account: Account | None) -> tuple[PackageSubscription | None, Refusals]:
    """Find the package that is to be replaced, and say what stands against it."""
    product = node.item.product.id if node.item.product else None
    field = f"{node.pointer}/product/id"
    if product is None:
        return None, [Refusal("E-PRODUCT-MISSING", field, "D-25")]
    if account is None:
        return None, []
    package = queries.package_of(unit, account.id, product)
    if package is None:
        return None, [Refusal("E-PRODUCT", field, "D-25", {"product": product})]
    return package, package_refusals(unit, package, product, field)


def _bound_refusals(unit: Unit, node: Node, source: PackageSubscription) -> Refusals:
    """A contract is left for a fee, and only who has seen it can agree to it (R-MIG-27)."""
    bond = bond_on(unit, source, unit.today)
    if bond is None or (bond.fee is not None and not bond.fee.amount_cents):
        return []
    return [under_contract(bond.product, bond.contract, f"{node.pointer}/product/id")]


def package_refusals(unit: Unit, package: PackageSubscription, product: str, field: str) -> Refusals:
    """Say why a package can be neither replaced nor cancelled: not Active, followed, or under way."""
    if package.status != SubscriptionStatus.ACTIVE.value:
        values = {"product": product, "status": package.status}
        return [Refusal("E-PRODUCT-STATE", field, "R-PRV-33", {**values})]
    if package.followed_by_id is not None:
        return [Refusal("E-FOLLOWED", field, "R-PRV-33", {"product": product})]
    busy = queries.under_way(unit, package)
    if busy is not None:
        return [Refusal("E-OPEN-ORDER", field, "R-PRV-33", {"product": product, "reference": busy})]
    return []


def paired(services: tuple[ServiceWish, ...], held: Sequence[ServiceSubscription]) -> tuple[ServiceWish, ...]:
    """Let each service continue one of its type in the source package, also with its identifier."""
    free = [service for service in held if service.status == SubscriptionStatus.ACTIVE.value]
    paired = []
    for wish in services:
        source = next((one for one in free if one.service_type_id == wish.service_type.id), None)
        if source is not None:
            free.remove(source)
        number = wish.identifier or (source.core_service_identifier if source else None)
        paired.append(ServiceWish(wish.plan, wish.service_type, number, wish.place, source))
    return tuple(paired)


def _changed_owner(
    unit: Unit, node: Node, account: Account | None
) -> tuple[tuple[PackageWish, ...], Refusals]:
    """Take the same plan, with the services that are Active, for the new owner."""
    source, refusals = _source(unit, node, account)
    if node.item.quantity != 1:
        values = {"quantity": node.item.quantity}
        refusals.append(Refusal("E-QUANTITY", f"{node.pointer}/quantity", "D-25", {**values}))
    if source is None:
        return (), refusals
    plan = unit.session.get_one(PackagePlan, source.package_plan_id)
    offering = node.item.product_offering
    if offering is not None and offering.id != plan.code:
        values_of_plan = {"offering": offering.id, "package": plan.code}
        refusals.append(Refusal("E-OTHER-PLAN", _offering(node), "D-25", {**values_of_plan}))
    return (taken_over(unit, source, plan),), refusals


def taken_over(unit: Unit, source: PackageSubscription, plan: PackagePlan) -> PackageWish:
    """Return the same package for a new owner: its plan, and the services that are Active."""
    parts = {service_plan.id: (service_plan, kind) for service_plan, kind in queries.parts_of(unit, plan)}
    services = tuple(
        ServiceWish(*parts[held.service_plan_id], identifier=held.core_service_identifier, source=held)
        for held in queries.services_of(unit, source.id)
        if held.status == SubscriptionStatus.ACTIVE.value
    )
    return PackageWish(plan, services, source)
