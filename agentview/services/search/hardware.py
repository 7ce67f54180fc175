"""Finds hardware by the number of its order, a serial or a tracking number, and devices that are enrolled.

Whole numbers alone, as they are scanned or pasted: each is looked up in its own index, all in one statement.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Integer, Select, String, literal_column, select, union_all

from agentview.contract.search import Hit, HitField
from agentview.core.power import Power
from agentview.models.enrolment import DeviceEnrolment
from agentview.models.hardware import HardwareOrder, HardwareOrderLine, HardwareUnit
from agentview.models.prepared import Preparable, parameter
from agentview.services.search import hits
from agentview.services.search.query import Query
from agentview.services.unit import Unit

_LARGEST_KEY = 2**31
_SHORTEST, _LONGEST = 6, 40
_MOST = 8
_FORMS = ("form0", "form1", "form2")
_NUMBER, _SERIAL, _TRACKING, _DEVICE = "0", "1", "2", "3"
_FIELDS = {_NUMBER: HitField.REFERENCE, _SERIAL: HitField.SERIAL, _TRACKING: HitField.TRACKING}
Rows = Select[*tuple[Any, ...]]


def found_by_number(unit: Unit, query: Query) -> list[Hit]:
    """Return hardware orders and devices that have exactly this number, as far as the caller sees them."""
    if Power.READ_STATUS not in unit.caller.powers:
        return []
    values = _values(query)
    if values is None:
        return []
    rows = _STATEMENT.rows(unit.session, {**values, "provider": unit.caller.provider_id})
    if not rows:
        return []
    ids: dict[str, list[int]] = defaultdict(list)
    for key, record_id in rows:
        ids[key].append(record_id)
    return [*_orders(unit, ids), *hits.enrolments(unit, ids[_DEVICE])]


def _orders(unit: Unit, ids: Mapping[str, Sequence[int]]) -> list[Hit]:
    """Describe each order once, by the first of its numbers that fits."""
    fits: dict[int, HitField] = {}
    for key, field in _FIELDS.items():
        for order_id in ids.get(key, ()):
            fits.setdefault(order_id, field)
    described = hits.hardware_orders(unit, tuple(fits)) if fits else []
    return [hit.model_copy(update={"matched": fits[hit.record_id]}) for hit in described]


def _values(query: Query) -> dict[str, object] | None:
    """Return what to compare with; None where what was typed can be no such number."""
    code = query.code.upper()
    is_code = _SHORTEST <= len(code) <= _LONGEST and any(char.isdecimal() for char in code)
    key = int(query.number[:18]) if query.number and not query.number.startswith("0") else 0
    is_key = 0 < key < _LARGEST_KEY
    if not is_code and not is_key:
        return None
    typed = query.text.strip()
    forms = (code, typed, typed.upper()) if is_code else ("", "", "")
    return {"key": key if is_key else -1, **dict(zip(_FORMS, forms, strict=True))}


def _statement() -> Preparable:
    provider = parameter("provider", Integer())
    forms = [parameter(name, String()) for name in _FORMS]
    unit, line, order, device = HardwareUnit, HardwareOrderLine, HardwareOrder, DeviceEnrolment
    numbered: Rows = select(order.id).where(
        order.id == parameter("key", Integer()), order.provider_id == provider
    )
    shipped: Rows = (
        select(line.hardware_order_id)
        .join(unit, unit.line_id == line.id)
        .where(unit.provider_id == provider, unit.serial_no.in_(forms))
    )
    tracked: Rows = (
        select(line.hardware_order_id)
        .join(order, order.id == line.hardware_order_id)
        .where(line.tracking_no.in_(forms), order.provider_id == provider)
    )
    enrolled: Rows = select(device.id).where(device.provider_id == provider, device.serial_no.in_(forms))
    parts = ((_NUMBER, numbered), (_SERIAL, shipped), (_TRACKING, tracked), (_DEVICE, enrolled))
    every = union_all(*(_keyed(key, rows) for key, rows in parts)).subquery()
    return Preparable(select(every.c.key, every.c.record).order_by(every.c.key, every.c.record.desc()))


def _keyed(key: str, rows: Rows) -> Rows:
    some = rows.distinct().limit(literal_column(str(_MOST), Integer())).subquery()
    return select(literal_column(f"'{key}'", String()).label("key"), next(iter(some.c)).label("record"))


_STATEMENT = _statement()
