"""A field in which several of some words can be ticked; its value is their keys with commas between."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from agentview.ui.kit.appearance import look
from agentview.ui.kit.arrow import draw_arrow
from agentview.ui.kit.staying_menu import StayingMenu
from agentview.ui.kit.text import set_tip

_LEAST = 160
"""So wide it is at least, whatever is ticked, at 100 %."""
_ARROW = 44
"""So much of its width its edges and its arrow take at 100 %."""


class SeveralField(QPushButton):
    """Shows what is ticked, and all of it as a tooltip; space, Enter or an arrow open the menu."""

    edited = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]], nothing: str = "") -> None:
        """Offers (key, word) pairs, none of them ticked; `nothing` is shown while none is."""
        super().__init__()
        self._nothing = nothing or "\u2014"
        self._menu = StayingMenu(self)
        self._menu.triggered.connect(self._on_triggered)
        self.setProperty("part", "choice")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open_menu)
        self.offer(choices)
        self._show()

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Lets these be ticked as well; what is offered already stays as it is."""
        known = {str(action.data()) for action in self._menu.actions()}
        for key, word in choices:
            if key not in known:
                action = QAction(word.replace("&", "&&"), self._menu)
                action.setCheckable(True)
                action.setData(key)
                self._menu.addAction(action)

    def value(self) -> str:
        """The ticked keys in the order of the choices, with commas between."""
        return ",".join(str(action.data()) for action in self._ticked())

    def set_value(self, value: object) -> None:
        """Ticks exactly these keys; what is not offered is left out."""
        keys = str(value or "").split(",")
        for action in self._menu.actions():
            action.setChecked(str(action.data()) in keys)
        self._show()

    def words(self) -> str:
        """What is ticked, as it is read."""
        return ", ".join(action.text().replace("&&", "&") for action in self._ticked())

    def menu_actions(self) -> list[QAction]:
        """What can be ticked."""
        return self._menu.actions()

    @Slot()
    def open_menu(self) -> None:
        """Opens the menu below the field, its first line chosen."""
        actions = self._menu.actions()
        self._menu.setAccessibleName(self.accessibleName())
        self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
        if actions:
            self._menu.setActiveAction(actions[0])

    def sizeHint(self) -> QSize:
        """As wide as there is room; what is ticked does not make it wider."""
        return QSize(look().px(_LEAST), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """What is ticked ends in dots where there is no room for it."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Opens the menu; other keys are for the dialog around it."""
        opening = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in opening and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.AltModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            self.open_menu()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shows as much as there is room for."""
        super().resizeEvent(event)
        self._show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the field and its arrow in the colour of the text."""
        super().paintEvent(event)
        draw_arrow(self)

    # Inside

    def _ticked(self) -> list[QAction]:
        return [action for action in self._menu.actions() if action.isChecked()]

    @Slot()
    def _on_triggered(self) -> None:
        self._show()
        self.edited.emit()

    def _show(self) -> None:
        words = self.words()
        room = self.width() - look().px(_ARROW)
        shown = self.fontMetrics().elidedText(words or self._nothing, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        set_tip(self, words)
