"""A desk that nobody touches is noticed; each key and movement counts as a sign of life."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from agentview.ui.shell.idle import IdleWatch
from agentview.ui.shell.window import IDLE_MINUTES
from tests.ui.shell.opened import OpenedWindow


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    made = QLineEdit()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_a_key_starts_the_time_anew(field: QLineEdit, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = IdleWatch(field)
    watch.start(1)
    started: list[bool] = []
    monkeypatch.setattr(watch._timer, "start", lambda *_: started.append(True))
    QTest.keyClick(field.windowHandle(), Qt.Key.Key_A)
    assert started
    assert field.text() == "a"


def test_zero_minutes_never_lock(field: QLineEdit) -> None:
    watch = IdleWatch(field)
    watch.start(0)
    assert not watch._timer.isActive()


def test_when_the_time_is_over_it_is_told_once(field: QLineEdit, qtbot: QtBot) -> None:
    watch = IdleWatch(field)
    watch.start(1)
    with qtbot.waitSignal(watch.idle):
        watch._timer.timeout.emit()
    assert not watch._timer.isActive()


def test_an_idle_desk_is_locked(opened: OpenedWindow) -> None:
    opened.settings.set(IDLE_MINUTES, 5)
    opened.enter()
    watch = opened.window._idle
    assert watch._timer.interval() == 5 * 60_000
    watch.idle.emit()
    assert opened.window.session.is_covered
