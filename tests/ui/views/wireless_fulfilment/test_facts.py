"""What the queue shows of an order: also what was typed into a field that is asked for no more (R-WL-15)."""

from collections.abc import Callable

from agentview.contract.wireless import OrderType
from agentview.contract.wireless_fulfilment import Fulfilment
from agentview.contract.wireless_orders import GET, OrderRef, WirelessOrder
from agentview.ui.views.wireless_fulfilment.facts import ordered_facts
from agentview.ui.views.wireless_fulfilment.veiled import veiled_fields
from tests.ui.views.wireless_fulfilment.conftest import QueueSeat

Ordered = Callable[[OrderType], Fulfilment]
Sit = Callable[[], QueueSeat]


def moved(order: WirelessOrder, *, is_veiled: bool) -> WirelessOrder:
    """The order as if its filled fields were asked for no more."""
    left = tuple(one.model_copy(update={"is_veiled": is_veiled}) for one in order.fields if one.is_filled)
    return order.model_copy(update={"fields": (), "not_asked": left})


def test_r_wl_15_what_is_asked_no_longer_is_shown_as_such(ordered: Ordered, sit: Sit) -> None:
    order_id = ordered(OrderType.PORT_CARRIER).order_id
    order = sit().desk.gateway.call(GET, OrderRef(order_id=order_id))
    labels = {one.label for one in ordered_facts(moved(order, is_veiled=False))}
    left = moved(order, is_veiled=False).not_asked
    assert left
    assert sum(one.endswith("(no longer asked)") for one in labels) == len(left)


def test_r_wl_15_what_is_encrypted_stays_behind_its_eye(ordered: Ordered, sit: Sit) -> None:
    order_id = ordered(OrderType.PORT_CARRIER).order_id
    order = moved(sit().desk.gateway.call(GET, OrderRef(order_id=order_id)), is_veiled=True)
    assert not any("no longer asked" in one.label for one in ordered_facts(order))
    assert veiled_fields(order) == order.not_asked
