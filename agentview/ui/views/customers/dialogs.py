"""The dialogs of this area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.core.clock import local_day
from agentview.core.errors import AgentViewError
from agentview.ui.failure_words import COPY, failure_banner
from agentview.ui.forms.clash_words import value_word
from agentview.ui.forms.form_dialog import FormDialog, FormWords
from agentview.ui.forms.form_presenter import FormPresenter, FormSpec
from agentview.ui.forms.merge import Value, Values
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.theme import Tone
from agentview.ui.navigation import ACCOUNT, Desk, Target
from agentview.ui.sending import NewKey, new_key
from agentview.ui.views.customers.dialog_texts import reveal_text, shortened
from agentview.ui.views.customers.form_fields import reason_fields
from agentview.ui.views.customers.presenter import CustomerPresenter
from agentview.ui.views.customers.specs import DUPLICATE, IDENTIFIER

OPEN_KNOWN = "open_known"


@dataclass(frozen=True)
class FormContent:
    """A form of a record: what it is about, what it says, asks and sends."""

    record: Any
    spec: FormSpec[Any]
    text: DialogText
    fields: tuple[Field, ...]
    initial: Values


class RecordDialog(FormDialog):
    """Any form of this area. Open it with `open()`; `sent(answer)` tells that it was carried out."""

    sent = Signal(object)

    def __init__(
        self, parent: QWidget, desk: Desk, content: FormContent, keeper: QObject, make_key: NewKey = new_key
    ) -> None:
        """Looks for a draft at once."""
        self.presenter: FormPresenter[Any] = FormPresenter(desk, self, content.record, content.spec, make_key)
        form = FormBinder(content.fields, self.presenter.today)
        self._fields = {field.name: field for field in content.fields}
        words = FormWords(content.text, self._label, self._word, ticks=(DUPLICATE, IDENTIFIER))
        super().__init__(parent, desk, words, (self.presenter, form, content.initial), keeper)
        self.presenter.restore()

    def _succeeded(self, answer: object) -> None:
        self.sent.emit(answer)

    def _label(self, name: str) -> str:
        return self._fields[name].label if name in self._fields else name

    def _word(self, name: str, value: Value) -> str:
        field = self._fields.get(name)
        if field is not None and field.kind is FieldKind.CHOICE:
            return dict(field.choices).get(str(value), "")
        if field is not None and field.kind is FieldKind.CHECK:
            translate = QCoreApplication.translate
            return translate("CustomerDialog", "yes") if value else translate("CustomerDialog", "no")
        return value_word(name, value)


class NewCustomerDialog(RecordDialog):
    """Offers to open the customer who seems to be the same (`E-CUSTOMER-KNOWN`)."""

    _known: Target | None = None

    def ask_to_confirm(self, name: str, error: Exception) -> None:
        """Shows the tick, and a button that opens the known customer."""
        super().ask_to_confirm(name, error)
        values = error.values if isinstance(error, AgentViewError) else {}
        account_id = values.get("account_id")
        if not isinstance(account_id, int):
            return
        known = str(values.get("name") or values.get("account_no") or "")
        self._known = Target(ACCOUNT, account_id, known)
        text = self._desk.texts.report(error).text
        word = QCoreApplication.translate("CustomerDialog", "Open {name}")
        button = (OPEN_KNOWN, word.replace("{name}", shortened(known)))
        banner = BannerText(Tone.WARNING, text.what, text.safe, text.next_step, (button,))
        self.failed({name: text.what}, banner)

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        if key == OPEN_KNOWN and self._known is not None:
            known = self._known
            self.reject()
            self._desk.shell.open_target(known)
        else:
            super()._on_banner(key)


class RevealDialog(VerbDialog):
    """One field: why a contact is shown in full."""

    def __init__(
        self, parent: QWidget, desk: Desk, presenter: CustomerPresenter, contact: tuple[int, str]
    ) -> None:
        """`contact` is its id and what people call it."""
        self._desk, self._presenter, self._contact_id = desk, presenter, contact[0]
        self._details = ""
        self.form = FormBinder(reason_fields(), lambda: local_day(desk.clock.now(), desk.zone.key))
        super().__init__(parent, reveal_text(contact[1]), self.form)
        self.form.setParent(self)
        self._summary.button_pressed.connect(self._on_banner)
        self.verb_pressed.connect(self._on_pressed)

    @Slot()
    def _on_pressed(self) -> None:
        reason = str(self.form.values()["reason"])
        self._presenter.reveal(self._contact_id, reason, self.succeeded, self._on_error)

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        if key == COPY:
            self._desk.shell.copy_text(self._details)

    def _on_error(self, error: Exception) -> None:
        errors = self._desk.texts.by_field(error) if isinstance(error, AgentViewError) else {}
        if "reason" in errors:
            self.failed(errors)
        else:
            self._details = self._desk.texts.report(error).details
            self.failed({}, failure_banner(self._desk.texts, error))
