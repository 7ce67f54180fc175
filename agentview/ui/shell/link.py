"""How the connection is and how old the data on the screen are; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from agentview.contract.op import Nothing
from agentview.contract.session import ME, Person
from agentview.core.clock import Clock
from agentview.gateway.port import FeedNews, Gateway, LinkState
from agentview.ui.kit.runner import Runner
from agentview.ui.navigation import Unsubscribe


@dataclass(frozen=True, slots=True)
class LinkStatus:
    """What to show: the state, the age of the data, and whether a retry is on its way."""

    state: LinkState
    data_age: timedelta | None
    is_retrying: bool = False


class LinkKeeper:
    """Takes the news of the feed, tells it to all who listen, and keeps what the status bar shows."""

    def __init__(
        self, gateway: Gateway, runner: Runner, clock: Clock, show: Callable[[LinkStatus], None]
    ) -> None:
        """`show` is called whenever the state changes; ask `status` for the age as time goes on."""
        self._gateway, self._runner, self._clock, self._show = gateway, runner, clock, show
        self._receivers: list[Callable[[FeedNews], None]] = []
        self._read_at: datetime | None = None
        self._is_retrying = False
        self.state = LinkState.CONNECTED

    @property
    def status(self) -> LinkStatus:
        """What to show now."""
        age = None if self._read_at is None else max(timedelta(0), self._clock.now() - self._read_at)
        return LinkStatus(self.state, age, self._is_retrying)

    def listen(self, receive: Callable[[FeedNews], None]) -> Unsubscribe:
        """Tell `receive` all news from now on."""
        self._receivers.append(receive)

        def stop() -> None:
            if receive in self._receivers:
                self._receivers.remove(receive)

        return stop

    def hear(self, news: FeedNews) -> None:
        """Take news from the feed; after the link was lost, everything is read again."""
        was_lost = self.state is LinkState.LOST
        self.state = news.link
        if was_lost and news.link is LinkState.CONNECTED:
            news = FeedNews(news.changes, is_gap=True)
        for receive in tuple(self._receivers):
            receive(news)
        self._show(self.status)

    def data_read(self, at: datetime) -> None:
        """Note that what is on the screen was read at `at`."""
        self._read_at = at
        self._show(self.status)

    def retry(self) -> None:
        """Ask the services something small; an answer means that the link is back."""
        if self._is_retrying:
            return
        self._is_retrying = True
        self._show(self.status)
        self._runner.submit(
            lambda: self._gateway.call(ME, Nothing()), self._on_answer, self._on_silence, self, newest="retry"
        )

    def close(self) -> None:
        """Hear and tell nothing more."""
        self._receivers.clear()
        self._runner.drop(self)

    def _on_answer(self, _person: Person) -> None:
        self._is_retrying = False
        self.hear(FeedNews())

    def _on_silence(self, _error: Exception) -> None:
        self._is_retrying = False
        self._show(self.status)
