"""The page on which one replaces a password that somebody else has set, before anything else."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agentview.contract.session import Person
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading
from agentview.ui.kit.texts import ErrorText
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.shell.labelled import password_field

_WIDTH = 460


class NewPasswordPage(QWidget):
    """Signals `wanted(password)` when both fields agree, and `other_wanted` for another person."""

    wanted = Signal(str)
    other_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Asks nobody yet."""
        super().__init__(parent)
        translate = QCoreApplication.translate
        self._sentence = PlainLabel("", ink=INK_SECOND, wrap=True)
        self._banner = Banner()
        self.new = password_field(translate("NewPassword", "New password"))
        self.again = password_field(translate("NewPassword", "New password again"))
        self.button = Button(translate("NewPassword", "Set password"), ButtonKind.PRIMARY)
        self.other = Button(translate("NewPassword", "Sign in as somebody else"), ButtonKind.QUIET)
        self._arrange()
        for part in (self.new, self.again):
            part.field.returnPressed.connect(self._on_button)
        self.button.pressed_once.connect(self._on_button)
        self.other.pressed_once.connect(self.other_wanted)

    def show_person(self, person: Person) -> None:
        """Asks this person."""
        template = QCoreApplication.translate(
            "NewPassword",
            "{name}, somebody else knows your password. Choose one of your own; a sentence is good.",
        )
        self._sentence.setText(template.replace("{name}", person.display_name))
        self._banner.show_texts([])
        self._clear()

    def take_focus(self) -> None:
        """Puts the focus where typing starts."""
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, *, is_busy: bool) -> None:
        """Says that the change is on its way."""
        self.button.set_busy(QCoreApplication.translate("NewPassword", "Setting...") if is_busy else None)
        for part in (self.new, self.again, self.other):
            part.setEnabled(not is_busy)

    def show_refused(self, text: ErrorText) -> None:
        """Says why it was refused; both fields begin anew."""
        rest = " ".join(part for part in (text.safe, text.next_step) if part)
        self._banner.show_texts([BannerText(Tone.BAD, text.what, rest)])
        self._clear()
        self.take_focus()

    @Slot()
    def _on_button(self) -> None:
        new, again = self.new.field.text(), self.again.field.text()
        if not new or not again:
            (self.again if new else self.new).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if new != again:
            translate = QCoreApplication.translate
            cause = translate("NewPassword", "The two passwords differ.")
            self._banner.show_texts(
                [BannerText(Tone.BAD, cause, translate("NewPassword", "Type both anew."))]
            )
            self._clear()
            self.take_focus()
            return
        self._banner.show_texts([])
        self.wanted.emit(new)

    def _clear(self) -> None:
        self.new.field.clear()
        self.again.field.clear()

    def _arrange(self) -> None:
        title = QCoreApplication.translate("NewPassword", "Choose a password")
        card = Card(padding=24)
        card.setFixedWidth(look().px(_WIDTH))
        card.body.setSpacing(look().px(12))
        for part in (
            heading(title, TypeRole.H1),
            self._sentence,
            self._banner,
            self.new,
            self.again,
            self.button,
            self.other,
        ):
            card.body.addWidget(part)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(middle)
        column.addStretch(1)
        self.setAccessibleName(title)
