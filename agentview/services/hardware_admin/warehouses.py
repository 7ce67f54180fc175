"""Warehouses: listed, added, changed, disconnected."""

from sqlalchemy import select

from agentview.adaptors.exchange.exchange_address import check_address
from agentview.contract.hardware import FileFormat, Granularity, StockSource
from agentview.contract.hardware_admin import (
    AdminWarehouse,
    AdminWarehouses,
    SaveWarehouseRequest,
    WarehouseFields,
)
from agentview.contract.op import Nothing
from agentview.models.hardware_catalogue import Warehouse
from agentview.services.contract_catalogue.scope import own_provider
from agentview.services.hardware_admin.saving import held, refuse_taken, write
from agentview.services.hardware_scope import own_warehouses
from agentview.services.names import display_names
from agentview.services.unit import Unit


def warehouses(unit: Unit, _request: Nothing) -> AdminWarehouses:
    """Return the warehouses of the own provider, by name."""
    own_provider(unit)
    rows = unit.session.scalars(
        select(Warehouse).where(own_warehouses(unit.caller)).order_by(Warehouse.name, Warehouse.id)
    ).all()
    people = display_names(unit, (row.updated_by for row in rows))
    return AdminWarehouses(rows=tuple(_shown(row, people) for row in rows))


def save_warehouse(unit: Unit, request: SaveWarehouseRequest) -> AdminWarehouse:
    """Add a warehouse or change one; a disconnected one is sent nothing, and is chosen for nothing.

    Raises Rejected (`E-CODE-TAKEN`, `E-EXCHANGE-ADDRESS`), Conflict (`E-STALE`), NotFound.
    """
    row = held(unit, Warehouse, request.warehouse_id, request.version)
    if request.fields.exchange_url:
        check_address(request.fields.exchange_url)
    refuse_taken(unit, Warehouse, request.fields.code, row.id)
    write(unit, "warehouse", row, request.fields.model_dump(mode="json"))
    return _shown(row, display_names(unit, [row.updated_by]))


def _shown(row: Warehouse, people: dict[str, str]) -> AdminWarehouse:
    return AdminWarehouse(
        warehouse_id=row.id,
        version=row.row_version,
        fields=WarehouseFields(
            code=row.code,
            name=row.name,
            is_connected=row.is_connected,
            granularity=Granularity(row.granularity),
            request_format=FileFormat(row.request_format),
            exchange_url=row.exchange_url,
            supports_stock_check=row.supports_stock_check,
            stock_source=StockSource(row.stock_source),
            stock_address=row.stock_address,
            is_fraud_check_required=row.is_fraud_check_required,
        ),
        changed_at=row.updated_at,
        changed_by=people.get(row.updated_by, row.updated_by),
    )
