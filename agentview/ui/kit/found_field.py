"""A choice of very many: some are offered, others are looked for where they are as one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit

from agentview.ui.kit.choice_box import ChoiceBox

SOUGHT_AFTER_MS = 200


class NotChosenError(ValueError):
    """Something was typed of which nothing was chosen."""


class FoundField(ChoiceBox):
    """One of very many. `sought(text)` asks for those that fit what is typed; answer with `show_found`.

    Arrows and Enter choose among what is found; what is typed in full is chosen by itself.
    """

    sought = Signal(str)

    def __init__(self, choices: Sequence[tuple[str, str]], nothing: str, *, with_empty: bool) -> None:
        """Offers these at first."""
        super().__init__(choices, nothing, with_empty=with_empty)
        self._line = QLineEdit()
        self.setLineEdit(self._line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._first = tuple(choices)
        completer = QCompleter(self.model(), self)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOUGHT_AFTER_MS)
        self._timer.timeout.connect(self._on_rest)
        self._line.textEdited.connect(self._on_typed)

    def setAccessibleName(self, name: str) -> None:
        """Names the line that is typed into as well: it is what has the focus."""
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    def show_found(self, text: str, choices: Sequence[tuple[str, str]]) -> None:
        """Offers what fits `text`, unless something else was typed meanwhile; what was typed stays."""
        line = self._line
        typed, at = line.text(), line.cursorPosition()
        if typed.strip() != text:
            return
        with QSignalBlocker(self), QSignalBlocker(line):
            self.set_choices(choices or self._first, with_empty=self.has_empty)
            self.setCurrentIndex(self._exactly(typed))
            line.setText(typed)
            line.setCursorPosition(at)
        completer = self.completer()
        if choices and completer is not None and line.hasFocus():
            # Other choices make it forget what they have to fit.
            completer.setCompletionPrefix(typed)
            completer.complete()

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Lets these be chosen as well; what is chosen and offered already stays as it is."""
        for value, word in choices:
            if self.findData(value) < 0:
                self.addItem(word, value)

    def set_value(self, value: object) -> None:
        """Chooses a value; one that was found elsewhere stands by its number."""
        if isinstance(value, str) and value and self.findData(value) < 0:
            self.addItem(f"#{value}", value)
        super().set_value(value)

    def value(self) -> str | None:
        """The chosen value, or None. Raises NotChosenError for a text that is none of those offered."""
        typed = self.currentText().strip()
        at = self.currentIndex()
        if at >= 0 and self.itemText(at) == typed:
            return super().value()
        if not typed:
            return None
        found = self._exactly(typed)
        if found < 0:
            raise NotChosenError(typed)
        data = self.itemData(found)
        return data if isinstance(data, str) else None

    def _exactly(self, typed: str) -> int:
        wanted = typed.strip().casefold()
        return next((at for at in range(self.count()) if self.itemText(at).casefold() == wanted), -1)

    @Slot(str)
    def _on_typed(self, _text: str) -> None:
        self._timer.start()
        self.edited.emit()

    @Slot()
    def _on_rest(self) -> None:
        self.sought.emit(self.currentText().strip())
