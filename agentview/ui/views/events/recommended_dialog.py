"""Shows what the recommended set would make, text by text, and makes it in one step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from agentview.contract.event_catalogue import AUTOMATIONS
from agentview.contract.events import APPLY_RECOMMENDED, Recommended, RecommendedItem, RecommendedRequest
from agentview.ui.forms.sent_dialog import SentDialog
from agentview.ui.kit.appearance import look
from agentview.ui.kit.card import Card
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.list_panel import ListPanel
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.memory_source import MemorySource
from agentview.ui.kit.paged_model import PagedTableModel
from agentview.ui.kit.plural import plural
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.table import TableView
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.navigation import Desk
from agentview.ui.sending import Sending
from agentview.ui.views.events.words import NOTHING, event_word, threshold_text

WIDTH, HEIGHT, HEIGHT_SHARE = 860, 580, 0.94
"""At 100 %, and so much of the height of its window at most."""

ROWS, TEXT_ROWS = 3, 2
"""So many rows are seen at least of the list, and of the texts."""


class RecommendedDialog(SentDialog):
    """Asks before the set is made; `sent(RecommendedApplied)` tells what was."""

    def __init__(self, parent: QWidget, desk: Desk, found: Recommended) -> None:
        """Shows every mapping of the set, and the texts of the chosen one."""
        super().__init__(parent, desk, _text(found))
        self._over = parent.window()
        self.source: MemorySource[RecommendedItem] = MemorySource()
        self.model: PagedTableModel[RecommendedItem] = PagedTableModel(
            _columns(), row_id=_id_of, source=self.source, parent=self
        )
        self.source.attach(self.model)
        self.table = TableView(self.model, _word("What the recommended set holds"))
        panel = ListPanel(self.table, _nothing, _nothing)
        panel.setMinimumHeight(ROWS * look().row_height)
        self.subject = PlainLabel("", TypeRole.STRONG, wrap=True, selectable=True)
        self.text = PlainLabel("", wrap=True, selectable=True)
        self.sms = PlainLabel("", ink=INK_SECOND, wrap=True, selectable=True)
        self.texts = ScrollColumn(_word("What the messages say"), spacing=8)
        self.texts.setMinimumHeight(TEXT_ROWS * look().row_height)
        for part in (self.subject, self.text, self.sms):
            self.texts.body.addWidget(part)
        card = Card(padding=12)
        card.body.addWidget(self.texts)
        self.body.addWidget(panel, 3)
        self.body.addWidget(card, 2)
        self.setMinimumWidth(min(look().px(WIDTH), max(self._over.width() - look().px(32), 1)))
        self.table.current_changed.connect(self._on_moved)
        self.source.show(found.items, [_id_of(item) for item in found.items])
        if found.items:
            self.table.select_id(_id_of(found.items[0]))
            self._on_moved(found.items[0])
        if all(item.is_there for item in found.items):
            self.verb_button.set_refusal(_word("All of it is there already."))

    def showEvent(self, event: QShowEvent) -> None:
        """Takes the room that it needs, and not more than its window has."""
        room = round(self._over.height() * HEIGHT_SHARE)
        self.resize(self.minimumWidth(), min(look().px(HEIGHT), room))
        super().showEvent(event)

    def sending(self, key: str) -> Sending[Any, Any]:
        """The set, for every account profile."""
        return Sending(APPLY_RECOMMENDED, RecommendedRequest(), key)

    @Slot(object)
    def _on_moved(self, item: object) -> None:
        if not isinstance(item, RecommendedItem):
            return
        self.subject.setText(item.subject)
        self.text.setText(item.body)
        sms = _word("SMS: {text}").replace("{text}", item.sms)
        self.sms.setText(sms if item.sms else "")
        self.texts.verticalScrollBar().setValue(0)


def item_chip(item: RecommendedItem) -> ChipValue:
    """What becomes of a mapping of the set."""
    if item.is_there:
        return ChipValue(Tone.NEUTRAL, "\u2013", _word("Is there"), _word("Is there, and stays as it is"))
    if item.is_enabled:
        return ChipValue(Tone.SUCCESS, "+", _word("New, on"), _word("Made, and on: customers are told"))
    return ChipValue(Tone.INFO, "+", _word("New, off"), _word("Made, and off until you switch it on"))


def _columns() -> Sequence[Column[RecommendedItem]]:
    return (
        Column(
            "event",
            lambda: _word("Event"),
            lambda item: event_word(item.event_type),
            sample=lambda: _word("Invoice Overdue"),
        ),
        Column(
            "profile",
            lambda: _word("Account profile"),
            lambda item: item.profile,
            sample=lambda: "Residential",
        ),
        Column(
            "threshold",
            lambda: _word("Threshold"),
            lambda item: threshold_text(item.event_type, item.threshold),
            strong=False,
            sample=lambda: _word("14 days before the due day"),
        ),
        Column(
            "description",
            lambda: _word("Description"),
            lambda item: item.description or NOTHING,
            strong=False,
            stretch=True,
            sample=lambda: _word("24-hour warning"),
            tip=lambda item: item.description,
        ),
        Column(
            "becomes",
            lambda: _word("What becomes of it"),
            lambda item: item_chip(item).word,
            Kind.CHIP,
            mark=item_chip,
            sample=lambda: _word("New, off"),
            tip=lambda item: item_chip(item).sentence,
        ),
    )


def _text(found: Recommended) -> DialogText:
    new = sum(1 for item in found.items if not item.is_there)
    made = plural(_word("1 mapping is made"), _word("{count} mappings are made"), new)
    sentences = [
        _word("{made}, with templates and actions.").replace("{made}", made),
        _word("What is there stays as it is."),
    ]
    if any(item.event_type in AUTOMATIONS for item in found.items):
        sentences.append(_word("Auto Suspend and Auto UnSuspend stay off: this switches no automation on."))
    if not found.has_sms:
        sentences.append(_word("Without the SMS subscription no SMS is set up."))
    return DialogText(
        _word("Apply the recommended set?"),
        _word("Apply the set"),
        _word("Change nothing"),
        _word("Applying..."),
        " ".join(sentences),
    )


def _id_of(item: RecommendedItem) -> str:
    return f"{item.event_type.value}:{item.profile_id}:{item.threshold}"


def _nothing(*_args: object) -> StateText:
    return StateText(_word("No account profiles"), _word("The set is made for each kind of account."))


def _word(text: str) -> str:
    return QCoreApplication.translate("EventSetUp", text)
