"""The dialogs of the editor: a test message, and what to do with what was typed when its tab closes."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.event_templates import TEST_SEND, PreviewRequest, TryRequest
from agentview.contract.events import TemplateChannel
from agentview.ui.forms.sent_dialog import SentDialog
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.field import Field
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.form import FormBinder
from agentview.ui.navigation import Desk
from agentview.ui.sending import Sending

_NO_DAY = date(2000, 1, 1)
"""The form has no field for a day that would ask for today."""


class TestSendDialog(SentDialog):
    """Sends what is typed now, as it would be for the account, to somebody else. `sent(Tried)`."""

    __test__ = False  # for pytest, which takes what begins so for a test

    def __init__(self, parent: QWidget, desk: Desk, asked: PreviewRequest, name: str) -> None:
        """`name` is what the customer of the preview is called."""
        self._asked = asked
        text = DialogText(
            _word("Send a test message"),
            _word("Send test"),
            _word("Send nothing"),
            _word("Sending..."),
            _word(
                "It says what {name} would read, and goes to the address below, not to the customer."
            ).replace("{name}", name),
        )
        is_sms = asked.channel is TemplateChannel.SMS
        help_text = _word("Empty: your own e-mail address.")
        if is_sms:
            help_text = _word("Such as +61 412 555 018. It may cost what a text message costs.")
        field = Field(
            "to",
            _word("Number") if is_sms else _word("E-mail address"),
            help=help_text,
            required=is_sms,
            most_chars=200,
        )
        form = FormBinder((field,), lambda: _NO_DAY)
        super().__init__(parent, desk, text, form)
        form.setParent(self)
        self.form = form

    def sending(self, key: str) -> Sending[Any, Any]:
        """The text as it is typed now, for the account of the preview."""
        values = {**self._asked.model_dump(), "to": str(self.form.values()["to"] or "")}
        return Sending(TEST_SEND, TryRequest.model_validate(values), key)


class LeaveDialog(VerbDialog):
    """What was typed is not saved: `kept` closes and keeps it as a draft, `thrown` closes without it."""

    kept = Signal()
    thrown = Signal()

    def __init__(self, parent: QWidget, title: str) -> None:
        """Asks; the default goes on editing."""
        text = DialogText(
            _word("Close {name} with unsaved changes?").replace("{name}", title),
            _word("Keep a draft"),
            _word("Go on editing"),
            _word("Closing..."),
            _word("Customers get the template as it was saved last. The draft stays on this computer."),
        )
        super().__init__(parent, text)
        self.throw = Button(_word("Discard changes"), ButtonKind.DANGER)
        # On a line of its own: far from the others, and three words side by side are too wide.
        self.body.addWidget(FlowRow((self.throw,)))
        self.throw.pressed_once.connect(self._on_throw)
        self.verb_pressed.connect(self._on_keep)

    @Slot()
    def _on_keep(self) -> None:
        self.succeeded()
        self.kept.emit()

    @Slot()
    def _on_throw(self) -> None:
        self.accept()
        self.thrown.emit()


def _word(text: str) -> str:
    return QCoreApplication.translate("TemplateEditor", text)
