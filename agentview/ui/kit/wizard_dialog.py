"""A wizard in a dialog of its own: pages on the way to something that is done once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from agentview.ui.kit.appearance import look
from agentview.ui.kit.help_dialog import give_help
from agentview.ui.kit.strip import Step, StepState
from agentview.ui.kit.tab_walk import is_walking, step_focus
from agentview.ui.kit.wizard import WizardFrame

SHARE = 0.94
"""So much of its window the dialog may cover."""


class WizardDialog(QDialog):
    """Open it with `open()`. `frame` holds the pages; there is no summary and nothing to save."""

    def __init__(self, parent: QWidget, title: str, summary_title: str, size: tuple[int, int]) -> None:
        """Shows no page yet; `size` at 100 %."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.frame = WizardFrame(title, summary_title)
        self.frame.summary.hide()
        self.frame.save.hide()
        column = QVBoxLayout(self)
        edge = look().px(20)
        column.setContentsMargins(edge, edge, edge, edge)
        column.addWidget(self.frame)
        over = parent.window().size() * SHARE
        self.resize(min(look().px(size[0]), over.width()), min(look().px(size[1]), over.height()))
        self.frame.save_wanted.connect(self.reject)
        give_help(self)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name
        """Lets Tab walk in the order of reading."""
        return step_focus(self, forward=next) if is_walking(self) else super().focusNextPrevChild(next)


def steps_to(names: Sequence[str], current: int, *, is_over: bool) -> list[Step]:
    """The steps of a strip: those before `current` are done, and itself where all is over."""
    return [
        Step(
            name,
            StepState.DONE
            if at < current or (at == current and is_over)
            else StepState.CURRENT
            if at == current
            else StepState.FUTURE,
        )
        for at, name in enumerate(names)
    ]
