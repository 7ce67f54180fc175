"""A dialog that sends its one command under one key, and the same again where no answer came."""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.core.errors import AgentViewError, Unknown
from agentview.ui.failure_words import AGAIN, COPY, failure_banner, unknown_banner
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.form import FormBinder
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key, rejection_of


class SentDialog(VerbDialog):
    """A subclass says what is sent (`sending`). `sent(answer)` tells that it was carried out.

    While nobody knows what became of it, what was typed is locked: the same is asked again.
    """

    sent = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        text: DialogText,
        form: FormBinder | None = None,
        make_key: NewKey = new_key,
    ) -> None:
        """Sends nothing before its verb is pressed."""
        super().__init__(parent, text, form)
        self._desk, self._key, self._details = desk, make_key(), ""
        self._sending: Sending[Any, Any] | None = None
        self._summary.button_pressed.connect(self._on_banner)
        self.verb_pressed.connect(self._on_pressed)
        self.finished.connect(self._on_closed)

    def sending(self, key: str) -> Sending[Any, Any]:
        """What is sent with what is typed now. Raises ValidationError for what the contract does not take."""
        raise NotImplementedError

    def refused(self, error: Exception) -> None:
        """Shows the reasons beside their fields, or on top; what was typed stays."""
        by_field = self._desk.texts.by_field(error) if isinstance(error, AgentViewError) else {}
        shown = self._form.values() if self._form is not None else {}
        known = {name: text for name, text in by_field.items() if name in shown}
        self._details = self._desk.texts.report(error).details
        self.failed(known, None if known else failure_banner(self._desk.texts, error))

    # Inside

    @Slot()
    def _on_pressed(self) -> None:
        try:
            self._sending = self._sending or self.sending(self._key)
        except ValidationError as error:
            self.refused(rejection_of(error))
            return
        self._sending.send(self._desk, self._on_done, self._on_error, self)

    @Slot()
    def _on_closed(self) -> None:
        self._desk.runner.drop(self)

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        if key == AGAIN:
            self._on_verb()
        elif key == COPY:
            self._desk.shell.copy_text(self._details)

    def _on_done(self, answer: object) -> None:
        self.succeeded()
        self.sent.emit(answer)

    def _on_error(self, error: Exception) -> None:
        if isinstance(error, Unknown):
            self.failed({}, unknown_banner(with_button=True))
            if self._form is not None:
                self._form.set_enabled(enabled=False)
            return
        self._sending = None
        self.refused(error)
