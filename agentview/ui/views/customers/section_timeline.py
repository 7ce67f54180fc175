"""Everything that happened to a customer, newest first, narrowed to a kind; quick at any length."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.customers import (
    TIMELINE,
    TimelineEntry,
    TimelineKind,
    TimelineRequest,
)
from agentview.gateway.port import Gateway
from agentview.ui.kit.action import ActionText, make_action
from agentview.ui.kit.appearance import look
from agentview.ui.kit.card import Card
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.pills import Pill, ViewPills
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.text import INK_SECOND, PlainLabel
from agentview.ui.kit.when import show_full, show_moment
from agentview.ui.navigation import record_target
from agentview.ui.views.customers.older_list import OlderList, OlderSpec
from agentview.ui.views.customers.older_section import OlderSection
from agentview.ui.views.customers.older_source import Older, Token
from agentview.ui.views.customers.section import PageContext, PageSection
from agentview.ui.views.customers.timeline_words import (
    audience_word,
    kind_chip,
    kind_word,
    line_of,
    longest_kind,
    whole_text,
)
from agentview.ui.views.customers.words import DOT

ALL = "ALL"
LOW = 260
"""A section that is lower than this at 100 % shows the list alone."""


class TimelineSection(OlderSection[TimelineEntry]):
    """A `Section`."""

    def __init__(self, page: PageContext) -> None:
        """Reads when it is first shown a customer."""
        self._page = page
        self._kind: TimelineKind | None = None
        self.widget = _Column()
        self.pills = ViewPills(_word("Kinds of entries"))
        self.pills.set_pills(
            [Pill(ALL, _word("Everything")), *(Pill(kind.value, kind_word(kind)) for kind in TimelineKind)]
        )
        self.list = OlderList(page.desk, self._spec())
        self.who = PlainLabel("", ink=INK_SECOND, wrap=True, selectable=True)
        self.text = PlainLabel("", wrap=True, selectable=True)
        self._open = make_action(
            self.list.table,
            ActionText(_word("Open the record"), "R", "arrow-right", _word("Open what the entry is about")),
            self.open_record,
        )
        self._arrange()
        self.pills.chosen.connect(self.narrow)
        self.list.table.row_opened.connect(self._on_opened)
        self.list.table.current_changed.connect(self._on_current)

    def actions(self) -> Sequence[QAction]:
        """Opening what an entry is about."""
        return (self._open,)

    def narrow(self, key: str) -> None:
        """Shows entries of one kind, or all of them."""
        self.pills.choose(key)
        self._kind = None if key == ALL else TimelineKind(key)
        self.list.reload()

    def open_record(self) -> None:
        """Opens the order, migration, package, task or case of the chosen entry."""
        entry = self.current()
        target = record_target(entry.entity, entry.entity_id, entry.reference) if entry is not None else None
        if target is not None:
            self._page.desk.shell.open_target(target)

    def _arrange(self) -> None:
        reading = self.widget.reading = Card(padding=8)
        scroll = ScrollColumn(_word("The chosen entry"), spacing=4)
        scroll.body.addWidget(self.who)
        scroll.body.addWidget(self.text)
        scroll.setFixedHeight(look().px(56))
        reading.body.addWidget(scroll)
        column = QVBoxLayout(self.widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(self.pills)
        column.addWidget(self.list.panel, 1)
        column.addWidget(reading)
        reading.hide()

    def _on_opened(self, _row: object) -> None:
        self.open_record()

    def _on_current(self, _row: object) -> None:
        entry = self.current()
        self.widget.show_reading(is_wanted=entry is not None)
        if entry is None:
            self.who.setText("")
            self.text.setText("")
            return
        when = show_full(entry.at, self._page.desk.zone).replace("\n", "  ")
        parts = (entry.actor, when, entry.reference, audience_word(entry))
        self.who.setText(DOT.join(part for part in parts if part))
        self.text.setText(whole_text(entry))

    def _spec(self) -> OlderSpec[TimelineEntry]:
        return OlderSpec(
            _word("Timeline"),
            self._columns(),
            lambda entry: entry.entry_id,
            lambda entry: entry.entry_id,
            self._read,
            self._sentence,
            self._empty,
        )

    def _read(self, gateway: Gateway, before: Token | None, limit: int) -> Older[TimelineEntry]:
        kinds = () if self._kind is None else (self._kind,)
        request = TimelineRequest(
            account_id=self._page.presenter.account_id,
            kinds=kinds,
            before_id=before if isinstance(before, int) else None,
            limit=limit,
        )
        answer = gateway.call(TIMELINE, request)
        return Older(answer.entries, answer.has_older)

    def _columns(self) -> tuple[Column[TimelineEntry], ...]:
        times, zone = self._page.times, self._page.desk.zone
        return (
            Column(
                "at",
                lambda: _word("When"),
                lambda one: show_moment(one.at, times.now(), zone),
                sample=lambda: "28 Mar 2025 14:02",
                tip=lambda one: show_full(one.at, zone),
            ),
            Column(
                "kind",
                lambda: _word("Kind"),
                lambda one: kind_word(one.kind),
                Kind.CHIP,
                mark=lambda one: kind_chip(one.kind),
                sample=longest_kind,
            ),
            Column("what", lambda: _word("What happened"), line_of, stretch=True, tip=line_of),
            Column(
                "actor",
                lambda: _word("By"),
                lambda one: one.actor,
                sample=lambda: "Margaret Chen",
                gives_way=1,
            ),
            Column(
                "reference",
                lambda: _word("Record"),
                lambda one: one.reference,
                Kind.ID,
                strong=False,
                sample=lambda: "PO-1048299/SS-1048299",
                gives_way=2,
            ),
        )

    def _sentence(self, entry: TimelineEntry) -> str:
        when = show_moment(entry.at, self._page.times.now(), self._page.desk.zone)
        return f"{kind_word(entry.kind)}: {line_of(entry)}, {entry.actor}, {when}"

    def _empty(self) -> StateText:
        if self._kind is not None:
            return StateText(
                _word("Nothing of this kind"), _word("Other things may have happened; choose Everything.")
            )
        return StateText(_word("Nothing has happened yet"), _word("All that is done here appears by itself."))


class _Column(QWidget):
    """Leaves the reading pane out where the window is low: the list comes first."""

    reading: QWidget | None = None
    _is_wanted = False

    def show_reading(self, *, is_wanted: bool) -> None:
        """Shows the reading pane while there is something to read and room for it."""
        self._is_wanted = is_wanted
        if self.reading is not None:
            self.reading.setVisible(is_wanted and self.height() >= look().px(LOW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.show_reading(is_wanted=self._is_wanted)


def _word(text: str) -> str:
    return QCoreApplication.translate("CustomerTimeline", text)


TIMELINE_SECTION = PageSection("timeline", lambda: _word("Timeline"), TimelineSection)
