"""The short menu bar, File, View and Help, and the keys that work everywhere in the window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from agentview.ui.kit.action import ActionText, refuse_action
from agentview.ui.shell.appearance_menu import AppearanceActions
from agentview.ui.shell.language_menu import LanguageActions
from agentview.ui.shell.rail import RailTab
from agentview.ui.shell.window_action import window_action


@dataclass(frozen=True)
class Deeds:
    """What the menus can ask the window for."""

    sign_out: Callable[[], None]
    lock: Callable[[], None]
    quit: Callable[[], None]
    search: Callable[[], None]
    open_caller: Callable[[], None]
    next_pane: Callable[[], None]
    open_area: Callable[[str], None]
    help: Callable[[], None]
    keys: Callable[[], None]
    copy_details: Callable[[], None]
    support: Callable[[], None]
    about: Callable[[], None]
    set_up: Callable[[], None]
    first_steps: Callable[[], None]
    tour: Callable[[], None]


class Menus:
    """Makes the actions once; those of a workplace are closed while there is none."""

    def __init__(
        self, window: QMainWindow, deeds: Deeds, appearance: AppearanceActions, languages: LanguageActions
    ) -> None:
        """Fills the window's menu bar."""
        self._window, self._deeds, self._appearance, self._languages = window, deeds, appearance, languages
        self._areas: list[QAction] = []
        translate = QCoreApplication.translate
        self._sign_out = self._action(translate("Menus", "&Sign out or change person"), deeds.sign_out)
        self._lock = self._action(translate("Menus", "&Lock"), deeds.lock, "Ctrl+L")
        self._quit = self._action(translate("Menus", "&Quit"), deeds.quit, "Ctrl+Q")
        self._search = self._action(translate("Menus", "Search and &commands"), deeds.search, "Ctrl+K")
        self._caller = self._action(translate("Menus", "Open &who calls"), deeds.open_caller, "F8")
        self._pane = self._action(translate("Menus", "&Next part of the window"), deeds.next_pane, "F6")
        self._help = self._action(translate("Menus", "&Help"), deeds.help, "F1")
        self._keys = self._action(translate("Menus", "&Keys"), deeds.keys, "?")
        self._copy = self._action(translate("Menus", "&Copy details of the last error"), deeds.copy_details)
        self._support = self._action(translate("Menus", "Save &file for support..."), deeds.support)
        self._set_up = self._action(translate("Menus", "Connection and s&et-up..."), deeds.set_up)
        self._first_steps = self._action(translate("Menus", "How to &begin..."), deeds.first_steps)
        self._tour = self._action(translate("Menus", "&Take the tour"), deeds.tour)
        self._about = self._action(translate("Menus", "&About AgentView"), deeds.about)
        self._view_menu = QMenu(window)
        self._fill()
        self.set_open(is_open=False)

    def groups(self) -> Mapping[str, Sequence[QAction]]:
        """The window's actions for the key sheet and the command box."""
        translate = QCoreApplication.translate
        appearance = self._appearance
        return {
            translate("Menus", "Window"): (
                self._search,
                self._caller,
                *self._areas,
                self._pane,
                self._lock,
                self._sign_out,
                self._help,
                self._keys,
                self._tour,
                self._first_steps,
                self._set_up,
                self._copy,
                self._support,
                self._about,
                self._quit,
            ),
            translate("Menus", "Appearance"): (
                *appearance.themes,
                *appearance.densities,
                *appearance.scales,
            ),
            translate("Menus", "Language"): self._languages.actions,
        }

    def set_areas(self, tabs: Sequence[RailTab]) -> None:
        """Offers these areas in the View menu, each with its key."""
        for action in self._areas:
            self._view_menu.removeAction(action)
            self._window.removeAction(action)
            action.deleteLater()
        self._areas = [self._area_action(tab) for tab in tabs]
        first = self._search
        for action in self._areas:
            self._view_menu.insertAction(first, action)

    def set_open(self, *, is_open: bool) -> None:
        """Opens or closes what needs somebody at work."""
        cause = None if is_open else QCoreApplication.translate("Menus", "Sign in first")
        for action in (
            self._sign_out,
            self._lock,
            self._search,
            self._caller,
            self._pane,
            self._help,
            self._keys,
            self._tour,
        ):
            refuse_action(action, cause)

    def _area_action(self, tab: RailTab) -> QAction:
        return window_action(
            self._window, ActionText(tab.word, tab.shortcut), lambda: self._deeds.open_area(tab.key)
        )

    def _fill(self) -> None:
        translate = QCoreApplication.translate
        bar = self._window.menuBar()
        bar.setAccessibleName(translate("Menus", "Menu"))
        file_menu = bar.addMenu(translate("Menus", "&File"))
        file_menu.addActions([self._lock, self._sign_out])
        file_menu.addSeparator()
        file_menu.addActions([self._set_up, self._quit])
        self._view_menu = bar.addMenu(translate("Menus", "&View"))
        self._view_menu.addActions([self._search, self._caller, self._pane])
        for actions in (self._appearance.themes, self._appearance.densities, self._appearance.scales):
            self._view_menu.addSeparator()
            self._view_menu.addActions(list(actions))
        self._view_menu.addSeparator()
        languages = self._view_menu.addMenu(translate("Menus", "&Language"))
        languages.addActions(list(self._languages.actions))
        help_menu = bar.addMenu(translate("Menus", "&Help"))
        help_menu.addActions([self._help, self._keys, self._tour, self._first_steps])
        help_menu.addSeparator()
        help_menu.addActions([self._copy, self._support])
        help_menu.addSeparator()
        help_menu.addAction(self._about)

    def _action(self, text: str, act: Callable[[], None], key: str = "") -> QAction:
        return window_action(self._window, ActionText(text, key, tip=text.replace("&", "")), act)
