"""What the next run would do, above the candidates: by which rules, how many, and what stops it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from agentview.contract.candidates_difference import Difference
from agentview.contract.suspension_candidates import Forecast
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.field import ChoiceField, Field, FieldKind
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.navigation import Desk
from agentview.ui.views.suspension.candidate_words import (
    RULES,
    RUN,
    difference_word,
    forecast_banners,
    forecast_chips,
    forecast_sentence,
    word,
)

IN_FORCE = "in_force"
_AFTER_RULES = 2
"""The place in the line after the word and the choice."""


class ForecastBar(QWidget):
    """`chosen(rule set id or None)` tells by which rules the list is to be; `rules_wanted()` leads to them.

    `run_wanted()`: the stopped run is to go on.
    `difference_wanted()`: whom they would restrict that they would not have the day before, and the reverse.
    """

    chosen = Signal(object)
    rules_wanted = Signal()
    run_wanted = Signal()
    difference_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        """Shows no forecast yet."""
        super().__init__()
        self._desk = desk
        in_force = ((IN_FORCE, word("Rules in force")),)
        self.rules = ChoiceField(
            Field("rule_set_id", word("By"), FieldKind.CHOICE, choices=in_force, can_be_empty=False)
        )
        self.rules.setAccessibleName(word("By which rules"))
        self.rules.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.sentence = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.banner = Banner()
        self._chips: FlowRow | None = None
        self._shown: tuple[ChipValue, ...] = ()
        self._offered: tuple[tuple[str, str], ...] = in_force
        self._line = QHBoxLayout()
        label = PlainLabel(word("By"), ink=INK_SECOND)
        label.setBuddy(self.rules)
        self._line.setSpacing(look().px(8))
        self._line.addWidget(label)
        self._line.addWidget(self.rules)
        self.difference = Button("", ButtonKind.QUIET, icon_name="swap")
        self._line.addStretch(1)
        self._line.addWidget(self.difference)
        self.difference.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        column.addLayout(self._line)
        column.addWidget(self.sentence)
        column.addWidget(self.banner)
        self.sentence.hide()
        self.rules.edited.connect(self._on_edited)
        self.banner.button_pressed.connect(self._on_button)
        self.difference.pressed_once.connect(self.difference_wanted)

    def show_forecast(
        self, forecast: Forecast, choices: Sequence[tuple[str, str]], rule_set_id: int | None
    ) -> None:
        """Shows a forecast by the rules in force, or by the rule set of this id."""
        self._offer(choices)
        self.rules.set_value(IN_FORCE if rule_set_id is None else str(rule_set_id))
        has_rules = forecast.rule_set_id is not None
        self.banner.show_texts(forecast_banners(forecast))
        self.sentence.setVisible(has_rules)
        if has_rules:
            now = self._desk.clock.now()
            self.sentence.setText(forecast_sentence(forecast, now, self._desk.zone))
        self._show_chips(forecast_chips(forecast) if has_rules else ())

    def show_difference(self, difference: Difference | None) -> None:
        """Shows how many are new, and how many gone; nothing where there is no picture of the day before."""
        is_known = difference is not None and difference.since is not None
        self.difference.setVisible(is_known)
        if difference is not None and is_known:
            told = difference_word(difference)
            self.difference.setText(told)
            self.difference.setAccessibleName(told)

    def _offer(self, choices: Sequence[tuple[str, str]]) -> None:
        offered = ((IN_FORCE, word("Rules in force")), *choices)
        if offered != self._offered:
            self._offered = offered
            self.rules.set_choices(offered, with_empty=False)

    def _show_chips(self, chips: tuple[ChipValue, ...]) -> None:
        if chips == self._shown and self._chips is not None:
            return
        self._shown = chips
        if self._chips is not None:
            self._line.removeWidget(self._chips)
            self._chips.hide()
            self._chips.deleteLater()
        self._chips = FlowRow([Chip(one) for one in chips])
        # Much more than the blank before the difference, which holds the line while there are no chips.
        self._line.insertWidget(_AFTER_RULES, self._chips, 100, Qt.AlignmentFlag.AlignVCenter)
        self._chips.show()

    @Slot()
    def _on_edited(self) -> None:
        value = self.rules.value()
        self.chosen.emit(int(str(value)) if value not in (None, IN_FORCE) else None)

    @Slot(str)
    def _on_button(self, key: str) -> None:
        if key == RULES:
            self.rules_wanted.emit()
        elif key == RUN:
            self.run_wanted.emit()
