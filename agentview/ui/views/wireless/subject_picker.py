"""Finds whom or what a request is about: a person, a line or a device, each with why it cannot be taken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Signal, Slot

from agentview.ui.kit.appearance import look
from agentview.ui.kit.card import Card
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.kit.text import INK_ERROR, INK_SECOND, PlainLabel
from agentview.ui.lists.search_table import SearchTable

_LEAST_ROWS, _MOST_ROWS = 2, 6


@dataclass(frozen=True)
class Subject:
    """A person, line or device: its number, what people call it, more about it, and its state.

    `group` says of which part of the list it is.
    """

    subject_id: int
    name: str
    more: str = ""
    chip: ChipValue | None = None
    why_not: str = ""
    group: str = ""


class SubjectPicker(Card):
    """`wanted(text)` asks who or what fits; `changed` tells that one was taken."""

    changed = Signal()
    wanted = Signal(str)

    def __init__(
        self,
        title: str,
        hint: str,
        longest: Callable[[], str] | None = None,
        *,
        is_split: bool = False,
    ) -> None:
        """Asks nothing before `begin`; `longest` is the longest word of a state, for its column, if any.

        `is_split`: a column says whether a row is the person's own.
        """
        super().__init__(title, padding=12)
        self._title = title
        self.chosen: Subject | None = None
        self.said = PlainLabel("", ink=INK_SECOND, wrap=True)
        self.error = PlainLabel("", ink=INK_ERROR, wrap=True)
        self.error.hide()
        self.list: SearchTable[Subject] = SearchTable(
            hint, title, self._columns(longest, is_split=is_split), lambda row: row.subject_id, self._empty
        )
        for part in (self.said, self.error, self.list):
            self.body.addWidget(part)
        self._fit(0)
        self.list.typed.connect(self.wanted)
        self.list.taken.connect(self._on_taken)
        self.list.table.clicked.connect(self._on_clicked)

    def begin(self, chosen: Subject | None) -> None:
        """Shows what is taken, and asks for what can be."""
        self.chosen = chosen
        self.error.hide()
        self._show_chosen()
        self.wanted.emit(self.list.search.text().strip())

    def show_found(self, found: Sequence[Subject]) -> None:
        """Shows what fits the words."""
        self.list.show_rows(found)
        self._fit(len(found))
        by_id = {one.subject_id: one for one in found}
        if self.chosen is not None and self.chosen.subject_id in by_id:
            self.chosen = by_id[self.chosen.subject_id]
            self.list.table.select_id(self.chosen.subject_id)
            self._show_chosen()

    def show_error(self, text: str) -> None:
        """Says what is wrong, and puts the focus here."""
        self.error.setText(f"\u00d7 {text}" if text else "")
        self.error.setVisible(bool(text))
        if text:
            self.list.search.setFocus()

    # Inside

    def _columns(self, longest: Callable[[], str] | None, *, is_split: bool) -> tuple[Column[Subject], ...]:
        named: tuple[Column[Subject], ...] = (
            Column(
                "name",
                lambda: self._title,
                self._name_of,
                stretch=True,
                tip=lambda row: row.why_not or row.name,
            ),
            Column(
                "more",
                lambda: _word("More"),
                lambda row: row.why_not or row.more,
                sample=lambda: "Marlow Dental Group, Sydney office",
                strong=False,
                tip=lambda row: row.why_not or row.more,
            ),
        )
        if is_split:
            part: Column[Subject] = Column(
                "group",
                lambda: _word("Whose"),
                lambda row: row.group,
                sample=lambda: group_word(is_own=True),
                strong=False,
            )
            named = (part, *named)
        if longest is None:
            return named
        state: Column[Subject] = Column(
            "state",
            lambda: _word("Status"),
            lambda row: row.chip.word if row.chip is not None else "",
            Kind.CHIP,
            mark=lambda row: row.chip,
            sample=longest,
            tip=lambda row: row.chip.sentence if row.chip is not None else "",
        )
        return (*named, state)

    def _name_of(self, row: Subject) -> str:
        is_chosen = self.chosen is not None and row.subject_id == self.chosen.subject_id
        return f"\u2713 {row.name}" if is_chosen else row.name

    def _fit(self, found: int) -> None:
        rows = min(max(found, _LEAST_ROWS), _MOST_ROWS)
        self.list.panel.setFixedHeight(look().row_height * (rows + 1) + look().px(12))

    def _show_chosen(self) -> None:
        how = _word("Arrows walk; Enter or a click chooses.")
        if self.chosen is None:
            self.said.setText(how)
            return
        name = ", ".join(part for part in (self.chosen.name, self.chosen.more) if part)
        text = _word("Chosen: {name}. {how}").replace("{how}", how)
        self.said.setText(text.replace("{name}", name))

    def _empty(self, text: str) -> StateText:
        if text:
            return StateText(_word("Nothing fits these words"), _word("Try a part of a name or a number."))
        return StateText(_word("Nothing to choose from"), _word("The company has none that you may see."))

    @Slot(object)
    def _on_taken(self, row: object) -> None:
        if not isinstance(row, Subject):
            return
        if row.why_not:
            self.show_error(row.why_not)
            return
        self.error.hide()
        self.chosen = row
        self._show_chosen()
        self.list.table.viewport().update()
        self.changed.emit()

    @Slot()
    def _on_clicked(self) -> None:
        self._on_taken(self.list.current())


def group_word(*, is_own: bool) -> str:
    """Whether something is the chosen person's own."""
    return _word("Person's own") if is_own else _word("Others'")


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessSubject", text)
