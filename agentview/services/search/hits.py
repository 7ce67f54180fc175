"""Describes what was found, as far as the caller may see it; numbers show their last digits only."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.engine import Row

from agentview.contract.account import ACCOUNT_STATUS_LABELS
from agentview.contract.provisioning import TaskStatus
from agentview.contract.search import Hit, HitKind
from agentview.core.caller import Caller
from agentview.core.text import digits, masked
from agentview.models.catalogue import ServiceType
from agentview.models.customer import Account, Address, Contact
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import ServiceSubscription
from agentview.services.search.index import SHORTEST_NUMBER
from agentview.services.unit import Unit

_BETWEEN = " \N{MIDDLE DOT} "


def customers(unit: Unit, account_ids: Sequence[int]) -> dict[int, tuple[str, Hit]]:
    """Return by its id each customer that the caller may see, with what to sort it by."""
    if not account_ids:
        return {}
    accounts = unit.session.execute(
        select(Account.id, Account.name, Account.name_key, Account.account_no, Account.status).where(
            Account.id.in_(account_ids), *_own_accounts(unit.caller)
        )
    ).all()
    ids = [row.id for row in accounts]
    phones = select(Contact.account_id, Contact.phone).where(Contact.account_id.in_(ids))
    cities = select(Address.account_id, Address.city).where(Address.account_id.in_(ids))
    phone_of = _first(unit, phones.order_by(Contact.id))
    city_of = _first(unit, cities.order_by(Address.id))
    return {
        row.id: (row.name_key, _customer(row, phone_of.get(row.id), city_of.get(row.id))) for row in accounts
    }


def _own_accounts(caller: Caller) -> Iterable[ColumnElement[bool]]:
    yield Account.provider_id == caller.provider_id
    if caller.account_id is not None:
        yield Account.id == caller.account_id


def _first(unit: Unit, rows: Select[*tuple[Any, ...]]) -> dict[int, str]:
    """Return by account the first value that says something."""
    found: dict[int, str] = {}
    for account_id, text in unit.session.execute(rows):
        if text:
            found.setdefault(account_id, text)
    return found


def _customer(row: Row[*tuple[Any, ...]], phone: str | None, city: str | None) -> Hit:
    parts = (row.account_no, masked(phone) if phone else None, city)
    return Hit(
        kind=HitKind.CUSTOMER,
        record_id=row.id,
        title=row.name,
        detail=_BETWEEN.join(part for part in parts if part),
        status=ACCOUNT_STATUS_LABELS.get(row.status, str(row.status)),
    )


def tasks(unit: Unit, task_ids: Sequence[int]) -> dict[int, tuple[str, Hit]]:
    """Return by its id each task that the caller may see: open ones sort first, then the newest orders."""
    if not task_ids:
        return {}
    rows = unit.session.execute(
        select(
            ProvisioningTask.id,
            ProvisioningTask.reference,
            ProvisioningTask.transfer_type,
            ProvisioningTask.status,
            ProvisioningTask.bucket,
            ProvisioningTask.lease_until,
            func.coalesce(ProvisioningTask.order_id, ProvisioningTask.cancel_request_id).label("request"),
            Account.name,
            ServiceType.name.label("service_type"),
            ServiceSubscription.core_service_identifier.label("identifier"),
        )
        .join(Account, Account.id == ProvisioningTask.account_id)
        .join(ServiceType, ServiceType.id == ProvisioningTask.service_type_id)
        .join(ServiceSubscription, ServiceSubscription.id == ProvisioningTask.service_subscription_id)
        .where(ProvisioningTask.id.in_(task_ids), _own_tasks(unit.caller))
    ).all()
    return {row.id: (_task_order(row.bucket, row.request, row.id), _task(row, unit.now)) for row in rows}


def _own_tasks(caller: Caller) -> ColumnElement[bool]:
    """Keep to tasks that the own provider works or asked for, for a VIEWER to those of the own account."""
    sides = or_(
        ProvisioningTask.queue_provider_id == caller.provider_id,
        ProvisioningTask.retailer_id == caller.provider_id,
    )
    own = true() if caller.account_id is None else ProvisioningTask.account_id == caller.account_id
    return sides & own


def _task_order(bucket: str, request_id: int, task_id: int) -> str:
    return f"{'1' if bucket == 'DONE' else '0'}{2**31 - request_id:010}{task_id:010}"


def _task(row: Row[*tuple[Any, ...]], now: datetime) -> Hit:
    parts = (row.name, row.transfer_type, row.service_type, _shown(row.identifier))
    return Hit(
        kind=HitKind.TASK,
        record_id=row.id,
        title=row.reference,
        detail=_BETWEEN.join(part for part in parts if part),
        status=_status(row.status, row.lease_until, now),
    )


def _status(status: str, lease_until: datetime | None, now: datetime) -> str:
    """Return the status as it is now: a claim that ran out is none (D-18)."""
    is_over = lease_until is None or lease_until < now
    is_free = status == TaskStatus.IN_PROGRESS.value and is_over
    return TaskStatus.AWAITING_PROVISIONING.value if is_free else status


def _shown(identifier: str | None) -> str | None:
    """Mask an identifier that is a telephone number, or may be one."""
    if identifier is None or len(digits(identifier)) < SHORTEST_NUMBER:
        return identifier
    return masked(identifier)
