"""Describes what was found, as far as the caller may see it; numbers show their last digits only."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute

from agentview.contract.account import ACCOUNT_STATUS_LABELS
from agentview.contract.provisioning import TaskStatus
from agentview.contract.search import Hit, HitKind
from agentview.core.caller import Caller
from agentview.core.reference import Prefix, reference
from agentview.core.text import masked
from agentview.models.catalogue import ServiceType
from agentview.models.customer import Account, Address, Contact
from agentview.models.order import Order
from agentview.models.prepared import Preparable, parameter
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import ServiceSubscription
from agentview.models.work_item import WorkItem
from agentview.services.search.fit import Candidate
from agentview.services.search.number import is_like_a_number
from agentview.services.unit import Unit

_BETWEEN = " \N{MIDDLE DOT} "
_PAGE = 20


def described(unit: Unit, found: Sequence[Candidate]) -> tuple[Hit, ...]:
    """Return what the caller may see of these, in their order."""
    hits: dict[tuple[HitKind, int], Hit] = {}
    for kind, describe in _DESCRIBERS.items():
        ids = [one.record_id for one in found if one.kind is kind]
        if ids:
            hits |= {(kind, hit.record_id): hit for hit in describe(unit, ids)}
    return tuple(
        hits[key].model_copy(update={"matched": one.matched})
        for one in found
        if (key := (one.kind, one.record_id)) in hits
    )


def _first_said(column: Any, table: type[Contact] | type[Address]) -> Any:  # noqa: ANN401 - of any type
    """Select the first value of an account that says something."""
    return (
        select(column)
        .where(table.account_id == Account.id, column.is_not(None), column != "")
        .order_by(table.id)
        .limit(1)
        .correlate(Account)
        .scalar_subquery()
    )


_PLACES = tuple(parameter(f"id{at}", Integer()) for at in range(_PAGE))
_CUSTOMERS = Preparable(
    select(
        Account.id,
        Account.account_no,
        Account.name,
        Account.status,
        _first_said(Contact.phone, Contact),
        _first_said(Contact.mobile, Contact),
        _first_said(Address.city, Address),
    ).where(Account.provider_id == parameter("provider", Integer()), Account.id.in_(_PLACES))
)


def _customers(unit: Unit, ids: Sequence[int]) -> list[Hit]:
    values: dict[str, object] = dict.fromkeys((place.key for place in _PLACES), 0)
    values |= {f"id{at}": account_id for at, account_id in enumerate(ids[:_PAGE])}
    rows = _CUSTOMERS.rows(unit.session, values | {"provider": unit.caller.provider_id})
    own = unit.caller.account_id
    return [_customer(row) for row in rows if own is None or row[0] == own]


def _customer(row: tuple[Any, ...]) -> Hit:
    account_id, account_no, name, status, phone, mobile, city = row
    number = phone or mobile
    parts = (account_no, masked(number) if number else None, city)
    # Made as it is: the tables hold what the contract allows, and a search is for every key that is typed.
    return Hit.model_construct(
        kind=HitKind.CUSTOMER,
        record_id=account_id,
        title=name,
        detail=_BETWEEN.join(part for part in parts if part),
        status=ACCOUNT_STATUS_LABELS.get(status, str(status)),
        reference=account_no,
        matched=None,
    )


def _tasks(unit: Unit, ids: Sequence[int]) -> list[Hit]:
    rows = unit.session.execute(
        select(
            ProvisioningTask.id,
            ProvisioningTask.reference,
            ProvisioningTask.transfer_type,
            ProvisioningTask.status,
            ProvisioningTask.lease_until,
            Account.name,
            ServiceType.name.label("service_type"),
            ServiceSubscription.core_service_identifier.label("identifier"),
        )
        .join(Account, Account.id == ProvisioningTask.account_id)
        .join(ServiceType, ServiceType.id == ProvisioningTask.service_type_id)
        .join(ServiceSubscription, ServiceSubscription.id == ProvisioningTask.service_subscription_id)
        .where(ProvisioningTask.id.in_(ids), _own_tasks(unit.caller))
    ).all()
    return [
        Hit(
            kind=HitKind.TASK,
            record_id=row.id,
            title=row.reference,
            detail=_joined(row.name, row.transfer_type, row.service_type, _shown(row.identifier)),
            status=_status(row.status, row.lease_until, unit.now),
            reference=row.reference,
        )
        for row in rows
    ]


def _own_tasks(caller: Caller) -> ColumnElement[bool]:
    """Keep to tasks that the own provider works or asked for, for a VIEWER to those of the own account."""
    sides = or_(
        ProvisioningTask.queue_provider_id == caller.provider_id,
        ProvisioningTask.retailer_id == caller.provider_id,
    )
    own = true() if caller.account_id is None else ProvisioningTask.account_id == caller.account_id
    return and_(sides, own)


def _orders(unit: Unit, ids: Sequence[int]) -> list[Hit]:
    """Describe orders; an incomplete one may have no customer yet."""
    statement = (
        select(Order.id, Order.order_type, Order.status, Account.name)
        .outerjoin(Account, Account.id == Order.account_id)
        .where(Order.id.in_(ids), Order.provider_id == unit.caller.provider_id)
    )
    return [
        _numbered(HitKind.ORDER, Prefix.ORDER, row.id, _joined(row.name, row.order_type), row.status)
        for row in unit.session.execute(_for_viewer(statement, Order.account_id, unit.caller))
    ]


def _work_items(unit: Unit, ids: Sequence[int]) -> list[Hit]:
    statement = (
        select(WorkItem.id, WorkItem.summary, WorkItem.status, Account.name)
        .outerjoin(Account, Account.id == WorkItem.account_id)
        .where(WorkItem.id.in_(ids), WorkItem.provider_id == unit.caller.provider_id)
    )
    return [
        _numbered(HitKind.WORK_ITEM, Prefix.WORK_ITEM, row.id, _joined(row.summary, row.name), row.status)
        for row in unit.session.execute(_for_viewer(statement, WorkItem.account_id, unit.caller))
    ]


def _for_viewer(
    statement: Select[*tuple[Any, ...]], account_id: InstrumentedAttribute[Any], caller: Caller
) -> Select[*tuple[Any, ...]]:
    return statement if caller.account_id is None else statement.where(account_id == caller.account_id)


def _numbered(kind: HitKind, prefix: Prefix, number: int, detail: str, status: str) -> Hit:
    name = reference(prefix, number)
    return Hit(kind=kind, record_id=number, title=name, detail=detail, status=status, reference=name)


def _joined(*parts: str | None) -> str:
    return _BETWEEN.join(part for part in parts if part)


def _status(status: str, lease_until: datetime | None, now: datetime) -> str:
    """Return the status as it is now: a claim that ran out is none (D-18)."""
    is_over = lease_until is None or lease_until < now
    is_free = status == TaskStatus.IN_PROGRESS.value and is_over
    return TaskStatus.AWAITING_PROVISIONING.value if is_free else status


def _shown(identifier: str | None) -> str | None:
    """Mask an identifier that is a telephone number."""
    return masked(identifier) if identifier and is_like_a_number(identifier) else identifier


_DESCRIBERS = {
    HitKind.CUSTOMER: _customers,
    HitKind.TASK: _tasks,
    HitKind.ORDER: _orders,
    HitKind.WORK_ITEM: _work_items,
}
