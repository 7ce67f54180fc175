"""Completes wireless orders past their approval and carriers, for tests of what they change."""

from dataclasses import dataclass, field

from sqlalchemy import select

from agentview.contract.wireless import ItemAction, ItemKind, OrderType, WirelessStatus
from agentview.contract.wireless_forms import FieldId
from agentview.core.errors import AgentViewError
from agentview.models.base import Base
from agentview.models.trail import AuditEntry
from agentview.models.wireless_inventory import LineFeature, Stipend, WirelessDevice, WirelessLine
from agentview.models.wireless_order import WirelessOrder, WirelessOrderField, WirelessOrderItem
from agentview.services.session.caller import caller_named
from agentview.services.unit import Unit
from agentview.services.wireless_inventory.effects import complete
from agentview.services.wireless_inventory.results import Results
from tests import build
from tests import wireless_world as world
from tests.fixtures.backend import Backend

NEW_NUMBER, NEW_IMEI, NEW_SIM = "+61495550177", world.imei(77), world.iccid(77)
RESULTS = Results(NEW_NUMBER, "IMEI", NEW_IMEI, NEW_SIM)


@dataclass(frozen=True)
class Wish:
    """What an order is about."""

    type: OrderType
    line_id: int | None = None
    device_id: int | None = None
    beneficiary_id: int | None = world.WORKER
    vendor_id: int | None = world.NORTHERN
    plan_id: int | None = None
    product_id: int | None = None
    features: tuple[tuple[int, ItemAction], ...] = ()
    texts: dict[FieldId, str] = field(default_factory=dict)


@dataclass
class Completing:
    """Completes orders as somebody of the back office."""

    backend: Backend

    def order(self, wish: Wish) -> int:
        """Write an order that is in fulfilment, and return its number."""
        with self.backend.database.write(world.STAMP) as session:
            made = WirelessOrder(
                provider_id=build.HARBOUR,
                account_id=build.MARLOW,
                type_code=wish.type.value,
                status=WirelessStatus.IN_FULFILMENT.value,
                requester_user_id=world.MANAGER_USER,
                beneficiary_id=wish.beneficiary_id,
                vendor_id=wish.vendor_id,
                line_id=wish.line_id,
                device_id=wish.device_id,
                currency="AUD",
            )
            session.add(made)
            session.flush()
            session.add_all(_items(made.id, wish))
            session.add_all(
                WirelessOrderField(order_id=made.id, field_id=name.value, value_text=text)
                for name, text in wish.texts.items()
            )
            return made.id

    def complete(self, wish: Wish, results: Results = RESULTS) -> int:
        """Order something and complete it; return the order's number."""
        order_id = self.order(wish)
        with self.backend.database.write(world.STAMP) as session:
            caller = caller_named(session, "harbour_back")
            assert caller is not None
            complete(Unit(session, caller, build.START), session.get_one(WirelessOrder, order_id), results)
        return order_id

    def refused(self, wish: Wish, results: Results) -> list[str]:
        """Return the codes for which a completion is refused."""
        try:
            self.complete(wish, results)
        except AgentViewError as error:
            return [one.code for one in error.refusals]
        raise AssertionError("not refused")

    def line(self, key: int) -> dict[str, object]:
        """Return a line as it lies in the database."""
        return world.row_of(self.backend, WirelessLine, key)

    def device(self, key: int) -> dict[str, object]:
        """Return a device as it lies in the database."""
        return world.row_of(self.backend, WirelessDevice, key)

    def numbered(self, number: str = NEW_NUMBER) -> dict[str, object]:
        """Return the line with a number."""
        return self._only(WirelessLine, WirelessLine.number == number)

    def serial(self, serial: str = NEW_IMEI) -> dict[str, object]:
        """Return the device with a serial number."""
        return self._only(WirelessDevice, WirelessDevice.serial_no == serial)

    def features(self, line_id: int) -> list[tuple[int, object, object]]:
        """Return the features of a line with their first and last days."""
        wanted = select(LineFeature).where(LineFeature.line_id == line_id).order_by(LineFeature.id)
        with self.backend.database.read() as session:
            return [(one.feature_id, one.start_on, one.end_on) for one in session.scalars(wanted)]

    def stipends(self, employee_id: int) -> list[tuple[int, object, object]]:
        """Return the stipends of somebody: amount, first day, last day."""
        wanted = select(Stipend).where(Stipend.employee_id == employee_id).order_by(Stipend.id)
        with self.backend.database.read() as session:
            return [
                (one.monthly_amount_cents, one.enrolled_on, one.removed_on) for one in session.scalars(wanted)
            ]

    def trail(self, entity: str, key: int) -> list[tuple[str, str | None, str | None]]:
        """Return what the trail has of a record: action, field, reason."""
        wanted = select(AuditEntry).where(AuditEntry.entity == entity, AuditEntry.entity_id == key)
        with self.backend.database.read() as session:
            return [(one.action, one.field, one.reason) for one in session.scalars(wanted)]

    def _only(self, table: type[Base], condition: object) -> dict[str, object]:
        with self.backend.database.read() as session:
            [key] = session.scalars(select(table.__table__.c.id).where(condition)).all()  # type: ignore[arg-type]
        return world.row_of(self.backend, table, key)


def _items(order_id: int, wish: Wish) -> list[WirelessOrderItem]:
    made = []
    if wish.plan_id is not None:
        made.append(_item(order_id, ItemKind.PLAN, "plan", plan_id=wish.plan_id))
    if wish.product_id is not None:
        made.append(_item(order_id, ItemKind.DEVICE, "device", product_id=wish.product_id))
    for feature_id, action in wish.features:
        made.append(_item(order_id, ItemKind.FEATURE, "feature", feature_id=feature_id, action=action.value))
    return made


def _item(order_id: int, kind: ItemKind, name: str, **more: object) -> WirelessOrderItem:
    return WirelessOrderItem(
        order_id=order_id, kind=kind.value, name=name, price_monthly_cents=2500, is_in_policy=True, **more
    )
