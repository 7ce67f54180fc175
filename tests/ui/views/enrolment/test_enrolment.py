"""S-21: device enrolment, as back office and a CSA handle it on the real services."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agentview.contract.enrolments import EnrolmentView
from agentview.contract.hardware import EnrolmentStatus
from agentview.gateway.port import FeedNews
from agentview.ui.forms.record_dialog import AskDialog, RecordDialog
from agentview.ui.kit.a11y import nameless
from agentview.ui.navigation import ACCOUNT, ENROLMENT, HARDWARE_ORDER, WORK_ITEM, Target
from agentview.ui.views.enrolment.bulk_dialog import ResubmitManyDialog
from tests import build
from tests.services.enrolments.enrolling import Enrolling, serial
from tests.ui.views.enrolment.seat import Sit

UNKNOWN = "The device is not known to the manufacturer."


def test_s_21_what_was_refused_comes_first_with_what_the_programme_said(
    enrolling: Enrolling, sit: Sit
) -> None:
    [refused, good] = enrolling.dispatch(serial(1, "91"), serial(2))
    enrolling.round_trip()
    seat = sit()
    seat.show(EnrolmentView.REFUSED, 1)
    detail = seat.choose(refused.enrolment_id)
    seat.wait(lambda: UNKNOWN in seat.texts())
    shown = seat.texts()
    for text in (refused.serial_no, "Enrol Error", "Order: refused", "ORG-MARLOW", f"HO-{refused.order_id}"):
        assert text in shown
    assert nameless(seat.view.root) == []
    seat.pane.run("open_case")
    seat.pane.run("open_customer")
    seat.pane.run("open_order")
    assert [(one.kind, one.record_id) for one in seat.shell.targets] == [
        (WORK_ITEM, detail.case_id),
        (ACCOUNT, build.MARLOW),
        (HARDWARE_ORDER, refused.order_id),
    ]
    seat.view.open(Target(ENROLMENT, good.enrolment_id))
    seat.wait(lambda: good.serial_no in seat.texts() and "Enrolled" in seat.texts())


def test_s_21_a_refused_device_is_resubmitted_with_override(enrolling: Enrolling, sit: Sit) -> None:
    [device] = enrolling.dispatch(serial(1, "92"))
    enrolling.round_trip()
    seat = sit()
    seat.show(EnrolmentView.REFUSED, 1)
    seat.choose(device.enrolment_id)
    seat.pane.run("resubmit_enrolment")
    dialog = seat.dialog(RecordDialog)
    dialog.form.set_values({"is_override": True})
    dialog.verb_button.click()
    seat.no_dialog()
    assert seat.said == [f"{device.serial_no} is asked for again with the next run"]
    enrolling.round_trip()
    assert enrolling.status(device) is EnrolmentStatus.ENROLLED
    seat.show(EnrolmentView.ENROLLED, 1)


def test_s_21_unenrolling_takes_a_reason_and_shows_re(enrolling: Enrolling, sit: Sit) -> None:
    [device] = enrolling.dispatch()
    enrolling.round_trip()
    seat = sit("harbour_csa")
    seat.show(EnrolmentView.ENROLLED, 1)
    seat.choose(device.enrolment_id)
    seat.pane.run("unenrol")
    dialog = seat.dialog(RecordDialog)
    dialog.verb_button.click()
    assert dialog.isVisible(), "a reason is needed"
    dialog.form.set_values({"reason": "The customer leaves"})
    dialog.verb_button.click()
    seat.no_dialog()
    seat.show(EnrolmentView.UNDER_WAY, 1)
    seat.choose(device.enrolment_id)
    seat.wait(lambda: "RE (Return)" in seat.texts() and "The customer leaves" in seat.texts())


def test_s_21_closed_commands_say_why(enrolling: Enrolling, sit: Sit) -> None:
    [device] = enrolling.dispatch(is_requested=False, account=build.OKONKWO)
    seat = sit("harbour_csa")
    seat.show(EnrolmentView.NOT_REQUESTED, 1)
    seat.choose(device.enrolment_id)
    seat.wait(lambda: "no agreement" in str(seat.pane.side.buttons["request_enrolment"]._refusal))
    for name in ("unenrol", "resubmit_enrolment", "void_enrolment", "open_case"):
        assert seat.pane.side.buttons[name]._refusal


def test_s_21_what_was_not_sent_is_voided_by_its_letter(enrolling: Enrolling, sit: Sit) -> None:
    [device] = enrolling.dispatch()
    seat = sit()
    seat.show(EnrolmentView.UNDER_WAY, 1)
    seat.choose(device.enrolment_id)
    seat.pane.list.table.setFocus()
    QTest.keyClick(seat.pane.list.table, Qt.Key.Key_V)
    dialog = seat.dialog(AskDialog)
    dialog.verb_button.click()
    seat.no_dialog()
    assert enrolling.status(device) is EnrolmentStatus.VOIDED
    seat.show(EnrolmentView.UNDER_WAY, 0)
    seat.wait(lambda: "Nothing is under way" in seat.texts())


def test_s_21_many_are_resubmitted_and_the_refused_are_named(enrolling: Enrolling, sit: Sit) -> None:
    [one, other, good] = enrolling.dispatch(serial(1, "91"), serial(2, "91"), serial(3))
    enrolling.round_trip()
    seat = sit()
    seat.show(EnrolmentView.ALL, 3)
    seat.pane.list.table.selectAll()
    seat.wait(seat.pane.selection.isVisible)
    seat.pane.selection.buttons["resubmit_enrolment"].click()
    dialog = seat.dialog(ResubmitManyDialog)
    dialog.verb_button.click()
    seat.wait(lambda: good.serial_no in dialog.reasons.text())
    dialog.keep_button.click()
    seat.no_dialog()
    assert seat.said == ["2 devices are asked for again"]
    assert {enrolling.status(device) for device in (one, other)} == {EnrolmentStatus.ENROL_PENDING}


def test_s_21_a_device_that_changes_elsewhere_changes_here(enrolling: Enrolling, sit: Sit) -> None:
    [device] = enrolling.dispatch()
    seat = sit()
    seat.show(EnrolmentView.UNDER_WAY, 1)
    seat.choose(device.enrolment_id)
    enrolling.send()
    seat.shell.tell(FeedNews((), is_gap=True))
    seat.wait(lambda: "Enrol Sent" in seat.texts())
