"""Which hardware orders a list asks for (S-17)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, or_, select

from agentview.contract.hardware import FraudStatus, HardwareStatus
from agentview.contract.hardware_list import HardwareFilter, HardwareView
from agentview.core.caller import Caller
from agentview.core.reference import Prefix, parse_reference
from agentview.core.text import words
from agentview.models.hardware import HardwareOrder, HardwareOrderLine, HardwareUnit
from agentview.models.hardware_catalogue import Product
from agentview.services.hardware_scope import own_products, visible_orders
from agentview.services.order_search.conditions import has_word
from agentview.services.seller import Seller

_LARGEST_KEY = 2**31
S = HardwareStatus
H = HardwareOrder

_ENDED = (S.COMPLETE, S.CANCELLED)
_OPEN = tuple(status for status in S if status not in _ENDED)
OF_VIEW: dict[HardwareView, tuple[HardwareStatus, ...]] = {
    HardwareView.OPEN: _OPEN,
    HardwareView.MINE: _OPEN,
    HardwareView.NEW: (S.NEW,),
    HardwareView.FRAUD: (S.AWAITING_GENERATION,),
    HardwareView.AWAITING: (S.AWAITING_GENERATION, S.AWAITING_DISPATCH),
    HardwareView.ERROR: (S.ERROR,),
    HardwareView.ENDED: _ENDED,
    HardwareView.ALL: tuple(S),
}
"""The states that a view shows; MINE narrows to what the caller began, FRAUD to what the check holds."""


def conditions(caller: Caller, seller: Seller | None, wanted: HardwareFilter) -> list[ColumnElement[bool]]:
    """Return what an order of the list must fulfil; `Account` is joined."""
    statuses = [status for status in OF_VIEW[wanted.view] if status in (wanted.statuses or tuple(S))]
    found = [visible_orders(caller, seller), H.status.in_([status.value for status in statuses])]
    if wanted.view is HardwareView.MINE:
        found.append(H.created_by == caller.username)
    if wanted.view is HardwareView.FRAUD:
        found.append(H.fraud_status == FraudStatus.FAILED.value)
    if wanted.account_id is not None:
        found.append(H.account_id == wanted.account_id)
    if wanted.warehouse_ids:
        found.append(_lines(HardwareOrderLine.warehouse_id.in_(wanted.warehouse_ids)))
    if wanted.generated_from is not None:
        found.append(H.generated_at >= _midnight(wanted.generated_from, caller.zone))
    if wanted.generated_to is not None and wanted.generated_to < date.max:
        found.append(H.generated_at < _midnight(wanted.generated_to + timedelta(days=1), caller.zone))
    if wanted.text.strip():
        found.append(_named(caller, wanted.text.strip()))
    return found


def _named(caller: Caller, typed: str) -> ColumnElement[bool]:
    """A number, words of the customer's name, the beginning of a SKU, or a serial number."""
    products = select(Product.id).where(own_products(caller), Product.sku.istartswith(typed, autoescape=True))
    serials = select(HardwareUnit.line_id).where(
        HardwareUnit.provider_id == caller.provider_id, HardwareUnit.serial_no == typed.upper()
    )
    ways = [
        _lines(HardwareOrderLine.product_id.in_(products)),
        _lines(HardwareOrderLine.id.in_(serials)),
    ]
    if typed_words := words(typed):
        ways.append(and_(*map(has_word, typed_words)))
    if number := _number(typed):
        ways.append(H.id == number)
    return or_(*ways)


def _lines(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    return H.id.in_(select(HardwareOrderLine.hardware_order_id).where(condition))


def _number(typed: str) -> int:
    """Read HO-12 or 12; 0 for anything else."""
    named = parse_reference(typed)
    if named is not None:
        number = named[1] if named[0] is Prefix.HARDWARE_ORDER else 0
    else:
        number = int(typed) if typed.isascii() and typed.isdigit() else 0
    return number if number < _LARGEST_KEY else 0


def _midnight(day: date, zone: str) -> datetime:
    """Return the moment at which a day begins where the caller is."""
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)
