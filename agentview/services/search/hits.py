"""Describes what was found, as far as the caller may see it; numbers show their last digits only."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select, true

from agentview.contract.account import ACCOUNT_STATUS_LABELS
from agentview.contract.orders import OrderType
from agentview.contract.provisioning import TaskStatus, TransferType
from agentview.contract.search import Hit, HitField, HitKind
from agentview.core.caller import Caller
from agentview.core.power import Power
from agentview.core.reference import Prefix, reference
from agentview.core.text import masked
from agentview.models.catalogue import ServiceType
from agentview.models.customer import Account
from agentview.models.enrolment import DeviceEnrolment
from agentview.models.hardware import HardwareOrder
from agentview.models.hardware_catalogue import Product
from agentview.models.order import Order
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import ServiceSubscription
from agentview.models.suspension import RestrictionCase
from agentview.models.wireless_company import Employee
from agentview.models.wireless_order import WirelessOrder
from agentview.models.work_item import WorkItem
from agentview.services.customer_scope import is_customer
from agentview.services.customer_scope import visible as visible_customers
from agentview.services.hardware_scope import visible_enrolments
from agentview.services.hardware_scope import visible_orders as visible_hardware
from agentview.services.order_number import order_prefix
from agentview.services.order_scope import visible_orders
from agentview.services.search.fit import field_of
from agentview.services.search.number import is_like_a_number
from agentview.services.search.statements import shown
from agentview.services.seller import seller_of
from agentview.services.unit import Unit
from agentview.services.wireless_scope import visible_orders as visible_wireless

_BETWEEN = " \N{MIDDLE DOT} "


def customer(row: tuple[Any, ...]) -> tuple[str, Hit]:
    """Describe a customer: the key by which it was found, id, and what `statements.shown` gives."""
    key, account_id, account_no, name, status, number, city = row
    detail = account_no
    if number:
        detail += _BETWEEN + masked(number)
    if city:
        detail += _BETWEEN + city
    return key, _made(
        {
            "kind": HitKind.CUSTOMER,
            "record_id": account_id,
            "title": name,
            "detail": detail,
            "status": ACCOUNT_STATUS_LABELS.get(status, str(status)),
            "reference": account_no,
            "matched": field_of(key) if key else HitField.REFERENCE,
            "order_type": None,
            "transfer_type": None,
        }
    )


_FIELDS = set(Hit.model_fields)


def _made(values: dict[str, object]) -> Hit:
    """Make a hit of all its values as they are: a search is for every key that is typed, and reads tables."""
    hit = Hit.__new__(Hit)
    object.__setattr__(hit, "__dict__", values)
    object.__setattr__(hit, "__pydantic_fields_set__", _FIELDS)
    object.__setattr__(hit, "__pydantic_extra__", None)
    object.__setattr__(hit, "__pydantic_private__", None)
    return hit


def customers(unit: Unit, ids: Sequence[int]) -> list[Hit]:
    """Describe customers of the own provider, a VIEWER's own account alone."""
    own = unit.caller.account_id
    rows = unit.session.execute(
        select(Account.id, *shown()).where(
            Account.provider_id == unit.caller.provider_id,
            Account.id.in_(ids),
            true() if own is None else Account.id == own,
        )
    )
    return _in_order(ids, (customer(("", *row))[1] for row in rows))


def _in_order(ids: Sequence[int], hits: Iterable[Hit]) -> list[Hit]:
    place = {record_id: at for at, record_id in enumerate(ids)}
    return sorted(hits, key=lambda hit: place[hit.record_id])


def tasks(unit: Unit, ids: Sequence[int]) -> list[Hit]:
    """Describe tasks of the own queue and of own customers."""
    if not ids:
        return []
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
    return _in_order(ids, (_task(row, unit.now) for row in rows))


def _task(row: Row[*tuple[Any, ...]], now: datetime) -> Hit:
    return Hit(
        kind=HitKind.TASK,
        record_id=row.id,
        title=row.reference,
        detail=_joined(row.name, row.service_type, _shown(row.identifier)),
        status=_status(row.status, row.lease_until, now),
        reference=row.reference,
        transfer_type=TransferType(row.transfer_type),
    )


def _own_tasks(caller: Caller) -> ColumnElement[bool]:
    """Keep to tasks that the own provider works or asked for, for a VIEWER to those of the own account."""
    sides = or_(
        ProvisioningTask.queue_provider_id == caller.provider_id,
        ProvisioningTask.retailer_id == caller.provider_id,
    )
    own = true() if caller.account_id is None else ProvisioningTask.account_id == caller.account_id
    return and_(sides, own)


