"""Chooses the account on which a template is tried out, found while typing."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.search import FIND, FindRequest, Hit, HitKind, Hits
from agentview.ui.failure_words import failure_banner
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.field import Field, TextField
from agentview.ui.kit.options import Option, OptionList
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.navigation import Desk
from agentview.ui.views.events.words import word

SHORTEST = 2
FIND_AFTER_MS = 200
_MOST = 8


class AccountDialog(VerbDialog):
    """`picked(hit)` tells which customer was chosen."""

    picked = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        """Finds nothing before something is typed."""
        text = DialogText(
            word("Preview with another account"),
            word("Show preview"),
            word("Close"),
            word("Choosing..."),
            word("The preview shows what this customer would read now. Nothing is sent."),
        )
        super().__init__(parent, text)
        self._desk = desk
        self._hits: dict[int, Hit] = {}
        label = PlainLabel(word("Name, number or account of the customer"))
        self.search = TextField(Field("find", "", most_chars=200))
        self.search.setAccessibleName(label.text())
        label.setBuddy(self.search)
        self.found = OptionList(word("Customers found"), several=False)
        self.said = PlainLabel(word("Two letters or digits are enough."), ink=INK_SECOND, wrap=True)
        for part in (label, self.search, self.said, self.found):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(FIND_AFTER_MS)
        self._rest.timeout.connect(self._find)
        self.search.edited.connect(self._rest.start)
        self.found.picked.connect(self._show_cause)
        self.verb_pressed.connect(self._on_pressed)
        self.finished.connect(self._on_closed)
        self._show_cause()
        self.search.setFocus()

    @Slot()
    def _find(self) -> None:
        text = self.search.text().strip()
        if len(text) < SHORTEST:
            self._desk.runner.drop(self)
            self._show((), word("Two letters or digits are enough."))
            return
        gateway, request = self._desk.gateway, FindRequest(text=text, limit=_MOST)
        self._desk.runner.submit(
            lambda: gateway.call(FIND, request), self._on_found, self._on_failed, self, newest="find"
        )

    def _on_found(self, found: Hits) -> None:
        hits = tuple(hit for hit in found.hits if hit.kind is HitKind.CUSTOMER)
        self._show(hits, "" if hits else word("No customer is found. Try part of the name, or four digits."))

    def _show(self, hits: tuple[Hit, ...], said: str) -> None:
        self._hits = {hit.record_id: hit for hit in hits}
        options = [Option(hit.record_id, hit.title, hit.detail) for hit in hits]
        # The best match is chosen at once, so that Ctrl+Enter takes it.
        self.found.set_options(options, [hits[0].record_id] if hits else [])
        self.said.setText(said)
        self.said.setVisible(bool(said))
        self._show_cause()

    def _on_failed(self, error: Exception) -> None:
        self.failed({}, failure_banner(self._desk.texts, error))

    @Slot()
    def _show_cause(self) -> None:
        self.verb_button.set_refusal(None if self.found.chosen() else word("Find a customer first."))

    @Slot()
    def _on_pressed(self) -> None:
        chosen = self.found.chosen()
        self.succeeded()
        if chosen:
            self.picked.emit(self._hits[chosen[0]])

    @Slot()
    def _on_closed(self) -> None:
        self._rest.stop()
        self._desk.runner.drop(self)
