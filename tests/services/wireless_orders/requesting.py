"""People of a company who request lines and devices, for the tests."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import update

from agentview.contract import wireless_orders as contract
from agentview.contract.wireless import OrderType, WirelessStatus
from agentview.contract.wireless_orders import WirelessOrder
from agentview.models.base import Base
from agentview.models.database import Stamp
from agentview.models.wireless_order import WirelessOrder as Order
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Unit
from tests import build, wireless_world
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working
from tests.services.wireless_orders.samples import SAMPLES

WORKER = "harbour_viewer"
"""Wendy Worker of the company Marlow."""
BOSS, MANAGER = "marlow_boss", "marlow_manager"
CSA, BACK, ADMIN = "harbour_csa", "harbour_back", "harbour_admin"
T = TypeVar("T")


class Requesting(Working):
    """Requests lines and devices as people of the company and of the operator."""

    def start(self, kind: OrderType, by: str = WORKER, **about: object) -> WirelessOrder:
        """Begin a draft; of what the sample is about where nothing else is said."""
        named = about or dict(SAMPLES[kind].about)
        return self.call(by, contract.START, **{"account_id": build.MARLOW, "type": kind, **named})

    def edit(self, order: WirelessOrder, by: str = WORKER, **changes: object) -> WirelessOrder:
        """Say what the sample of the type says, with changes."""
        content = {**SAMPLES[order.type].content, **changes}
        return self.call(by, contract.EDIT, **at(order), content=content)

    def drafted(self, kind: OrderType, by: str = WORKER, **changes: object) -> WirelessOrder:
        """Return a complete draft."""
        return self.edit(self.start(kind, by), by, **changes)

    def confirm(self, order: WirelessOrder, by: str = WORKER) -> WirelessOrder:
        """Confirm what it costs."""
        return self.call(by, contract.CONFIRM, **at(order))

    def submit(self, order: WirelessOrder, by: str = WORKER) -> WirelessOrder:
        """Submit a draft."""
        return self.call(by, contract.SUBMIT, **at(order))

    def submitted(self, kind: OrderType, by: str = WORKER, **changes: object) -> WirelessOrder:
        """Return an order that was submitted."""
        return self.submit(self.confirm(self.drafted(kind, by, **changes), by), by)

    def look(self, order: WirelessOrder, by: str = WORKER) -> WirelessOrder:
        """Read an order as it is now."""
        return self.call(by, contract.GET, order_id=order.order_id)

    def bring(self, order: WirelessOrder, status: WirelessStatus, by: str = WORKER) -> WirelessOrder:
        """Bring an order to a state past the services."""
        with self.backend.database.write(Stamp("test", build.START)) as session:
            session.execute(
                update(Order)
                .where(Order.id == order.order_id)
                .values(status=status.value, row_version=Order.row_version + 1)
            )
        return self.look(order, by)

    def set_row(self, table: type[Base], key: int, **values: object) -> None:
        """Change a record past the services."""
        with self.backend.database.write(Stamp("test", build.START)) as session:
            row = session.get_one(table, key)
            for name, value in values.items():
                setattr(row, name, value)

    def system(self, work: Callable[[Unit], T]) -> T:
        """Do what the program does by itself."""
        return self.backend.dispatcher.act(NOBODY, work)


def requesting(backend: Backend) -> Requesting:
    """Return the people on a backend, with the wireless world in it."""
    wireless_world.furnish(backend)
    return Requesting(backend)


def at(order: WirelessOrder) -> dict[str, int]:
    """Return the order and the version that was seen."""
    return {"order_id": order.order_id, "version": order.version}


def codes(order: WirelessOrder) -> set[str]:
    """Return the codes of what stands against submitting a draft."""
    return {one.code for one in order.problems}


def open_commands(order: WirelessOrder) -> set[str]:
    """Return the commands of an order to which nothing stands."""
    return {state.command for state in order.commands if state.is_open}
