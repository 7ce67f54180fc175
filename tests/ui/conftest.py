"""What tests of the desktop share: the light look before each test, and a watch on the GUI thread."""

import gc
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, SignalInstance
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from agentview.ui.kit.appearance import Appearance, apply_appearance
from agentview.ui.kit.stall import StallDetector
from agentview.ui.kit.theme import ThemeChoice
from tests.fixtures.patience import PATIENCE_SECONDS

WAIT_MS = int(PATIENCE_SECONDS * 1000)


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
    # Outside of an event loop nothing else deletes them, and every new look would be put on them, too.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(1)
    gc.enable()


class PatientBot(QtBot):
    """Waits as long as other tests do: what is in front may be slow on a computer with other things to do."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = WAIT_MS) -> None:
        """Wait until `callback` holds."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(
        self,
        signal: SignalInstance,
        *,
        timeout: int = WAIT_MS,
        raising: bool | None = None,
        check_params_cb: Callable[..., bool] | None = None,
    ) -> SignalBlocker:
        """Wait for a signal."""
        return super().waitSignal(signal, timeout=timeout, raising=raising, check_params_cb=check_params_cb)


@pytest.fixture
def qtbot(app: QApplication, request: pytest.FixtureRequest) -> QtBot:  # noqa: ARG001 - there must be one
    """Return the bot of pytest-qt, with patience."""
    return PatientBot(request)


@pytest.fixture
def stalls() -> Iterator[StallDetector]:
    with StallDetector() as detector:
        yield detector