def orders(unit: Unit, ids: Sequence[int]) -> list[Hit]:
    """Describe orders; an incomplete one may have no customer yet."""
    if not ids:
        return []
    statement = (
        select(Order.id, Order.order_type, Order.status, Account.name)
        .outerjoin(Account, Account.id == Order.account_id)
        .where(Order.id.in_(ids), visible_orders(unit.caller))
    )
    return [
        _numbered(
            HitKind.ORDER,
            order_prefix(row.order_type),
            row.id,
            row.name or "",
            row.status,
            order_type=OrderType(row.order_type),
        )
        for row in unit.session.execute(statement)
    ]


def work_items(unit: Unit, ids: Sequence[int]) -> list[Hit]:
    """Describe cases of the worklist; customers see none (S-34)."""
    if unit.caller.account_id is not None:
        return []
    statement = (
        select(WorkItem.id, WorkItem.summary, WorkItem.status, Account.name)
        .outerjoin(Account, Account.id == WorkItem.account_id)
        .where(WorkItem.id.in_(ids), WorkItem.provider_id == unit.caller.provider_id)
    )
    return [
        _numbered(HitKind.WORK_ITEM, Prefix.WORK_ITEM, row.id, _joined(row.summary, row.name), row.status)
        for row in unit.session.execute(statement)
    ]


def hardware_orders(unit: Unit, ids: Sequence[int]) -> list[Hit]:
    """Describe hardware orders, as far as the caller may see them."""
    if Power.READ_STATUS not in unit.caller.powers:
        return []
    statement = (
        select(HardwareOrder.id, HardwareOrder.status, Account.name)
        .join(Account, Account.id == HardwareOrder.account_id)
        .where(HardwareOrder.id.in_(ids), visible_hardware(unit.caller, seller_of(unit)))
        .order_by(HardwareOrder.id.desc())
    )
    return [
        _numbered(HitKind.HARDWARE_ORDER, Prefix.HARDWARE_ORDER, row.id, row.name, row.status)
        for row in unit.session.execute(statement)
    ]


def wireless_orders(unit: Unit, ids: Sequence[int]) -> list[Hit]:
    """Describe wireless orders with company and person, as far as the caller may see them."""
    if Power.READ_STATUS not in unit.caller.powers:
        return []
    statement = (
        select(WirelessOrder.id, WirelessOrder.status, Account.name, Employee.name.label("person"))
        .join(Account, Account.id == WirelessOrder.account_id)
        .outerjoin(Employee, Employee.id == WirelessOrder.beneficiary_id)
        .where(WirelessOrder.id.in_(ids), visible_wireless(unit))
    )
    return [
        _numbered(
            HitKind.WIRELESS_ORDER,
            Prefix.WIRELESS_ORDER,
            row.id,
            _joined(row.person, row.name),
            row.status,
        )
        for row in unit.session.execute(statement)
    ]


def restriction_cases(unit: Unit, ids: Sequence[int]) -> list[Hit]:
    """Describe restriction cases with their customer, for whom the case can be opened; customers see none."""
    if Power.READ_STATUS not in unit.caller.powers or is_customer(unit.caller):
        return []
    statement = (
        select(RestrictionCase.id, RestrictionCase.state, Account.name)
        .join(Account, Account.id == RestrictionCase.account_id)
        .where(RestrictionCase.id.in_(ids), visible_customers(unit.caller))
    )
    return [
        _numbered(HitKind.RESTRICTION_CASE, Prefix.RESTRICTION_CASE, row.id, row.name, row.state)
        for row in unit.session.execute(statement)
    ]


def enrolments(unit: Unit, ids: Sequence[int]) -> list[Hit]:
    """Describe devices in enrolment programmes, the newest first, as far as the caller may see them."""
    if not ids:
        return []
    statement = (
        select(
            DeviceEnrolment.id,
            DeviceEnrolment.serial_no,
            DeviceEnrolment.status,
            Product.name.label("product"),
            Account.name,
        )
        .join(Account, Account.id == DeviceEnrolment.account_id)
        .join(Product, Product.id == DeviceEnrolment.product_id)
        .where(DeviceEnrolment.id.in_(ids), visible_enrolments(unit.caller, seller_of(unit)))
        .order_by(DeviceEnrolment.id.desc())
    )
    return [
        Hit(
            kind=HitKind.ENROLMENT,
            record_id=row.id,
            title=row.serial_no,
            detail=_joined(row.product, row.name),
            status=row.status,
            reference=row.serial_no,
            matched=HitField.SERIAL,
        )
        for row in unit.session.execute(statement)
    ]


def _numbered(
    kind: HitKind,
    prefix: Prefix,
    number: int,
    detail: str,
    status: str,
    order_type: OrderType | None = None,
) -> Hit:
    name = reference(prefix, number)
    return Hit(
        kind=kind,
        record_id=number,
        title=name,
        detail=detail,
        status=status,
        reference=name,
        order_type=order_type,
    )


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
