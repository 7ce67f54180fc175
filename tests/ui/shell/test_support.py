"""The file for support: read before it is saved, and what was typed is safe when a fault happens."""

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPlainTextEdit
from pytestqt.qtbot import QtBot

from agentview.core import log
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.autosave import Autosaver
from agentview.ui.kit.button import Button
from agentview.ui.shell.bad_end import BadEndDialog
from agentview.ui.shell.support import SupportDesk, SupportDialog
from tests.ui.fake_desk import NOON
from tests.ui.shell.opened import OpenedWindow


@pytest.fixture
def log_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "log"
    folder.mkdir()
    (folder / log.FILE_NAME).write_text('{"at": "2026-07-30", "event": "new.one", "code": "<b>E-GONE</b>"}\n')
    return folder


@pytest.fixture
def dialog(opened: OpenedWindow, log_folder: Path) -> SupportDialog:
    made = SupportDialog(SupportDesk(log_folder, opened.runner, NOON), opened.window)
    made.open()
    return made


def shown_support(opened: OpenedWindow) -> SupportDialog:
    return next(one for one in opened.window.findChildren(SupportDialog) if one.isVisible())


def test_every_text_is_shown_as_it_is_before_it_is_saved(
    dialog: SupportDialog, opened: OpenedWindow, tmp_path: Path
) -> None:
    assert not dialog.save_button.isEnabled()
    opened.runner.run_all()
    names = [dialog.tabs.tabText(one) for one in range(dialog.tabs.count())]
    assert names == ["manifest.txt", "program.txt", "settings.txt", "log.jsonl"]
    page = dialog.tabs.widget(3)
    assert isinstance(page, QPlainTextEdit)
    assert page.isReadOnly()
    assert "<b>E-GONE</b>" in page.toPlainText()
    assert nameless(dialog) == []
    path = tmp_path / "file.zip"
    dialog.save_to(str(path))
    assert dialog.save_button.is_busy
    opened.runner.run_all()
    assert not dialog.save_button.is_busy
    with zipfile.ZipFile(path) as archive:
        assert archive.read("log.jsonl").decode() == page.toPlainText()
    assert "file.zip" in dialog.banner.accessibleName()


def test_a_file_that_cannot_be_written_is_said(
    dialog: SupportDialog, opened: OpenedWindow, tmp_path: Path
) -> None:
    opened.runner.run_all()
    dialog.save_to(str(tmp_path / "nowhere" / "file.zip"))
    opened.runner.run_all()
    assert "was not saved" in dialog.banner.accessibleName()
    assert dialog.save_button.isEnabled()


def test_the_place_is_asked_for_with_a_name_offered(dialog: SupportDialog, opened: OpenedWindow) -> None:
    opened.runner.run_all()
    QTest.keyClick(dialog.save_button, Qt.Key.Key_Return)
    chooser = dialog.findChild(QFileDialog)
    assert chooser is not None
    assert chooser.selectedFiles()[0].endswith(".zip")
    chooser.reject()


def test_who_closes_it_early_hears_nothing_more(dialog: SupportDialog, opened: OpenedWindow) -> None:
    dialog.reject()
    opened.runner.run_all()
    assert dialog.tabs.count() == 0


def test_it_opens_from_the_menu_before_anybody_signed_in(opened: OpenedWindow) -> None:
    opened.window._tools = replace(opened.window._tools, log_folder=Path("/nowhere"))
    actions = [
        action
        for group in opened.window._menus.groups().values()
        for action in group
        if "support" in action.text()
    ]
    assert len(actions) == 1
    assert actions[0].isEnabled()
    actions[0].trigger()
    opened.runner.run_all()
    assert shown_support(opened).tabs.count() >= 2


def test_after_a_bad_end_the_file_is_offered(opened: OpenedWindow, qtbot: QtBot) -> None:
    opened.window._tools = replace(opened.window._tools, log_folder=Path("/nowhere"))
    opened.window.tell_bad_end()
    told = next(one for one in opened.window.findChildren(BadEndDialog) if one.isVisible())
    button = next(one for one in told.findChildren(Button) if "support" in one.text())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in opened.window.findChildren(SupportDialog)))
    opened.runner.run_all()
    shown_support(opened).reject()


def test_a_fault_saves_what_waits_for_the_typing_to_rest(opened: OpenedWindow, qapp: QApplication) -> None:
    assert qapp is not None
    opened.enter()
    drafts = opened.workplace.desk.drafts
    waiting = Autosaver(drafts, opened.runner, "task/1/halt", lambda: {"note": "typed"}, opened.window)
    resting = Autosaver(drafts, opened.runner, "task/2/halt", lambda: {"note": "nothing"}, opened.window)
    waiting.touch()
    opened.window.save_drafts()
    opened.runner.run_all()
    assert drafts.load("task/1/halt") is not None
    assert drafts.load("task/2/halt") is None
    assert resting is not None
