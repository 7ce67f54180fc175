"""A quote line by line: what it is for, how it comes about, and its amount at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from agentview.contract.migration_quote import QuoteLine
from agentview.core.money import Money
from agentview.ui.kit.amount import grouped_amount
from agentview.ui.kit.appearance import look
from agentview.ui.kit.card import line as rule
from agentview.ui.kit.text import INK_SECOND, INK_THIRD, PlainLabel
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.texts.charge import charge_word
from agentview.ui.views.migrations.quote_words import formula_text, state_text
from agentview.ui.views.migrations.words import joined

_WIDTH = 640
"""How wide a dialog with a quote is, in pixels at 100 %: a line with its formula is rarely broken."""


def fit_quote(dialog: QDialog) -> None:
    """Make a dialog with a quote as wide as that, and as high as it needs to be then."""
    width, layout = look().px(_WIDTH), dialog.layout()
    dialog.setMinimumWidth(width)
    if layout is not None:
        layout.activate()
        dialog.resize(width, max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height()))


class QuoteLines(QWidget):
    """Lines below each other, and their total where it is asked for."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Shows nothing yet; `name` is what a screen reader calls it."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._parts: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look().px(16))
        self._grid.setVerticalSpacing(look().px(4))
        self._grid.setColumnStretch(1, 1)

    def show_lines(self, lines: Sequence[QuoteLine], currency: str, total_cents: int | None = None) -> None:
        """Shows these lines; the currency stands once above the amounts."""
        for part in self._parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        if not lines:
            nothing = QCoreApplication.translate("Quote", "Nothing is charged.")
            self._put(PlainLabel(nothing, ink=INK_SECOND, wrap=True), 0, 0, columns=3)
        else:
            self._put(_right(PlainLabel(currency, ink=INK_SECOND)), 0, 2)
        for at, one in enumerate(lines, start=1):
            self._show_line(one, at, currency)
        if total_cents is not None:
            self._show_total(total_cents, currency, len(lines) + 1)

    def _show_line(self, one: QuoteLine, at: int, currency: str) -> None:
        ink = "" if one.is_charged else INK_THIRD
        shown = grouped_amount(Money(one.amount_cents, currency))
        name = PlainLabel(charge_word(one.kind), ink=ink)
        how = PlainLabel(
            joined((formula_text(one, currency), state_text(one))),
            ink=INK_SECOND,
            wrap=True,
            selectable=True,
        )
        value = _right(PlainLabel(f"({shown})" if not one.is_charged else shown, ink=ink, selectable=True))
        value.setAccessibleName(
            joined((f"{charge_word(one.kind)}: {shown}\u00a0{currency}", state_text(one)))
        )
        for label in (name, how):
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        value.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignTrailing)
        for column, label in enumerate((name, how, value)):
            self._put(label, at, column)

    def _show_total(self, total_cents: int, currency: str, at: int) -> None:
        shown = grouped_amount(Money(total_cents, currency))
        word = QCoreApplication.translate("Quote", "Total, without tax")
        value = _right(PlainLabel(shown, TypeRole.STRONG, selectable=True))
        value.setAccessibleName(f"{word}: {shown}\u00a0{currency}")
        self._put(rule(), at, 0, columns=3)
        self._put(PlainLabel(word, TypeRole.STRONG), at + 1, 0, columns=2)
        self._put(value, at + 1, 2)

    def _put(self, widget: QWidget, row: int, column: int, columns: int = 1) -> None:
        self._parts.append(widget)
        self._grid.addWidget(widget, row, column, 1, columns)
        widget.show()


def _right(label: PlainLabel) -> PlainLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
    return label
