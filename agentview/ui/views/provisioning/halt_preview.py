"""The words of a halt in colour: what others will read while it is typed, and why it was halted after."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QVBoxLayout

from agentview.contract.provisioning import HaltCode, HaltInfo, TaskDetail
from agentview.ui.forms.form_session import FormSession
from agentview.ui.kit.appearance import look
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.text import PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.tinted import TintedBox
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.texts.halt import halt_word
from agentview.ui.views.provisioning.detail_banners import halt_changes


class HaltSummary(TintedBox):
    """Why a request was halted and what was changed since, above the form that resubmits it."""

    def __init__(self, task: TaskDetail, halt: HaltInfo) -> None:
        """Shows the halt of this task."""
        super().__init__(Tone.BAD)
        column = QVBoxLayout(self)
        edge = look().px(10)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look().px(2))
        head = QCoreApplication.translate("TaskForm", "Halted: {code}").replace(
            "{code}", halt_word(halt.code)
        )
        column.addWidget(PlainLabel(head, TypeRole.STRONG, wrap=True))
        lines = [halt.text, *halt_changes(task, halt)]
        for line in lines:
            column.addWidget(PlainLabel(line, wrap=True))
        self.setAccessibleName(". ".join([head, *lines]))
        self.recolour()


class HaltPreview(TintedBox):
    """Follows the form while it is filled in."""

    def __init__(self, form: FormBinder, session: FormSession) -> None:
        """Shows what the form says now."""
        super().__init__(Tone.WARNING)
        self._form = form
        head = QCoreApplication.translate("TaskForm", "Public: the retailer and the customer will read")
        self._text = PlainLabel("", wrap=True)
        column = QVBoxLayout(self)
        edge = look().px(10)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look().px(2))
        column.addWidget(PlainLabel(head, TypeRole.STRONG, wrap=True))
        column.addWidget(self._text)
        form.changed.connect(self.show_now)
        session.restored.connect(self.show_now)
        self.show_now()

    def text(self) -> str:
        """What is shown now."""
        return self._text.text()

    @Slot()
    def show_now(self) -> None:
        """Shows what the form says now."""
        values = self._form.values()
        code, text = values["code"], values["text"]
        word = halt_word(HaltCode(code)) if isinstance(code, str) and code else "\u2026"
        self._text.setText(f"{word}: {text}" if text else f"{word}: \u2026")
        self.setAccessibleName(self._text.text())
        self.recolour()
