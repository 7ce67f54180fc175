"""An opened window for tests of the shell."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.shell.opened import OpenedWindow, open_window


@pytest.fixture
def opened(qtbot: QtBot, app: QApplication, tmp_path: Path) -> Iterator[OpenedWindow]:
    """Return a window on a demo of two people."""
    made = open_window(app, tmp_path)
    qtbot.addWidget(made.window)
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.keeper.deleteLater()
