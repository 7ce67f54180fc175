"""Brings the news of the change feed from the gateway's thread to the GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from agentview.core import log
from agentview.core.errors import AgentViewError, Unavailable
from agentview.gateway.port import FeedNews, Gateway, LinkState, Subscription
from agentview.ui.kit.runner import Runner

AGAIN_MS = 5_000
"""How long after a try that nobody answered the next one comes."""


class FeedBridge(QObject):
    """Subscribes off the GUI thread; `receive` is called on it. After `stop` nothing more comes."""

    _came = Signal(object)

    def __init__(self, gateway: Gateway, runner: Runner, receive: Callable[[FeedNews], None]) -> None:
        """Hears nothing before `start`."""
        super().__init__()
        self._gateway, self._runner, self._receive = gateway, runner, receive
        self._subscription: Subscription | None = None
        self._is_stopped = False
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.start)
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)

    @Slot()
    def start(self) -> None:
        """Begin to listen."""
        self._runner.submit(
            lambda: self._gateway.subscribe(self._hear), self._on_subscribed, self._on_failed, self
        )

    def _hear(self, news: FeedNews) -> None:
        """Pass news on from the gateway's thread; as the listener it keeps the bridge alive until closed."""
        self._came.emit(news)

    def stop(self) -> None:
        """Hear nothing more; the subscription is closed off the GUI thread."""
        self._is_stopped = True
        self._again.stop()
        if self._subscription is not None:
            self._runner.submit(self._subscription.close, _ignore, _ignore, object())
            self._subscription = None

    @Slot(object)
    def _on_came(self, news: FeedNews) -> None:
        if not self._is_stopped:
            self._receive(news)

    def _on_subscribed(self, subscription: Subscription) -> None:
        self._subscription = subscription
        if self._is_stopped:
            self.stop()

    def _on_failed(self, error: Exception) -> None:
        """Try again while nobody answers, and say so: lists that hear of nothing must not look fresh."""
        log.warn("feed.not_subscribed", code=error.code if isinstance(error, AgentViewError) else "E-BUG")
        if isinstance(error, Unavailable) and not self._is_stopped:
            self._receive(FeedNews(link=LinkState.LOST))
            self._again.start()


def _ignore(_answer: object) -> None:
    """Take an answer that nobody waits for."""
