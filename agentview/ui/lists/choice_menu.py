"""A button that opens a menu in which several values can be ticked one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from agentview.ui.kit.button import Button
from agentview.ui.kit.staying_menu import StayingMenu


class ChoiceMenu(Button):
    """Emits the ticked keys whenever one changes; its word says how many are ticked."""

    picked = Signal(tuple)

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        """Offers nothing yet."""
        super().__init__(word, parent=parent, icon_name="chevron-down")
        self._word = word
        self._menu = StayingMenu(self)
        self._menu.setAccessibleName(word)
        self._menu.triggered.connect(self._on_triggered)
        self.pressed_once.connect(self.open_menu)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offers (key, word) pairs; ticks of keys that are still offered stay."""
        ticked = set(self.ticked())
        self._menu.clear()
        for key, word in choices:
            action = QAction(word.replace("&", "&&"), self._menu)
            action.setCheckable(True)
            action.setData(key)
            action.setChecked(key in ticked)
            self._menu.addAction(action)
        self._show_count()

    def tick(self, keys: Sequence[str]) -> None:
        """Ticks exactly these without telling `picked`."""
        for action in self._menu.actions():
            action.setChecked(str(action.data()) in keys)
        self._show_count()

    def ticked(self) -> tuple[str, ...]:
        """The ticked keys in the order of the menu."""
        return tuple(str(action.data()) for action in self._menu.actions() if action.isChecked())

    def menu_actions(self) -> list[QAction]:
        """What can be ticked."""
        return self._menu.actions()

    @Slot()
    def open_menu(self) -> None:
        """Opens the menu below the button, its first line chosen."""
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        actions = self._menu.actions()
        if actions:
            self._menu.setActiveAction(actions[0])

    @Slot()
    def _on_triggered(self) -> None:
        self._show_count()
        self.picked.emit(self.ticked())

    def _show_count(self) -> None:
        count = len(self.ticked())
        self.setText(f"{self._word} ({count})" if count else self._word)
