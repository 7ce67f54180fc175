"""Which wireless orders a list asks for (S-29)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, or_, select

from agentview.contract.wireless import FINAL, WirelessStatus
from agentview.contract.wireless_orders import WirelessFilter, WirelessScope, WirelessView
from agentview.core.power import Power
from agentview.core.reference import Prefix, parse_reference
from agentview.core.text import digits, words
from agentview.models.wireless_company import Employee
from agentview.models.wireless_inventory import WirelessDevice, WirelessLine
from agentview.models.wireless_order import WirelessOrder
from agentview.services.order_search.conditions import has_word
from agentview.services.unit import Unit
from agentview.services.wireless_scope import of_company, own_orders, visible_orders

_LARGEST_KEY = 2**31
_LEAST_DIGITS = 4
S, W, V = WirelessStatus, WirelessOrder, WirelessView
_FULFILMENT = (S.APPROVED, S.SUBMITTED_TO_VENDOR, S.IN_FULFILMENT)
OF_VIEW: dict[WirelessView, tuple[WirelessStatus, ...]] = {
    V.OPEN: tuple(one for one in S if one not in FINAL),
    V.DRAFTS: (S.DRAFT,),
    V.WAITING: (S.SUBMITTED, S.AWAITING_APPROVAL),
    V.ASKED: (S.INFO_REQUESTED,),
    V.FULFILMENT: _FULFILMENT,
    V.FAILED: (S.FULFILMENT_FAILED,),
    V.ENDED: tuple(one for one in S if one in FINAL),
    V.EVERY: tuple(S),
}
"""The states that a view shows."""


def conditions(unit: Unit, wanted: WirelessFilter) -> list[ColumnElement[bool]]:
    """Return what an order of the list must fulfil; `Account` is joined.

    Raises Denied (`E-POWER`) for the orders of all without ALL_WIRELESS (R-WL-33).
    """
    statuses = [one for one in OF_VIEW[wanted.view] if one in (wanted.statuses or tuple(S))]
    found = [_of_scope(unit, wanted.scope), W.status.in_([one.value for one in statuses])]
    chosen = (
        (W.account_id, wanted.account_id),
        (W.line_id, wanted.line_id),
        (W.device_id, wanted.device_id),
    )
    found += [column == key for column, key in chosen if key is not None]
    if wanted.types:
        found.append(W.type_code.in_([one.value for one in wanted.types]))
    if wanted.vendor_ids:
        found.append(W.vendor_id.in_(wanted.vendor_ids))
    if wanted.submitted_from is not None:
        found.append(W.submitted_at >= _midnight(wanted.submitted_from, unit.caller.zone))
    if wanted.submitted_to is not None and wanted.submitted_to < date.max:
        found.append(W.submitted_at < _midnight(wanted.submitted_to + timedelta(days=1), unit.caller.zone))
    if wanted.text.strip():
        found.append(_named(unit, wanted.text.strip()))
    return found


def _of_scope(unit: Unit, scope: WirelessScope) -> ColumnElement[bool]:
    if scope is WirelessScope.MINE:
        return own_orders(unit.caller)
    unit.caller.demand(Power.ALL_WIRELESS)
    return visible_orders(unit)


def _named(unit: Unit, typed: str) -> ColumnElement[bool]:
    """A number of an order or line, a serial number, words of the customer's or the beneficiary's name."""
    ways: list[ColumnElement[bool]] = [W.id == _number(typed)]
    if len(digits(typed)) >= _LEAST_DIGITS:
        line = of_company(unit.caller, WirelessLine)
        lines = select(WirelessLine.id).where(line, WirelessLine.number.endswith(digits(typed).lstrip("0")))
        ways.append(W.line_id.in_(lines))
    serial = of_company(unit.caller, WirelessDevice)
    devices = select(WirelessDevice.id).where(serial, WirelessDevice.serial_no == typed.upper())
    ways.append(W.device_id.in_(devices))
    if typed_words := words(typed):
        ways.append(and_(*map(has_word, typed_words)))
        named = [Employee.name.icontains(word, autoescape=True) for word in typed_words]
        people = select(Employee.id).where(of_company(unit.caller, Employee), *named)
        ways.append(W.beneficiary_id.in_(people))
    return or_(*ways)


def _number(typed: str) -> int:
    """Read WO-12 or 12; 0 for anything else."""
    named = parse_reference(typed)
    if named is not None:
        number = named[1] if named[0] is Prefix.WIRELESS_ORDER else 0
    else:
        number = int(typed) if typed.isascii() and typed.isdigit() else 0
    return number if number < _LARGEST_KEY else 0


def _midnight(day: date, zone: str) -> datetime:
    """Return the moment at which a day begins where the caller is."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
