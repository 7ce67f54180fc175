"""The chain of packages: what each followed, what followed it, and the order that led there (R-MIG-21)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import Row, select

from agentview.contract.orders import OrderStatus
from agentview.contract.subscription import ChainLink
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import PackagePlan
from agentview.models.customer import Account
from agentview.models.order import Order
from agentview.models.subscription import PackageSubscription
from agentview.services.customer_scope import visible
from agentview.services.order_number import order_reference
from agentview.services.unit import Unit

P = PackageSubscription
Found: TypeAlias = Row[*tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Chain:
    """The neighbours of a package; None where it is the first or the last."""

    came_from: ChainLink | None = None
    became: ChainLink | None = None


ALONE = Chain()


def chains_of(unit: Unit, packages: Sequence[P]) -> dict[int, Chain]:
    """Return the neighbours of packages, in two queries for all; none where nothing is chained."""
    pairs = [(one.previous_id, one.id) for one in packages if one.previous_id is not None]
    pairs += [(one.id, one.followed_by_id) for one in packages if one.followed_by_id is not None]
    if not pairs:
        return {}
    seen = _seen(unit, {package_id for pair in pairs for package_id in pair})
    orders = _orders(unit, pairs)
    own_days = {one.id: one.start_on for one in packages}

    def link(package_id: int | None, earlier: int | None, later: int | None) -> ChainLink | None:
        if package_id is None or earlier is None or later is None:
            return None
        known = seen.get(later)
        first_on = own_days.get(later) or (known.start_on if known is not None else None)
        return _link(package_id, seen.get(package_id), first_on, orders.get((earlier, later)))

    return {
        one.id: Chain(
            link(one.previous_id, one.previous_id, one.id),
            link(one.followed_by_id, one.id, one.followed_by_id),
        )
        for one in packages
    }


def _seen(unit: Unit, package_ids: set[int]) -> dict[int, Found]:
    """Read those that the caller may see: a package that was given away belongs to somebody else."""
    rows = unit.session.execute(
        select(P.id, P.start_on, PackagePlan.external_name)
        .join(PackagePlan, PackagePlan.id == P.package_plan_id)
        .join(Account, Account.id == P.account_id)
        .where(P.id.in_(sorted(package_ids)), visible(unit.caller))
    )
    return {row.id: row for row in rows}


def _orders(unit: Unit, pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], Found]:
    """Read the orders that lead from one package to the other."""
    rows = unit.session.execute(
        select(Order.id, Order.order_type, Order.source_package_id, Order.package_subscription_id)
        .where(
            Order.source_package_id.in_(sorted({earlier for earlier, _ in pairs})),
            Order.package_subscription_id.in_(sorted({later for _, later in pairs})),
            Order.status != OrderStatus.ORDER_CANCELLED.value,
        )
        .order_by(Order.id)
    )
    return {(row.source_package_id, row.package_subscription_id): row for row in rows}


def _link(package_id: int, seen: Found | None, first_on: date | None, order: Found | None) -> ChainLink:
    is_told = seen is not None and order is not None
    return ChainLink(
        package_id=package_id,
        reference=reference(Prefix.PACKAGE, package_id),
        plan=seen.external_name if seen is not None else "",
        first_on=first_on,
        order_id=order.id if order is not None and is_told else None,
        order_reference=order_reference(order.id, order.order_type) if order is not None and is_told else "",
        order_type=order.order_type if order is not None else "",
    )
