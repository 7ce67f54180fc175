"""The search box finds hardware by what is printed on it: order, serial, tracking number (S-17, S-21)."""

import pytest
from sqlalchemy import update

from agentview.contract.hardware_orders import HardwareOrder
from agentview.contract.search import FIND, FindRequest, Hit, HitField, HitKind
from agentview.models.database import Stamp
from agentview.models.enrolment import DeviceEnrolment
from agentview.models.hardware import HardwareOrderLine, HardwareUnit
from agentview.models.party import UserPowerOverride
from tests import build
from tests.build_hardware import FRUIT, PHONE
from tests.fixtures.backend import Backend
from tests.services.hardware_orders.ordering import CSA, Ordering
from tests.services.people.administering import number_of

IMEI, TRACKING = "356938035643809", "33ABC-1234567"


@pytest.fixture
def ordering(backend: Backend) -> Ordering:
    return Ordering(backend)


@pytest.fixture
def shipped(ordering: Ordering) -> HardwareOrder:
    """Return an order whose one phone has this IMEI, is tracked, and is enrolled."""
    order = ordering.ship(ordering.sent())
    with ordering.backend.database.write(Stamp("test", build.START)) as session:
        line = order.lines[0].line_id
        session.execute(update(HardwareUnit).where(HardwareUnit.line_id == line).values(serial_no=IMEI))
        session.execute(
            update(HardwareOrderLine).where(HardwareOrderLine.id == line).values(tracking_no=TRACKING)
        )
        session.add(
            DeviceEnrolment(
                provider_id=build.HARBOUR,
                account_id=build.MARLOW,
                product_id=PHONE,
                enrolment_provider_id=FRUIT,
                serial_type="IMEI",
                serial_no=IMEI,
                status="ENROLLED",
            )
        )
    return order


def find(ordering: Ordering, text: str, by: str = CSA) -> list[Hit]:
    return list(ordering.on(by).call(FIND, FindRequest(text=text)).hits)


def kinds(ordering: Ordering, text: str, by: str = CSA) -> list[tuple[HitKind, HitField | None]]:
    return [(hit.kind, hit.matched) for hit in find(ordering, text, by)]


@pytest.mark.parametrize("typed", [IMEI, f" {IMEI} ", "35 693803 564380 9", "35-693803-564380-9"])
def test_a_serial_finds_its_order_and_its_device(
    ordering: Ordering, shipped: HardwareOrder, typed: str
) -> None:
    order, device = find(ordering, typed)
    assert (order.kind, order.title, order.matched) == (
        HitKind.HARDWARE_ORDER,
        shipped.reference,
        HitField.SERIAL,
    )
    assert (device.kind, device.title, device.status) == (HitKind.ENROLMENT, IMEI, "ENROLLED")
    assert device.detail == "Fruit Phone X1 128 GB \u00b7 Marlow Dental Group"


@pytest.mark.parametrize("typed", [TRACKING, "33abc-1234567"])
def test_a_tracking_number_finds_its_order(ordering: Ordering, shipped: HardwareOrder, typed: str) -> None:
    [hit] = find(ordering, typed)
    assert (hit.record_id, hit.matched) == (shipped.order_id, HitField.TRACKING)


def test_the_number_of_an_order_finds_it(ordering: Ordering, shipped: HardwareOrder) -> None:
    assert kinds(ordering, shipped.reference.lower()) == [(HitKind.HARDWARE_ORDER, HitField.REFERENCE)]
    with ordering.backend.database.write(Stamp("test", build.START)) as session:
        session.add(
            HardwareUnit(
                provider_id=build.HARBOUR,
                line_id=shipped.lines[0].line_id,
                serial_type="MSN",
                serial_no=f"{shipped.order_id:06d}",
            )
        )
    # The same order by its serial and by nothing else: leading zeros are no number of an order.
    assert kinds(ordering, f"{shipped.order_id:06d}") == [(HitKind.HARDWARE_ORDER, HitField.SERIAL)]


@pytest.mark.usefixtures("shipped")
def test_parts_and_short_codes_are_looked_up_nowhere(ordering: Ordering) -> None:
    for typed in (IMEI[:-1], IMEI[1:], "33ABC", "X1", TRACKING + "8"):
        assert [one for one in kinds(ordering, typed) if one[0] is not HitKind.CUSTOMER] == [], typed


def test_r_gen_10_neither_another_operator_nor_another_customer_finds_it(
    ordering: Ordering, shipped: HardwareOrder
) -> None:
    for typed in (IMEI, TRACKING, shipped.reference):
        assert find(ordering, typed, "alpine_csa") == []
    assert [hit.kind for hit in find(ordering, IMEI, "harbour_viewer")] == [
        HitKind.HARDWARE_ORDER,
        HitKind.ENROLMENT,
    ]
    with ordering.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(DeviceEnrolment).values(account_id=build.OKONKWO))
    assert [hit.kind for hit in find(ordering, IMEI, "harbour_viewer")] == [HitKind.HARDWARE_ORDER]


def test_d_19_who_may_not_read_how_orders_stand_finds_none(
    ordering: Ordering, shipped: HardwareOrder
) -> None:
    with ordering.backend.database.write(Stamp("test", build.START)) as session:
        session.add(UserPowerOverride(user_id=number_of(CSA), power="READ_STATUS", effect="DENY"))
    for typed in (IMEI, TRACKING, shipped.reference):
        assert find(ordering, typed) == []
