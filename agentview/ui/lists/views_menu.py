"""The menu of saved views, and the dialog that saves one under a name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pydantic import JsonValue
from PySide6.QtCore import QCoreApplication, QObject, QPoint, Slot
from PySide6.QtWidgets import QMenu, QWidget

from agentview.contract.desk import SavedView
from agentview.core.clock import local_day
from agentview.core.errors import AgentViewError
from agentview.ui.failure_words import failure_banner
from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.lists.saved_views import SavedViewsPresenter
from agentview.ui.navigation import Desk

NAME_LENGTH = 80


class ViewsMenu(QObject):
    """Opens the menu; `show(content)` gets the view that was chosen, `read()` gives the present one."""

    def __init__(
        self,
        desk: Desk,
        screen: str,
        window: QWidget,
        show: Callable[[dict[str, JsonValue]], None],
        read: Callable[[], dict[str, JsonValue]],
    ) -> None:
        """Reads the views when the menu is opened for the first time."""
        super().__init__(window)
        self._desk, self._window, self._show, self._read = desk, window, show, read
        self.presenter = SavedViewsPresenter(desk, screen, self)
        self.dialog: SaveViewDialog | None = None
        self.menu = QMenu(window)
        self.menu.setAccessibleName(QCoreApplication.translate("SavedViews", "Saved views"))
        self._fill(())

    def start(self) -> None:
        """Reads the views."""
        self.presenter.read()

    def popup(self, at: QPoint) -> None:
        """Opens the menu."""
        self.presenter.read()
        self.menu.popup(at)

    def close(self) -> None:
        """Drops what is under way."""
        self.presenter.close()
        if self.dialog is not None:
            self.dialog.close()

    # What the presenter tells

    def show_views(self, views: tuple[SavedView, ...]) -> None:
        """Offers these views."""
        self._fill(views)

    def view_saved(self, view: SavedView) -> None:
        """Says so."""
        if self.dialog is not None:
            self.dialog.succeeded()
        text = QCoreApplication.translate("SavedViews", "Saved the view {name}")
        self._desk.toasts.say(text.replace("{name}", view.name))

    def view_deleted(self, name: str) -> None:
        """Says so."""
        text = QCoreApplication.translate("SavedViews", "Deleted the view {name}")
        self._desk.toasts.say(text.replace("{name}", name))

    def views_failed(self, error: Exception) -> None:
        """Shows why."""
        self._desk.shell.show_error(error, QCoreApplication.translate("SavedViews", "Saved views"))

    # Inside

    def _fill(self, views: tuple[SavedView, ...]) -> None:
        translate = QCoreApplication.translate
        self.menu.clear()
        shared = translate("SavedViews", "{name} (shared)")
        for view in views:
            name = shared.replace("{name}", view.name) if view.is_shared else view.name
            _add(self.menu, name, partial(self._show, view.content))
        if views:
            self.menu.addSeparator()
        _add(self.menu, translate("SavedViews", "Save this view..."), self._on_save)
        own = [view for view in views if view.is_own]
        if own:
            deleting = self.menu.addMenu(translate("SavedViews", "Delete"))
            for view in own:
                _add(deleting, view.name, partial(self.presenter.delete, view))

    @Slot()
    def _on_save(self) -> None:
        self.dialog = SaveViewDialog(self._window, self._desk, self.presenter, self._read())
        self.dialog.finished.connect(self._on_finished)
        self.dialog.open()

    @Slot()
    def _on_finished(self) -> None:
        self.dialog = None


class SaveViewDialog(VerbDialog):
    """Asks for the name, and whether colleagues see it too."""

    def __init__(
        self, parent: QWidget, desk: Desk, presenter: SavedViewsPresenter, content: dict[str, JsonValue]
    ) -> None:
        """Keeps `content` under the name that is typed."""
        translate = QCoreApplication.translate
        self._desk, self._presenter, self._content = desk, presenter, content
        self.form = FormBinder(
            (
                Field("name", translate("SavedViews", "Name"), required=True, most_chars=NAME_LENGTH),
                Field(
                    "is_shared",
                    translate("SavedViews", "Share it with my colleagues"),
                    FieldKind.CHECK,
                ),
            ),
            lambda: local_day(desk.clock.now(), desk.zone.key),
        )
        text = DialogText(
            translate("SavedViews", "Save this view"),
            translate("SavedViews", "Save view"),
            translate("SavedViews", "Not now"),
            translate("SavedViews", "Saving..."),
            translate("SavedViews", "Filter, order and columns are kept. A view of that name is replaced."),
        )
        super().__init__(parent, text, self.form)
        self.form.setParent(self)
        self.verb_pressed.connect(self._on_pressed)

    @Slot()
    def _on_pressed(self) -> None:
        values = self.form.values()
        is_shared = values["is_shared"] is True
        self._presenter.save(str(values["name"]), self._content, self._on_error, is_shared=is_shared)

    def _on_error(self, error: Exception) -> None:
        errors = self._desk.texts.by_field(error) if isinstance(error, AgentViewError) else {}
        if "name" in errors:
            self.failed(errors)
        else:
            self.failed({}, failure_banner(self._desk.texts, error))


def _add(menu: QMenu, word: str, act: Callable[[], None]) -> None:
    make_action(menu, ActionText(word.replace("&", "&&"), tip=word), act)
