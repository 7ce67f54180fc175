"""Chooses the customer of a new hardware order, found while typing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from agentview.contract.search import FIND, FindRequest, Hit, HitKind, Hits
from agentview.ui.failure_words import COPY, failure_banner
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.lists.search_table import SearchTable, fit_search
from agentview.ui.navigation import Desk
from agentview.ui.texts.status import status_word

SHORTEST = 2
_MOST = 20


class CustomerDialog(VerbDialog):
    """`picked(account id)` tells who orders."""

    picked = Signal(int)

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        """Finds nothing before something is typed."""
        self._desk, self._details = desk, ""
        text = DialogText(
            _word("New hardware order"),
            _word("Begin order"),
            _word("Close"),
            _word("Beginning..."),
            _word("Who orders? Type a name, a number or an account; Enter begins the order."),
        )
        super().__init__(parent, text)
        self.customers: SearchTable[Hit] = SearchTable(
            _word("Customer"), _word("Customers found"), _columns(), lambda hit: hit.record_id, _empty
        )
        self.body.addWidget(self.customers, 1)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 84)
        self.customers.typed.connect(self._find)
        self.customers.moved.connect(self._on_moved)
        self.customers.taken.connect(self._on_taken)
        self.verb_pressed.connect(self._on_pressed)
        self._summary.button_pressed.connect(self._on_banner)
        self.finished.connect(self._on_closed)
        self.keep_button.setAutoDefault(False)
        self.keep_button.setDefault(False)
        self.customers.show_rows(())
        self._on_moved(None)
        self.customers.search.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Takes the room that it needs, and not more than its window has."""
        fit_search(self, self.customers.more_height())
        super().showEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the field is taken by the field itself."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)

    @Slot(str)
    def _find(self, text: str) -> None:
        if len(text) < SHORTEST:
            self._desk.runner.drop(self)
            self.customers.show_rows(())
            return
        gateway, request = self._desk.gateway, FindRequest(text=text, limit=_MOST)
        self._desk.runner.submit(
            lambda: gateway.call(FIND, request), self._on_found, self._on_failed, self, newest="find"
        )

    def _on_found(self, found: Hits) -> None:
        self._summary.show_texts([])
        self.customers.show_rows([hit for hit in found.hits if hit.kind is HitKind.CUSTOMER])

    def _on_failed(self, error: Exception) -> None:
        self._details = self._desk.texts.report(error).details
        self.failed({}, failure_banner(self._desk.texts, error))

    @Slot(object)
    def _on_moved(self, hit: object) -> None:
        self.verb_button.set_refusal(None if isinstance(hit, Hit) else _word("Find a customer first."))

    @Slot(object)
    def _on_taken(self, hit: object) -> None:
        if isinstance(hit, Hit):
            self.succeeded()
            self.picked.emit(hit.record_id)

    @Slot()
    def _on_pressed(self) -> None:
        self._on_taken(self.customers.current())

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        if key == COPY:
            self._desk.shell.copy_text(self._details)

    @Slot()
    def _on_closed(self) -> None:
        self._desk.runner.drop(self)


def _columns() -> tuple[Column[Hit], ...]:
    return (
        Column(
            "name",
            lambda: _word("Name"),
            lambda hit: hit.title,
            stretch=True,
            sample=lambda: "Marlow Dental Group",
            tip=lambda hit: hit.title,
        ),
        Column(
            "detail",
            lambda: _word("Account"),
            lambda hit: hit.detail,
            strong=False,
            sample=lambda: "AC-1048299, Ballarat",
            tip=lambda hit: hit.detail,
        ),
        Column(
            "status",
            lambda: _word("Status"),
            lambda hit: status_word(hit.status),
            Kind.TEXT,
            strong=False,
            sample=lambda: "Cancelled",
        ),
    )


def _empty(text: str) -> StateText:
    if len(text) < SHORTEST:
        return StateText(_word("Nobody looked for yet"), _word("Two letters or digits are enough."))
    return StateText(_word("No customer is found"), _word("Try part of the name, or four digits."))


def _word(text: str) -> str:
    return QCoreApplication.translate("HardwareCustomer", text)
