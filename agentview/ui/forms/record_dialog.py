"""Dialogs about one record: any form of it, and a question before a command that takes no words."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.op import Message, Op
from agentview.ui.forms.clash_words import value_word
from agentview.ui.forms.form_dialog import FormDialog, FormWords
from agentview.ui.forms.form_presenter import FormPresenter
from agentview.ui.forms.merge import Value
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.forms.seeking import Choices, Seeker
from agentview.ui.forms.sent_dialog import SentDialog
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.found_field import FoundField
from agentview.ui.kit.found_several_field import FoundSeveralField
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key


class RecordDialog(FormDialog):
    """Any form of a record. Open it with `open()`; `sent(answer)` tells that it was carried out."""

    sent = Signal(object)

    def __init__(
        self, parent: QWidget, desk: Desk, content: RecordForm, keeper: QObject, make_key: NewKey = new_key
    ) -> None:
        """Looks for a draft at once."""
        self.presenter: FormPresenter[Any] = FormPresenter(desk, self, content.record, content.spec, make_key)
        form = FormBinder(content.fields, self.presenter.today)
        self._fields = {field.name: field for field in content.fields}
        self._found: dict[str, dict[str, str]] = {}
        words = FormWords(content.text, self._label, self._word)
        super().__init__(parent, desk, words, (self.presenter, form, content.initial), keeper)
        self._seeker = Seeker(desk, self, content.finders, self)
        for name in content.finders:
            field = form.input(name)
            if isinstance(field, FoundField | FoundSeveralField):
                field.sought.connect(partial(self._seeker.seek, name))
        self.finished.connect(self._on_closed)
        self.presenter.restore()

    @Slot()
    def _on_closed(self) -> None:
        """What is found after the dialog went has nobody to choose of it."""
        self._desk.runner.drop(self)

    def show_choices(self, name: str, text: str, choices: Choices) -> None:
        """Offers what fits the text in the field."""
        found = self.form.input(name)
        if isinstance(found, FoundField | FoundSeveralField):
            found.show_found(text, choices)
            self._found[name] = {**self._found.get(name, {}), **dict(choices)}

    def _succeeded(self, answer: object) -> None:
        self.sent.emit(answer)

    def _label(self, name: str) -> str:
        return self._fields[name].label if name in self._fields else name

    def _word(self, name: str, value: Value) -> str:
        field = self._fields.get(name)
        if field is not None and field.kind in (FieldKind.CHOICE, FieldKind.FOUND):
            return {**dict(field.choices), **self._found.get(name, {})}.get(str(value), "")
        if field is not None and field.kind in (FieldKind.SEVERAL, FieldKind.FOUND_SEVERAL):
            words = {**dict(field.choices), **self._found.get(name, {})}
            return ", ".join(words.get(key, key) for key in str(value or "").split(",") if key)
        if field is not None and field.kind is FieldKind.CHECK:
            translate = QCoreApplication.translate
            return translate("PersonDialog", "yes") if value else translate("PersonDialog", "no")
        return value_word(name, value)


class AskDialog(SentDialog):
    """Asks before a command that takes no words; `sent(answer)` tells that it was carried out."""

    def __init__(
        self, parent: QWidget, desk: Desk, text: DialogText, command: tuple[Op[Any, Any], Message]
    ) -> None:
        """`command` goes out under one key, however often it is tried."""
        super().__init__(parent, desk, text)
        self._command = command

    def sending(self, key: str) -> Sending[Any, Any]:
        """The command as it was given."""
        return Sending(*self._command, key)
