"""What nobody caught: one line in the log, one dialog with a reference, and the program goes on."""

import faulthandler
import logging
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMessageLogContext, Qt, QtMsgType
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from agentview.ui.kit.button import Button
from agentview.ui.shell.crash import CrashDialog, CrashWatch, _on_qt_message

SECRET = "Marlow, 0412 555 018"


@pytest.fixture
def watch(app: QApplication) -> Iterator[CrashWatch]:
    made = CrashWatch(app)
    yield made
    made.deleteLater()


def dialogs() -> list[CrashDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, CrashDialog) and one.isVisible()]


def button(dialog: CrashDialog, word: str) -> Button:
    return next(one for one in dialog.findChildren(Button) if one.text() == word)


def test_many_faults_show_one_dialog(
    watch: CrashWatch, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, "agentview")
    reference = watch.note(ValueError(SECRET))
    watch.note(ValueError(SECRET))
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    dialog = dialogs()[0]
    QTest.mouseClick(button(dialog, "Copy reference"), Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == reference
    assert [record.getMessage() for record in caplog.records] == ["desktop.bug", "desktop.bug"]
    assert caplog.records[0].__dict__["fields"]["request_id"] == reference
    assert SECRET not in str(caplog.records[0].__dict__)
    QTest.mouseClick(button(dialog, "Go on"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialogs())


def test_the_hooks_are_taken_and_given_back(
    watch: CrashWatch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = threading.excepthook
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    watch.install(tmp_path / "crash.txt")
    assert not watch.ended_badly
    assert sys.excepthook == watch._on_error
    assert threading.excepthook == watch._on_thread_error
    watch.uninstall()
    assert sys.excepthook is sys.__excepthook__
    threading.excepthook = before
    faulthandler.enable()


def test_a_fault_is_told_of_before_anything_else_so_that_drafts_are_saved(
    watch: CrashWatch, qtbot: QtBot
) -> None:
    seen: list[int] = []
    watch.happened.connect(lambda: seen.append(len(dialogs())))
    watch.note(ValueError(SECRET))
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    assert seen == [0]
    dialogs()[0].accept()


def test_a_fault_of_the_machine_code_is_written_and_known_at_the_next_start(
    watch: CrashWatch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "crash.txt"
    script = (
        "import os, signal, sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from agentview.ui.shell.crash import CrashWatch; watch = CrashWatch(QCoreApplication([]));"
        "watch.install(Path(sys.argv[1])); os.kill(os.getpid(), signal.SIGSEGV)"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(path)], check=False, timeout=60)
    assert ended.returncode == -signal.SIGSEGV
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    before = threading.excepthook
    watch.install(path)
    watch.uninstall()
    threading.excepthook = before
    faulthandler.enable()
    assert watch.ended_badly
    assert "Segmentation fault" in (tmp_path / "crash.last.txt").read_text()
    assert path.read_bytes() == b""


def test_a_fault_of_a_thread_is_noted(
    watch: CrashWatch, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threading, "excepthook", watch._on_thread_error)

    def fail() -> None:
        raise ValueError(SECRET)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert len(watch.references) == 1
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    dialogs()[0].accept()


def test_a_warning_of_qt_is_logged_without_its_values(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "agentview")
    _on_qt_message(QtMsgType.QtWarningMsg, QMessageLogContext(), f"QLabel: {SECRET}")
    _on_qt_message(QtMsgType.QtDebugMsg, QMessageLogContext(), "only for developers")
    assert [record.__dict__["fields"]["code"] for record in caplog.records] == ["QLabel"]
