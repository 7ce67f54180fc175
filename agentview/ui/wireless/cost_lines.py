"""What an order costs, line by line: once and each month, with the mark of policy and both totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from agentview.contract.wireless_orders import WirelessOrder
from agentview.core.money import Money
from agentview.ui.kit.amount import grouped_amount
from agentview.ui.kit.appearance import look
from agentview.ui.kit.card import line as rule
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.wireless.offer_picker import policy_chip

_ONCE, _MONTHLY, _COLUMNS = 2, 3, 4


@dataclass(frozen=True)
class CostLine:
    """A line: what it is, once and monthly in minor units, and whether it stands in the policy."""

    name: str
    once_cents: int
    monthly_cents: int
    is_in_policy: bool = True


@dataclass(frozen=True)
class Costs:
    """The lines with both totals, in minor units excluding tax."""

    lines: tuple[CostLine, ...]
    currency: str
    once_cents: int
    monthly_cents: int


class CostLines(QWidget):
    """Lines below each other with their totals; the currency stands once above the amounts."""

    def __init__(self, name: str) -> None:
        """Shows nothing yet; `name` is what a screen reader calls it."""
        super().__init__()
        self.setAccessibleName(name)
        self._parts: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look().px(16))
        self._grid.setVerticalSpacing(look().px(6))
        self._grid.setColumnStretch(0, 1)

    def show_lines(
        self, lines: Sequence[CostLine], currency: str, once_cents: int, monthly_cents: int
    ) -> None:
        """Shows these lines and totals."""
        for part in self._parts:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts = []
        for column, word in ((_ONCE, _word("Once, {currency}")), (_MONTHLY, _word("Monthly, {currency}"))):
            self._put(_right(PlainLabel(word.replace("{currency}", currency), ink=INK_SECOND)), 0, column)
        for at, one in enumerate(lines, start=1):
            self._put(PlainLabel(one.name, wrap=True, selectable=True), at, 0)
            if not one.is_in_policy:
                self._put(Chip(policy_chip(is_in_policy=False)), at, 1)
            self._show_amounts(one.name, one.once_cents, one.monthly_cents, currency, at, TypeRole.BODY)
        end = len(lines) + 1
        total = _word("Total, without tax")
        self._put(rule(), end, 0, columns=_COLUMNS)
        self._put(PlainLabel(total, TypeRole.STRONG), end + 1, 0)
        self._show_amounts(total, once_cents, monthly_cents, currency, end + 1, TypeRole.STRONG)

    def _show_amounts(
        self, name: str, once: int, monthly: int, currency: str, at: int, role: TypeRole
    ) -> None:
        for column, cents, word in (
            (_ONCE, once, _word("{name}, once: {amount}")),
            (_MONTHLY, monthly, _word("{name}, monthly: {amount}")),
        ):
            shown = grouped_amount(Money(cents, currency))
            label = _right(PlainLabel(shown, role, selectable=True))
            spoken = word.replace("{amount}", f"{shown}\u00a0{currency}").replace("{name}", name)
            label.setAccessibleName(spoken)
            self._put(label, at, column)

    def _put(self, widget: QWidget, row: int, column: int, columns: int = 1) -> None:
        self._parts.append(widget)
        self._grid.addWidget(widget, row, column, 1, columns)
        widget.show()


def costs_of(order: WirelessOrder) -> Costs:
    """What an order costs, line by line."""
    lines = tuple(
        CostLine(
            one.name if one.qty == 1 else f"{one.qty} \u00d7 {one.name}",
            one.once_cents * one.qty,
            one.monthly_cents * one.qty,
            one.is_in_policy,
        )
        for one in order.items
    )
    return Costs(lines, order.currency, order.once_cents, order.monthly_cents)


def _right(label: PlainLabel) -> PlainLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
    return label


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessCost", text)
