"""What tests of the desktop share: the light look before each test, and a watch on the GUI thread."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from agentview.ui.kit.appearance import Appearance, apply_appearance
from agentview.ui.kit.stall import StallDetector
from agentview.ui.kit.theme import ThemeChoice


def pytest_configure(config: pytest.Config) -> None:
    """Let pass what the offscreen platform says of each window with a least size."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")


@pytest.fixture(autouse=True)
def app(qapp: QApplication) -> Iterator[QApplication]:
    apply_appearance(qapp, Appearance(ThemeChoice.LIGHT))
    yield qapp
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.fixture(autouse=True)
def _collect_on_this_thread() -> Iterator[None]:
    """Let no worker of a test collect garbage: a widget among it would be destroyed on the wrong thread."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture
def stalls() -> Iterator[StallDetector]:
    with StallDetector() as detector:
        yield detector
