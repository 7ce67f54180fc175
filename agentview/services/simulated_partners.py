"""Finds the partners of a provider that the program plays itself: those whose address says so."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.adaptors.exchange.simulated import SCHEME
from agentview.models.hardware_catalogue import DeviceEnrolmentProvider, Product, Warehouse
from agentview.services.enrolment_request.claiming import targets

P = DeviceEnrolmentProvider


@dataclass(frozen=True, slots=True)
class SimulatedWarehouse:
    """A warehouse that is played: its code, how its files are written, and where they lie."""

    code: str
    request_format: str
    exchange_url: str


def simulated_warehouses(session: Session, provider_id: int) -> tuple[SimulatedWarehouse, ...]:
    """Return the simulated warehouses of a provider; also one that is not connected answers what it got."""
    found = session.execute(
        select(Warehouse.code, Warehouse.request_format, Warehouse.exchange_url)
        .where(Warehouse.provider_id == provider_id, Warehouse.exchange_url.startswith(SCHEME))
        .order_by(Warehouse.id)
    )
    return tuple(SimulatedWarehouse(*row) for row in found)


def simulated_programmes(session: Session, provider_id: int) -> Sequence[str]:
    """Return the addresses of the simulated enrolment programmes of a provider."""
    found = select(P.exchange_url).where(P.provider_id == provider_id, P.exchange_url.startswith(SCHEME))
    return session.scalars(found.order_by(P.id)).all()


def has_waiting_device(session: Session, provider_id: int) -> bool:
    """Say whether a device waits to be told to a simulated programme of a provider."""
    waited_for = targets(session, provider_id)
    if not waited_for:
        return False
    found = select(P.id).where(P.id.in_(waited_for), P.exchange_url.startswith(SCHEME)).limit(1)
    return session.scalars(found).first() is not None


def serial_types(session: Session, provider_id: int) -> dict[str, str]:
    """Return the kind of serial number of each serialised product, by SKU."""
    found = select(Product.sku, Product.serial_type).where(
        Product.provider_id == provider_id, Product.is_serialised
    )
    return dict(session.execute(found).all())
