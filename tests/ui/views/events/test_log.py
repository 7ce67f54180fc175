"""The notification log (S-27): every state, the stored copy, sending again, the log of one account."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from agentview.contract.feed import Topic
from agentview.contract.notifications import (
    NOTIFICATION,
    RESEND,
    NotificationRef,
    NotificationRow,
    NotificationStatus,
    NotificationView,
)
from agentview.ui.forms.record_dialog import AskDialog
from agentview.ui.navigation import ACCOUNT, Target
from agentview.ui.navigation import NOTIFICATION as MESSAGE
from agentview.ui.views.events.log_pane import LogPane
from tests import build
from tests.ui.views.events.seat import CSA, LEAD, MARKUP, Sending, Sit

STATUS = NotificationStatus


def listed(pane: LogPane) -> list[NotificationRow]:
    """What the log shows."""
    rows = [pane.list.model.row(at) for at in range(pane.list.model.rowCount())]
    return [row for row in rows if row is not None]


def test_every_state_is_listed_newest_first_with_its_reason(sending: Sending, sit: Sit) -> None:
    sending.messages()
    pane = sit(CSA).view.home.log
    rows = listed(pane)
    assert [row.status for row in rows] == [STATUS.QUEUED, STATUS.ERROR, STATUS.NOT_SENT, STATUS.SENT]
    column = {one.key: one for one in pane.list.model.columns}
    assert [column["why"].text(row) for row in rows] == [
        "\u2014",
        "554 5.7.1 refused by policy",
        "No address",
        "\u2014",
    ]
    assert column["status"].text(rows[2]) == "Not sent"


def test_pills_narrow_the_log_and_count(sending: Sending, sit: Sit) -> None:
    sending.messages()
    seat = sit(CSA)
    pane = seat.view.home.log
    pane.list.presenter.choose_view(NotificationView.ERROR.value)
    seat.settle()
    assert [row.status for row in listed(pane)] == [STATUS.ERROR]
    assert pane.list.presenter.counts["NOT_SENT"] == 1


def test_the_stored_copy_is_plain_text_word_for_word(sending: Sending, sit: Sit) -> None:
    number = sending.messages()[STATUS.SENT]
    seat = sit(CSA)
    seat.view.open(Target(MESSAGE, number))
    seat.settle()
    pane = seat.view.home.log
    assert pane.text.text() == MARKUP
    labels = pane.side.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert seat.says("250 2.0.0 queued as 4F1B", pane.side)


def test_r_evt_15_the_detail_says_that_it_may_come_before_or_after(sending: Sending, sit: Sit) -> None:
    number = sending.messages()[STATUS.SENT]
    seat = sit(CSA)
    seat.view.open(Target(MESSAGE, number))
    seat.settle()
    assert seat.says("It may arrive before or after the change it tells of", seat.view.home.log.side)


def test_r_evt_14_why_it_was_not_sent_and_what_helps(sending: Sending, sit: Sit) -> None:
    number = sending.messages()[STATUS.NOT_SENT]
    seat = sit(LEAD)
    seat.view.open(Target(MESSAGE, number))
    seat.settle()
    side = seat.view.home.log.side
    assert seat.says("The customer has no contact with an address", side)
    assert seat.says("Enter an e-mail address or a mobile number", side)


def test_a_message_is_sent_again_as_a_new_line_of_the_log(sending: Sending, sit: Sit) -> None:
    number = sending.messages()[STATUS.SENT]
    seat = sit(LEAD)
    pane = seat.view.home.log
    seat.view.open(Target(MESSAGE, number))
    seat.settle()
    seat.key(pane.list.table, Qt.Key.Key_R)
    seat.dialog(AskDialog).verb_button.click()
    seat.settle()
    assert not seat.has_dialog()
    [asked] = seat.line.requests(RESEND)
    assert asked.notification_id == number
    shown = pane.presenter.detail
    assert shown is not None
    assert shown.row.resend_of_id == number
    assert shown.body == MARKUP


def test_who_may_not_send_again_is_told_why(sending: Sending, sit: Sit) -> None:
    number = sending.messages()[STATUS.SENT]
    seat = sit(CSA)
    pane = seat.view.home.log
    seat.view.open(Target(MESSAGE, number))
    seat.settle()
    assert not pane.side.buttons["resend"].isEnabled()
    assert pane.side.buttons["resend"].toolTip()
    seat.key(pane.list.table, Qt.Key.Key_R)
    assert not seat.has_dialog()


def test_enter_opens_the_customer(sending: Sending, sit: Sit) -> None:
    sending.messages()
    seat = sit(CSA)
    table = seat.view.home.log.list.table
    table.setCurrentIndex(table.model().index(0, 0))
    seat.settle()
    seat.key(table, Qt.Key.Key_Return)
    assert [(one.kind, one.record_id) for one in seat.shell.targets] == [(ACCOUNT, build.MARLOW)]


def test_the_log_of_one_account_holds_its_messages_alone(sending: Sending, sit: Sit) -> None:
    mine = sending.message(STATUS.SENT, build.MARLOW)
    sending.message(STATUS.SENT, build.OKONKWO)
    seat = sit(CSA)
    pane = LogPane(seat.desk, build.MARLOW)
    pane.setParent(seat.view.root)
    pane.start()
    seat.settle()
    assert [row.notification_id for row in listed(pane)] == [mine]
    pane.list.presenter.clear_all()
    seat.settle()
    assert pane.list.model.rowCount() == 1
    pane.close_down()


def test_a_copy_is_read_again_when_it_changed(sending: Sending, sit: Sit) -> None:
    number = sending.messages()[STATUS.QUEUED]
    seat = sit(LEAD)
    seat.view.open(Target(MESSAGE, number))
    seat.settle()
    read = len(seat.line.requests(NOTIFICATION))
    seat.news_of(Topic.NOTIFICATION, number)
    assert seat.line.requests(NOTIFICATION)[read:] == [NotificationRef(notification_id=number)]
