"""Reads what is set up for events and messages; imports no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from agentview.contract.delivery import SETTINGS, DeliverySettings, DeliveryTested
from agentview.contract.events import (
    PROFILES,
    RECOMMENDED,
    ProfileRow,
    Profiles,
    ProfilesRequest,
    Recommended,
    RecommendedRequest,
)
from agentview.contract.feed import Topic
from agentview.contract.notifications import Channel
from agentview.contract.op import Nothing
from agentview.gateway.port import FeedNews, Gateway
from agentview.ui.navigation import Desk

_TOPICS = frozenset({Topic.EVENT, Topic.RULE_SET})


@dataclass(frozen=True)
class SetUp:
    """All that the page shows."""

    delivery: DeliverySettings
    recommended: Recommended
    profiles: tuple[ProfileRow, ...]


class SetUpView(Protocol):
    """What the presenter tells the page."""

    def show_set_up(self, found: SetUp) -> None:
        """Show how everything is set up."""
        ...

    def show_failed(self, error: Exception) -> None:
        """Show that it could not be read."""
        ...


class SetUpPresenter:
    """Reads it all at once, and again when something of it changes."""

    def __init__(self, desk: Desk, view: SetUpView) -> None:
        """Reads nothing before `read`."""
        self._desk, self._view = desk, view
        self.found: SetUp | None = None
        self.tested: dict[Channel, DeliveryTested] = {}

    def read(self) -> None:
        """Reads the delivery settings, the recommended set and the switches of the profiles."""
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: _read(gateway), self._on_read, self._view.show_failed, self, newest="set-up"
        )

    def hear(self, news: FeedNews) -> None:
        """Reads again when a mapping, a template, a setting or the rule set changed."""
        if self.found is None:
            return
        if news.is_gap or any(change.topic in _TOPICS for change in news.changes):
            self.read()

    def tried(self, tested: DeliveryTested) -> None:
        """Remembers what became of trying a channel out."""
        self.tested[tested.channel] = tested
        if self.found is not None:
            self._view.show_set_up(self.found)

    def close(self) -> None:
        """Drops what is being read."""
        self._desk.runner.drop(self)

    def _on_read(self, found: SetUp) -> None:
        self.found = found
        self._view.show_set_up(found)


def _read(gateway: Gateway) -> SetUp:
    delivery = gateway.call(SETTINGS, Nothing())
    recommended = gateway.call(RECOMMENDED, RecommendedRequest())
    profiles: Profiles = gateway.call(PROFILES, ProfilesRequest())
    return SetUp(delivery, recommended, profiles.rows)
