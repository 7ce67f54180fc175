"""Tries the address of a vendor out, with no transaction open while it answers."""

import importlib

from sqlalchemy import select

from agentview.contract.hardware_admin import ExchangeFault
from agentview.contract.wireless_vendors import VendorChecked, VendorRef
from agentview.core.errors import NotFound, Refusal
from agentview.core.settings import Settings
from agentview.models.database import Database
from agentview.models.wireless_catalogue import WirelessVendor
from agentview.services.contract_catalogue.scope import own_provider
from agentview.services.handler import Work
from agentview.services.unit import Arrival, Unit


def check_vendor(database: Database, arrival: Arrival, request: VendorRef) -> Work[VendorChecked]:
    """Ask a vendor for an order that nobody sent, or write to its folder, and say what is wrong.

    It is tried from the computer that answers, with the keys in its data folder; it orders nothing. Raises
    NotFound.
    """
    with database.read() as session:
        address = _vendor(arrival.unit(session), request.vendor_id).exchange_url
    fault = _fault_at(address) if address else ExchangeFault.NO_ADDRESS
    return lambda unit: _told(unit, request.vendor_id, fault)


def _fault_at(address: str) -> ExchangeFault | None:
    settings = Settings()
    # Loaded only now: what speaks HTTP takes a while, which no start waits for.
    probe = importlib.import_module("agentview.adaptors.vendor_probe")
    kind = probe.probe_vendor(address, settings.keys_folder(), settings.simulated_folder())
    return ExchangeFault(kind) if kind else None


def _vendor(unit: Unit, vendor_id: int) -> WirelessVendor:
    own = own_provider(unit)
    wanted = select(WirelessVendor).where(
        WirelessVendor.id == vendor_id, WirelessVendor.provider_id == own.id
    )
    found = unit.session.scalars(wanted).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"vendor_id": vendor_id}))
    return found


def _told(unit: Unit, vendor_id: int, fault: ExchangeFault | None) -> VendorChecked:
    found = _vendor(unit, vendor_id)
    unit.audit("wireless_vendor", found.id, "check_vendor", new=fault.value if fault else "ok")
    return VendorChecked(vendor_id=found.id, name=found.name, fault=fault, checked_at=unit.now)
