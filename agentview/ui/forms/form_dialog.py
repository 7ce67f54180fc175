"""The dialog of a form of a record: what stands against it, what others changed, the draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRect, Qt, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from agentview.contract.value import RefusalInfo
from agentview.core.errors import AgentViewError
from agentview.ui.failure_words import COPY, cause_text, failure_banner, unknown_banner
from agentview.ui.forms.clash_words import (
    LabelOf,
    WordOf,
    changed_banner,
    clashes_of,
    closed_banner,
    taken_from,
    value_word,
    who_and_when,
)
from agentview.ui.forms.form_presenter import FormPresenter
from agentview.ui.forms.form_session import FormSession
from agentview.ui.forms.merge import Merge, Values
from agentview.ui.kit.appearance import look
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.conflict import ConflictView
from agentview.ui.kit.dialog import EDGE, DialogText, VerbDialog
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.scroll import ScrollColumn
from agentview.ui.navigation import Desk

HEIGHT_SHARE = 0.9
"""So much of the height of its window a dialog may take before its form scrolls."""

LEAST_HEIGHT = 120
"""A form keeps so much room at 100 %, however low the screen is."""

CONFLICT_WIDTH = 640
"""Two values side by side need so much room at 100 %."""


@dataclass(frozen=True)
class FormWords:
    """The texts of a form: its dialog, its fields, and how values are shown where two people clash.

    `ticks` are the fields that overrule a refusal; they show once it was given.
    """

    text: DialogText
    label_of: LabelOf
    word_of: WordOf = value_word
    ticks: tuple[str, ...] = ()


class FormDialog(VerbDialog):
    """A `FormView` in a dialog. A subclass makes presenter and form, and hears `_succeeded`."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        words: FormWords,
        parts: tuple[FormPresenter[Any], FormBinder, Values],
        keeper: QObject,
    ) -> None:
        """`parts` are the presenter, the form and what its fields hold at first; looks for a draft at once.

        `keeper` lives longer than the dialog.
        """
        self._desk, self._words = desk, words
        self._presenter, self.form, initial = parts
        super().__init__(parent, words.text, self.form)
        self.form.setParent(self)
        for name in words.ticks:
            if name in self.form.values():
                self.form.set_visible(name, visible=False)
        self.session = FormSession(desk, self._presenter.record, self.form, initial, keeper)
        self.body.insertWidget(0, self.session.notice)
        self._conflict: ConflictView | None = None
        self._is_unknown = False
        self._details = ""
        self._scroll = self._let_scroll()
        self._summary.button_pressed.connect(self._on_banner)
        self.verb_pressed.connect(self._on_pressed)
        self.finished.connect(self._on_finished)
        self.fit()
        # Moving the form into the scrolling column took the focus out of it.
        self.form.focus_first()

    # What the presenter tells

    def show_draft(self, values: Values, saved_at: datetime) -> None:
        """Fills in what was typed before."""
        self.session.restore(values, saved_at)
        for name in self._words.ticks:
            if values.get(name) is True:
                self.form.set_visible(name, visible=True)

    def refused(self, error: Exception) -> None:
        """Shows the reasons beside their fields and on top."""
        self._leave_unknown()
        if isinstance(error, AgentViewError):
            by_field = self._desk.texts.by_field(error)
            shown = self.form.values()
            if any(name in shown for name in by_field):
                self.failed(by_field)
                return
        self._details = self._desk.texts.report(error).details
        self.failed({}, failure_banner(self._desk.texts, error))

    def ask_to_confirm(self, name: str, error: Exception) -> None:
        """Shows the tick that overrules the refusal, with the refusal beside it."""
        self._leave_unknown()
        self.form.set_visible(name, visible=True)
        text = self._desk.texts.report(error).text
        self.failed({name: " ".join(part for part in (text.what, text.next_step) if part)})

    def show_unknown(self) -> None:
        """Says that nobody knows, locks what was sent, and offers to check again."""
        self._is_unknown = True
        self.failed({}, unknown_banner())
        self.form.set_enabled(enabled=False)
        self.verb_button.setText(QCoreApplication.translate("FormDialog", "Check again"))
        self.verb_button.setFocus()

    def show_changed(self, by: str, at: datetime | None, _record: object, both: Merge) -> None:
        """Shows what somebody else changed; where both did, one is picked for each field."""
        self._leave_unknown()
        self.form.set_values(both.values)
        who = who_and_when(by, at, self._desk.zone)
        self.failed({}, changed_banner(who, both, self._words.label_of))
        if both.clashes:
            self._show_conflict(who, both)

    def show_closed(self, by: str, at: datetime | None, refusals: tuple[RefusalInfo, ...]) -> None:
        """Says that the command is no longer possible; what was typed stays as a draft."""
        self._leave_unknown()
        cause = cause_text(self._desk.texts, refusals) or ""
        self.failed({}, closed_banner(who_and_when(by, at, self._desk.zone), cause))
        self.verb_button.set_refusal(cause)

    def discard_draft(self) -> None:
        """Forgets what was typed: it was sent."""
        self.session.forget()

    def carried_out(self, answer: object) -> None:
        """Closes, and tells the screen."""
        self.succeeded()
        self._succeeded(answer)

    # Inside

    def _succeeded(self, answer: object) -> None:
        """Tells the screen; a subclass says how."""
        raise NotImplementedError(answer)

    @Slot()
    def _on_pressed(self) -> None:
        if self._is_unknown:
            self._presenter.again()
        else:
            self._presenter.submit(dict(self.form.values()))

    @Slot()
    def _on_finished(self) -> None:
        self.session.end()
        self._presenter.close()

    def _leave_unknown(self) -> None:
        if self._is_unknown:
            self._is_unknown = False
            self.verb_button.setText(self._words.text.verb)

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        if key == COPY:
            self._desk.shell.copy_text(self._details)

    def _show_conflict(self, who: str, both: Merge) -> None:
        theirs = self._presenter.base
        clashes = clashes_of(both, theirs, self._words.label_of, self._words.word_of)
        self._conflict = ConflictView(clashes, who)
        self._conflict.resolved.connect(lambda picks: self._on_resolved(taken_from(theirs, picks)))
        self.body.insertWidget(0, self._conflict, 0, Qt.AlignmentFlag.AlignTop)
        self.setMinimumWidth(look().px(CONFLICT_WIDTH))
        self._scroll.hide()
        self.adjustSize()
        self.verb_button.set_refusal(QCoreApplication.translate("FormDialog", "Pick a side for each field"))

    def _let_scroll(self) -> ScrollColumn:
        """Puts the form into a column that scrolls where the window is too low for it."""
        scroll = ScrollColumn(self.windowTitle())
        self.body.removeWidget(self.form.widget)
        scroll.body.addWidget(self.form.widget)
        self.body.addWidget(scroll, 1)
        return scroll

    def fit(self) -> int:
        """Makes the form as high as what it holds, but never the dialog higher than its window has room.

        Returns how high the dialog is then.
        """
        # Qt takes the least width that a dialog was given, whatever its form needs.
        least_width = self._scroll.least_width() + 2 * look().px(EDGE)
        self.setMinimumWidth(min(max(self.minimumWidth(), least_width), self._ground().width()))
        around, width = self.layout(), max(self.width(), self.minimumWidth())
        if around is None:
            return self.height()
        # What the parts around the form need; a layout inside a layout forgets its old sizes only here.
        self._scroll.setMinimumHeight(1)
        around.activate()
        least = around.totalMinimumHeightForWidth(width) if around.hasHeightForWidth() else 0
        others = max(least, around.totalMinimumSize().height()) - 1
        room = round(self._ground().height() * HEIGHT_SHARE) - others
        wanted = self._scroll.wanted_height(width - 2 * look().px(EDGE)) + look().px(8)
        form = min(wanted, max(room, look().px(LEAST_HEIGHT)))
        self._scroll.setMinimumHeight(form)
        return others + form

    def failed(self, errors: Mapping[str, str], banner: BannerText | None = None) -> None:
        """Shows why the act was refused; the form gives way to it where the screen is low."""
        super().failed(errors, banner)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Takes the room that it needs, before Qt puts it into the middle of its window."""
        height = self.fit()
        self.resize(self.width(), height)
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stays inside the window when what it says makes it higher."""
        super().resizeEvent(event)
        room, frame = self._ground(), self.frameGeometry()
        if self.isVisible() and frame.bottom() > room.bottom():
            self.move(frame.x(), max(room.top(), room.bottom() - frame.height()))

    def _ground(self) -> QRect:
        """Where the dialog may stand: over its window, on the screen."""
        screen = self.screen().availableGeometry()
        parent = self.parentWidget()
        return screen if parent is None else screen.intersected(parent.window().frameGeometry())

    def _on_resolved(self, taken: Values) -> None:
        self.form.set_values(taken)
        if self._conflict is not None:
            self._conflict.hide()
            self._conflict.deleteLater()
            self._conflict = None
        self._scroll.show()
        self.verb_button.set_refusal(None)
        self.failed({}, None)
        self.verb_button.setFocus()
