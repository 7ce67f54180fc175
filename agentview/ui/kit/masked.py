"""Personal data as dots and its last characters, until its owner asks to see it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from agentview.core.text import masked
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import IconButton
from agentview.ui.kit.text import ElidedLabel, PlainLabel

MASK_AGAIN_MS = 30_000


class MaskedValue(QWidget):
    """Dots and the last 3 characters; the eye asks the owner to reveal (which is audited).

    The owner answers `reveal_requested` with `reveal(text)`; after 30 s the dots come back. With `is_veiled`
    the hint came with its dots and is shown as it is, and a long value wraps, so that none of it is cut off.
    """

    reveal_requested = Signal()
    masked_again = Signal()

    def __init__(
        self, name: str, hint: str = "", parent: QWidget | None = None, *, is_veiled: bool = False
    ) -> None:
        """Shows the mask of `hint` (its last characters); `name` says what the value is."""
        super().__init__(parent)
        self._name, self._hint, self._is_veiled = name, hint, is_veiled
        self._label = PlainLabel("", wrap=True) if is_veiled else ElidedLabel("")
        self._label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._eye = IconButton("eye", "")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(MASK_AGAIN_MS)
        self._timer.timeout.connect(self.hide_value)
        self._eye.pressed_once.connect(self._on_eye)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(4))
        row.addWidget(self._label, 1 if is_veiled else 0)
        row.addWidget(self._eye)
        if not is_veiled:
            row.addStretch(1)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._is_shown = False
        self.hide_value()

    @property
    def is_revealed(self) -> bool:
        """Whether the value is readable now."""
        return self._is_shown

    def text(self) -> str:
        """What is shown now."""
        return self._label.text()

    def set_hint(self, hint: str) -> None:
        """Masks another value."""
        self._hint = hint
        self.hide_value()

    def reveal(self, value: str) -> None:
        """Shows the value for 30 s."""
        self._is_shown = True
        self._label.setText(value)
        template = QCoreApplication.translate("MaskedValue", "Hide {name}")
        self._eye.set_face("eye-off", template.replace("{name}", self._name))
        self._timer.start()

    @Slot()
    def hide_value(self) -> None:
        """Shows the dots."""
        was_shown, self._is_shown = self._is_shown, False
        self._timer.stop()
        self._label.setText(self._hint if self._is_veiled else masked(self._hint))
        template = QCoreApplication.translate("MaskedValue", "Show {name}; this is recorded")
        self._eye.set_face("eye", template.replace("{name}", self._name))
        if was_shown:
            self.masked_again.emit()

    @Slot()
    def _on_eye(self) -> None:
        if self._is_shown:
            self.hide_value()
        else:
            self.reveal_requested.emit()
