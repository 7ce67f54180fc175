"""The page that covers a kept workplace: locked, or the session has ended."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agentview.contract.session import Person
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.texts import ErrorText
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.shell.labelled import password_field
from agentview.ui.shell.session import Gate

_WIDTH = 420


class CoverPage(QWidget):
    """Only the same person gets through; somebody else signs in anew."""

    unlock_wanted = Signal(object)
    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Covers nothing yet."""
        super().__init__(parent)
        translate = QCoreApplication.translate
        self._title = PlainLabel("", TypeRole.H1)
        self._sentence = PlainLabel("", ink=INK_SECOND, wrap=True)
        self._banner = Banner()
        self._password = password_field()
        self._needs_password = False
        self._button = Button("", ButtonKind.PRIMARY)
        self._other = Button(translate("Cover", "Sign in as somebody else"), ButtonKind.QUIET)
        self._button.pressed_once.connect(self._on_button)
        self._password.field.returnPressed.connect(self._on_button)
        self._other.pressed_once.connect(self.other_wanted)
        self._arrange()

    def show_gate(self, gate: Gate, person: Person, *, needs_password: bool) -> None:
        """Says why the window is covered, and who may go on."""
        translate = QCoreApplication.translate
        self._banner.show_texts([])
        self._password.field.clear()
        self._needs_password = needs_password
        self._password.setVisible(needs_password)
        if gate is Gate.LOCKED:
            self._title.setText(translate("Cover", "Locked"))
            sentence = translate("Cover", "{name} is signed in. Everything is kept as it was left.")
            self._button.setText(translate("Cover", "Unlock"))
        else:
            self._title.setText(translate("Cover", "Your session has ended"))
            sentence = translate(
                "Cover", "{name}, what you typed is kept. Sign in again to go on where you were."
            )
            self._button.setText(translate("Cover", "Sign in"))
        self._sentence.setText(sentence.replace("{name}", person.display_name))
        self.setAccessibleName(f"{self._title.text()}. {self._sentence.text()}")

    def take_focus(self) -> None:
        """Puts the focus on the password, or on the button where none is needed."""
        part = self._password if self._needs_password else self._button
        part.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, *, is_busy: bool) -> None:
        """Says that the unlock is on its way."""
        self._button.set_busy(QCoreApplication.translate("Cover", "Checking...") if is_busy else None)
        self._password.setEnabled(not is_busy)

    def show_refused(self, text: ErrorText) -> None:
        """Says why it was refused."""
        rest = " ".join(part for part in (text.safe, text.next_step) if part)
        self._banner.show_texts([BannerText(Tone.BAD, text.what, rest)])
        self._password.field.clear()
        self.take_focus()

    def _arrange(self) -> None:
        card = Card(padding=24)
        card.setFixedWidth(look().px(_WIDTH))
        card.body.setSpacing(look().px(12))
        for part in (self._title, self._sentence, self._banner, self._password, self._button, self._other):
            card.body.addWidget(part)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(middle)
        column.addStretch(1)

    @Slot()
    def _on_button(self) -> None:
        if self._button.is_busy:
            return
        if self._needs_password and not self._password.field.text():
            self.take_focus()
            return
        self.unlock_wanted.emit(self._password.field.text() if self._needs_password else None)
