"""The stock check: every product at every warehouse, with what could be sold instead (R-HW-03 to R-HW-05)."""

from agentview.contract.feed import Topic
from agentview.contract.hardware import HardwareCommand, HardwareStatus
from agentview.contract.stock import CheckStockRequest, StockChecked
from agentview.core.errors import Denied, Rejected, rejected
from agentview.models.database import Database
from agentview.models.hardware import StockCheck
from agentview.services.handler import Work
from agentview.services.hardware_lifecycle import LIFECYCLE, HardwareFacts
from agentview.services.stock import asking
from agentview.services.stock.matrix import Findings, checked_products, recorded_cells
from agentview.services.stock.matter import Matter, matter_of
from agentview.services.stock.scope import can_be_asked, described, own_order, own_warehouses
from agentview.services.unit import Arrival, Unit


def check(database: Database, arrival: Arrival, request: CheckStockRequest) -> Work[StockChecked]:
    """Ask warehouses side by side what they have; what they say is written down, and changes no order.

    Nothing of the database is held while they answer. Raises Rejected (`E-NO-STOCK-SOURCE`,
    `E-STOCK-PRODUCT-TWICE`, `E-STATE` of an order that is no longer new), Denied, NotFound.
    """
    with database.read() as session:
        unit = arrival.unit(session)
        _demand(unit, request)
        matter = matter_of(unit, request)
    answers = asking.ask_all(matter.questions, asking.DEADLINE_SECONDS)
    findings = Findings(matter, answers, arrival.now)
    return lambda later: _written(later, request, findings)


def _demand(unit: Unit, request: CheckStockRequest) -> None:
    """Refuse a check that is not open: the order's lifecycle says so, or no warehouse can be asked."""
    has_source = any(map(can_be_asked, own_warehouses(unit)))
    if request.hardware_order_id is None:
        if not has_source:
            raise rejected("E-NO-STOCK-SOURCE", rule="R-HW-03")
        return
    order = own_order(unit, request.hardware_order_id)
    verdict = LIFECYCLE.judge(
        HardwareStatus(order.status),
        HardwareCommand.CHECK_STOCK,
        HardwareFacts(has_stock_source=has_source),
        unit.caller.powers,
    )
    if not verdict.is_open:
        is_denied = any(refusal.code == "E-POWER" for refusal in verdict.refusals)
        raise (Denied if is_denied else Rejected)(*verdict.refusals)


def _written(unit: Unit, request: CheckStockRequest, findings: Findings) -> StockChecked:
    _demand(unit, request)
    matter = findings.matter
    rows = [
        StockCheck(
            provider_id=unit.caller.provider_id,
            hardware_order_id=request.hardware_order_id,
            warehouse_id=cell.warehouse_id,
            product_id=wanted.product_id,
            requested_qty=wanted.qty,
            available_qty=cell.available,
            status=cell.result.value,
            error_code=cell.refusal.code if cell.refusal else None,
            checked_at=unit.now,
            checked_by=unit.caller.username,
        )
        for wanted, cell in recorded_cells(findings, request.products)
    ]
    unit.session.add_all(rows)
    unit.session.flush()
    _told(unit, request, matter, rows)
    return StockChecked(
        warehouses=tuple(map(described, matter.warehouses)),
        products=checked_products(findings, request.products),
        checked_at=unit.now,
    )


def _told(unit: Unit, request: CheckStockRequest, matter: Matter, rows: list[StockCheck]) -> None:
    codes = ", ".join(row.code for row in matter.warehouses)
    if request.hardware_order_id is not None:
        order = own_order(unit, request.hardware_order_id)
        verb = HardwareCommand.CHECK_STOCK.value
        unit.audit("hardware_order", order.id, verb, new=codes, account_id=order.account_id)
        unit.changed(Topic.HARDWARE_ORDER, order.id, verb, (order.provider_id, None))
    elif rows:
        unit.audit("stock_check", rows[0].id, "check", new=codes)
