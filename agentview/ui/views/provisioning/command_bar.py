"""The commands of a task as buttons: the completing one first, abort far away at the end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from agentview.contract.provisioning import TaskCommand
from agentview.ui.failure_words import cause_text, offline_text
from agentview.ui.kit.action import tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.flow import FlowRow
from agentview.ui.navigation import Texts
from agentview.ui.views.provisioning.offers import Offer
from agentview.ui.views.provisioning.words import command_word

KEYS = {
    TaskCommand.CLAIM: "C",
    TaskCommand.RELEASE: "C",
    TaskCommand.EDIT: "E",
    TaskCommand.ACTIVATE: "A",
    TaskCommand.FINALISE_CANCELLATION: "A",
    TaskCommand.FINALISE_MIGRATION: "A",
    TaskCommand.HALT: "H",
    TaskCommand.RESUBMIT: "R",
    TaskCommand.TAKE_OVER: "T",
    TaskCommand.ADD_NOTE: "O",
}
"""The letter of each command while the list has the focus; aborting has none."""


class CommandBar(QWidget):
    """Buttons that wrap where it is narrow; `pressed(command)`."""

    pressed = Signal(str)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        """Offers nothing yet."""
        super().__init__(parent)
        self._texts = texts
        self._buttons: dict[TaskCommand, Button] = {}
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(look().px(16))

    def show_offers(self, offers: Sequence[Offer], *, is_offline: bool = False) -> None:
        """Shows these commands; buttons that stay keep their focus. All are closed while offline."""
        wanted = [offer.command for offer in offers]
        if wanted != list(self._buttons):
            self._rebuild(offers)
        for offer in offers:
            cause = offline_text() if is_offline else cause_text(self._texts, offer.refusals)
            self._buttons[offer.command].set_refusal(cause)

    def button(self, command: TaskCommand) -> Button | None:
        """The button of a command, if it is offered."""
        return self._buttons.get(command)

    def take_focus(self) -> None:
        """Puts the focus on the first command that is open."""
        for button in self._buttons.values():
            if button.isEnabled():
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _rebuild(self, offers: Sequence[Offer]) -> None:
        had_focus = any(button.hasFocus() for button in self._buttons.values())
        while (item := self._line.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._buttons = {offer.command: self._make(offer) for offer in offers}
        far = [offer.command for offer in offers if offer.is_dangerous]
        flow = FlowRow([button for command, button in self._buttons.items() if command not in far])
        self._line.addWidget(flow, 1)
        flow.show()
        for command in far:
            self._line.addWidget(self._buttons[command], 0, Qt.AlignmentFlag.AlignTop)
            self._buttons[command].show()
        if had_focus and self._buttons:
            next(iter(self._buttons.values())).setFocus()

    def _make(self, offer: Offer) -> Button:
        kind = ButtonKind.SECONDARY
        if offer.is_primary:
            kind = ButtonKind.PRIMARY
        elif offer.is_dangerous:
            kind = ButtonKind.DANGER
        word = command_word(offer.command.value)
        button = Button(word, kind, tip=tip_with_key(word, KEYS.get(offer.command, "")))
        button.setProperty("command", offer.command.value)
        button.pressed_once.connect(self._on_pressed)
        return button

    @Slot()
    def _on_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.pressed.emit(str(sender.property("command")))
