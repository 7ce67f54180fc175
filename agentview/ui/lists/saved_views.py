"""Named views of a list, the person's own and the shared ones, kept on the server; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from pydantic import JsonValue, ValidationError

from agentview.contract.desk import (
    DELETE_VIEW,
    SAVE_VIEW,
    SAVED_VIEWS,
    SavedView,
    SavedViews,
    SaveViewRequest,
    ScreenRequest,
    ViewRef,
)
from agentview.contract.op import Nothing
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key, rejection_of


class ViewsListener(Protocol):
    """What the presenter tells the screen."""

    def show_views(self, views: tuple[SavedView, ...]) -> None:
        """Offer these views."""
        ...

    def view_saved(self, view: SavedView) -> None:
        """The view is kept."""
        ...

    def view_deleted(self, name: str) -> None:
        """The view is gone."""
        ...

    def views_failed(self, error: Exception) -> None:
        """The list of views, or a deletion, failed."""
        ...


class SavedViewsPresenter:
    """Reads, saves and deletes views; what a view holds is the screen's business."""

    def __init__(self, desk: Desk, screen: str, listener: ViewsListener, make_key: NewKey = new_key) -> None:
        """`screen` is the key of the list; reads nothing before `read`."""
        self._desk, self._screen, self._listener, self._make_key = desk, screen, listener, make_key
        self.views: tuple[SavedView, ...] = ()

    def read(self) -> None:
        """Reads the views."""
        gateway, wanted = self._desk.gateway, ScreenRequest(screen=self._screen)
        self._desk.runner.submit(
            lambda: gateway.call(SAVED_VIEWS, wanted),
            self._on_read,
            self._listener.views_failed,
            self,
            newest="views",
        )

    def save(
        self,
        name: str,
        content: dict[str, JsonValue],
        on_error: Callable[[Exception], None],
        *,
        is_shared: bool,
    ) -> None:
        """Saves a view; the own one of that name is replaced."""
        try:
            request = SaveViewRequest(screen=self._screen, name=name, is_shared=is_shared, content=content)
        except ValidationError as error:
            on_error(rejection_of(error))
            return

        def saved(view: SavedView) -> None:
            self._listener.view_saved(view)
            self.read()

        Sending(SAVE_VIEW, request, self._make_key()).send(self._desk, saved, on_error, self)

    def delete(self, view: SavedView) -> None:
        """Deletes an own view."""

        def deleted(_nothing: Nothing) -> None:
            self._listener.view_deleted(view.name)
            self.read()

        sending = Sending(DELETE_VIEW, ViewRef(view_id=view.id), self._make_key())
        sending.send(self._desk, deleted, self._listener.views_failed, self)

    def close(self) -> None:
        """Drops what is under way."""
        self._desk.runner.drop(self)

    def _on_read(self, answer: SavedViews) -> None:
        self.views = answer.views
        self._listener.show_views(answer.views)
