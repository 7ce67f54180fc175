"""An order as paper: title, facts and lines as plain text in black, written to a PDF file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QMarginsF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTableFormat,
)

from agentview.contract.hardware_orders import HardwareOrder, OrderLine
from agentview.core.money import Money
from agentview.ui.kit.amount import grouped_amount
from agentview.ui.kit.atomic_file import write_atomic
from agentview.ui.kit.facts import NO_VALUE, Fact
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.when import show_full
from agentview.ui.texts.hardware import fraud_chip, hardware_chip, line_chip
from agentview.ui.views.hardware.line_columns import all_serials, enrol_word
from agentview.ui.views.hardware.order_facts import delivery_facts, order_facts
from agentview.ui.views.hardware.words import joined

_RESOLUTION = 96
_MARGIN_MM = 15
_SHARES = (25, 16, 15, 8, 12, 14, 10)
"""How much of the width each column of the lines takes, in percent."""
_NUMBERS = frozenset({3, 4})


@dataclass(frozen=True)
class OrderPaper:
    """All texts of the paper, in the user's language."""

    title: str
    state: str
    facts: tuple[tuple[str, str], ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    foot: str


def paper_of(order: HardwareOrder, now: datetime, zone: ZoneInfo, provider: str) -> OrderPaper:
    """Gather the texts of an order; states become [word], as paper has no colour."""
    facts = [*order_facts(order), *delivery_facts(order, None)]
    made = _word("{provider}, written {when}").replace("{provider}", provider)
    return OrderPaper(
        title=joined((order.reference, order.customer)),
        state=f"[{hardware_chip(order.status).word}] {fraud_chip(order.fraud).sentence}",
        facts=tuple(map(_plain, facts)),
        head=(
            _word("Product"),
            "SKU",
            _word("Warehouse"),
            _word("Qty"),
            _word("Price {currency}").replace("{currency}", order.currency),
            _word("Line status"),
            _word("Enrol?"),
        ),
        rows=tuple(part for line in order.lines for part in _rows(line, order.currency)),
        foot=made.replace("{when}", show_full(now, zone).splitlines()[0]),
    )


def write_pdf(paper: OrderPaper, path: Path) -> Path:
    """Write the paper, whole or not at all; raises OSError where it cannot. Runs on a worker."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_RESOLUTION)
    writer.setTitle(paper.title)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM),
            QPageLayout.Unit.Millimeter,
        )
    )
    document = _document(paper)
    document.setPageSize(writer.pageLayout().paintRectPixels(_RESOLUTION).size().toSizeF())
    document.print_(writer)
    buffer.close()
    write_atomic(path, bytes(buffer.data().data()))
    return path


def _document(paper: OrderPaper) -> QTextDocument:
    """Only `insertText` is used, so that no text of people is ever read as markup."""
    document = QTextDocument()
    font = QFont()
    font.setPointSizeF(9.5)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    cursor = QTextCursor(document)
    cursor.insertText(paper.title, _ink(14, strong=True))
    _line(cursor, paper.state)
    _line(cursor, "")
    _facts(cursor, paper.facts)
    _line(cursor, "")
    _lines(cursor, paper.head, paper.rows)
    _line(cursor, "")
    _line(cursor, paper.foot)
    return document


def _line(cursor: QTextCursor, text: str) -> None:
    cursor.movePosition(QTextCursor.MoveOperation.End)
    cursor.insertBlock(QTextBlockFormat(), _ink(9.5))
    cursor.insertText(text, _ink(9.5))


def _facts(cursor: QTextCursor, facts: Sequence[tuple[str, str]]) -> None:
    table = cursor.insertTable(len(facts), 2, _table((30, 70)))
    for at, (label, value) in enumerate(facts):
        table.cellAt(at, 0).firstCursorPosition().insertText(label, _ink(9.5))
        table.cellAt(at, 1).firstCursorPosition().insertText(value, _ink(9.5, strong=True))


def _lines(cursor: QTextCursor, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    cursor.movePosition(QTextCursor.MoveOperation.End)
    form = _table(_SHARES)
    form.setHeaderRowCount(1)
    form.setBorder(0.5)
    form.setBorderCollapse(True)
    table = cursor.insertTable(len(rows) + 1, len(head), form)
    for at, cells in enumerate((head, *rows)):
        if len(cells) == 1:
            table.mergeCells(at, 0, 1, len(head))
        for column, text in enumerate(cells):
            place = table.cellAt(at, column).firstCursorPosition()
            if column in _NUMBERS:
                right = QTextBlockFormat()
                right.setAlignment(Qt.AlignmentFlag.AlignRight)
                place.setBlockFormat(right)
            place.insertText(text, _ink(9.5, strong=not at))


def _table(shares: Sequence[int]) -> QTextTableFormat:
    form = QTextTableFormat()
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    form.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, share) for share in shares]
    )
    form.setBorder(0)
    form.setCellPadding(3)
    form.setCellSpacing(0)
    return form


def _ink(points: float, *, strong: bool = False) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setFontPointSize(points)
    form.setForeground(QColor(Qt.GlobalColor.black))
    form.setFontWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return form


def _rows(line: OrderLine, currency: str) -> tuple[tuple[str, ...], ...]:
    """A line, and below it what is too long for a column: tracking, serials, an error."""
    told = joined(
        (
            joined((line.carrier, line.tracking_no)),
            all_serials(line).replace("\n", ", "),
            joined((line.error_code, line.error_text)),
        )
    )
    cells = (
        line.product,
        line.sku,
        line.warehouse or NO_VALUE,
        count_text(line.qty),
        grouped_amount(Money(line.unit_price_cents, currency)),
        f"[{line_chip(line.status).word}]",
        enrol_word(line),
    )
    return (cells, (told,)) if told else (cells,)


def _plain(fact: Fact) -> tuple[str, str]:
    return fact.label, fact.value or NO_VALUE


def _word(text: str) -> str:
    return QCoreApplication.translate("HardwarePrint", text)
