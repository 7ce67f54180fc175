"""Encrypted fields in the fulfilment queue: two characters, until they are asked for (R-WL-15, R-SEC)."""

import logging
from collections.abc import Callable

import pytest

from agentview.contract import wireless_orders
from agentview.contract.wireless import OrderType
from agentview.contract.wireless_forms import FieldId
from agentview.contract.wireless_fulfilment import Fulfilment
from agentview.core.errors import Denied, Refusal
from agentview.gateway.port import FeedNews
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.button import IconButton
from agentview.ui.kit.masked import MaskedValue
from agentview.ui.views.wireless_fulfilment.pane import REVEAL
from agentview.ui.views.wireless_fulfilment.reveal_dialog import RevealDialog
from agentview.ui.views.wireless_fulfilment.veiled import as_typed
from tests.services.wireless_orders.samples import PORT_DATA
from tests.ui.views.wireless_fulfilment.conftest import QueueSeat

Ordered = Callable[[OrderType], Fulfilment]
Sit = Callable[[], QueueSeat]
PIN = PORT_DATA[FieldId.PIN]
SHOWN = "\u201c0042 \u201d"
"""The PIN of the sample ends in a blank, which the other carrier compares as well (R-WL-12)."""


def at_port(ordered: Ordered, sit: Sit) -> tuple[QueueSeat, MaskedValue]:
    """Choose a line that moves to another carrier; return its PIN as it is shown."""
    order = ordered(OrderType.PORT_CARRIER)
    seat = sit()
    seat.choose(order.segments[0].segment_id)
    return seat, seat.pane.veiled.values[FieldId.PIN]


def reveal(seat: QueueSeat, reason: str = "To port it") -> None:
    """Ask for the field that is chosen, and say why."""
    seat.run(REVEAL)
    assert nameless(seat.dialog()) == []
    seat.send(reason=reason)


def test_r_wl_15_a_field_is_shown_in_full_for_a_while(ordered: Ordered, sit: Sit) -> None:
    """V asks why; afterwards the value stands there, and after its time the dots come back."""
    seat, pin = at_port(ordered, sit)
    assert pin.text() == "\N{BULLET}" * 5 + PIN[-2:]
    assert not seat.says("0042")
    assert "V" in {one.shortcut().toString() for one in seat.pane.actions_shown()}
    seat.run(REVEAL)
    assert isinstance(seat.dialog(), RevealDialog)
    seat.send(reason="")
    assert seat.asked.named(wireless_orders.REVEAL) == [], "without a reason nothing is asked"
    seat.send(reason="To port it")
    assert (pin.is_revealed, pin.text()) == (True, SHOWN)
    pin._timer.timeout.emit()
    assert not seat.says("0042")


def test_r_wl_15_the_eye_asks_for_its_own_field(ordered: Ordered, sit: Sit) -> None:
    seat, pin = at_port(ordered, sit)
    pin.findChildren(IconButton)[0].click()
    seat.settle()
    assert seat.dialog().form.values()["field_id"] == FieldId.PIN.value
    seat.send(reason="To port it")
    [asked] = seat.asked.named(wireless_orders.REVEAL)
    assert (asked.field_id, asked.reason) == (FieldId.PIN, "To port it")
    assert pin.is_revealed


def test_r_sec_the_news_of_the_asking_leave_it_on_screen(ordered: Ordered, sit: Sit) -> None:
    """Each asking is told to open screens; being read again neither hides nor prolongs what is shown."""
    seat, pin = at_port(ordered, sit)
    reveal(seat)
    seat.pane.presenter.hear(FeedNews(is_gap=True))
    seat.settle()
    assert seat.pane.veiled.values[FieldId.PIN] is pin
    assert pin.is_revealed


def test_r_sec_what_was_shown_goes_with_its_order(ordered: Ordered, sit: Sit) -> None:
    """Another order, another area or nothing chosen: it is veiled."""
    other = ordered(OrderType.NEW_DEVICE_SERVICE)
    seat, pin = at_port(ordered, sit)
    part_id = seat.pane.presenter.subject
    reveal(seat)
    seat.choose(other.segments[0].segment_id)
    assert not seat.says("0042")
    assert seat.pane._cause(REVEAL) is not None, "nothing of that one is encrypted"
    assert seat.pane.veiled.isHidden()
    assert part_id is not None
    seat.choose(part_id)
    assert not seat.says("0042")
    reveal(seat)
    pin = seat.pane.veiled.values[FieldId.PIN]
    assert pin.is_revealed
    seat.pane.hide()
    assert not pin.is_revealed


def test_r_sec_a_late_answer_is_not_shown_at_another_order(ordered: Ordered, sit: Sit) -> None:
    seat, pin = at_port(ordered, sit)
    found = wireless_orders.RevealedField(field_id=FieldId.PIN, text=PIN)
    seat.pane.veiled.show_revealed(10_000, found)
    assert not pin.is_revealed


def test_r_sec_a_refusal_is_told_and_nothing_is_shown(ordered: Ordered, sit: Sit) -> None:
    """The services judge each asking: who lost the power meanwhile sees nothing."""
    seat, pin = at_port(ordered, sit)

    def refuse(_request: object) -> wireless_orders.RevealedField:
        raise Denied(Refusal("E-POWER", values={"power": "FULFIL"}))

    seat.asked.answers[wireless_orders.REVEAL.name] = refuse
    reveal(seat)
    assert seat.dialog().isVisible()
    assert not pin.is_revealed


def test_r_sec_what_was_shown_is_in_no_draft_and_no_log(
    ordered: Ordered, sit: Sit, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    seat, pin = at_port(ordered, sit)
    reveal(seat, "To port it to the other carrier")
    assert pin.is_revealed
    assert "0042" not in caplog.text
    assert seat.desk.drafts.list() == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("0042", "0042"),
        ("0042 ", SHOWN),
        (" 1", "\u201c 1\u201d"),
        ("1 Quay\nSydney", "1 Quay \u21b5 Sydney"),
    ],
)
def test_r_wl_12_blanks_at_the_ends_are_seen(text: str, shown: str) -> None:
    assert as_typed(text) == shown
