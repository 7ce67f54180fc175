"""The figures of credit control: read, and kept fresh; imports no Qt."""

from __future__ import annotations

from typing import Protocol

from agentview.contract.credit_desk import DASHBOARD, Dashboard
from agentview.contract.feed import Topic
from agentview.contract.op import Nothing
from agentview.gateway.port import FeedNews
from agentview.ui.navigation import Desk

TOPICS = frozenset({Topic.RESTRICTION_CASE, Topic.RULE_SET, Topic.NOTIFICATION})


class DashboardView(Protocol):
    """What the presenter tells the screen."""

    def show_figures(self, figures: Dashboard) -> None:
        """Show the figures."""
        ...

    def figures_failed(self, error: Exception) -> None:
        """Show that they could not be read; older ones stay."""
        ...

    def read_soon(self) -> None:
        """Read again shortly, once for all that comes until then."""
        ...


class DashboardPresenter:
    """Reads when it is asked to, and again when a case, the rules or a message changed."""

    def __init__(self, desk: Desk, view: DashboardView) -> None:
        """Reads nothing yet."""
        self._desk, self._view = desk, view
        self.figures: Dashboard | None = None
        self._is_started = False

    def read(self) -> None:
        """Reads the figures, perhaps again."""
        self._is_started = True
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: gateway.call(DASHBOARD, Nothing()),
            self._on_read,
            self._view.figures_failed,
            self,
            newest="dashboard",
        )

    def hear(self, news: FeedNews) -> None:
        """Reads again what a change may concern; nothing before it was read for the first time."""
        concerns = news.is_gap or any(change.topic in TOPICS for change in news.changes)
        if self._is_started and concerns:
            self._view.read_soon()

    def close(self) -> None:
        """Drops what is being read."""
        self._desk.runner.drop(self)

    def _on_read(self, figures: Dashboard) -> None:
        self.figures = figures
        self._desk.shell.data_read(figures.as_of)
        self._view.show_figures(figures)
