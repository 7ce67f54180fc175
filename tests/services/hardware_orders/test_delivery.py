"""The delivery of a hardware order: masked, merged, judged, shown with a reason (D-19, R-HW-06)."""

import pytest
from sqlalchemy import select

from agentview.contract import hardware_orders as contract
from agentview.contract.hardware import BillingMode
from agentview.contract.hardware_orders import HardwareOrder
from agentview.core.errors import AgentViewError
from agentview.models.customer import Address
from agentview.models.trail import AuditEntry, IdempotencyKey
from tests import build
from tests.build_hardware import COURIER, PICKUP
from tests.services.hardware_orders.ordering import BACK, CSA, LEAD, PLACE, Ordering, at

DOTS = "\N{BULLET}" * 5


def again(order: HardwareOrder, **more: object) -> dict[str, object]:
    """Return a delivery as it was shown, with changes."""
    shown = order.delivery
    typed = {
        "name": shown.name,
        "address": shown.address.model_dump(),
        "phone": shown.phone,
        "email": shown.email,
        "delivery_method_id": shown.delivery_method_id,
        "instructions": shown.instructions,
        "billing_mode": order.billing_mode,
    }
    return {**at(order), **typed, **more}


def test_who_typed_a_delivery_reads_it_and_others_see_it_masked(ordering: Ordering) -> None:
    order = ordering.deliver(ordering.start())
    assert (order.delivery.name, order.delivery.phone) == ("Mia Marlow", "+61491570156")
    assert not order.delivery.is_masked
    seen = ordering.look(order, LEAD)
    assert seen.delivery.is_masked
    told = (seen.delivery.name, seen.delivery.phone, seen.delivery.email)
    assert told == (f"{DOTS}low", f"{DOTS}156", f"{DOTS}com")
    assert (seen.delivery.address.line1, seen.delivery.address.city) == (f"{DOTS}eet", "Sydney")


def test_a_masked_value_that_comes_back_as_it_was_shown_stays(ordering: Ordering) -> None:
    order = ordering.deliver(ordering.start())
    seen = ordering.look(order, BACK)
    ordering.call(
        BACK, contract.SET_DELIVERY, **again(seen, instructions="Ring twice", email="new@x.example")
    )
    kept = ordering.call(LEAD, contract.REVEAL, order_id=order.order_id, reason="Call back")
    assert (kept.name, kept.phone, kept.email) == ("Mia Marlow", "+61491570156", "new@x.example")
    assert kept.address.line1 == "1 Quay Street"
    # Neither of the two has typed all of it now.
    assert ordering.look(order).delivery.is_masked
    assert ordering.look(order, BACK).delivery.is_masked


def test_a_prefilled_delivery_stays_masked_until_all_of_it_is_typed(ordering: Ordering) -> None:
    order = ordering.start()
    place = {**order.delivery.address.model_dump(), "region": "NSW", "postcode": "2000"}
    order = ordering.call(CSA, contract.SET_DELIVERY, **again(order, address=place))
    assert order.delivery.is_masked
    assert order.delivery.address.postcode == DOTS + "000"
    assert not ordering.deliver(order).delivery.is_masked


def test_the_account_s_own_address_stays_as_it_is(ordering: Ordering) -> None:
    order = ordering.deliver(ordering.start(), address={**PLACE, "line1": "99 Elsewhere"})
    with ordering.backend.database.read() as session:
        own = session.scalars(select(Address.line1).where(Address.account_id == build.MARLOW)).all()
    assert own == ["1 Quay Street"]
    assert order.delivery.address.line1 == "99 Elsewhere"


