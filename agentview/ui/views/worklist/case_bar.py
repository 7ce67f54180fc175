"""The commands of a case as buttons; a closed one says why."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.worklist import CaseCommand, CaseDetail
from agentview.ui.failure_words import cause_text, offline_text
from agentview.ui.kit.action import tip_with_key
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.flow import FlowRow
from agentview.ui.navigation import Texts
from agentview.ui.views.worklist.words import command_word

OPEN_RECORD = "open_record"
KEYS = {
    CaseCommand.TAKE.value: "T",
    CaseCommand.ASSIGN.value: "A",
    CaseCommand.RELEASE.value: "G",
    CaseCommand.RESOLVE.value: "R",
    CaseCommand.ADD_NOTE.value: "O",
    CaseCommand.CANCEL.value: "",
}
"""The letter of each command while the list has the focus; cancelling has none."""


class CaseBar(QWidget):
    """Buttons that wrap where it is narrow; `pressed(command)`."""

    pressed = Signal(str)

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        """Offers every command; they are closed until a case is shown."""
        super().__init__(parent)
        self._texts = texts
        translate = QCoreApplication.translate
        self.open = Button(
            translate("Worklist", "Open the record"),
            tip=tip_with_key(translate("Worklist", "Open what the case is about"), "Return"),
            icon_name="arrow-right",
        )
        self.open.pressed_once.connect(self._on_open)
        self.buttons = {command: self._make(command) for command in KEYS}
        line = QVBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(FlowRow([self.open, *self.buttons.values()]))

    def show_case(self, case: CaseDetail, *, is_offline: bool) -> None:
        """Opens and closes the buttons."""
        for state in case.commands:
            cause = offline_text() if is_offline else cause_text(self._texts, state.refusals)
            self.buttons[state.command].set_refusal(cause)
        # Taking and giving back are never both of use; the one of use may be closed, and says why.
        is_mine = case.row.assigned_to_id is not None and not is_open(case, CaseCommand.TAKE)
        self.buttons[CaseCommand.TAKE.value].setHidden(is_mine and is_open(case, CaseCommand.RELEASE))
        self.buttons[CaseCommand.RELEASE.value].setHidden(case.row.assigned_to_id is None)

    def close_all(self, cause: str) -> None:
        """Closes every button, because the case is still being read."""
        for button in self.buttons.values():
            button.set_refusal(cause)

    def take_focus(self) -> None:
        """Puts the focus on the first button."""
        self.open.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _make(self, command: str) -> Button:
        is_end = command == CaseCommand.CANCEL.value
        word = command_word(command)
        kind = ButtonKind.DANGER if is_end else ButtonKind.SECONDARY
        button = Button(word, kind, tip=tip_with_key(word, KEYS[command]))
        button.setProperty("command", command)
        button.pressed_once.connect(self._on_pressed)
        return button

    @Slot()
    def _on_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.pressed.emit(str(sender.property("command")))

    @Slot()
    def _on_open(self) -> None:
        self.pressed.emit(OPEN_RECORD)


def is_open(case: CaseDetail, command: CaseCommand) -> bool:
    """Say whether nothing stands against a command."""
    return any(state.is_open for state in case.commands if state.command == command.value)
