"""Finds products of the catalogue: a box to type in, and below it what was found; Enter takes one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from agentview.contract.hardware_catalogue import ProductRow, Products
from agentview.core.money import Money
from agentview.ui.kit.amount import grouped_amount
from agentview.ui.kit.appearance import look
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.kit.text import INK_SECOND, PlainLabel

_REST_MS = 200


def _word(text: str) -> str:
    return QCoreApplication.translate("Stock", text)


class ProductPicker(QWidget):
    """The list lies over what is below the box while one looks for a product; Esc puts it away.

    `search_wanted(text)` when typing rests; `picked(ProductRow)` when one is taken; `pasted(text)` when
    several lines are pasted, as from a spreadsheet.
    """

    search_wanted = Signal(str)
    picked = Signal(object)
    pasted = Signal(str)

    def __init__(self, currency: str) -> None:
        """Shows nothing before something was found; prices are in `currency`."""
        super().__init__()
        self.box = QLineEdit()
        self.box.setClearButtonEnabled(True)
        self.box.setMaxLength(200)
        self.box.setMinimumWidth(look().px(220))
        self.box.setPlaceholderText(_word("Name or SKU"))
        label = PlainLabel(_word("&Find a product"))
        label.setBuddy(self.box)
        self.box.setAccessibleName(_word("Find a product"))
        self.source: MemorySource[ProductRow] = MemorySource()
        self.model: PagedTableModel[ProductRow] = PagedTableModel(
            _columns(currency), row_id=lambda row: row.product_id, source=self.source
        )
        self.source.attach(self.model)
        self.table = TableView(self.model, _word("Products on sale"))
        self._failure = ""
        self.list = ListPanel(self.table, self._empty, self._failed)
        self.more = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.below = QWidget(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._arrange(label)
        self.box.textEdited.connect(self._on_edited)
        self._rest.timeout.connect(self._on_rest)
        self.table.row_opened.connect(self._on_opened)
        self.list.state_button_pressed.connect(self._on_state_button)
        for watched in (self.box, self.table):
            watched.installEventFilter(self)

    def show_products(self, found: Products) -> None:
        """Shows what was found, the first of it chosen."""
        self._failure = ""
        self.source.show(found.rows, [row.product_id for row in found.rows])
        self.more.setText(_word("There are more; type another word.") if found.has_more else "")
        self.more.setVisible(found.has_more)
        if found.rows and self.table.current_row() is None:
            self.table.select_id(found.rows[0].product_id)

    def show_failed(self, sentence: str) -> None:
        """Says that nothing could be read."""
        self._failure = sentence
        self.source.show((), ())

    def lie_over(self, parent: QWidget) -> None:
        """Lets the list lie over `parent`, in which the box stands."""
        self.below.setParent(parent)
        self.below.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leads from the box into the list and back; the list goes when both have lost the focus."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key is Qt.Key.Key_Escape and self.below.isVisible():
                self._put_away()
                return True
            if watched is self.box and event.matches(QKeySequence.StandardKey.Paste):
                return self._is_table_pasted()
            if watched is self.box:
                return self._is_taken(key, event.modifiers())
        elif event.type() is QEvent.Type.FocusOut:
            # Only after it is known who has the focus now.
            QTimer.singleShot(0, self, self._on_focus_left)
        return super().eventFilter(watched, event)

    # Inside

    def _is_table_pasted(self) -> bool:
        text = QGuiApplication.clipboard().text()
        is_table = "\n" in text.strip() or "\t" in text
        if is_table:
            self.pasted.emit(text)
        return is_table

    def _is_taken(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        is_plain = modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if key is Qt.Key.Key_Down:
            self._open()
            if self.source.rows:
                self.table.setFocus()
            return True
        if is_plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.table.current_row()
            # While what was typed has not been looked for, the chosen product is another one.
            if row is not None and self.below.isVisible() and not self._rest.isActive():
                self._on_opened(row)
            else:
                self._open()
            return True
        return False

    def _open(self) -> None:
        """Shows the list below the box."""
        over = self.below.parentWidget()
        if over is None:
            return
        at = self.box.mapTo(over, self.box.rect().bottomLeft())
        width = min(max(self.box.width(), look().px(520)), over.width() - at.x())
        height = min(look().px(320), over.height() - at.y() - look().px(8))
        self.below.setGeometry(at.x(), at.y() + look().px(4), width, height)
        self.below.show()
        self.below.raise_()

    def _put_away(self) -> None:
        had_focus = self.table.hasFocus()
        self.below.hide()
        if had_focus:
            self.box.setFocus()

    def _arrange(self, label: PlainLabel) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(look().px(8))
        line.addWidget(label)
        line.addWidget(self.box)
        column = QVBoxLayout(self.below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(4))
        column.addWidget(self.list, 1)
        column.addWidget(self.more)
        self.below.setAutoFillBackground(True)
        self.more.hide()
        self.below.hide()

    def _empty(self) -> StateText:
        if self._failure:
            return StateText(_word("Not read"), self._failure, _word("Try again"))
        if self.box.text().strip():
            return StateText(_word("No product matches"), _word("Type fewer letters."), _word("Clear"))
        return StateText(_word("Nothing is on sale"), _word("The catalogue has no hardware yet."))

    def _failed(self) -> StateText:
        return self._empty()

    @Slot(object)
    def _on_opened(self, row: object) -> None:
        """Takes a product; the box is ready for the next one."""
        self.picked.emit(row)
        self.below.hide()
        self.box.clear()
        self.box.setFocus()
        self.search_wanted.emit("")

    @Slot()
    def _on_focus_left(self) -> None:
        focused = self.window().focusWidget()
        is_inside = focused is self.box or self.below.isAncestorOf(focused)
        if not is_inside:
            self.below.hide()

    @Slot()
    def _on_edited(self) -> None:
        self._open()
        self._rest.start()

    @Slot()
    def _on_rest(self) -> None:
        self.search_wanted.emit(self.box.text().strip())

    @Slot(object)
    def _on_state_button(self, _state: object) -> None:
        if not self._failure:
            self.box.clear()
        self.box.setFocus()
        self.search_wanted.emit(self.box.text().strip())


def _columns(currency: str) -> tuple[Column[ProductRow], ...]:
    return (
        Column(
            "name",
            lambda: _word("Product"),
            lambda row: row.name,
            stretch=True,
            least=lambda: "Fruit Phone X1",
        ),
        Column("sku", lambda: _word("SKU"), lambda row: row.sku, Kind.ID, sample=lambda: "PH-X1-128"),
        Column(
            "price",
            lambda: f"{_word('Price')} {currency}",
            lambda row: grouped_amount(Money(row.price_cents, row.currency)),
            Kind.NUMBER,
            gives_way=1,
        ),
    )
