"""Finds what a reference names: PO-10482/1, MG-12, CR-7, PS-3, SS-9, AC-17, HO-4, WO-7, SC-5 (D-23)."""

from collections.abc import Callable, Sequence

from sqlalchemy import ColumnElement, Select, select, true

from agentview.contract.orders import OrderType
from agentview.contract.search import Hit, HitField, HitKind
from agentview.core.reference import Prefix, reference
from agentview.models.order import CancelRequest, Order
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.search import hits
from agentview.services.unit import Unit

_LARGEST_KEY = 2**31
_MOST_TASKS = 20

Named = tuple[HitKind, int]


def named(unit: Unit, prefix: Prefix, number: int, part: int | None) -> tuple[Hit, ...]:
    """Return the records that a reference names, as far as the caller may see them."""
    finder = _FINDERS.get(prefix)
    if finder is None or number >= _LARGEST_KEY:
        return ()
    found = finder(unit, number, part)
    described: list[Hit] = []
    for kind, describe in _DESCRIBERS:
        ids = [record_id for of_kind, record_id in found if of_kind is kind]
        described += describe(unit, ids) if ids else []
    return tuple(hit.model_copy(update={"matched": HitField.REFERENCE}) for hit in described)


def _order(unit: Unit, number: int, part: int | None) -> list[Named]:
    """An order, and its tasks in the manual queue; or one of these tasks alone."""
    return _ordered(unit, Order.order_type != OrderType.MIGRATE.value, Prefix.ORDER, number, part)


def _migration(unit: Unit, number: int, part: int | None) -> list[Named]:
    """A migration by its order, and its task in the manual queue; or the task alone."""
    return _ordered(unit, Order.order_type == OrderType.MIGRATE.value, Prefix.MIGRATION, number, part)


def _ordered(
    unit: Unit, of_type: ColumnElement[bool], prefix: Prefix, number: int, part: int | None
) -> list[Named]:
    ids = list(unit.session.scalars(select(Order.id).where(Order.id == number, of_type)))
    tasks = _tasks(
        unit,
        select(ProvisioningTask.id).where(ProvisioningTask.order_id.in_(ids)),
        prefix,
        number,
        part,
    )
    if part is not None:
        return tasks
    return [*((HitKind.ORDER, order_id) for order_id in ids), *tasks]


def _cancel_request(unit: Unit, number: int, part: int | None) -> list[Named]:
    """The tasks of a cancel request; and the customer where all of it is automatic and there is none."""
    asked = select(ProvisioningTask.id).where(ProvisioningTask.cancel_request_id == number)
    tasks = _tasks(unit, asked, Prefix.CANCEL_REQUEST, number, part)
    if tasks or part is not None:
        return tasks
    return _accounts(unit, select(CancelRequest.account_id).where(CancelRequest.id == number))


def _tasks(unit: Unit, asked: Select[int], prefix: Prefix, number: int, part: int | None) -> list[Named]:
    is_part = true() if part is None else ProvisioningTask.reference == reference(prefix, number, part)
    ids = unit.session.scalars(asked.where(is_part).order_by(ProvisioningTask.id).limit(_MOST_TASKS))
    return [(HitKind.TASK, task_id) for task_id in ids]


def _account(_unit: Unit, number: int, _part: int | None) -> list[Named]:
    return [(HitKind.CUSTOMER, number)]


def _package(unit: Unit, number: int, _part: int | None) -> list[Named]:
    """The customer who holds a package."""
    return _accounts(unit, select(PackageSubscription.account_id).where(PackageSubscription.id == number))


def _service(unit: Unit, number: int, _part: int | None) -> list[Named]:
    """The customer who holds a service."""
    held = select(PackageSubscription.account_id).join(
        ServiceSubscription, ServiceSubscription.package_subscription_id == PackageSubscription.id
    )
    return _accounts(unit, held.where(ServiceSubscription.id == number))


def _work_item(_unit: Unit, number: int, _part: int | None) -> list[Named]:
    return [(HitKind.WORK_ITEM, number)]


def _hardware_order(_unit: Unit, number: int, part: int | None) -> list[Named]:
    return [] if part is not None else [(HitKind.HARDWARE_ORDER, number)]


def _wireless_order(_unit: Unit, number: int, part: int | None) -> list[Named]:
    """An order; also by the number of one of its segments (WO-12/1)."""
    del part
    return [(HitKind.WIRELESS_ORDER, number)]


def _restriction_case(_unit: Unit, number: int, part: int | None) -> list[Named]:
    return [] if part is not None else [(HitKind.RESTRICTION_CASE, number)]


def _accounts(unit: Unit, ids: Select[int]) -> list[Named]:
    return [(HitKind.CUSTOMER, account_id) for account_id in unit.session.scalars(ids)]


_FINDERS: dict[Prefix, Callable[[Unit, int, int | None], list[Named]]] = {
    Prefix.ORDER: _order,
    Prefix.MIGRATION: _migration,
    Prefix.CANCEL_REQUEST: _cancel_request,
    Prefix.HARDWARE_ORDER: _hardware_order,
    Prefix.PACKAGE: _package,
    Prefix.SERVICE: _service,
    Prefix.ACCOUNT: _account,
    Prefix.WORK_ITEM: _work_item,
    Prefix.WIRELESS_ORDER: _wireless_order,
    Prefix.RESTRICTION_CASE: _restriction_case,
}

_DESCRIBERS: tuple[tuple[HitKind, Callable[[Unit, Sequence[int]], list[Hit]]], ...] = (
    (HitKind.CUSTOMER, hits.customers),
    (HitKind.ORDER, hits.orders),
    (HitKind.TASK, hits.tasks),
    (HitKind.WORK_ITEM, hits.work_items),
    (HitKind.HARDWARE_ORDER, hits.hardware_orders),
    (HitKind.WIRELESS_ORDER, hits.wireless_orders),
    (HitKind.RESTRICTION_CASE, hits.restriction_cases),
)
