"""What an order is made of beside its products: ways of delivery, warehouses."""

from datetime import time

from sqlalchemy import select

from agentview.contract.hardware import Granularity, StockSource
from agentview.contract.hardware_catalogue import DeliveryMethodRow, HardwareChoices, WarehouseRow
from agentview.contract.op import Nothing
from agentview.models.hardware_catalogue import DeliveryMethod, Warehouse
from agentview.models.party import Provider
from agentview.services.customer_scope import is_customer
from agentview.services.hardware_scope import own_methods, own_warehouses
from agentview.services.unit import Unit


def choices(unit: Unit, _request: Nothing) -> HardwareChoices:
    """Return the ways of delivery that are offered, and for the staff the warehouses."""
    currency = unit.session.get_one(Provider, unit.caller.provider_id).currency
    methods = unit.session.scalars(
        select(DeliveryMethod)
        .where(own_methods(unit.caller), DeliveryMethod.is_active)
        .order_by(DeliveryMethod.name, DeliveryMethod.id)
    )
    warehouses = unit.session.scalars(
        select(Warehouse).where(own_warehouses(unit.caller)).order_by(Warehouse.name, Warehouse.id)
    )
    return HardwareChoices(
        delivery_methods=tuple(_method(row, currency) for row in methods),
        warehouses=() if is_customer(unit.caller) else tuple(map(_warehouse, warehouses)),
    )


def clock_time(at: time | None) -> str:
    """Return a time of day as HH:MM, "" for none."""
    return at.strftime("%H:%M") if at is not None else ""


def _method(row: DeliveryMethod, currency: str) -> DeliveryMethodRow:
    return DeliveryMethodRow(
        delivery_method_id=row.id,
        code=row.code,
        name=row.name,
        price_cents=row.price_cents,
        currency=currency,
        cut_off=clock_time(row.cut_off_time),
    )


def _warehouse(row: Warehouse) -> WarehouseRow:
    return WarehouseRow(
        warehouse_id=row.id,
        code=row.code,
        name=row.name,
        is_connected=row.is_connected,
        granularity=Granularity(row.granularity),
        supports_stock_check=row.supports_stock_check,
        stock_source=StockSource(row.stock_source),
        is_fraud_check_required=row.is_fraud_check_required,
    )
