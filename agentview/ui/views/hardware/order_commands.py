"""Opens the dialogs of hardware orders; at most one is open at a time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from agentview.contract.hardware import HardwareCommand
from agentview.contract.hardware_catalogue import CHOICES, PRODUCT, HardwareChoices, ProductRef, ProductRow
from agentview.contract.hardware_orders import HardwareOrder, OrderLine
from agentview.contract.op import Nothing
from agentview.ui.kit.local_format import count_text
from agentview.ui.navigation import STOCK_CHECK, Desk, Target
from agentview.ui.texts.hardware import hardware_chip
from agentview.ui.views.hardware.delivery_form import OpenDelivery, delivery_form
from agentview.ui.views.hardware.item_dialog import ItemDialog
from agentview.ui.views.hardware.line_form import line_form
from agentview.ui.views.hardware.order_dialogs import GenerateDialog, OrderDialog, RetryDialog
from agentview.ui.views.hardware.order_form import OrderForm, reason_form, recheck_form, return_form
from agentview.ui.views.hardware.reveal_dialog import RevealDialog


class OrderCommands(QObject):
    """`done(order)` brings the order as a command left it, `revealed(delivery)` what was hidden."""

    done = Signal(object)
    revealed = Signal(object)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        """Opens dialogs over `window`."""
        super().__init__(window)
        self._desk, self._window = desk, window
        self.dialog: QDialog | None = None
        self._runs: dict[HardwareCommand, Callable[[HardwareOrder], None]] = {
            HardwareCommand.EDIT_LINES: self.add_items,
            HardwareCommand.EDIT_DELIVERY: self.edit_delivery,
            HardwareCommand.CHECK_STOCK: self.check_stock,
            HardwareCommand.GENERATE: self.generate,
            HardwareCommand.RECHECK_FRAUD: lambda order: self._open(recheck_form(order)),
            HardwareCommand.RETRY: self.retry,
        }

    def run(self, command: HardwareCommand, order: HardwareOrder) -> None:
        """Opens what a command of an order needs."""
        run = self._runs.get(command)
        if run is None:
            self._open(reason_form(order, command))
        else:
            run(order)

    def add_items(self, order: HardwareOrder) -> None:
        """Adds items, one after the other."""
        dialog = ItemDialog(self._window, self._desk, order)
        dialog.added_item.connect(self.done)
        self._show(dialog)

    def edit_line(self, order: HardwareOrder, line: OrderLine) -> None:
        """Changes quantity, warehouse or enrolment of a line, once it is known who ships the product."""
        gateway, wanted = self._desk.gateway, ProductRef(product_id=line.product_id)

        def on_read(product: ProductRow) -> None:
            self._open(line_form(order, line, product))

        self._desk.runner.submit(
            lambda: gateway.call(PRODUCT, wanted), on_read, self._desk.shell.show_error, self, newest="read"
        )

    def return_line(self, order: HardwareOrder, line: OrderLine) -> None:
        """Takes a dispatched line back."""
        told = _word("{order}: {qty} {product} returned").replace("{qty}", count_text(line.qty))
        self._open(return_form(order, line), told.replace("{product}", line.product))

    def generate(self, order: HardwareOrder) -> None:
        """Generates the order, once that is confirmed."""
        self._begin(GenerateDialog(self._window, self._desk, order, self))

    def retry(self, order: HardwareOrder) -> None:
        """Sends failed lines again."""
        self._begin(RetryDialog(self._window, self._desk, order, self))

    def check_stock(self, order: HardwareOrder) -> None:
        """Goes to the stock check with what the order asks for; the order stays as it is (R-HW-05)."""
        if not self._desk.shell.open_target(Target(STOCK_CHECK, order.order_id, order.reference)):
            self._desk.toasts.fail(_word("None of your areas opens this."))

    def reveal(self, order: HardwareOrder) -> None:
        """Asks why before the delivery is shown in full, for a while."""
        dialog = RevealDialog(self._window, self._desk, order)
        dialog.sent.connect(self.revealed)
        self._show(dialog)

    def edit_delivery(self, order: HardwareOrder) -> None:
        """Edits the delivery, once it is known how it can be delivered."""
        gateway = self._desk.gateway

        def on_read(choices: HardwareChoices) -> None:
            self._open(delivery_form(OpenDelivery(order, choices.delivery_methods)))

        self._desk.runner.submit(
            lambda: gateway.call(CHOICES, Nothing()),
            on_read,
            self._desk.shell.show_error,
            self,
            newest="read",
        )

    def close(self) -> None:
        """Closes what is open; what was typed stays as a draft."""
        self._desk.runner.drop(self)
        if self.dialog is not None:
            self.dialog.reject()

    # Inside

    def _open(self, content: OrderForm, told: str = "") -> None:
        self._begin(OrderDialog(self._window, self._desk, content, self), told)

    def _begin(self, dialog: OrderDialog, told: str = "") -> None:
        """Opens a dialog that says `told` of the order once it is done, or else how the order stands then."""

        def on_sent(order: HardwareOrder) -> None:
            said = (told or _word("{order}: {status}")).replace("{order}", order.reference)
            self._desk.toasts.say(said.replace("{status}", hardware_chip(order.status).word))
            self.done.emit(order)

        dialog.sent.connect(on_sent)
        self._show(dialog)

    def _show(self, dialog: QDialog) -> None:
        if self.dialog is not None:
            dialog.deleteLater()
            return
        self.dialog = dialog

        def finished(_result: int) -> None:
            if self.dialog is dialog:
                self.dialog = None

        dialog.finished.connect(finished)
        dialog.open()


def _word(text: str) -> str:
    return QCoreApplication.translate("HardwareDone", text)
