"""How many cases each department and person has, and how many of them are overdue."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.worklist import CaseCounts, CaseLoad
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.views.worklist.words import department_word

MOST_PEOPLE = 6
_DEPARTMENT, _PERSON = "departments", "assignee_ids"


class LoadBar(QWidget):
    """`narrowed(field, value)`: pressing a load lists its cases."""

    narrowed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._flow: FlowRow | None = None
        self._shown: list[tuple[str, str, str]] = []
        self.hide()

    def show_counts(self, counts: CaseCounts) -> None:
        """Shows the loads, departments first; cases that nobody has are in the pill Unassigned."""
        people = [load for load in counts.people if load.key][:MOST_PEOPLE]
        wanted = [
            *(
                (_DEPARTMENT, load.key, load_text(department_word(load.key), load))
                for load in counts.departments
            ),
            *((_PERSON, load.key, load_text(load.name, load)) for load in people),
        ]
        self.setVisible(bool(wanted))
        if wanted != self._shown:
            self._shown = wanted
            self._rebuild()

    def _rebuild(self) -> None:
        had_focus = self.focusWidget() is not None and self.isAncestorOf(self.focusWidget())
        if self._flow is not None:
            self._column.removeWidget(self._flow)
            self._flow.hide()
            self._flow.deleteLater()
        label = PlainLabel(QCoreApplication.translate("Worklist", "Open cases of"), ink=INK_SECOND)
        above = look().px(6)
        label.setContentsMargins(0, above, 0, above)
        buttons = [self._make(at, text) for at, (_, _, text) in enumerate(self._shown)]
        self._flow = FlowRow([label, *buttons])
        self._column.addWidget(self._flow)
        self._flow.show()
        if had_focus and buttons:
            buttons[0].setFocus()

    def _make(self, at: int, text: str) -> Button:
        tip = QCoreApplication.translate("Worklist", "List these cases")
        button = Button(text.replace("&", "&&"), ButtonKind.QUIET, tip=tip)
        button.setAccessibleName(text)
        button.setProperty("load", at)
        button.pressed_once.connect(self._on_pressed)
        return button

    @Slot()
    def _on_pressed(self) -> None:
        sender = self.sender()
        if sender is not None:
            field, key, _ = self._shown[int(sender.property("load"))]
            self.narrowed.emit(field, (int(key),) if field == _PERSON else (key,))


def load_text(name: str, load: CaseLoad) -> str:
    """A load in words: "Provisioner 12, 3 overdue"."""
    if not load.overdue:
        return f"{name} {load.open}"
    template = QCoreApplication.translate("Worklist", "{name} {open}, {overdue} overdue")
    return (
        template.replace("{open}", str(load.open))
        .replace("{overdue}", str(load.overdue))
        .replace("{name}", name)
    )
