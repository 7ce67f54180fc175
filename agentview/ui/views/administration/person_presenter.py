"""The person beside the list: read, kept fresh, and what is open to the administrator; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from agentview.contract.feed import Topic
from agentview.contract.op import Nothing
from agentview.contract.people import (
    FACETS,
    PERSON,
    PREVIEW,
    DirectoryFacets,
    PersonDetail,
    PersonRef,
    Preview,
)
from agentview.contract.value import RefusalInfo
from agentview.gateway.port import FeedNews
from agentview.ui.navigation import Desk


class PersonView(Protocol):
    """What the presenter tells the screen."""

    def show_person(self, detail: PersonDetail) -> None:
        """Show a person; the same one in a newer state keeps the scroll position."""
        ...

    def show_nothing(self) -> None:
        """Show that nobody is chosen."""
        ...

    def show_loading(self) -> None:
        """Show that a person is being read."""
        ...

    def show_failed(self, error: Exception) -> None:
        """Show that the person could not be read, with a button that tries again."""
        ...


class PersonPresenter:
    """Shows one person at a time; the newest choice wins."""

    def __init__(self, desk: Desk, view: PersonView) -> None:
        """Shows nobody yet."""
        self._desk, self._view = desk, view
        self.subject: int | None = None
        self.detail: PersonDetail | None = None

    def choose(self, user_id: int | None) -> None:
        """Shows another person."""
        if user_id == self.subject:
            return
        self.subject, self.detail = user_id, None
        if user_id is None:
            self._view.show_nothing()
            return
        self._view.show_loading()
        self.read()

    def read(self) -> None:
        """Reads the person that is shown, perhaps again."""
        gateway, user_id = self._desk.gateway, self.subject
        if user_id is None:
            return
        self._desk.runner.submit(
            lambda: gateway.call(PERSON, PersonRef(user_id=user_id)),
            self._on_read,
            self._view.show_failed,
            self,
            newest="person",
        )

    def refusals_against(self, command: str) -> tuple[RefusalInfo, ...]:
        """Every reason why a command is closed for the person that is shown."""
        return refusals_against(self.detail, command)

    def read_facets(self, receive: Callable[[DirectoryFacets], None]) -> None:
        """Reads what the forms offer."""
        gateway, shell = self._desk.gateway, self._desk.shell
        self._desk.runner.submit(
            lambda: gateway.call(FACETS, Nothing()), receive, shell.show_error, self, newest="facets"
        )

    def read_preview(self, receive: Callable[[Preview], None]) -> None:
        """Reads what the person would see."""
        gateway, shell, user_id = self._desk.gateway, self._desk.shell, self.subject
        if user_id is not None:
            self._desk.runner.submit(
                lambda: gateway.call(PREVIEW, PersonRef(user_id=user_id)),
                receive,
                shell.show_error,
                self,
                newest="preview",
            )

    def hear(self, news: FeedNews) -> None:
        """Reads the person again when somebody changed them."""
        is_about = any(
            change.topic is Topic.PERSON and change.record_id == self.subject for change in news.changes
        )
        if news.is_gap or is_about:
            self.read()

    def close(self) -> None:
        """Drops what is being read."""
        self._desk.runner.drop(self)

    def _on_read(self, detail: PersonDetail) -> None:
        self.detail = detail
        self._view.show_person(detail)


def refusals_against(detail: PersonDetail | None, command: str) -> tuple[RefusalInfo, ...]:
    """Every reason why a command is closed; none where it is open or not listed."""
    states = detail.commands if detail is not None else ()
    return next((state.refusals for state in states if state.command == command), ())
