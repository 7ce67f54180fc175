"""How customers come in: one by one with a form, many at once from a file."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from agentview.contract.customers import CustomerKept
from agentview.core.power import Power
from agentview.gateway.port import LinkState
from agentview.ui.failure_words import offline_text
from agentview.ui.kit.action import ActionText, make_action, refuse_action, tip_with_key
from agentview.ui.kit.button import Button
from agentview.ui.navigation import Desk
from agentview.ui.views.customers.import_dialog import ImportDialog
from agentview.ui.views.customers.new_customer import NewCustomer

NEW_KEY, IMPORT_KEY = "Ctrl+Shift+N", "Ctrl+Shift+I"


class Adding(QObject):
    """Two actions and their buttons; `importing` is the dialog of an import while it is open."""

    def __init__(self, desk: Desk, window: QWidget, added: Callable[[CustomerKept], None]) -> None:
        """`added(customer)` hears of each customer of the form."""
        super().__init__(window)
        self._desk, self._window = desk, window
        self.new_customer = NewCustomer(desk, window, added)
        self.importing: ImportDialog | None = None
        translate = QCoreApplication.translate
        new_tip = translate("Customers", "Add a customer who is not known yet")
        import_tip = translate("Customers", "Take customers in from a CSV or XLSX file")
        new = ActionText(translate("Customers", "New customer"), NEW_KEY, "users", new_tip)
        many = ActionText(translate("Customers", "Import customers..."), IMPORT_KEY, "upload", import_tip)
        self._new = make_action(window, new, self.new_customer.begin)
        self._import = make_action(window, many, self.begin_import)
        self.new_button = Button(new.text, icon_name="plus", tip=tip_with_key(new_tip, NEW_KEY))
        self.import_button = Button(many.text, icon_name="upload", tip=tip_with_key(import_tip, IMPORT_KEY))
        self.new_button.pressed_once.connect(self.new_customer.begin)
        self.import_button.pressed_once.connect(self.begin_import)
        self.show_state()

    def actions(self) -> tuple[QAction, ...]:
        """Both, for the key sheet and the command box."""
        return (self._new, self._import)

    def show_state(self) -> None:
        """Closes what may not be done, with its cause."""
        translate = QCoreApplication.translate
        for action, button, power, denied in (
            (
                self._new,
                self.new_button,
                Power.EDIT_CUSTOMER,
                translate("Customers", "You may not add customers."),
            ),
            (
                self._import,
                self.import_button,
                Power.IMPORT_CUSTOMERS,
                translate("Customers", "You may not import customers. A supervisor may."),
            ),
        ):
            cause = None if self._desk.has(power) else denied
            if cause is None and self._desk.shell.link is LinkState.LOST:
                cause = offline_text()
            refuse_action(action, cause)
            button.set_refusal(cause)

    @Slot()
    def begin_import(self) -> None:
        """Opens the dialog of an import; one at a time."""
        if self.importing is None:
            self.importing = ImportDialog(self._window, self._desk)
            self.importing.finished.connect(self._on_import_over)
            self.importing.open()

    def close(self) -> None:
        """Closes what is open; what is imported already stays and can go on."""
        self.new_customer.close()
        if self.importing is not None:
            self.importing.reject()

    @Slot()
    def _on_import_over(self) -> None:
        self.importing = None
