"""The dialogs of the administration: forms, questions, a password shown once, the view as somebody else."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from agentview.contract.people import CommandPreview, PersonDetail, Preview
from agentview.ui.failure_words import cause_text
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.dialog import DialogText, VerbDialog
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.help_dialog import give_help
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.text import INK_SECOND, PlainLabel, heading
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import Desk
from agentview.ui.texts.role import roles_of
from agentview.ui.views.administration.words import power_word


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
        told = translate("Preview", "What this person sees and may do, and why the rest is closed to them.")
        give_help(self, told)
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
        facts.set_facts(
            tuple(
                Fact(QCoreApplication.translate("Operations", one.summary), self._why(one))
                for one in commands
            )
        )
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
