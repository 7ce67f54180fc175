"""A strip above the work that shows a new user around, one sentence at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.kit.announce import announce
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.text import PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.tinted import TintedBox
from agentview.ui.kit.type_scale import TypeRole


class CoachStrip(TintedBox):
    """Enter goes on, Esc ends it; `ended` is told once a tour."""

    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(Tone.INFO, parent)
        translate = QCoreApplication.translate
        self._steps: tuple[str, ...] = ()
        self._at = 0
        self._count = PlainLabel("", TypeRole.STRONG)
        self._text = PlainLabel("", wrap=True)
        self.next = Button(translate("Coach", "Next"), tip=translate("Coach", "Go on (Enter)"))
        self.skip = Button(translate("Coach", "Skip"), tip=translate("Coach", "End the tour (Esc)"))
        self.next.pressed_once.connect(self._on_next)
        self.skip.pressed_once.connect(self.end)
        make_action(self, ActionText(translate("Coach", "End the tour"), "Esc"), self.end)
        row = QHBoxLayout(self)
        row.setContentsMargins(look().px(12), look().px(6), look().px(6), look().px(6))
        row.setSpacing(look().px(8))
        row.addWidget(self._count)
        row.addWidget(self._text, 1)
        row.addWidget(self.skip)
        row.addWidget(self.next)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def begin(self, steps: Sequence[str]) -> None:
        """Shows the first step and takes the focus."""
        self._steps, self._at = tuple(steps), 0
        self.show()
        self._show_step()
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def end(self) -> None:
        """Hides the strip; the tour counts as seen."""
        if self.isHidden():
            return
        self.hide()
        self.ended.emit()

    @Slot()
    def _on_next(self) -> None:
        if self._at + 1 >= len(self._steps):
            self.end()
            return
        self._at += 1
        self._show_step()

    def _show_step(self) -> None:
        translate = QCoreApplication.translate
        template = translate("Coach", "{at} of {all}")
        count = template.replace("{at}", str(self._at + 1)).replace("{all}", str(len(self._steps)))
        self._count.setText(count)
        self._text.setText(self._steps[self._at])
        is_last = self._at + 1 == len(self._steps)
        self.next.setText(translate("Coach", "Done") if is_last else translate("Coach", "Next"))
        self.skip.setVisible(not is_last)
        self.setAccessibleName(f"{count}. {self._steps[self._at]}")
        announce(self, self.accessibleName())
