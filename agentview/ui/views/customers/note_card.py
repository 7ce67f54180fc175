"""One note: who reads it as colour and word, what it says, and its end where it is an alert."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from agentview.contract.customers import Note
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.text import INK_SECOND, PlainLabel, set_tip
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.kit.when import show_full, show_moment
from agentview.ui.views.customers.words import DOT


class NoteCard(Card):
    """`end_wanted(note_id)` asks to take an alert out of the header."""

    end_wanted = Signal(int)

    def __init__(self, note: Note, now: datetime, zone: ZoneInfo, *, may_end: bool) -> None:
        """Shows a note as plain text."""
        super().__init__(padding=10)
        self._note = note
        who = PlainLabel(_who(note, now, zone), TypeRole.SMALL, INK_SECOND, wrap=True)
        set_tip(who, show_full(note.at, zone))
        text = PlainLabel(note.text, wrap=True, selectable=True)
        text.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        line = QHBoxLayout()
        line.setSpacing(look().px(8))
        line.addWidget(FlowRow([Chip(value) for value in note_chips(note)]), 1)
        if note.is_alert and note.ended_at is None and may_end:
            end = Button(QCoreApplication.translate("Customers", "End alert"), ButtonKind.QUIET)
            end.pressed_once.connect(self._on_end)
            line.addWidget(end)
        self.body.addLayout(line)
        self.body.addWidget(text)
        self.body.addWidget(who)
        self.setAccessibleName(", ".join(value.word for value in note_chips(note)) + f": {note.text}")

    @Slot()
    def _on_end(self) -> None:
        self.end_wanted.emit(self._note.note_id)


def note_chips(note: Note) -> list[ChipValue]:
    """Who reads a note, and whether it is an alert."""
    translate = QCoreApplication.translate
    chips = [
        ChipValue(
            Tone.INFO,
            "\u25c9",
            translate("CustomerNote", "Customer-visible"),
            translate("CustomerNote", "Customer-visible: the customer may read this"),
        )
        if note.is_shared
        else ChipValue(
            Tone.NEUTRAL,
            "\u25cb",
            translate("CustomerNote", "Internal"),
            translate("CustomerNote", "Internal: only staff read this"),
        )
    ]
    if note.is_alert and note.ended_at is None:
        chips.append(ChipValue(Tone.WARNING, "!", translate("CustomerNote", "Alert")))
    elif note.is_alert:
        chips.append(ChipValue(Tone.NEUTRAL, "\u2713", translate("CustomerNote", "Alert, ended")))
    if note.is_system:
        chips.append(ChipValue(Tone.NEUTRAL, "", translate("CustomerNote", "Written by the system")))
    return chips


def _who(note: Note, now: datetime, zone: ZoneInfo) -> str:
    return DOT.join(part for part in (note.author, show_moment(note.at, now, zone), note.record) if part)
