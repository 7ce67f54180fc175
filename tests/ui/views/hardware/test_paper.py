"""An order on paper: no number, SKU or state is broken in the middle (S-18)."""

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QTextTable

from agentview.ui.views.hardware.order_document import OrderPaper, _document

HEAD = ("Product", "SKU", "Warehouse", "Qty", "Price AUD", "Line status", "Enrol?")
ROW = ("Phone", "PML-14-PRO", "Melbourne Tullamarine", "10,000", "12,899.00", "[Dispatched]", "cannot be")
A4 = QSizeF(680, 1_009)
"""The printed part of a page at the resolution of the file."""


@pytest.mark.usefixtures("qtbot")
def test_what_must_not_be_broken_stands_on_one_line() -> None:
    document = _document(OrderPaper("HO-4", "[Complete]", (("Order no", "HO-4"),), HEAD, (ROW,), "foot"))
    document.setPageSize(A4)
    document.documentLayout().documentSize()
    table = document.rootFrame().childFrames()[-1]
    assert isinstance(table, QTextTable)
    for at, cells in enumerate((HEAD, ROW)):
        for column in (1, 3, 4, 5):
            block = table.cellAt(at, column).firstCursorPosition().block()
            assert block.text() == cells[column]
            assert block.layout().lineCount() == 1, cells[column]
