"""The words of the stock check: how a warehouse stands, as chip, sentence and cell of a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from agentview.contract.hardware import StockSource, StockStatus
from agentview.contract.hardware_orders import HardwareOrder
from agentview.contract.stock import StockCell, StockWarehouse
from agentview.core.errors import Refusal
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.plural import plural
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_day
from agentview.ui.navigation import Texts
from agentview.ui.views.stock.rows import Asking, CellState, Failed, Progress, StockRow


def _word(text: str) -> str:
    return QCoreApplication.translate("Stock", text)


def cell_chip(cell: CellState | None) -> ChipValue:
    """The one map of how a warehouse stands with a product: tone, glyph, word."""
    match cell:
        case None:
            return ChipValue(Tone.NEUTRAL, "\u25cb", _word("Not checked"))
        case Asking():
            return ChipValue(Tone.PROGRESS, "\u25d0", _word("Asking..."))
        case Failed():
            return ChipValue(Tone.BAD, "!", _word("Failed"))
        case StockCell(is_held=False):
            return ChipValue(Tone.NEUTRAL, "\u2212", _word("Not stocked"))
        case _:
            return _result_chip(cell)


def _result_chip(cell: StockCell) -> ChipValue:
    number = count_text(cell.available) if cell.available is not None else ""
    match cell.result:
        case StockStatus.OK:
            word = _word("{number} or more") if cell.is_at_least else _word("Enough: {number}")
            return ChipValue(Tone.SUCCESS, "\u2713", word.replace("{number}", number))
        case StockStatus.LOW:
            return ChipValue(Tone.WARNING, "!", _word("Low: {number}").replace("{number}", number))
        case StockStatus.NONE:
            return ChipValue(Tone.BAD, "\u00d7", _word("None"))
        case StockStatus.UNAVAILABLE:
            return ChipValue(Tone.BLOCKED, "?", _word("No answer"))


def longest_chip() -> str:
    """The longest word of a chip, for the width of a column."""
    return max((_word("Enough: {number}").replace("{number}", "999"), _word("Not checked")), key=len)


def cell_sentence(row: StockRow, place: StockWarehouse, texts: Texts, when: Callable[[datetime], str]) -> str:
    """How a warehouse stands with a product, in a sentence."""
    match row.cells.get(place.warehouse_id):
        case None:
            return _word("Not checked yet.")
        case Asking():
            return _word("Asked; no answer yet.")
        case Failed(error=error):
            return texts.report(error).text.what
        case cell:
            return _told(row, cell, place, texts, when)


def _told(
    row: StockRow, cell: StockCell, place: StockWarehouse, texts: Texts, when: Callable[[datetime], str]
) -> str:
    if cell.refusal is not None:
        why = texts.refusal(cell.refusal.refusal())
        if not cell.is_held:
            return why.what
        if place.source is StockSource.FILE:
            return f"{why.what} {why.next_step}".rstrip()
        return _word("Did not answer: {why}").replace("{why}", f"{why.what} {why.next_step}".rstrip())
    number = count_text(cell.available or 0)
    have = _word("At least {number}") if cell.is_at_least else _word("{number} there")
    parts = [
        f"{have}, {_word('{qty} wanted')}".replace("{number}", number).replace("{qty}", count_text(row.qty))
    ]
    if cell.expected_on is not None:
        parts.append(_word("more on {day}").replace("{day}", show_day(cell.expected_on)))
    if cell.as_of is not None:
        said = _word("by its file of {when}") if place.source is StockSource.FILE else _word("checked {when}")
        parts.append(said.replace("{when}", when(cell.as_of)))
    return "; ".join(parts)


def progress(now: Progress, when: Callable[[datetime], str]) -> str:
    """How far a check is, or how old what it found."""
    if now.is_checking:
        told = _word("Asking {number} warehouses; each column fills when it answers.")
        return told.replace("{number}", str(now.asked))
    if now.is_outdated:
        return _word("The stock of a warehouse has changed since. Check again (F5).")
    if now.checked_at is None:
        return _word("Not checked yet. A check reserves nothing and changes no order.")
    said = _word("Checked {when}. Nothing is reserved; an order can be generated all the same.")
    return said.replace("{when}", when(now.checked_at))


def order_title(order: HardwareOrder) -> str:
    """Which order it is, whose, and how much it wants."""
    lines, units = len(order.lines), sum(line.qty for line in order.lines)
    parts = (
        order.reference,
        order.customer,
        plural(_word("1 line"), _word("{count} lines"), lines),
        plural(_word("1 unit"), _word("{count} units"), units),
    )
    return " \u00b7 ".join(parts)


def result_word(cell: StockCell) -> str:
    """The result for a file."""
    if not cell.is_held:
        return _word("Not stocked")
    return {
        StockStatus.OK: _word("Enough"),
        StockStatus.LOW: _word("Low"),
        StockStatus.NONE: _word("None"),
        StockStatus.UNAVAILABLE: _word("No answer"),
    }[cell.result]


def reason_word(cell: StockCell, texts: Texts) -> str:
    """Why there is no answer, for a file; "" where there is one."""
    return texts.refusal(Refusal(cell.refusal.code)).what if cell.refusal is not None else ""
