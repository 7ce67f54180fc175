"""The notes of a customer, newest first, with older ones on demand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from agentview.contract.customers import CustomerCommand, CustomerDetail, Note
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.card import Card
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.views.customers.note_card import NoteCard
from agentview.ui.views.customers.notes_reader import NotesReader
from agentview.ui.views.customers.section import PageContext, PageSection, PlainSection


class NotesSection(PlainSection):
    """A `Section`, and the view of its reader."""

    def __init__(self, page: PageContext) -> None:
        """Reads when it is first shown a customer."""
        self._page = page
        self.reader = NotesReader(page.desk, self, page.presenter.account_id)
        self.widget = QWidget()
        self.scroll = ScrollColumn(_word("Notes"), spacing=8)
        self.scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.older = Button(_word("Show older"), ButtonKind.QUIET)
        self.older.pressed_once.connect(self.reader.read_older)
        self.older.hide()
        self._overlay = StateOverlay()
        self._overlay.button_pressed.connect(self._on_button)
        nothing = Card(padding=0)
        nothing.body.addWidget(self._overlay)
        self._cards: list[NoteCard] = []
        self._shown: tuple[object, ...] = ()
        self._has_failed = False
        self.scroll.body.addWidget(self.older, 0, Qt.AlignmentFlag.AlignLeading)
        self._stack = QStackedLayout(self.widget)
        self._stack.addWidget(self.scroll)
        self._stack.addWidget(nothing)

    @property
    def lists(self) -> Sequence[QWidget]:
        """The column of notes."""
        return (self.scroll,)

    @property
    def cards(self) -> Sequence[NoteCard]:
        """The notes as they are shown."""
        return tuple(self._cards)

    def show_customer(self, customer: CustomerDetail) -> None:
        """Reads the notes, again if they are shown already."""
        del customer
        if not self._cards:
            self._overlay.show_loading()
            self._stack.setCurrentIndex(1)
        self.reader.read()

    def show_notes(self, notes: tuple[Note, ...], *, has_older: bool) -> None:
        """Shows notes; those that are shown already keep their place."""
        self._has_failed = False
        may_end = not self._page.presenter.refusals(CustomerCommand.ADD_NOTE)
        self.older.setVisible(has_older)
        if (*notes, may_end) != self._shown:
            self._shown = (*notes, may_end)
            self._rebuild(notes, may_end=may_end)
        if notes:
            self._stack.setCurrentIndex(0)
            return
        button = _word("Add note") if may_end else ""
        self._overlay.show_text(
            StateText(_word("No notes yet"), _word("What the next colleague should know."), button)
        )
        self._stack.setCurrentIndex(1)

    def notes_failed(self, error: Exception) -> None:
        """Says that the notes could not be read; those on the screen stay."""
        if self._cards:
            self._page.desk.shell.show_error(error)
            return
        self._has_failed = True
        sentence = self._page.desk.texts.report(error).text.sentences
        self._overlay.show_text(StateText(_word("The notes could not be read"), sentence, _word("Try again")))
        self._stack.setCurrentIndex(1)

    def take_focus(self) -> None:
        """Puts the focus on the notes."""
        if self._stack.currentIndex() == 0:
            self.scroll.setFocus()
        else:
            self._overlay.focus_button()

    def close(self) -> None:
        """Drops what is being read."""
        self.reader.close()

    def _rebuild(self, notes: tuple[Note, ...], *, may_end: bool) -> None:
        place = self.scroll.verticalScrollBar().value()
        for card in self._cards:
            self.scroll.body.removeWidget(card)
            card.hide()
            card.deleteLater()
        now, zone = self._page.times.now(), self._page.desk.zone
        self._cards = [NoteCard(note, now, zone, may_end=may_end) for note in notes]
        for at, card in enumerate(self._cards):
            card.end_wanted.connect(self._page.commands.end_alert)
            self.scroll.body.insertWidget(at, card)
            card.show()
        self.scroll.verticalScrollBar().setValue(place)

    def _on_button(self) -> None:
        if self._has_failed:
            self.reader.read()
        else:
            self._page.commands.add_note()


def _word(text: str) -> str:
    return QCoreApplication.translate("CustomerNote", text)


NOTES_SECTION = PageSection("notes", lambda: _word("Notes"), NotesSection)
