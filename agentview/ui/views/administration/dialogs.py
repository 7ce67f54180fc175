"""The dialogs of people: forms, plain questions, a password shown once, and the view as somebody else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from agentview.contract.op import Message, Op
from agentview.contract.people import CommandPreview, PersonDetail, Preview
from agentview.ui.failure_words import COPY, cause_text, failure_banner
from agentview.ui.forms.clash_words import value_word
from agentview.ui.forms.form_dialog import FormDialog, FormWords
from agentview.ui.forms.form_presenter import FormPresenter
from agentview.ui.forms.merge import Value
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.field import FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key
from agentview.ui.texts.role import roles_of
from agentview.ui.views.administration.person_forms import PersonForm
from agentview.ui.views.administration.words import power_word


class PersonDialog(FormDialog):
    """Any form of a person. Open it with `open()`; `sent(answer)` tells that it was carried out."""

    sent = Signal(object)

    def __init__(
        self, parent: QWidget, desk: Desk, content: PersonForm, keeper: QObject, make_key: NewKey = new_key
    ) -> None:
        """Looks for a draft at once."""
        self.presenter: FormPresenter[Any] = FormPresenter(desk, self, content.record, content.spec, make_key)
        form = FormBinder(content.fields, self.presenter.today)
        self._fields = {field.name: field for field in content.fields}
        words = FormWords(content.text, self._label, self._word)
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
            return translate("PersonDialog", "yes") if value else translate("PersonDialog", "no")
        return value_word(name, value)


class AskDialog(VerbDialog):
    """Asks before a command that takes no words; `sent(answer)` tells that it was carried out."""

    sent = Signal(object)

    def __init__(
        self, parent: QWidget, desk: Desk, text: DialogText, command: tuple[Op[Any, Any], Message]
    ) -> None:
        """`command` goes out under one key, however often it is tried."""
        super().__init__(parent, text)
        self._desk, self._details = desk, ""
        self._sending = Sending(*command, new_key())
        self.verb_pressed.connect(self._on_pressed)
        self._summary.button_pressed.connect(self._on_banner)
        self.finished.connect(self._on_finished)

    @Slot()
    def _on_pressed(self) -> None:
        self._sending.send(self._desk, self._on_done, self._on_error, self)

    def _on_done(self, answer: object) -> None:
        self.succeeded()
        self.sent.emit(answer)

    def _on_error(self, error: Exception) -> None:
        self._details = self._desk.texts.report(error).details
        self.failed({}, failure_banner(self._desk.texts, error))

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        if key == COPY:
            self._desk.shell.copy_text(self._details)

    @Slot()
    def _on_finished(self) -> None:
        self._desk.runner.drop(self)


class SecretDialog(VerbDialog):
    """Shows a one-time password; when it closes, nobody can show it again."""

    def __init__(self, parent: QWidget, desk: Desk, username: str, secret: str) -> None:
        """Copies it where that is wanted."""
        translate = QCoreApplication.translate
        text = DialogText(
            translate("Secret", "One-time password of {name}").replace("{name}", username),
            translate("Secret", "Copy and close"),
            translate("Secret", "Close"),
            translate("Secret", "Copying..."),
            translate(
                "Secret",
                "It is shown this once. Give it to the person; they choose another at the first sign-in.",
            ),
        )
        super().__init__(parent, text)
        self._copy: Callable[[], None] = lambda: desk.shell.copy_text(secret)
        shown = PlainLabel(secret, TypeRole.H1, selectable=True)
        shown.setAccessibleName(translate("Secret", "One-time password"))
        self.body.addWidget(shown)
        self.verb_button.setFocus()
        self.verb_pressed.connect(self._on_pressed)

    @Slot()
    def _on_pressed(self) -> None:
        self._copy()
        self.succeeded()


class PreviewDialog(QDialog):
    """What somebody would see and could do. Esc closes it."""

    def __init__(self, parent: QWidget, desk: Desk, preview: Preview, areas: Sequence[str]) -> None:
        """`areas` are those that the person would have."""
        super().__init__(parent)
        self._desk = desk
        translate = QCoreApplication.translate
        person = preview.person
        title = translate("Preview", "View as {name}").replace("{name}", person.display_name)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = ScrollColumn(title, spacing=8)
        is_open = [one for one in preview.commands if not one.refusals]
        is_closed = [one for one in preview.commands if one.refusals]
        none = translate("Preview", "None")
        self._add(translate("Preview", "Areas"), PlainLabel(", ".join(areas) or none, wrap=True))
        self._add(translate("Preview", "Closed to them"), self._list(is_closed))
        self._add(translate("Preview", "Open to them"), self._list(is_open))
        self.close_button = Button(translate("Preview", "Close"))
        self.close_button.pressed_once.connect(self.reject)
        column = QVBoxLayout(self)
        edge = look().px(20)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look().px(12))
        told = translate("Preview", "Worked out from roles and powers; nothing is done in their name.")
        column.addWidget(heading(title))
        column.addWidget(PlainLabel(roles_of(person), wrap=True))
        column.addWidget(PlainLabel(told, ink=INK_SECOND, wrap=True))
        column.addWidget(self.column, 1)
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(look().px(640), look().px(560))

    def _add(self, title: str, part: QWidget) -> None:
        self.column.body.addWidget(heading(title))
        self.column.body.addWidget(part)

    def _list(self, commands: Sequence[CommandPreview]) -> FactList:
        facts = FactList()
        facts.set_facts(tuple(Fact(one.summary, self._why(one)) for one in commands))
        return facts

    def _why(self, one: CommandPreview) -> str:
        if one.power is not None and [refusal.code for refusal in one.refusals] == ["E-POWER"]:
            template = QCoreApplication.translate("Preview", "it takes: {power}")
            return template.replace("{power}", power_word(one.power))
        if one.refusals:
            return cause_text(self._desk.texts, one.refusals) or ""
        return QCoreApplication.translate("Preview", "open")


def ask_text(detail: PersonDetail, words: tuple[str, str, str, str], sentence: str) -> DialogText:
    """The texts of a plain question; `words` are its title with {name}, both buttons, and the busy word."""
    title, verb, keep, busy = words
    return DialogText(title.replace("{name}", detail.row.display_name), verb, keep, busy, sentence)
