"""What the customer would read: the text on a real account, how long it is, and what may be wrong with it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from agentview.contract.event_templates import Preview
from agentview.contract.value import RefusalInfo
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.card import Card
from agentview.ui.kit.column_box import ColumnBox
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.text import INK_ERROR, INK_SECOND, PlainLabel, heading
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import Texts
from agentview.ui.views.events.editor_presenter import Account
from agentview.ui.views.events.words import sms_text


class PreviewPanel(ColumnBox):
    """Everything in it is plain text. `account_wanted` and `samples_wanted` tell what was pressed."""

    account_wanted = Signal()
    samples_wanted = Signal()

    def __init__(self, texts: Texts, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(look().px(8), parent)
        self._texts = texts
        self.whose = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.account = Button(_word("Choose account"), icon_name="user")
        self.samples = Button(_word("Sample values"))
        self.subject = PlainLabel("", TypeRole.STRONG, wrap=True, selectable=True)
        self.text = PlainLabel("", wrap=True, selectable=True)
        self.length = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.problems = PlainLabel("", ink=INK_ERROR, wrap=True)
        self.warnings = PlainLabel("", ink=INK_SECOND, wrap=True)
        card = Card(padding=12)
        card.body.addWidget(self.subject)
        card.body.addWidget(self.text)
        buttons = FlowRow((self.account, self.samples))
        parts = (
            heading(_word("Preview")),
            self.whose,
            buttons,
            card,
            self.length,
            self.problems,
            self.warnings,
        )
        for part in parts:
            self.body.addWidget(part)
        self.account.pressed_once.connect(self.account_wanted)
        self.samples.pressed_once.connect(self.samples_wanted)
        self.show_account(None)
        self.show_text("", "")
        for label in (self.length, self.problems, self.warnings):
            label.hide()

    def show_account(self, account: Account | None) -> None:
        """Says whose values the preview has."""
        text = _word("With sample values. Choose an account to see what that customer would read.")
        if account is not None:
            text = _word("As {name} would read it now.").replace("{name}", account.name)
        self.whose.setText(text)
        self.samples.setVisible(account is not None)

    def show_text(self, subject: str, body: str) -> None:
        """Shows a message."""
        self.subject.setText(subject)
        self.subject.setVisible(bool(subject))
        self.text.setText(body or _word("Nothing is written yet."))

    def show_preview(self, preview: Preview) -> None:
        """Shows a message with its length, its problems and its warnings."""
        self.show_text(preview.subject, preview.body)
        _show(self.length, "" if preview.sms is None else sms_text(preview.sms))
        _show(self.problems, self._told(preview.problems, "\u00d7"))
        _show(self.warnings, self._told(preview.warnings, "!"))

    def show_failed(self, error: Exception) -> None:
        """Says why there is no newer preview; the last one stays."""
        text = self._texts.report(error).text
        sentences = " ".join(part for part in (text.what, text.next_step) if part)
        _show(self.problems, f"\u00d7 {sentences}")

    def _told(self, refusals: tuple[RefusalInfo, ...], glyph: str) -> str:
        found = [self._texts.refusal(one.refusal()) for one in refusals]
        lines = [" ".join(part for part in (text.what, text.next_step) if part) for text in found]
        return "\n".join(f"{glyph} {one}" for one in dict.fromkeys(lines))


def _show(label: PlainLabel, text: str) -> None:
    label.setText(text)
    label.setVisible(bool(text))


def _word(text: str) -> str:
    return QCoreApplication.translate("TemplateEditor", text)
