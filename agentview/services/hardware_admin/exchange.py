"""Tries the exchange of a warehouse out, with no transaction open while it answers."""

import importlib

from sqlalchemy import select

from agentview.contract.hardware_admin import ExchangeChecked, ExchangeFault, WarehouseRef
from agentview.core.errors import NotFound, Refusal
from agentview.core.settings import Settings
from agentview.models.database import Database
from agentview.models.hardware_catalogue import Warehouse
from agentview.services.contract_catalogue.scope import own_provider
from agentview.services.handler import Work
from agentview.services.hardware_scope import own_warehouses
from agentview.services.unit import Arrival, Unit


def check_exchange(database: Database, arrival: Arrival, request: WarehouseRef) -> Work[ExchangeChecked]:
    """List a warehouse's folders and write to them, and say what is wrong; it changes nothing there.

    It is tried from the computer that answers, with the keys in its data folder. Raises NotFound,
    Rejected (`E-EXCHANGE-ADDRESS`).
    """
    with database.read() as session:
        address = _warehouse(arrival.unit(session), request.warehouse_id).exchange_url
    fault = _fault_at(address) if address else ExchangeFault.NO_ADDRESS
    return lambda unit: _told(unit, request.warehouse_id, fault)


def _fault_at(address: str) -> ExchangeFault | None:
    settings = Settings()
    # Loaded only now: what speaks SFTP takes a quarter of a second, which no start waits for.
    probe = importlib.import_module("agentview.adaptors.exchange.probe")
    kind = probe.probe(address, settings.keys_folder(), settings.simulated_folder())
    return ExchangeFault(kind) if kind else None


def _warehouse(unit: Unit, warehouse_id: int) -> Warehouse:
    own_provider(unit)
    own = select(Warehouse).where(Warehouse.id == warehouse_id, own_warehouses(unit.caller))
    found = unit.session.scalars(own).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"warehouse_id": warehouse_id}))
    return found


def _told(unit: Unit, warehouse_id: int, fault: ExchangeFault | None) -> ExchangeChecked:
    found = _warehouse(unit, warehouse_id)
    unit.audit("warehouse", found.id, "check_exchange", new=fault.value if fault else "ok")
    return ExchangeChecked(warehouse_id=found.id, name=found.name, fault=fault, checked_at=unit.now)
