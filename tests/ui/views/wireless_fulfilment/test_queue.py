"""The fulfilment queue on the screen, on the real services (S-31)."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agentview.contract import wireless_fulfilment as contract
from agentview.contract.hardware import HardwareStatus
from agentview.contract.wireless import OrderType, SegmentStatus
from agentview.contract.wireless_fulfilment import Fulfilment, QueueView, SegmentCommand
from agentview.core.power import Role
from agentview.gateway.port import LinkState
from agentview.ui.navigation import WIRELESS_ORDER
from agentview.ui.views.wireless_fulfilment import AREA
from agentview.ui.views.wireless_fulfilment.facts import banner_of, exchange_sentences
from agentview.ui.views.wireless_fulfilment.pane import HARDWARE, ORDER
from agentview.ui.views.wireless_fulfilment.results_dialog import ResultsDialog
from tests.ui.fake_desk import person
from tests.ui.views.wireless_fulfilment.conftest import QueueSeat
from tests.wireless_world import iccid, imei

_C, _S, _T = SegmentCommand, SegmentStatus, OrderType
Ordered = Callable[[OrderType], Fulfilment]
Sit = Callable[[], QueueSeat]
IMEI, SIM = imei(77), iccid(77)


def test_s_31_is_for_who_fulfils() -> None:
    assert AREA.is_for(person(Role.BACKOFFICE))
    assert AREA.is_for(person(Role.SUPERVISOR))
    assert not AREA.is_for(person(Role.VIEWER))
    assert not AREA.is_for(person(Role.CSA))


def test_s_31_a_part_goes_from_the_vendor_to_its_end(ordered: Ordered, sit: Sit) -> None:
    """SM-6: each step by its command; the next one is open then."""
    order = ordered(_T.CHANGE_NUMBER)
    seat = sit()
    seat.choose(order.segments[0].segment_id)
    assert seat.says("Change the number")
    assert seat.pane._cause(_C.RECORD.value) is not None, "the vendor does not work on it yet"
    seat.run(_C.SUBMIT.value)
    seat.send(vendor_order_no="")
    assert seat.asked.named(contract.SUBMIT) == [], "without a number nothing is sent"
    seat.send(vendor_order_no="NW-77")
    assert seat.part(order.order_id).vendor_order_no == "NW-77"
    seat.run(_C.ACCEPT.value)
    seat.send()
    assert seat.part(order.order_id).status is _S.IN_FULFILMENT
    assert seat.part(order.order_id).vendor_order_no == "NW-77", "left empty it stays"
    seat.run(_C.RECORD.value)
    seat.send(number="0495 550 177")
    assert seat.says("+61495550177")
    seat.run(_C.COMPLETE.value)
    seat.send()
    assert seat.part(order.order_id).status is _S.COMPLETE
    assert seat.toasts.said == [
        "WO-1/1 is with the vendor",
        "WO-1/1 is accepted",
        "Recorded for WO-1/1",
        "WO-1/1 is complete",
    ]
    assert seat.shell.errors == []


def test_r_wl_30_completing_says_what_is_missing(accepted: Ordered, sit: Sit) -> None:
    order = accepted(_T.CHANGE_NUMBER)
    seat = _at(sit(), order)
    assert seat.says("Still missing")
    cause = seat.pane._cause(_C.COMPLETE.value)
    assert cause is not None
    assert "was not recorded yet" in cause
    assert "NUMBER" not in cause, "it is said in words"


def test_failing_takes_a_reason_and_shows_it(ordered: Ordered, sit: Sit) -> None:
    order = ordered(_T.CHANGE_NUMBER)
    seat = sit()
    seat.choose(order.segments[0].segment_id)
    seat.run(_C.FAIL.value)
    seat.send(reason="")
    assert seat.asked.named(contract.FAIL) == []
    seat.send(reason="No numbers left.")
    assert seat.part(order.order_id).failed_reason == "No numbers left."
    assert seat.says("No numbers left.")


def test_what_the_services_refuse_stands_beside_its_field(accepted: Ordered, sit: Sit) -> None:
    """R-WL-35: the program and not the form alone judges; what was typed stays."""
    order = accepted(_T.WARRANTY_REPLACEMENT)
    seat = _at(sit(), order)
    seat.run(_C.RECORD.value)
    wrong = f"{IMEI[:14]}{(int(IMEI[14]) + 1) % 10}"
    seat.send(serial_no=wrong)
    dialog = seat.dialog()
    assert dialog.form.values()["serial_no"] == wrong
    assert seat.says("no valid") or seat.says("cannot be")
    assert seat.part(order.order_id).serial_no == ""
    seat.send(serial_no=IMEI, tracking_no="TRACK-1", carrier="Post")
    found = seat.part(order.order_id)
    assert (found.serial_no, [one.tracking_no for one in found.parcels]) == (IMEI, ["TRACK-1"])


def test_nothing_new_is_refused_with_its_text(accepted: Ordered, sit: Sit) -> None:
    order = accepted(_T.CHANGE_NUMBER)
    seat = _at(sit(), order)
    seat.run(_C.RECORD.value)
    seat.send()
    assert seat.says("Nothing was given to record.")


def test_a_scanners_enter_leads_on_and_sends_nothing(accepted: Ordered, sit: Sit) -> None:
    """A scanner types a code and ends it with Enter; the dialog stays, and so does what was scanned."""
    order = accepted(_T.WARRANTY_REPLACEMENT)
    seat = _at(sit(), order)
    seat.run(_C.RECORD.value)
    dialog = seat.dialog()
    assert isinstance(dialog, ResultsDialog)
    names = list(dialog.form.values())
    assert names[0] == "serial_no", "what it has to bring comes first"
    dialog.form.focus_first()
    QTest.keyClicks(dialog.form.input("serial_no"), IMEI)
    assert seat.says("the check digit fits")
    for name in (*names[1:], names[0]):
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert dialog.focusWidget() is dialog.form.input(name), "the last leads to the first"
    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert dialog.isVisible()
    assert seat.asked.named(contract.RECORD) == []
    assert dialog.form.values()["serial_no"] == IMEI
    dialog.verb_button.click()
    seat.settle()
    assert [one.serial_no for one in seat.asked.named(contract.RECORD)] == [IMEI]


def test_r_wl_35_the_check_digit_is_judged_while_typing(accepted: Ordered, sit: Sit) -> None:
    order = accepted(_T.WARRANTY_REPLACEMENT)
    seat = _at(sit(), order)
    seat.run(_C.RECORD.value)
    form = seat.dialog().form
    serial = form.input("serial_no")
    QTest.keyClicks(serial, IMEI[:14])
    assert seat.says("14 of 15 digits")
    QTest.keyClicks(serial, str((int(IMEI[14]) + 1) % 10))
    assert serial.property("invalid") is True
    assert seat.says("The check digit does not fit")
    QTest.keyClick(serial, Qt.Key.Key_Backspace)
    assert serial.property("invalid") is False
    QTest.keyClicks(form.input("iccid"), SIM)
    assert seat.says(f"{len(SIM)} digits, the check digit fits")


def test_only_what_is_new_is_sent(accepted: Ordered, sit: Sit) -> None:
    """What is known already is not judged again: another tracking number is all that goes out."""
    order = accepted(_T.WARRANTY_REPLACEMENT)
    seat = _at(sit(), order)
    seat.run(_C.RECORD.value)
    seat.send(serial_no=IMEI)
    seat.run(_C.RECORD.value)
    assert seat.dialog().form.values()["serial_no"] == IMEI
    seat.send(tracking_no="TRACK-2")
    [_, sent] = seat.asked.named(contract.RECORD)
    assert (sent.serial_no, sent.tracking_no) == ("", "TRACK-2")
    assert seat.part(order.order_id).serial_no == IMEI


def test_what_somebody_else_did_meanwhile_closes_the_form_with_its_cause(ordered: Ordered, sit: Sit) -> None:
    order = ordered(_T.CHANGE_NUMBER)
    part = order.segments[0]
    seat = sit()
    seat.choose(part.segment_id)
    seat.run(_C.SUBMIT.value)
    request = contract.FailRequest(segment_id=part.segment_id, version=part.version, reason="No stock.")
    seat.asked.gateway.call(contract.FAIL, request)
    seat.send(vendor_order_no="NW-1")
    assert not seat.dialog().verb_button.isEnabled()
    assert seat.part(order.order_id).status is _S.FAILED


def test_s_31_views_and_vendors_narrow_the_list(ordered: Ordered, sit: Sit) -> None:
    ordered(_T.CHANGE_NUMBER)
    ordered(_T.NEW_DEVICE_SERVICE)
    seat = sit()
    assert seat.pane.list.model.rowCount() == 3
    seat.pane.list.presenter.narrow("is_own_warehouse", value=True)
    seat.settle()
    assert seat.pane.list.model.rowCount() == 1
    assert seat.asked.named(contract.VENDORS)
    seat.pane.list.presenter.narrow("is_own_warehouse", value=False)
    seat.pane.list.header.views.chosen.emit(QueueView.DONE.value)
    seat.settle()
    assert seat.pane.list.model.rowCount() == 0
    assert seat.says("Nothing is done yet")


def test_o_and_h_lead_to_the_orders(ordered: Ordered, sit: Sit) -> None:
    order = ordered(_T.CHANGE_NUMBER)
    seat = sit()
    seat.choose(order.segments[0].segment_id)
    assert seat.pane._cause(HARDWARE) is not None, "the carrier does all of it"
    seat.run(ORDER)
    [target] = seat.shell.targets
    assert (target.kind, target.record_id) == (WIRELESS_ORDER, order.order_id)


def test_enter_does_what_comes_next(ordered: Ordered, sit: Sit) -> None:
    order = ordered(_T.CHANGE_NUMBER)
    seat = sit()
    seat.choose(order.segments[0].segment_id)
    QTest.keyClick(seat.pane.list.table, Qt.Key.Key_Return)
    seat.settle()
    assert "Submit" in seat.dialog().windowTitle()


def test_without_a_link_nothing_is_done(ordered: Ordered, sit: Sit) -> None:
    order = ordered(_T.CHANGE_NUMBER)
    seat = sit()
    seat.choose(order.segments[0].segment_id)
    seat.shell.link = LinkState.LOST
    for command in SegmentCommand:
        assert seat.pane._cause(command.value) is not None


def test_every_action_has_a_key(sit: Sit) -> None:
    seat = sit()
    [group] = seat.view.action_groups().values()
    keys = [one.shortcut().toString() for one in group if one.text() and one.shortcut().toString()]
    assert {"R", "S", "A", "C", "F", "O", "H", "Ctrl+E", "Ctrl+F"} <= set(keys)


def _at(seat: QueueSeat, order: Fulfilment) -> QueueSeat:
    """Choose the first part of an order."""
    seat.choose(order.segments[0].segment_id)
    return seat


def test_what_the_program_could_not_take_over_is_said_in_words(ordered: Ordered, sit: Sit) -> None:
    seat = sit()
    part = ordered(_T.CHANGE_NUMBER).segments[0]
    texts = seat.desk.texts
    coded = part.model_copy(update={"exchange_text": "E-WLF-NOTHING, E-WL-RESULT-MISSING"})
    said = exchange_sentences(coded, texts)
    assert said == "Nothing was given to record. Number was not recorded yet."
    spoken = part.model_copy(update={"exchange_text": "no answer"})
    assert exchange_sentences(spoken, texts) == "no answer"


def test_what_goes_on_though_its_part_failed_is_said(ordered: Ordered, sit: Sit) -> None:
    """R-HW-25: a warehouse has the hardware order, and it could not be cancelled any more."""
    texts = sit().desk.texts
    part = ordered(_T.DEVICE_ONLY).segments[0]
    failed = {"status": SegmentStatus.FAILED, "failed_reason": "No stock.", "hardware_reference": "HO-1"}
    over = part.model_copy(update={**failed, "hardware_status": HardwareStatus.CANCELLED})
    assert [one.meaning for one in banner_of(over, texts)] == ["No stock."]
    goes_on = part.model_copy(update={**failed, "hardware_status": HardwareStatus.AWAITING_DISPATCH})
    assert [one.cause for one in banner_of(goes_on, texts)] == [
        "Failed",
        "Hardware order HO-1 could not be cancelled",
    ]
