"""Warehouses of the small operator as a test wants them, and what is found in them."""

from datetime import date, datetime

from sqlalchemy import select

from agentview.contract import stock
from agentview.contract.hardware import StockSource
from agentview.contract.stock import ProductStock, StockCell, StockChecked
from agentview.models.database import Stamp
from agentview.models.hardware import HardwareOrder, StockCheck
from agentview.models.hardware_catalogue import Warehouse, WarehouseStock
from agentview.models.trail import AuditEntry, ChangeRow
from tests import build
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working

CSA, BACK = "harbour_csa", "harbour_back"


def asked_at(backend: Backend, warehouse_id: int, source: StockSource, address: str = "") -> None:
    """Let the stock of a warehouse be known in a way."""
    with backend.database.write(Stamp("test", build.START)) as session:
        row = session.get_one(Warehouse, warehouse_id)
        row.stock_source, row.stock_address = source.value, address


def disconnect(backend: Backend, *warehouse_ids: int) -> None:
    """Let nobody ask warehouses any more."""
    with backend.database.write(Stamp("test", build.START)) as session:
        for warehouse_id in warehouse_ids:
            session.get_one(Warehouse, warehouse_id).is_connected = False


def filed(
    backend: Backend,
    warehouse_id: int,
    product_id: int,
    available: int,
    as_of: datetime = build.START,
    expected_on: date | None = None,
) -> None:
    """Let the stock of a product be known from a file."""
    with backend.database.write(Stamp("test", build.START)) as session:
        session.add(
            WarehouseStock(
                warehouse_id=warehouse_id,
                product_id=product_id,
                available_qty=available,
                as_of=as_of,
                expected_on=expected_on,
            )
        )


def order(backend: Backend, status: str = "NEW", account_id: int = build.MARLOW) -> int:
    """Make a hardware order in a state, and return its id."""
    with backend.database.write(Stamp("test", build.START)) as session:
        made = HardwareOrder(
            provider_id=build.HARBOUR,
            account_id=account_id,
            status=status,
            billing_mode="NEXT_INVOICE",
            currency="AUD",
        )
        session.add(made)
        session.flush()
        return made.id


def checked(working: Working, *products: tuple[int, int], user: str = CSA, **more: object) -> StockChecked:
    """Check the stock of (product, quantity)."""
    wanted = [{"product_id": product, "qty": qty} for product, qty in products]
    return working.call(user, stock.CHECK, products=wanted, **more)


def cell(found: ProductStock, warehouse_id: int) -> StockCell:
    """Return what a warehouse has of a product."""
    [one] = [each for each in found.cells if each.warehouse_id == warehouse_id]
    return one


def rows(backend: Backend) -> list[StockCheck]:
    """Return all that was written down of checks, in its order."""
    with backend.database.read() as session:
        return list(session.scalars(select(StockCheck).order_by(StockCheck.id)))


def known(backend: Backend) -> dict[tuple[int, int], tuple[int, date | None, datetime]]:
    """Return what is known from files by (warehouse, product)."""
    with backend.database.read() as session:
        return {
            (row.warehouse_id, row.product_id): (row.available_qty, row.expected_on, row.as_of)
            for row in session.scalars(select(WarehouseStock))
        }


def trail(backend: Backend, action: str) -> list[AuditEntry]:
    """Return the entries of the trail about an action."""
    with backend.database.read() as session:
        return list(session.scalars(select(AuditEntry).where(AuditEntry.action == action)))


def news(backend: Backend) -> list[tuple[str, int, str]]:
    """Return what open screens were told: topic, record, verb."""
    with backend.database.read() as session:
        return [(row.topic, row.record_id, row.verb) for row in session.scalars(select(ChangeRow))]
