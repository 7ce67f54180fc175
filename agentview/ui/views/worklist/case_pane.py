"""The case beside the list, drawn: title, facts, what stands in the way, commands, notes, timeline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from agentview.contract.worklist import CaseDetail, CaseEvent, CaseNote, CaseRow, CaseStatus
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import Banner, BannerText
from agentview.ui.kit.card import Card
from agentview.ui.kit.chip import Chip
from agentview.ui.kit.facts import Fact, FactList
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.kit.text import INK_SECOND, ElidedLabel, PlainLabel, heading
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.timeline import Timeline, TimelineEntry
from agentview.ui.kit.type_scale import TypeRole
from agentview.ui.kit.when import show_day, show_full, show_moment
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import Desk
from agentview.ui.views.worklist.case_bar import CaseBar
from agentview.ui.views.worklist.columns import lateness
from agentview.ui.views.worklist.words import (
    assignee_text,
    code_text,
    department_word,
    event_word,
    status_chip,
    type_word,
)

_TONES = {"raise": Tone.INFO, "take": Tone.PROGRESS, "resolve": Tone.SUCCESS, "cancel": Tone.BAD}


class CasePane(QWidget):
    """Shows one case, or why there is none. `pressed(command)` tells which command was wanted."""

    pressed = Signal(str)
    banner_pressed = Signal(str)
    retry_wanted = Signal()

    def __init__(self, desk: Desk, times: ServerTime, parent: QWidget | None = None) -> None:
        """Shows nothing yet."""
        super().__init__(parent)
        translate = QCoreApplication.translate
        self._desk, self._times = desk, times
        self._failure: BannerText | None = None
        self._case: CaseDetail | None = None
        self.title = ElidedLabel("", TypeRole.H2)
        self.line = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.chip = Chip(status_chip(CaseStatus.OPEN))
        self.banner = Banner()
        self.bar = CaseBar(desk.texts)
        self.facts = FactList()
        self.notes, self.timeline = Timeline(), Timeline()
        self.no_notes = PlainLabel(translate("Worklist", "No notes yet."), ink=INK_SECOND)
        self.sections = ScrollColumn(translate("Worklist", "Case"), spacing=8)
        self.overlay = StateOverlay()
        self._arrange()
        self.bar.pressed.connect(self.pressed)
        self.banner.button_pressed.connect(self.banner_pressed)
        self.overlay.button_pressed.connect(self.retry_wanted)
        self.show_nothing()

    def show_row(self, row: CaseRow) -> None:
        """Shows at once what the list knows of a case; the rest follows when it is read."""
        self._case = self._failure = None
        self._show_head(row)
        self.bar.close_all(QCoreApplication.translate("Worklist", "The case is being read."))
        self.banner.show_texts([])
        self._show_sections(is_shown=False)
        self._stack.setCurrentWidget(self._page)

    def show_case(self, case: CaseDetail, *, is_offline: bool) -> None:
        """Shows a case; the same one in a newer state keeps the scroll position."""
        self._case = case
        self._show_head(case.row)
        self.bar.show_case(case, is_offline=is_offline)
        self.facts.set_facts(self._facts_of(case))
        self.notes.set_entries(self._notes_of(case.notes))
        self.timeline.set_entries(self._events_of(case.timeline))
        self._show_banners()
        self._show_sections(is_shown=True)
        self.no_notes.setVisible(not case.notes)
        self._stack.setCurrentWidget(self._page)

    def show_banner(self, text: BannerText | None) -> None:
        """Shows what became of a command; None takes it away."""
        self._failure = text
        self._show_banners()
        if text is not None:
            self.sections.verticalScrollBar().setValue(0)

    def show_age(self) -> None:
        """Says anew how late the case is."""
        if self._case is not None:
            self.line.setText(self._line_of(self._case.row))

    def show_nothing(self) -> None:
        """Shows that no case is chosen."""
        translate = QCoreApplication.translate
        self._case = None
        self.overlay.show_text(
            StateText(
                translate("Worklist", "No case chosen"),
                translate("Worklist", "Choose one in the list to see it here."),
            )
        )
        self._stack.setCurrentWidget(self._nothing)

    def show_loading(self) -> None:
        """Shows that a case is being read."""
        self._case = None
        self.overlay.show_loading()
        self._stack.setCurrentWidget(self._nothing)

    def show_failed(self, sentence: str) -> None:
        """Shows that the case could not be read, with a button to try again."""
        translate = QCoreApplication.translate
        self._case = None
        text = StateText(
            translate("Worklist", "The case could not be read"), sentence, translate("Worklist", "Try again")
        )
        self.overlay.show_text(text)
        self._stack.setCurrentWidget(self._nothing)

    def take_focus(self) -> None:
        """Puts the focus on the first command."""
        self.bar.take_focus()

    # Inside

    def _show_head(self, row: CaseRow) -> None:
        self.title.setText(f"{row.reference} \u00b7 {row.customer or type_word(row.type)}")
        self.chip.set_value(status_chip(row.status))
        self.line.setText(self._line_of(row))

    def _line_of(self, row: CaseRow) -> str:
        late = lateness(row, self._times.now())
        parts = [type_word(row.type), code_text(row.code), row.summary, late.text if late else ""]
        return "  \u00b7  ".join(part for part in parts if part)

    def _facts_of(self, case: CaseDetail) -> list[Fact]:
        translate, row = QCoreApplication.translate, case.row
        due = "" if row.resolve_by is None else self._clock_of(row.resolve_by)
        facts = [
            Fact(translate("CaseColumn", "Assigned to"), assignee_text(row, self._desk.person.user_id)),
            Fact(translate("CaseColumn", "Department"), department_word(row.department)),
            Fact(translate("CaseColumn", "Resolution by"), due),
            Fact(translate("CaseColumn", "About"), row.summary, can_copy=case.follows != ""),
            Fact(translate("Worklist", "Account"), row.account_no, can_copy=True),
            Fact(translate("Worklist", "Raised by"), self._by(case.raised_by, row.raised_at)),
        ]
        if case.resolved_at is not None:
            ended = self._by(case.resolved_by or "", case.resolved_at)
            facts.append(Fact(translate("Worklist", "Ended by"), ended))
        if case.resolution:
            facts.append(Fact(translate("Worklist", "What came of it"), case.resolution))
        return facts

    def _clock_of(self, at: datetime) -> str:
        local = at.astimezone(self._desk.zone)
        return f"{show_day(local.date())} {local:%H:%M}"

    def _by(self, name: str, at: datetime) -> str:
        shown = show_moment(at, self._times.now(), self._desk.zone)
        return f"{name}, {shown}" if name else shown

    def _show_banners(self) -> None:
        found = [] if self._failure is None else [self._failure]
        case = self._case
        if case is not None and case.resolved_at is None and case.follows:
            found.append(_follows_banner(case))
        self.banner.show_texts(found)

    def _notes_of(self, notes: Sequence[CaseNote]) -> list[TimelineEntry]:
        return [self._entry(Tone.NEUTRAL, note.text, note.author, note.at) for note in notes]

    def _events_of(self, events: Sequence[CaseEvent]) -> list[TimelineEntry]:
        return [
            self._entry(
                _TONES.get(event.action, Tone.NEUTRAL),
                event_word(event.action, event.new),
                event.by,
                event.at,
                event.text or "",
            )
            for event in events
        ]

    def _entry(self, tone: Tone, head: str, who: str, at: datetime, body: str = "") -> TimelineEntry:
        now, zone = self._times.now(), self._desk.zone
        shown, full = show_moment(at, now, zone), show_full(at, zone)
        return TimelineEntry(tone, head, who, shown, body=body, when_full=full)

    def _show_sections(self, *, is_shown: bool) -> None:
        """Shows the head alone while the case is being read."""
        for part in self._sections:
            part.setVisible(is_shown)

    def _arrange(self) -> None:
        translate = QCoreApplication.translate
        self._page = Card(padding=12)
        chips = QHBoxLayout()
        chips.setSpacing(look().px(8))
        chips.addWidget(self.chip)
        chips.addWidget(self.line, 1)
        self._page.body.addWidget(self.title)
        self._page.body.addWidget(self.bar)
        # What grows with its text scrolls with the rest: on a low window the commands stay whole.
        self.sections.body.addLayout(chips)
        self.sections.body.addWidget(self.banner)
        self._sections: tuple[QWidget, ...] = (
            self.facts,
            heading(translate("Worklist", "Notes")),
            self.no_notes,
            self.notes,
            heading(translate("Worklist", "What happened")),
            self.timeline,
        )
        for part in self._sections:
            self.sections.body.addWidget(part)
        self._page.body.addWidget(self.sections, 1)
        self._nothing = Card(padding=0)
        self._nothing.body.addWidget(self.overlay)
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._page)
        self._stack.addWidget(self._nothing)


def _follows_banner(case: CaseDetail) -> BannerText:
    translate = QCoreApplication.translate
    subject = case.row.summary or case.row.reference
    cause = translate("Worklist", "This case follows {reference}").replace("{reference}", subject)
    return BannerText(
        Tone.INFO,
        cause,
        translate("Worklist", "It ends by itself as soon as that is corrected and resubmitted, or aborted."),
    )
