"""One entry of the audit log in full, and the way to its record."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from agentview.contract.audit import AuditEntryLine
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.card import Card
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.kit.text import INK_SECOND, ElidedLabel, PlainLabel
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import ACCOUNT, Target, record_target
from agentview.ui.texts.audit import code_word
from agentview.ui.views.administration.words import action_text, full_moment


def target_of(line: AuditEntryLine) -> Target | None:
    """The record of an entry where an area may open it, else its customer; None where there is neither."""
    target = record_target(line.entity, line.entity_id, line.reference)
    if target is not None:
        return target
    if line.account_id is not None:
        return Target(ACCOUNT, line.account_id, line.account_no or "")
    return None


class EntryPane(QWidget):
    """Shows one entry, or that none is chosen. `open_wanted` and `history_wanted` tell what was pressed."""

    open_wanted = Signal()
    history_wanted = Signal()

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(parent)
        translate = QCoreApplication.translate
        self._zone = zone
        self.title = ElidedLabel("", TypeRole.H2)
        self.line = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.facts = FactList()
        self.open_button = Button(translate("AuditLog", "Open record"), icon_name="arrow-right")
        self.history_button = Button(translate("AuditLog", "All about this record"), icon_name="list")
        self.overlay = StateOverlay()
        self._arrange()
        self.open_button.pressed_once.connect(self.open_wanted)
        self.history_button.pressed_once.connect(self.history_wanted)
        self.show_entry(None)

    def show_entry(self, line: AuditEntryLine | None) -> None:
        """Shows an entry."""
        if line is None:
            translate = QCoreApplication.translate
            sentence = translate("AuditLog", "Choose one in the list to see it in full.")
            self.overlay.show_text(StateText(translate("AuditLog", "No entry chosen"), sentence))
            self._stack.setCurrentWidget(self.overlay)
            return
        self.title.setText(f"{code_word(line.entity)} {line.reference}")
        self.line.setText(f"{action_text(line)} \u00b7 {line.by}")
        self.facts.set_facts(self._facts(line))
        self._show_way(line)
        self._stack.setCurrentWidget(self._page)

    def _show_way(self, line: AuditEntryLine) -> None:
        translate = QCoreApplication.translate
        target = target_of(line)
        word = translate("AuditLog", "Open record")
        if target is not None and target.kind == ACCOUNT and line.entity != "account":
            word = translate("AuditLog", "Open customer")
        self.open_button.setText(word)
        cause = None if target is not None else translate("AuditLog", "Nothing opens this kind of record")
        self.open_button.set_refusal(cause)

    def _facts(self, line: AuditEntryLine) -> tuple[Fact, ...]:
        translate = QCoreApplication.translate
        yes, no = translate("AuditLog", "own provider alone"), translate("AuditLog", "both providers")
        return (
            Fact(translate("AuditLog", "Time"), full_moment(line.at, self._zone)),
            Fact(translate("AuditLog", "Who"), line.by),
            Fact(translate("AuditLog", "Action"), action_text(line)),
            Fact(translate("AuditLog", "From"), line.old or ""),
            Fact(translate("AuditLog", "To"), line.new or ""),
            Fact(translate("AuditLog", "Reason"), line.reason or ""),
            Fact(translate("AuditLog", "Customer"), line.account_no or "", can_copy=bool(line.account_no)),
            Fact(translate("AuditLog", "Seen by"), yes if line.is_internal else no),
            Fact(translate("AuditLog", "Entry"), str(line.id), can_copy=True),
        )

    def _arrange(self) -> None:
        card = Card(padding=12)
        sections = ScrollColumn(QCoreApplication.translate("AuditLog", "Entry"), spacing=8)
        sections.body.addWidget(self.facts)
        for part in (self.title, self.line, FlowRow([self.open_button, self.history_button])):
            card.body.addWidget(part)
        card.body.addWidget(sections, 1)
        self._page = card
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.addWidget(self._page)
        self._stack.addWidget(self.overlay)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(holder)
