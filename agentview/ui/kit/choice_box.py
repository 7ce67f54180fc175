"""A box with some words of which one is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox

from agentview.ui.kit.arrow import draw_arrow


class ChoiceBox(QComboBox):
    """One of some words; `edited` tells that a person chose."""

    edited = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]], nothing: str, *, with_empty: bool) -> None:
        """Offers these (value, word), and `nothing` before them where none can be chosen."""
        super().__init__()
        # Other choices may be offered once it is shown, and the longest of them must fit.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._nothing = nothing or "\u2014"
        self.has_empty = with_empty
        self.set_choices(choices, with_empty=with_empty)
        self.activated.connect(self._on_activated)

    def set_choices(self, choices: Sequence[tuple[str, str]], *, with_empty: bool = True) -> None:
        """Offers other choices and keeps the chosen value if it is still among them."""
        kept = self._chosen()
        self.clear()
        if with_empty:
            self.addItem(self._nothing, None)
        for value, word in choices:
            self.addItem(word, value)
        self.set_value(kept)

    def value(self) -> str | None:
        """The chosen value, or None."""
        return self._chosen()

    def set_value(self, value: object) -> None:
        """Chooses a value; one that is not offered chooses nothing."""
        at = self.findData(value)
        self.setCurrentIndex(max(at, 0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the box and its arrow in the colour of the text."""
        super().paintEvent(event)
        draw_arrow(self)

    def _chosen(self) -> str | None:
        data = self.currentData()
        return data if isinstance(data, str) else None

    @Slot()
    def _on_activated(self) -> None:
        self.edited.emit()
