"""The stock check: products, and what each warehouse has of them side by side (S-19)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.hardware import HardwareCommand, StockSource
from agentview.contract.hardware_catalogue import ProductRow, Products
from agentview.contract.hardware_orders import HardwareOrder
from agentview.contract.stock import MOST_PRODUCTS, StockWarehouse
from agentview.core.power import Power
from agentview.gateway.port import LinkState
from agentview.ui.kit.announce import announce
from agentview.ui.kit.appearance import look
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.plural import plural
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.when import show_moment
from agentview.ui.navigation import HARDWARE_ORDER, Desk, Target
from agentview.ui.table_files import ask_where_to_write
from agentview.ui.views.stock import commands as verbs
from agentview.ui.views.stock.chosen_part import ChosenPart
from agentview.ui.views.stock.closed import OrderStanding, Standing, cause_of, filed_cells
from agentview.ui.views.stock.commands import StockCommands
from agentview.ui.views.stock.correct_dialog import CorrectDialog
from agentview.ui.views.stock.lists import StockLists
from agentview.ui.views.stock.load_dialog import LoadDialog
from agentview.ui.views.stock.order_bar import OrderBar
from agentview.ui.views.stock.order_host import OrderHost, OrderPlace
from agentview.ui.views.stock.pasting import Pasted
from agentview.ui.views.stock.picker import ProductPicker
from agentview.ui.views.stock.presenter import StockPresenter
from agentview.ui.views.stock.report import as_text, write_file
from agentview.ui.views.stock.rows import StockRow
from agentview.ui.views.stock.use_dialog import UseDialog, places_for
from agentview.ui.views.stock.words import progress

_MOST_TOLD = 10
"""So many SKUs that were not found are named."""
_LOW = 440
"""Below this height, at 100 %, the sentences of the chosen product would leave the rows no room."""
_AGE_MS = 30_000
"""So often ages are shown anew."""


def _word(text: str) -> str:
    return QCoreApplication.translate("Stock", text)


def _most_at_once() -> str:
    return _word("{most} products at once are the most").replace("{most}", str(MOST_PRODUCTS))


class StockPane(QWidget):
    """A `StockView`; reads nothing before `start`. Where nothing can be asked, it says so.

    `left` when the order is left for a check without one.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, desk: Desk, place: OrderPlace | None = None) -> None:
        """The columns of the warehouses come when these are known; `place` names the order it is for."""
        super().__init__()
        self._desk = desk
        self._wants_focus = False
        self.bar = None if place is None else OrderBar(place.reference)
        self.picker = ProductPicker(desk.person.currency)
        self.lists = StockLists((desk.texts, self._when), has_order=place is not None)
        self.chosen_part = ChosenPart((desk.texts, self._when))
        self.told = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.presenter = StockPresenter(desk, self, place)
        self.commands = StockCommands(
            self, may_adjust=desk.has(Power.STOCK_ADJUST), has_order=place is not None
        )
        self._ageing = QTimer(self)
        self._ageing.setInterval(_AGE_MS)
        self._ageing.timeout.connect(self._on_older)
        self._ageing.start()
        self._arrange()
        if self.bar is not None:
            self.bar.back_wanted.connect(self._go_back)
            self.bar.leave_wanted.connect(self.left)
        self.commands.wanted.connect(self.run)
        self.picker.search_wanted.connect(self.presenter.search)
        self.picker.pasted.connect(self.presenter.paste)
        self.picker.picked.connect(self._on_picked)
        self.chosen_part.quantity_typed.connect(self._on_quantity)
        self.lists.again_wanted.connect(self.presenter.start)
        self.lists.current_changed.connect(self._on_current)
        self.lists.row_opened.connect(self._on_opened)
        self.show_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the rows keep it; cells tell the same in their tips."""
        super().resizeEvent(event)
        self.chosen_part.facts.setVisible(self.height() >= look().px(_LOW))

    # What the host asks

    def start(self) -> None:
        """Reads warehouses and the catalogue."""
        self.presenter.start()

    def take_focus(self) -> None:
        """Puts the focus where work goes on: on the products of an order, else where one is found."""
        has_rows = self.lists.matrix is not None and bool(self.presenter.rows)
        # An empty list cannot have the focus yet.
        self._wants_focus = self.bar is not None and not has_rows
        if self.bar is not None and self.lists.matrix is not None and has_rows:
            self.lists.matrix.table.setFocus()
        else:
            self.picker.box.setFocus()

    def actions_shown(self) -> Sequence[QAction]:
        """Every action, for the key sheet and the command box."""
        return tuple(self.commands.actions.values())

    def close_down(self) -> None:
        """Stops waiting and hearing."""
        self.presenter.close()
        self._desk.runner.drop(self)

    # What the presenter tells (StockView)

    def show_products(self, found: Products) -> None:
        """Shows what was found in the catalogue."""
        self.picker.show_products(found)

    def show_search_failed(self, error: Exception) -> None:
        """Says that the catalogue could not be read."""
        self.picker.show_failed(self._desk.texts.report(error).text.what)

    def show_failed(self, error: Exception) -> None:
        """Says that the warehouses could not be read."""
        self.lists.show_failed(self._desk.texts.report(error).text.what)

    def show_warehouses(self, places: Sequence[StockWarehouse]) -> None:
        """Makes a column for each warehouse."""
        actions = self.commands.actions
        self.lists.show_places(places, [actions[name] for name in verbs.OF_ROWS if name in actions])

    def show_rows(self) -> None:
        """Shows rows, substitutes and how far the check is, as they are now."""
        self.lists.show_rows(self.presenter.rows, self.presenter.substitutes)
        self.told.setText(progress(self.presenter.progress, self._when))
        is_checking = self.presenter.is_checking
        self.commands.buttons[verbs.STOP].setVisible(is_checking)
        self.commands.buttons[verbs.CHECK].set_busy(_word("Asking...") if is_checking else None)
        self._show_chosen()
        if self._wants_focus and self.presenter.rows and not self.picker.box.text():
            self.take_focus()
        self.changed.emit()

    def show_pasted(self, pasted: Pasted) -> None:
        """Says what was found of what was pasted; what was not stays said until it is closed."""
        told = plural(_word("1 product pasted"), _word("{count} products pasted"), len(pasted.found))
        self._desk.toasts.say(told)
        if pasted.unknown:
            told = _word("Not on sale, or without a quantity: {skus}")
            self._desk.toasts.fail(told.replace("{skus}", ", ".join(pasted.unknown[:_MOST_TOLD])))
        if pasted.left_out:
            self._desk.toasts.fail(_most_at_once())

    def show_order(self, order: HardwareOrder) -> None:
        """Shows for which order stock is checked."""
        if self.bar is not None:
            self.bar.show_order(order)
        self._show_chosen()

    def show_order_failed(self, error: Exception) -> None:
        """Says that the order could not be read; stock can be checked all the same."""
        self._desk.shell.show_error(error, self._named(_word("Read {order}")))

    def show_added(self, row: StockRow, order: HardwareOrder) -> None:
        """Says that a product is in the order now."""
        said = _word("{product} added to {order}").replace("{product}", row.name)
        self._desk.toasts.say(said.replace("{order}", order.reference))
        self._show_chosen()

    def show_not_added(self, error: Exception) -> None:
        """Says that a product could not be put into the order, or that nobody knows."""
        self._desk.shell.show_error(error, self._named(_word("Add to {order}")))

    # Commands

    @Slot(str)
    def run(self, name: str) -> None:
        """Carries out a command, unless it is closed."""
        if cause_of(name, self._standing()) is not None:
            return
        runs: dict[str, Callable[[], object]] = {
            verbs.CHECK: self.presenter.check,
            verbs.STOP: self.presenter.stop,
            verbs.BACK: self._go_back,
            verbs.LEAVE: self.left.emit,
            verbs.PASTE: lambda: self.presenter.paste(QGuiApplication.clipboard().text()),
            verbs.FIND: self._find,
            verbs.COPY: self._copy,
            verbs.EXPORT: self._ask_where,
            verbs.LOAD: self._load,
        }
        row = self.lists.chosen()
        if name in runs:
            runs[name]()
        elif row is not None:
            self._run_on(name, row)

    def _find(self) -> None:
        self.picker.box.setFocus()
        self.picker.box.selectAll()

    def _copy(self) -> None:
        rows = (*self.presenter.rows, *self.presenter.substitutes)
        self._desk.shell.copy_text(as_text(rows, self.presenter.places))

    def _ask_where(self) -> None:
        ask_where_to_write(self, _word("Export the stock check"), _word("stock check"), self.export)

    def _run_on(self, name: str, row: StockRow) -> None:
        match name:
            case verbs.REMOVE:
                self.presenter.remove(row.product_id)
            case verbs.MORE:
                self.presenter.set_quantity(row.product_id, row.qty + 1)
            case verbs.FEWER:
                self.presenter.set_quantity(row.product_id, row.qty - 1)
            case verbs.ADD:
                self.presenter.add_to_order(row)
            case verbs.USE:
                self._use(row)
            case verbs.CORRECT:
                self._correct(row)

    @Slot()
    def _go_back(self) -> None:
        host = self.presenter.host
        if host is not None:
            place = host.place
            self._desk.shell.open_target(Target(HARDWARE_ORDER, place.order_id, place.reference))

    def _use(self, row: StockRow) -> None:
        host = self.presenter.host
        if host is None or host.order is None:
            return
        dialog = UseDialog(self, self._desk, host.order, row, places_for(row, self.presenter.places))
        dialog.sent.connect(self._on_used)
        dialog.open()

    @Slot(str)
    def export(self, path: str) -> None:
        """Writes what was found into a file."""
        rows = (*self.presenter.rows, *self.presenter.substitutes)
        places, texts, zone = self.presenter.places, self._desk.texts, self._desk.zone

        def moment(at: datetime) -> str:
            return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"

        self._desk.runner.submit(
            lambda: write_file(Path(path), rows, places, texts, moment),
            self._on_written,
            self._desk.shell.show_error,
            self,
        )

    def _on_written(self, lines: int) -> None:
        self._desk.toasts.say(plural(_word("1 line written"), _word("{count} lines written"), lines))

    def _correct(self, row: StockRow) -> None:
        dialog = CorrectDialog(self, self._desk, row, filed_cells(row, self.presenter.places))
        dialog.sent.connect(self._on_corrected)
        dialog.open()

    def _load(self) -> None:
        files = [one for one in self.presenter.places if one.source is StockSource.FILE]
        dialog = LoadDialog(self, self._desk, files)
        dialog.loaded.connect(self.presenter.check)
        dialog.open()

    # What is shown

    def _standing(self) -> Standing:
        presenter = self.presenter
        return Standing(
            is_checking=presenter.is_checking,
            is_cut_off=self._desk.shell.link is LinkState.LOST,
            places=presenter.places,
            rows=presenter.rows,
            chosen=self.lists.chosen() if presenter.rows else None,
            order=None if presenter.host is None else self._order_standing(presenter.host),
        )

    def _order_standing(self, host: OrderHost) -> OrderStanding:
        def against(command: HardwareCommand) -> str | None:
            refusal = host.refusal(command)
            return None if refusal is None else self._desk.texts.refusal(refusal).what

        return OrderStanding(
            reference=host.place.reference,
            is_read=host.order is not None,
            is_sending=host.is_sending,
            against_check=against(HardwareCommand.CHECK_STOCK),
            against_change=against(HardwareCommand.EDIT_LINES),
            products=frozenset(row.product_id for row in host.rows()),
        )

    def _show_chosen(self) -> None:
        standing = self._standing()
        self.chosen_part.show_row(standing.chosen, standing.places)
        self.commands.refuse({name: cause_of(name, standing) for name in self.commands.names()})

    def _named(self, text: str) -> str:
        host = self.presenter.host
        return text.replace("{order}", "" if host is None else host.place.reference)

    def _when(self, at: datetime) -> str:
        return show_moment(at, self._desk.clock.now(), self._desk.zone)

    # Signals

    @Slot(object)
    def _on_picked(self, product: ProductRow) -> None:
        if not self.presenter.add_product(product):
            self._desk.toasts.fail(_most_at_once())
            return
        self.lists.choose(product.product_id)
        announce(self, _word("{product} is checked as well").replace("{product}", product.name))

    @Slot()
    def _on_older(self) -> None:
        """Shows how old the answers are by now."""
        self.told.setText(progress(self.presenter.progress, self._when))
        self._show_chosen()

    @Slot(int)
    def _on_quantity(self, typed: int) -> None:
        row = self.lists.chosen()
        if row is not None:
            self.presenter.set_quantity(row.product_id, typed)

    @Slot()
    def _on_current(self) -> None:
        self._show_chosen()

    @Slot(object)
    def _on_opened(self, row: StockRow) -> None:
        """Enter leads to the quantity of a product, and takes a substitute among them."""
        if row.instead_of:
            self.presenter.take_instead(row)
            self.lists.choose(row.product_id, take_focus=True)
        else:
            self.chosen_part.take_focus()

    @Slot(object)
    def _on_corrected(self, _done: object) -> None:
        self._desk.toasts.say(_word("Stock corrected"))
        self.presenter.check()

    @Slot(object)
    def _on_used(self, order: HardwareOrder) -> None:
        if self.presenter.host is not None:
            self.presenter.host.take(order)
        self._desk.toasts.say(self._named(_word("{order} changed")))

    # Layout

    def _arrange(self) -> None:
        order = (
            verbs.CHECK,
            verbs.STOP,
            verbs.ADD,
            verbs.USE,
            verbs.COPY,
            verbs.EXPORT,
            verbs.CORRECT,
            verbs.LOAD,
        )
        column = QVBoxLayout(self)
        column.setSpacing(look().px(8))
        column.setContentsMargins(0, 0, 0, 0)
        if self.bar is not None:
            column.addWidget(self.bar)
        column.addWidget(FlowRow([self.picker, self.chosen_part.amount]))
        column.addWidget(FlowRow([self.commands.buttons[name] for name in order]))
        column.addWidget(self.told)
        column.addWidget(self.lists, 1)
        column.addWidget(self.chosen_part)
        self.picker.lie_over(self)
