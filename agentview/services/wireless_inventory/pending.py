"""Orders that are on their way for a line or a device, and the warning that there are some (R-WL-36)."""

from sqlalchemy import ColumnElement, select

from agentview.contract.value import RefusalInfo
from agentview.contract.wireless import FINAL
from agentview.contract.wireless_lines import OpenOrder
from agentview.core.errors import Refusal
from agentview.models.wireless_order import WirelessOrder
from agentview.services.unit import Unit
from agentview.services.wireless_forms.matter import order_reference
from agentview.services.wireless_scope import visible_orders

W = WirelessOrder
_MOST = 50
_PENDING = (W.status.not_in([status.value for status in FINAL]), W.submitted_at.is_not(None))


def orders_of_line(unit: Unit, line_id: int) -> tuple[OpenOrder, ...]:
    """Return the orders on their way for a line that the caller may read."""
    return _open(unit, W.line_id == line_id, visible_orders(unit))


def orders_of_device(unit: Unit, device_id: int) -> tuple[OpenOrder, ...]:
    """Return the orders on their way for a device that the caller may read."""
    return _open(unit, W.device_id == device_id, visible_orders(unit))


def pending_warnings(unit: Unit, line_id: int) -> tuple[RefusalInfo, ...]:
    """Warn of each order on its way for a line that goes to somebody else; none is cancelled (R-WL-36)."""
    return tuple(
        RefusalInfo.of(
            Refusal(
                "E-WLI-ORDER-PENDING", "line_id", "R-WL-36", {"order": one.reference, "order_type": one.type}
            )
        )
        for one in _open(unit, W.line_id == line_id)
    )


def _open(unit: Unit, *conditions: ColumnElement[bool]) -> tuple[OpenOrder, ...]:
    rows = unit.session.execute(
        select(W.id, W.type_code, W.status).where(*conditions, *_PENDING).order_by(W.id).limit(_MOST)
    )
    return tuple(
        OpenOrder(order_id=row.id, reference=order_reference(row.id), type=row.type_code, status=row.status)
        for row in rows
    )
