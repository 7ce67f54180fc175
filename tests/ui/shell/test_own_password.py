"""What an administrator did to the person at the desk: a password to change, other powers."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from agentview.contract.feed import Change, Topic
from agentview.contract.op import Nothing
from agentview.contract.session import CHANGE_PASSWORD
from agentview.gateway.port import FeedNews
from agentview.ui.kit.a11y import nameless
from tests.ui.fake_desk import NOON
from tests.ui.shell.opened import PRIYA, OpenedWindow


def type_into(opened: OpenedWindow, text: str) -> None:
    widget = opened.window.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, text)
    QTest.keyClick(widget, Qt.Key.Key_Return)


def test_a_new_password_is_chosen_with_the_keyboard_alone(
    opened: OpenedWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    assert qapp is not None
    due = PRIYA.model_copy(update={"must_change_password": True})
    opened.gateway.everybody, opened.gateway.people_there = (due,), ()
    opened.gateway.answers[CHANGE_PASSWORD.name] = Nothing()
    opened.window.start()
    opened.runner.run_all()
    opened.window.session.sign_in("priya", "secret")
    opened.runner.run_all()
    page = opened.window.password_page
    qtbot.waitUntil(page.isVisible)
    assert nameless(page) == []
    type_into(opened, "a sentence of my own")
    type_into(opened, "another sentence")
    assert any("differ" in label.text() for label in page.findChildren(QLabel) if label.isVisible())
    assert opened.window.workplace is None
    for _ in range(2):
        type_into(opened, "a sentence of my own")
    opened.gateway.signed_in = PRIYA
    opened.runner.run_all()
    assert opened.workplace.desk.person == PRIYA


def test_who_gets_other_powers_is_told(opened: OpenedWindow) -> None:
    opened.enter()
    for verb, record_id in (("set_power", PRIYA.user_id), ("edit", PRIYA.user_id), ("set_power", 99)):
        change = Change(
            cursor="0-1",
            topic=Topic.PERSON,
            record_id=record_id,
            verb=verb,
            actor_id=50,
            actor="Ingrid",
            at=NOON,
        )
        opened.workplace._link.hear(FeedNews(changes=(change,)))
    told = [text for text in opened.workplace.toasts.texts() if "Ingrid changed your" in text]
    assert len(told) == 1