@pytest.mark.parametrize(
    ("typed", "code", "field"),
    [
        ({"phone": "12"}, "E-PHONE", "phone"),
        ({"phone": "call me"}, "E-PHONE", "phone"),
        ({"email": "mia at home"}, "E-EMAIL", "email"),
        ({"address": {**PLACE, "postcode": "20000"}}, "E-ADDRESS-WRONG", "postcode"),
        ({"address": {**PLACE, "region": "Bavaria"}}, "E-ADDRESS-WRONG", "region"),
        ({"address": {**PLACE, "country": "ZZ"}}, "E-ADDRESS-WRONG", "country"),
    ],
)
def test_r_hw_06_what_cannot_be_a_delivery_is_refused_by_its_field(
    ordering: Ordering, typed: dict[str, object], code: str, field: str
) -> None:
    order = ordering.start()
    asked = {**again(order), "name": "Mia", "address": PLACE, "phone": "", "email": "", **typed}
    error = ordering.refused(CSA, contract.SET_DELIVERY, **asked)
    assert [(one.code, one.field) for one in error.refusals] == [(code, field)]
    assert ordering.look(order).version == order.version


def test_the_price_of_the_method_is_copied_when_it_is_chosen(ordering: Ordering) -> None:
    order = ordering.deliver(ordering.add(ordering.start()))
    assert (order.delivery.price_cents, order.total_cents) == (1_500, 101_400)
    order = ordering.deliver(order, delivery_method_id=PICKUP)
    assert (order.delivery.price_cents, order.total_cents) == (0, 99_900)
    error = ordering.refused(CSA, contract.SET_DELIVERY, **again(order, delivery_method_id=999))
    assert error.code == "E-NOT-FOUND"


def test_what_is_personal_stands_masked_in_the_trail_and_in_no_kept_answer(ordering: Ordering) -> None:
    order = ordering.start()
    request = contract.SET_DELIVERY.request.model_validate(
        {**again(order), "name": "Mia Marlow", "address": PLACE, "email": "mia@example.com", "phone": ""}
    )
    gateway = ordering.on(CSA)
    first = gateway.call(contract.SET_DELIVERY, request, key="k")
    assert gateway.call(contract.SET_DELIVERY, request, key="k") == first
    with ordering.backend.database.read() as session:
        trail = {(row.field, row.old_value, row.new_value) for row in session.scalars(select(AuditEntry))}
        kept = str(session.scalars(select(IdempotencyKey.response)).all())
    for secret in ("Mia Marlow", "1 Quay Street", "mia@example.com"):
        assert secret not in str(trail)
        assert secret not in kept
    assert ("name", f"{DOTS}oup", f"{DOTS}low") in trail
    ordering.add(first)
    with pytest.raises(AgentViewError, match="E-STALE"):
        gateway.call(contract.SET_DELIVERY, request, key="k")


def test_d_19_a_delivery_is_shown_for_a_reason_that_is_written_down(ordering: Ordering) -> None:
    order = ordering.deliver(ordering.start(), delivery_method_id=COURIER)
    shown = ordering.call(LEAD, contract.REVEAL, order_id=order.order_id, reason="Call back")
    assert (shown.name, shown.email) == ("Mia Marlow", "mia@example.com")
    with ordering.backend.database.read() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "reveal")).one()
    assert (entry.reason, entry.is_internal, entry.entity_id) == ("Call back", True, order.order_id)
    assert ordering.refused(BACK, contract.REVEAL, order_id=order.order_id, reason="x").code == "E-POWER"
    error = ordering.refused("harbour_viewer", contract.REVEAL, order_id=order.order_id, reason="x")
    assert error.code == "E-NOT-FOUND"


def test_a_delivery_is_edited_after_generation_only_while_the_fraud_check_holds_it(
    ordering: Ordering,
) -> None:
    order = ordering.generated()
    error = ordering.refused(LEAD, contract.SET_DELIVERY, **again(ordering.look(order, LEAD)))
    assert error.code == "E-FRAUD-STATE"
    assert ordering.refused(CSA, contract.SET_DELIVERY, **again(order)).code == "E-POWER"
    assert order.billing_mode is BillingMode.NEXT_INVOICE
