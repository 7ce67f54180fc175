"""The screen of a wizard whose pages are saved on the server: page, notices, both sides, drafts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, Signal, SignalInstance, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from agentview.contract.value import CommandState
from agentview.core.errors import Refusal
from agentview.gateway.port import LinkState
from agentview.ui.failure_words import AGAIN, COPY, cause_text, failure_banner, offline_text, unknown_banner
from agentview.ui.forms.clash_panel import ClashPanel, who
from agentview.ui.forms.form_merge import FormMerge
from agentview.ui.forms.saved_wizard import SavedWizard
from agentview.ui.forms.unsaved import to_plain
from agentview.ui.forms.wizard_errors import GO_TO, PageMap
from agentview.ui.kit.appearance import look
from agentview.ui.kit.autosave import Autosaver
from agentview.ui.kit.notice import NoticeBar
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.kit.wizard import WizardFrame
from agentview.ui.navigation import Desk, Texts


@dataclass(frozen=True)
class WizardWords:
    """What a wizard calls itself and its record; "{name}", "{who}" and "{record}" stand for people and it.

    `news`: somebody saved it just now. `merged`: both changes are in the form. `kept`: it is for later.
    """

    name: str
    not_begun: str
    news: str
    merged: str
    kept: str


class HeldPage(Protocol):
    """What the screen asks of each page, besides showing it."""

    @property
    def widget(self) -> QWidget:
        """What is drawn."""

    @property
    def changed(self) -> SignalInstance:
        """Told when a person changed something."""

    def values(self) -> Mapping[str, object]:
        """The fields of the form that stand here."""

    def show_errors(self, errors: Mapping[str, str]) -> list[str]:
        """Show errors beside their fields, focus the first; return those that have no field here."""


class WizardScreen(QWidget):
    """A `SavedView`. A wizard builds `presenter`, `head` and its pages, then calls `arrange`.

    `renamed(title)` tells when its title is known, `closed` when the tab is to go.
    """

    closed = Signal()
    renamed = Signal(str)
    presenter: SavedWizard[Any, Any, Any]

    def __init__(
        self, desk: Desk, words: WizardWords, clash: ClashPanel, page_map: PageMap, parent: QWidget | None
    ) -> None:
        """Shows nothing yet."""
        super().__init__(parent)
        self._desk, self._words, self._page_map = desk, words, page_map
        self._saver: Autosaver | None = None
        self._details = ""
        self._is_closed = False
        self._held: Mapping[Any, HeldPage] = {}
        self.overlay = StateOverlay()
        self.notice = NoticeBar()
        summary = QCoreApplication.translate("WizardScreen", "Summary")
        self.frame = WizardFrame(words.name, summary)
        self.clash = clash
        self._wizard = QWidget()
        self._stack = QStackedLayout(self)

    def arrange(self, head: QWidget, pages: Mapping[Any, HeldPage], *others: QWidget) -> None:
        """Puts the parts in place; `others` are shown instead of the wizard."""
        self._held = pages
        column = QVBoxLayout(self._wizard)
        edge = look().px(12)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(look().px(8))
        for part in (head, self.notice):
            column.addWidget(part)
        column.addWidget(self.clash, 1)
        column.addWidget(self.frame, 1)
        self.clash.hide()
        for key, page in pages.items():
            self.frame.add_page(key, page.widget)
            page.changed.connect(self._on_typed)
        self._stack.setContentsMargins(0, 0, 0, 0)
        for widget in (self.overlay, self._wizard, *others):
            self._stack.addWidget(widget)
        self._connect()

    # What each wizard says

    @property
    def title(self) -> str:
        """What the tab is called."""
        raise NotImplementedError

    def end_busy(self) -> None:
        """Opens what was closed while something was carried out."""

    def busy_word(self, doing: str) -> str:
        """What the button says while something is carried out."""
        raise NotImplementedError

    def cause_against(self) -> str | None:
        """Why the way on is closed, apart from a lost connection."""
        return None

    # What the area asks

    @property
    def has_draft(self) -> bool:
        """Whether something was typed that is not on the server yet."""
        return self.presenter.is_dirty

    def close(self) -> bool:
        """Keep what is typed as a draft on this computer, and drop calls."""
        if not self._is_closed:
            self._is_closed = True
            self._type()
            if self._saver is not None and self.presenter.is_dirty:
                self._saver.save_now()
            self.presenter.close()
            self.end()
        return super().close()

    def end(self) -> None:
        """Drops what a wizard's own parts have asked."""

    def wizard_actions(self) -> list[QAction]:
        """What the keys of the frame do."""
        return list(self.frame.wizard_actions())

    def take_focus(self) -> None:
        """Put the focus where work goes on."""
        if self._stack.currentWidget() is self.overlay:
            self.overlay.focus_button()
        else:
            self.frame.focus_page()

    # What the presenter tells

    def show_loading(self) -> None:
        """A record is being begun or read."""
        self.overlay.show_loading()
        self._stack.setCurrentWidget(self.overlay)

    def show_busy(self, doing: str) -> None:
        """Shows on its button what is carried out."""
        self.notice.show_notice("")
        self.frame.errors.show_texts([])
        self.frame.set_busy(self.busy_word(doing), saving=doing == "save")

    def show_refusals(self, refusals: tuple[Refusal, ...]) -> None:
        """Shows every reason: beside its field, on top, or with a way to its page."""
        page = self.presenter.page
        beside = self._page_map.texts_by_field(refusals, page, self._desk.texts)
        self.frame.show_errors([])
        self.end_busy()
        loose = self._held[page].show_errors(beside)
        self.frame.show_errors(self._page_map.banners(refusals, page, loose, self._desk.texts))
        if beside and not loose:  # all that is wrong stands beside its field, and the first has the focus
            self.frame.reveal_focus()

    def show_failure(self, error: Exception) -> None:
        """Shows what failed on top; what was typed stays."""
        self._details = self._desk.texts.report(error).details
        self.frame.show_errors([failure_banner(self._desk.texts, error)])
        self.end_busy()

    def show_unknown(self) -> None:
        """Says that nobody knows, with a button to ask again."""
        reference = self.title if self.presenter.draft is not None else ""
        self.frame.show_errors([unknown_banner(reference, with_button=True)])
        self.end_busy()

    def show_not_begun(self, error: Exception) -> None:
        """Shows why there is nothing to show."""
        self.show_instead(error, "")

    def show_instead(self, error: Exception, button: str) -> None:
        """Shows why there is nothing to show, and a button that helps."""
        text = self._desk.texts.report(error).text
        sentence = f"{text.what} {text.next_step}".strip()
        self.overlay.show_text(StateText(self._words.not_begun, sentence, button))
        self._stack.setCurrentWidget(self.overlay)
        self.overlay.focus_button()

    def show_restored(self, saved_at: datetime) -> None:
        """Says from when what was typed is, with a button that takes what is saved instead."""
        translate = QCoreApplication.translate
        text = translate("WizardScreen", "What you typed and did not save is restored, from {time}.")
        when = f"{saved_at.astimezone(self._desk.zone):%H:%M}"
        self.offer(
            text.replace("{time}", when),
            translate("WizardScreen", "Discard"),
            self.presenter.start_over_from_server,
        )

    def show_merged(self, by: str, at: datetime) -> None:
        """Says that both sides are in the form now."""
        self.notice.show_notice(self._words.merged.replace("{who}", who(by, at, self._desk.zone)))

    def show_link(self) -> None:
        """Lets the wizard go on where the services answer and the person may; else the button says why."""
        if self.presenter.is_busy:
            return
        is_lost = self._desk.shell.link is LinkState.LOST
        self.frame.set_refusal(offline_text() if is_lost else self.cause_against())

    def show_news(self, by: str) -> None:
        """Says that somebody saved the record just now."""
        button = QCoreApplication.translate("WizardScreen", "Show")
        self.offer(self._words.news.replace("{name}", by), button, self.presenter.take_news)

    def show_clashes(self, both: FormMerge[Any], by: str, at: datetime) -> None:
        """Shows both sides in place of the pages."""
        self._stack.setCurrentWidget(self._wizard)
        self.frame.hide()
        self.clash.show_clashes(both, by, at, self._desk.zone)
        self.clash.show()

    def forget_typed(self) -> None:
        """Forgets what was kept on this computer."""
        if self._saver is not None:
            self._saver.discard()

    def finished(self) -> None:
        """The record is kept for later."""
        self._desk.toasts.say(self._words.kept.replace("{record}", self.title))
        self.closed.emit()

    # For each wizard

    def show_wizard(self) -> None:
        """Shows the pages, without notice, and keeps what is typed from now on."""
        draft = self.presenter.draft
        if self._saver is None and draft is not None:
            record = self.presenter.record_of(draft.order_id)
            self._saver = Autosaver(self._desk.drafts, self._desk.runner, record, self._plain, self)
            self.renamed.emit(self.title)
        self._stack.setCurrentWidget(self._wizard)
        self.clash.hide()
        self.frame.show()
        self.notice.show_notice("")

    def offer(self, text: str, button: str, does: Callable[[], None]) -> None:
        """Shows a notice with what its button does."""
        self._notice_does = does
        self.notice.show_notice(text, button)

    def take_typed(self) -> None:
        """Takes in what the page holds."""
        self._type()

    def page_values(self) -> Mapping[str, object]:
        """What the page in front holds."""
        return self._held[self.presenter.page].values()

    # Inside

    def _plain(self) -> Mapping[str, str | int | float | bool | None]:
        draft = self.presenter.draft
        base = self.presenter.form_of(draft) if draft is not None else self.presenter.form
        return to_plain(base, self.presenter.form)

    def _type(self) -> None:
        if self.presenter.draft is not None and not self.presenter.is_busy and self.presenter.both is None:
            self.presenter.type(self.page_values())

    @Slot()
    def _on_typed(self) -> None:
        self._type()
        if self._saver is not None:
            self._saver.touch()

    @Slot()
    def _on_next(self) -> None:
        self.presenter.go_on(self.page_values())

    @Slot()
    def _on_back(self) -> None:
        self.presenter.go_back(self.page_values())

    @Slot()
    def _on_save(self) -> None:
        self.presenter.save_and_close(self.page_values())

    @Slot(str)
    def _on_error_button(self, key: str) -> None:
        if key == AGAIN:
            self.presenter.again()
        elif key == COPY:
            self._desk.shell.copy_text(self._details)
        elif key.startswith(GO_TO):
            self._type()
            self.presenter.go_to(self._page_map.pages(key.removeprefix(GO_TO)))

    @Slot()
    def _on_notice(self) -> None:
        self._type()
        self._notice_does()

    def _connect(self) -> None:
        self._notice_does = self.presenter.take_news
        self.frame.next_wanted.connect(self._on_next)
        self.frame.back_wanted.connect(self._on_back)
        self.frame.save_wanted.connect(self._on_save)
        self.frame.error_button.connect(self._on_error_button)
        self.notice.button_pressed.connect(self._on_notice)
        self.clash.resolved.connect(self.presenter.resolve)


def closed_text(commands: tuple[CommandState, ...], command: StrEnum | str, texts: Texts) -> str | None:
    """Why a command is closed to this person; None where it is open."""
    for state in commands:
        if state.command == command:
            return cause_text(texts, state.refusals)
    return None
