"""Finds one account by its number or its customer's name, for what is done to it next."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.search import FIND, FindRequest, Hit, HitKind, Hits
from agentview.ui.failure_words import failure_banner
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.field import Field
from agentview.ui.kit.form import FormBinder
from agentview.ui.navigation import Desk
from agentview.ui.views.suspension.words import today

SHORTEST, LONGEST = 2, 200
_MOST = 20
TEXT = "text"


class AccountDialog(VerbDialog):
    """`found(account id, customer)` tells whose account it is; it closes then."""

    found = Signal(int, str)

    def __init__(self, parent: QWidget, desk: Desk, text: DialogText) -> None:
        """Looks for nobody before its verb is pressed."""
        field = Field(
            TEXT,
            _word("Account number or name"),
            help=_word("One customer must be meant; the account number always names one."),
            required=True,
            most_chars=LONGEST,
        )
        form = FormBinder((field,), lambda: today(desk))
        super().__init__(parent, text, form)
        form.setParent(self)
        self._desk, self.form = desk, form
        self.verb_pressed.connect(self._find)
        self.finished.connect(self._on_closed)

    @Slot()
    def _find(self) -> None:
        text = str(self.form.values()[TEXT])
        if len(text) < SHORTEST:
            self.failed({TEXT: _word("Type two letters or digits at least")})
            return
        gateway, request = self._desk.gateway, FindRequest(text=text, limit=_MOST)
        self._desk.runner.submit(lambda: gateway.call(FIND, request), self._on_hits, self._on_failed, self)

    def _on_hits(self, hits: Hits) -> None:
        customers = [hit for hit in hits.hits if hit.kind is HitKind.CUSTOMER]
        if len(customers) == 1:
            self._take(customers[0])
        elif customers:
            told = _word("{count} customers are found: {names}. Type the account number")
            names = ", ".join(hit.title for hit in customers[:3])
            self.failed({TEXT: told.replace("{count}", str(len(customers))).replace("{names}", names)})
        else:
            self.failed({TEXT: _word("No customer is found")})

    def _take(self, hit: Hit) -> None:
        self.succeeded()
        self.found.emit(hit.record_id, hit.title)

    def _on_failed(self, error: Exception) -> None:
        self.failed({}, failure_banner(self._desk.texts, error))

    @Slot()
    def _on_closed(self) -> None:
        self._desk.runner.drop(self)


def _word(text: str) -> str:
    return QCoreApplication.translate("AccountDialog", text)
