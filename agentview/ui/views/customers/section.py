"""What a section of the customer page offers, and what it gets; each section is a line in `sections.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from agentview.contract.customers import CustomerDetail, RevealedContact
from agentview.gateway.port import FeedNews
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import Desk
from agentview.ui.views.customers.commands import CustomerCommands
from agentview.ui.views.customers.presenter import CustomerPresenter


@dataclass(frozen=True)
class PageContext:
    """What every section of one customer's page may use.

    `presenter` holds the customer as it was read last and reads it again; `commands` opens dialogs.
    """

    desk: Desk
    times: ServerTime
    presenter: CustomerPresenter
    commands: CustomerCommands


class Section(Protocol):
    """A section: built when it is first chosen, closed with the page."""

    @property
    def widget(self) -> QWidget:
        """What fills the page below the header."""
        ...

    @property
    def lists(self) -> Sequence[QWidget]:
        """The parts in which the letters of the page act."""
        ...

    def actions(self) -> Sequence[QAction]:
        """The actions of its own, for the key sheet and the command box."""
        ...

    def show_customer(self, customer: CustomerDetail) -> None:
        """Show a newer state of the customer without moving the reader's place."""
        ...

    def show_contact(self, contact: RevealedContact) -> None:
        """Show a contact in full, for a while."""
        ...

    def hear(self, news: FeedNews) -> None:
        """Follow the change feed and the link."""
        ...

    def take_focus(self) -> None:
        """Put the focus where work goes on."""
        ...

    def close(self) -> None:
        """Drop what is being read."""
        ...


@dataclass(frozen=True)
class PageSection:
    """A line of the registry: its key, its word, how it is built, and what it counts (None: nothing)."""

    key: str
    title: Callable[[], str]
    build: Callable[[PageContext], Section]
    count: Callable[[CustomerDetail], int | None] = lambda _customer: None


class PlainSection:
    """What most sections do not need to say."""

    def actions(self) -> Sequence[QAction]:
        """None of its own."""
        return ()

    def show_contact(self, contact: RevealedContact) -> None:
        """Shows no contact."""

    def hear(self, news: FeedNews) -> None:
        """Follows the customer alone."""

    def close(self) -> None:
        """Reads nothing of its own."""
