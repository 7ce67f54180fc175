"""Adds items: search while typing, arrows, Enter; Ctrl+Enter adds and stays for the next one."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from agentview.contract.hardware_catalogue import ProductRow, Products
from agentview.contract.hardware_orders import HardwareOrder
from agentview.core.errors import AgentViewError
from agentview.core.money import Money
from agentview.ui.failure_words import AGAIN, COPY, failure_banner, unknown_banner
from agentview.ui.kit.amount import money_text
from agentview.ui.kit.announce import announce
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.lists.search_table import SearchTable, fit_search
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.hardware import item_fields as fields
from agentview.ui.views.hardware.picker_presenter import Item, PickerPresenter
from agentview.ui.views.hardware.words import kind_word

_WIDTH = 840


class ItemDialog(VerbDialog):
    """`added_item(order)` tells each item that is in the order now. Enter adds and closes."""

    added_item = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk, order: HardwareOrder, make_key: NewKey = new_key) -> None:
        """Lists the products at once."""
        self._desk, self._details, self._stays, self._count = desk, "", True, 0
        self.form = fields.item_form()
        super().__init__(parent, _text(order), None)
        self.form.setParent(self)
        self.presenter = PickerPresenter(desk, self, order, make_key)
        self.products: SearchTable[ProductRow] = SearchTable(
            _word("Product or SKU"), _word("Products"), _columns(), lambda row: row.product_id, _empty
        )
        self.more = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.said = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.last = Button(_word("Add and close"), tip=_word("Enter"))
        self._lay_out()
        self._connect()
        self._on_moved(None)
        self.presenter.find("")
        self.products.search.setFocus()

    # What the presenter tells

    def show_products(self, found: Products) -> None:
        """Shows what fits, the best first."""
        self.products.show_rows(found.rows)
        text = _word("There are more; type another word to find them.") if found.has_more else ""
        self.more.setText(text)
        self.more.setVisible(bool(text))

    def show_search_failed(self, error: Exception) -> None:
        """Says why nothing can be found."""
        self._details = self._desk.texts.report(error).details
        self.failed({}, failure_banner(self._desk.texts, error))

    def added(self, item: Item, order: HardwareOrder) -> None:
        """Says what was added, and gets ready for the next item or closes."""
        self._count += 1
        text = _word("Added {qty} {product}; the order has {count} lines now.")
        text = text.replace("{qty}", count_text(item.qty)).replace("{product}", item.product.name)
        self._say(text.replace("{count}", count_text(len(order.lines))))
        self.added_item.emit(order)
        if not self._stays:
            self.succeeded()
            return
        self._end_try()
        self.form.set_values({fields.QTY: fields.item_values()[fields.QTY], fields.ENROL: False})
        self.products.begin_anew()

    def refused(self, error: Exception) -> None:
        """Shows why it was not added; what was chosen stays."""
        self._end_try()
        by_field = self._desk.texts.by_field(error) if isinstance(error, AgentViewError) else {}
        shown = {name: text for name, text in by_field.items() if name in self.form.values()}
        if shown:
            self.form.show_errors(shown)
            return
        self._details = self._desk.texts.report(error).details
        self.failed({}, failure_banner(self._desk.texts, error))

    def show_unknown(self) -> None:
        """Says that nobody knows, and locks what was sent."""
        self._end_try()
        self._lock(is_locked=True)
        self.failed({}, unknown_banner(with_button=True))

    # Inside

    def showEvent(self, event: QShowEvent) -> None:
        """Takes the room that it needs, and not more than its window has."""
        fit_search(self, self.products.more_height())
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds the item and closes; on a button it presses the button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            pressed = self.focusWidget()
            if isinstance(pressed, Button):
                pressed.click()
            else:
                self._on_last()
            return
        super().keyPressEvent(event)

    @Slot()
    def _on_stay(self) -> None:
        self._add(stays=True)

    @Slot()
    def _on_last(self) -> None:
        self._add(stays=False)

    @Slot()
    def _on_pressed(self) -> None:
        self._set_busy(is_busy=False)
        self._add(stays=True)

    def _add(self, *, stays: bool) -> None:
        product, qty = self.products.current(), fields.quantity(self.form)
        if self.verb_button.is_busy or self.presenter.is_unknown or not self.verb_button.isEnabled():
            return
        if qty is None:
            self.form.show_errors({fields.QTY: fields.wrong_quantity()})
            return
        if product is None:
            self.products.search.setFocus()
            return
        self._stays = stays
        self._summary.show_texts([])
        self.form.show_errors({})
        self._lock(is_locked=True)
        self._set_busy(is_busy=True)
        enrol = bool(self.form.values()[fields.ENROL])
        self.presenter.add(Item(product, qty, fields.warehouse(self.form), enrol))

    def _end_try(self) -> None:
        self._set_busy(is_busy=False)
        self._lock(is_locked=False)

    def _lock(self, *, is_locked: bool) -> None:
        self.products.setEnabled(not is_locked)
        self.form.set_enabled(enabled=not is_locked)
        self.last.setEnabled(not is_locked)

    @Slot(object)
    def _on_moved(self, row: object) -> None:
        product = row if isinstance(row, ProductRow) else None
        fields.show_product(self.form, product)
        cause = None
        if product is None:
            cause = _word("Find a product first.")
        elif not product.ships_from:
            cause = _word("No connected warehouse ships this product.")
        self.verb_button.set_refusal(cause)
        self.last.set_refusal(cause)

    @Slot(object)
    def _on_taken(self, _row: object) -> None:
        self._on_last()

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        if key == AGAIN:
            self._summary.show_texts([])
            self._set_busy(is_busy=True)
            self.presenter.again()
        elif key == COPY:
            self._desk.shell.copy_text(self._details)

    @Slot()
    def _on_closed(self) -> None:
        self.presenter.close()

    def _say(self, text: str) -> None:
        self.said.setText(text)
        self.said.show()
        announce(self, text)

    def _lay_out(self) -> None:
        self.body.addWidget(self.products, 1)
        for part in (self.more, self.form.widget, self.said):
            self.body.addWidget(part)
        self.more.hide()
        self.said.hide()
        self.setMinimumWidth(look().px(_WIDTH))
        self.buttons.insertWidget(self.buttons.count() - 1, self.last)
        self.keep_button.setAutoDefault(False)
        self.keep_button.setDefault(False)

    def _connect(self) -> None:
        self.products.typed.connect(self.presenter.find)
        self.products.moved.connect(self._on_moved)
        self.products.taken.connect(self._on_taken)
        self.last.pressed_once.connect(self._on_last)
        self.verb_pressed.connect(self._on_pressed)
        self._summary.button_pressed.connect(self._on_banner)
        self.finished.connect(self._on_closed)


def _text(order: HardwareOrder) -> DialogText:
    return DialogText(
        _word("Add items to {order}").replace("{order}", order.reference),
        _word("Add and go on"),
        _word("Close"),
        _word("Adding..."),
        _word("Type, walk with the arrows, Enter adds and closes; Ctrl+Enter adds and stays for the next."),
    )


def _columns() -> tuple[Column[ProductRow], ...]:
    return (
        Column(
            "product",
            lambda: _word("Product"),
            lambda row: row.name,
            stretch=True,
            sample=lambda: "Leather case for Fruit Phone",
            least=lambda: "Leather case for Fruit Phone",
            tip=lambda row: row.name,
        ),
        Column(
            "sku",
            lambda: "SKU",
            lambda row: row.sku,
            Kind.ID,
            strong=False,
            sample=lambda: "PML-14-PRO-256",
            tip=lambda row: row.sku,
        ),
        Column(
            "kind",
            lambda: _word("Kind"),
            lambda row: kind_word(row.kind),
            strong=False,
            sample=lambda: _word("Software licence"),
            gives_way=2,
        ),
        Column(
            "price",
            lambda: _word("Price"),
            lambda row: money_text(Money(row.price_cents, row.currency)),
            Kind.NUMBER,
            sample=lambda: money_text(Money(123_400, "AUD")),
        ),
        Column(
            "ships",
            lambda: _word("Ships from"),
            lambda row: ", ".join(one.name for one in row.ships_from) or _word("nowhere"),
            strong=False,
            sample=lambda: "Melbourne Tullamarine",
            tip=lambda row: ", ".join(one.name for one in row.ships_from),
            gives_way=1,
        ),
    )


def _empty(text: str) -> StateText:
    if text:
        return StateText(
            _word("No product on sale fits"), _word("Try part of its name, or the beginning of its SKU.")
        )
    return StateText(_word("No products on sale"), _word("An administrator enters them in the catalogue."))


def _word(text: str) -> str:
    return QCoreApplication.translate("HardwareItem", text)
