"""Writes records of companies with a trail of each field that changed, and reads it again (R-GEN-01)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute

from agentview.contract.feed import Topic
from agentview.contract.wireless_history import Past, PastEntry, PastRequest
from agentview.models.hardware_catalogue import Product
from agentview.models.party import User
from agentview.models.trail import AuditEntry
from agentview.models.wireless_catalogue import WirelessPlan, WirelessVendor
from agentview.models.wireless_company import Employee, OrgUnit
from agentview.models.wireless_inventory import WirelessDevice, WirelessLine
from agentview.services.customer_scope import readable_entries
from agentview.services.unit import Unit

E = AuditEntry
Recorded = Employee | OrgUnit | WirelessLine | WirelessDevice
LINE, DEVICE, EMPLOYEE, UNIT = "wireless_line", "wireless_device", "employee", "org_unit"


@dataclass(frozen=True, slots=True)
class _Kind:
    """What the trail and the feed call a kind of record, and which field people know it by."""

    entity: str
    topic: Topic
    name: str


_KINDS: Mapping[type[Recorded], _Kind] = {
    WirelessLine: _Kind(LINE, Topic.WIRELESS_LINE, "number"),
    WirelessDevice: _Kind(DEVICE, Topic.WIRELESS_DEVICE, "serial_no"),
    Employee: _Kind(EMPLOYEE, Topic.EMPLOYEE, "name"),
    OrgUnit: _Kind(UNIT, Topic.EMPLOYEE, "name"),
}
_NAMES: Mapping[str, tuple[InstrumentedAttribute[int], InstrumentedAttribute[str]]] = {
    "employee_id": (Employee.id, Employee.name),
    "manager_id": (Employee.id, Employee.name),
    "checked_out_to": (Employee.id, Employee.name),
    "user_id": (User.id, User.display_name),
    "manager_user_id": (User.id, User.display_name),
    "org_unit_id": (OrgUnit.id, OrgUnit.name),
    "parent_id": (OrgUnit.id, OrgUnit.name),
    "plan_id": (WirelessPlan.id, WirelessPlan.name),
    "vendor_id": (WirelessVendor.id, WirelessVendor.name),
    "line_id": (WirelessLine.id, WirelessLine.number),
    "product_id": (Product.id, Product.name),
}
"""Fields that name another record: the trail has what people call it."""


def write(
    unit: Unit,
    row: Recorded,
    values: Mapping[str, object],
    *,
    action: str = "edit",
    reason: str | None = None,
) -> tuple[str, ...]:
    """Set fields, write down each that changed with what it was, and tell open screens; return their names.

    A record that changed in nothing is left alone. Raises nothing: what may be set is judged before.
    """
    kind = _KINDS[type(row)]
    is_new = row.id is None
    before = {name: None if is_new else getattr(row, name) for name in values}
    changed = tuple(name for name, old in before.items() if is_new or old != values[name])
    for name in changed:
        setattr(row, name, values[name])
    if not changed:
        return ()
    unit.session.add(row)
    unit.session.flush()
    if is_new:
        note(unit, row, action, new=str(getattr(row, kind.name)), reason=reason)
    else:
        for name in changed:
            old, new = (_text(unit, name, value) for value in (before[name], values[name]))
            note(unit, row, action, field=name, old=old, new=new, reason=reason)
    unit.changed(kind.topic, row.id, action, (row.provider_id, None), account_id=row.account_id)
    return changed


def note(
    unit: Unit,
    row: Recorded,
    action: str,
    *,
    field: str | None = None,
    old: str | None = None,
    new: str | None = None,
    reason: str | None = None,
) -> None:
    """Write down what was done to a record, in its company's timeline too."""
    unit.audit(
        _KINDS[type(row)].entity,
        row.id,
        action,
        field=field,
        old=old,
        new=new,
        reason=reason or None,
        account_id=row.account_id,
    )


def past(unit: Unit, row: Recorded, request: PastRequest) -> Past:
    """Return what was done to a record, newest first, as far as the caller may read it."""
    wanted = select(E).where(
        E.entity == _KINDS[type(row)].entity, E.entity_id == row.id, readable_entries(unit.caller)
    )
    if request.before_id is not None:
        wanted = wanted.where(E.id < request.before_id)
    rows = unit.session.scalars(wanted.order_by(E.id.desc()).limit(request.limit + 1)).all()
    return Past(
        entries=tuple(
            PastEntry(
                entry_id=one.id,
                at=one.at,
                by=one.actor,
                action=one.action,
                field=one.field,
                old=one.old_value,
                new=one.new_value,
                text=one.reason or "",
            )
            for one in rows[: request.limit]
        ),
        has_older=len(rows) > request.limit,
    )


def _text(unit: Unit, name: str, value: Any) -> str | None:  # noqa: ANN401 - of any column
    if value is None or value == "":
        return None
    if name not in _NAMES:
        return str(value)
    key, called = _NAMES[name]
    return unit.session.scalars(select(called).where(key == value)).first() or str(value)
