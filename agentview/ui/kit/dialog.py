"""The dialog for acts that must be confirmed; it opens, it never blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.help_dialog import give_help
from agentview.ui.kit.tab_walk import is_walking, step_focus
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading
from agentview.ui.kit.theme import Tone

EDGE = 20
"""The margin inside a dialog at 100 %."""


@dataclass(frozen=True)
class DialogText:
    """Title that names the record, the sentence below it, and the words of the two buttons.

    `busy` is shown on the verb's button while it runs ("Activating...").
    """

    title: str
    verb: str
    keep: str
    busy: str
    sentence: str = ""
    is_dangerous: bool = False


class VerbDialog(QDialog):
    """Asks before an act. Connect `verb_pressed`, start the act, then call `succeeded` or `failed`.

    Esc and the default button keep everything as it is; Ctrl+Enter commits. Open it with `open()`.
    """

    verb_pressed = Signal()

    def __init__(self, parent: QWidget | None, text: DialogText, form: FormBinder | None = None) -> None:
        """Makes the dialog; add widgets to `body`, a form stands there already, and to the row `buttons`."""
        super().__init__(parent)
        self._text = text
        self._form = form
        self.setWindowTitle(text.title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._summary = Banner()
        self.buttons = QHBoxLayout()
        self.body = QVBoxLayout()
        self.body.setSpacing(look().px(8))
        kind = ButtonKind.DANGER_FILLED if text.is_dangerous else ButtonKind.PRIMARY
        self.verb_button = Button(text.verb, kind, tip=QCoreApplication.translate("VerbDialog", "Ctrl+Enter"))
        self.keep_button = Button(text.keep)
        self.verb_button.pressed_once.connect(self._on_verb)
        self.keep_button.pressed_once.connect(self.reject)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self).activated.connect(self._on_verb)
        give_help(self, text.sentence)
        self._arrange()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Lets Tab walk in the order of reading."""
        return step_focus(self, forward=next) if is_walking(self) else super().focusNextPrevChild(next)

    def failed(self, errors: Mapping[str, str], banner: BannerText | None = None) -> None:
        """Shows why the act was refused: beside the fields, and summed up on top; what was typed stays."""
        self._set_busy(is_busy=False)
        shown: list[BannerText] = [] if banner is None else [banner]
        if errors and self._form is not None:
            loose = self._form.show_errors(errors)
            if banner is None:
                cause = QCoreApplication.translate("VerbDialog", "Some fields need another look")
                shown.append(BannerText(Tone.BAD, cause, " ".join(loose)))
        self._summary.show_texts(shown)

    def succeeded(self) -> None:
        """Closes the dialog."""
        self._set_busy(is_busy=False)
        self.accept()

    def reject(self) -> None:
        """Keeps everything as it is; not while the act runs."""
        if not self.verb_button.is_busy:
            super().reject()

    @Slot()
    def _on_verb(self) -> None:
        if not self.verb_button.isEnabled() or self.verb_button.is_busy:
            return
        self._summary.show_texts([])
        if self._form is not None:
            missing = self._form.check()
            if missing:
                self.failed(missing)
                return
        self._set_busy(is_busy=True)
        self.verb_pressed.emit()

    def _set_busy(self, *, is_busy: bool) -> None:
        self.verb_button.set_busy(self._text.busy if is_busy else None)
        self.keep_button.setEnabled(not is_busy)
        if self._form is not None:
            self._form.set_enabled(enabled=not is_busy)

    def _arrange(self) -> None:
        edge = look().px(EDGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look().px(12))
        title = heading(self._text.title)
        title.setWordWrap(True)
        column.addWidget(title)
        if self._text.sentence:
            column.addWidget(PlainLabel(self._text.sentence, ink=INK_SECOND, wrap=True))
        column.addWidget(self._summary)
        if self._form is not None:
            self.body.addWidget(self._form.widget)
        column.addLayout(self.body, 1)
        self.buttons.setSpacing(look().px(8))
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.keep_button)
        self.buttons.addWidget(self.verb_button)
        column.addLayout(self.buttons)
        self.setMinimumWidth(look().px(460))
        self.keep_button.setAutoDefault(True)
        self.keep_button.setDefault(True)
        if self._form is not None:
            self._form.focus_first()
        else:
            self.keep_button.setFocus()
