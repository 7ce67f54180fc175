"""The steps of a finding: what is done next, a button where this person can do it, else who can."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agentview.contract.status import Step
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.views.customers.status_words import StatusWords, button_word

Act = Callable[[Step], None]


class StepLine(QWidget):
    """One step."""

    def __init__(self, step: Step, words: StatusWords, act: Act, offline: str | None) -> None:
        """`act` carries the step out; `offline` says why nothing can be done now."""
        super().__init__()
        self.step = step
        self._act = act
        texts = QVBoxLayout()
        texts.setSpacing(look().px(2))
        texts.addWidget(PlainLabel(words.step(step), wrap=True))
        who = words.who(step)
        if who:
            texts.addWidget(PlainLabel(who, ink=INK_SECOND, wrap=True))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look().px(12))
        line.addLayout(texts, 1)
        self.button: Button | None = None
        word = button_word(step)
        if word and step.command and (step.is_open or step.record_id is not None):
            self.button = Button(word)
            self.button.set_refusal(offline)
            self.button.pressed_once.connect(self._on_pressed)
            line.addWidget(self.button)

    @Slot()
    def _on_pressed(self) -> None:
        self._act(self.step)


def step_lines(
    steps: Sequence[Step], words: StatusWords, act: Act, offline: str | None
) -> tuple[StepLine, ...]:
    """The lines of steps; a record is opened by one button, however many steps concern it."""
    lines = []
    seen: set[str] = set()
    for step in steps:
        line = StepLine(step, words, act, offline)
        word = button_word(step)
        if line.button is not None and word in seen:
            line.button.hide()
        seen.add(word)
        lines.append(line)
    return tuple(lines)
