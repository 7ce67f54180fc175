"""The one window: shows opening, sign-in, workplace or cover, and offers menus and keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QByteArray, QCoreApplication, QSize, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QStackedWidget, QWidget

from agentview.contract.session import Person
from agentview.core import log
from agentview.core.clock import Clock
from agentview.gateway.port import Gateway
from agentview.ui.area import Area
from agentview.ui.kit.appearance import AppearanceKeeper
from agentview.ui.kit.autosave import Autosaver
from agentview.ui.kit.draft_store import DraftStore
from agentview.ui.kit.keysheet import KeySheet
from agentview.ui.kit.runner import Runner
from agentview.ui.kit.settings_store import SettingsStore
from agentview.ui.kit.state_overlay import StateOverlay, StateText
from agentview.ui.kit.tab_walk import is_walking, step_focus
from agentview.ui.navigation import Texts
from agentview.ui.setup.coach_steps import SEEN
from agentview.ui.shell.about import AboutDialog
from agentview.ui.shell.appearance_menu import AppearanceActions
from agentview.ui.shell.bad_end import BadEndDialog
from agentview.ui.shell.cover import CoverPage
from agentview.ui.shell.deep_link import Call, Link
from agentview.ui.shell.first_steps import FirstSteps, FirstStepsGuide
from agentview.ui.shell.forward import come_forward
from agentview.ui.shell.help import area_help
from agentview.ui.shell.idle import IdleWatch
from agentview.ui.shell.language_menu import LanguageActions
from agentview.ui.shell.link_inbox import LinkInbox
from agentview.ui.shell.menus import Deeds, Menus
from agentview.ui.shell.new_password import NewPasswordPage
from agentview.ui.shell.session import Entered, Gate, Reached, Session
from agentview.ui.shell.sign_in import SignInPage
from agentview.ui.shell.status import StatusLine
from agentview.ui.shell.support import SupportDesk, SupportDialog
from agentview.ui.shell.workplace import Surroundings, Workplace

GEOMETRY = "shell/geometry"
IDLE_MINUTES = "shell/idle_minutes"
DEFAULT_IDLE_MINUTES = 15
_SMALLEST = (1100, 640)
_FIRST = (1366, 768)
_TOLD_MS = 8_000


@dataclass(frozen=True)
class Tools:
    """What the window is built with."""

    areas: Sequence[Area]
    runner: Runner
    clock: Clock
    settings: SettingsStore
    texts: Texts
    keeper: AppearanceKeeper
    reach: Callable[[], Reached]
    open_drafts: Callable[[Person], DraftStore]
    first_steps: FirstSteps
    log_folder: Path = field(default_factory=log.log_folder)


class MainWindow(QMainWindow):
    """Implements `SessionView`.

    `entered` and `left` tell of workplaces that come and go, `asking` that it waits for somebody to sign in.
    """

    asking = Signal()
    entered = Signal(object)
    left = Signal()

    def __init__(self, tools: Tools) -> None:
        """Builds the frame; nothing is reached before `start`."""
        super().__init__()
        self._tools = tools
        self.setWindowTitle("AgentView")
        self.keeper = tools.keeper
        self.workplace: Workplace | None = None
        self.session = Session(self, tools.runner, tools.settings, tools.reach, tools.open_drafts)
        self.first_steps = FirstStepsGuide(self, tools.first_steps, tools.runner, tools.texts, tools.clock)
        self._inbox = LinkInbox(self._is_at_work, self._follow)
        self._hidden: list[QDialog] = []
        self._focus_before: QWidget | None = None
        self._pages = QStackedWidget()
        self._opening, self.sign_in_page, self.cover_page = StateOverlay(), SignInPage(), CoverPage()
        self.password_page = NewPasswordPage()
        self._status = StatusLine()
        self._appearance = AppearanceActions(self, tools.keeper, tools.settings)
        self._idle = IdleWatch(self)
        languages = LanguageActions(self, tools.settings, self._say)
        self._menus = Menus(self, self._deeds(), self._appearance, languages)
        self._arrange()
        self._connect()

    def start(self, as_user: str = "") -> None:
        """Reach the services and sign in, or ask who sits there; at the first run, where to work."""
        if self._tools.first_steps.is_first_run:
            self._show_page(self.first_steps.page)
            self.first_steps.page.take_focus()
            return
        self.session.start(as_user)

    @Slot(str, str)
    def take_link(self, text: str, token: str = "") -> None:
        """Follow a link of another program, or come forward where there is none.

        A call never takes the focus from what is being typed: the window only asks for attention.
        """
        link = self._inbox.take(text) if text else None
        if isinstance(link, Call):
            QApplication.alert(self)
        else:
            come_forward(self, token)

    @Slot()
    def save_drafts(self) -> None:
        """Save at once what waits for the typing to rest: a fault happened, and nothing may come after it."""
        for saver in self.findChildren(Autosaver):
            saver.save_waiting()

    def tell_bad_end(self) -> None:
        """Say that the program ended by a fault the last time, and offer the file for support."""
        dialog = BadEndDialog(self)
        dialog.support_wanted.connect(self._open_support)
        dialog.open()

    # SessionView

    def show_opening(self) -> None:
        """Shows that the services are being reached."""
        self._opening.show_loading(QCoreApplication.translate("Window", "Opening AgentView..."))
        self._show_page(self._opening)

    def show_open_failed(self, error: Exception) -> None:
        """Says why nothing could be reached, and offers to try again."""
        text = self._tools.texts.report(error).text
        sentence = " ".join(part for part in (text.safe, text.next_step) if part)
        self._opening.show_text(
            StateText(text.what, sentence, QCoreApplication.translate("Window", "Try again"))
        )
        self._show_page(self._opening)
        self._opening.focus_button()

    def show_sign_in(self, people: tuple[Person, ...], last_username: str) -> None:
        """Offers people to be, or asks for a password."""
        self._status.show_nobody()
        self.sign_in_page.show_choice(people, last_username)
        self._show_page(self.sign_in_page)
        self.sign_in_page.take_focus()
        self.asking.emit()

    def show_new_password(self, person: Person) -> None:
        """Asks for a password of the person's own."""
        self.password_page.show_person(person)
        self._show_page(self.password_page)
        self.password_page.take_focus()

    def show_busy(self, *, is_busy: bool) -> None:
        """Says that a sign-in, an unlock or a new password is on its way."""
        self._asking_page().show_busy(is_busy=is_busy)

    def show_refused(self, error: Exception) -> None:
        """Says why a sign-in, an unlock or a new password was refused."""
        self._asking_page().show_refused(self._tools.texts.report(error).text)

    def enter(self, gateway: Gateway, entered: Entered) -> None:
        """Builds the workplace of this person and shows it."""
        tools = self._tools
        around = Surroundings(
            areas=tools.areas,
            clock=tools.clock,
            runner=tools.runner,
            settings=tools.settings,
            texts=tools.texts,
            status=self._status,
            window_actions=self._menus.groups,
            session_ended=self.session.session_ended,
        )
        self.workplace = Workplace(around, gateway, entered)
        self.workplace.area_changed.connect(self._on_area_changed)
        self._pages.addWidget(self.workplace)
        self._menus.set_areas(self.workplace.tabs())
        self._menus.set_open(is_open=True)
        self._show_page(self.workplace)
        self.workplace.start()
        self._watch_idleness()
        if tools.first_steps.greets and not tools.settings.get(SEEN):
            self.workplace.start_tour()
        self.entered.emit(self.workplace)
        self._inbox.deliver()

    def cover(self, gate: Gate, person: Person, *, needs_password: bool) -> None:
        """Covers the workplace and hides open dialogs; all of it stays as it is."""
        self._idle.stop()
        self._menus.set_open(is_open=False)
        if self._pages.currentWidget() is not self.cover_page:
            self._focus_before = QApplication.focusWidget()
            self._hidden = [dialog for dialog in self.findChildren(QDialog) if dialog.isVisible()]
            for dialog in self._hidden:
                dialog.hide()
        self.cover_page.show_gate(gate, person, needs_password=needs_password)
        self._show_page(self.cover_page)
        self.cover_page.take_focus()

    def uncover(self) -> None:
        """Shows workplace and dialogs as they were left."""
        if self.workplace is None:
            return
        self._menus.set_open(is_open=True)
        self._show_page(self.workplace)
        for dialog in self._hidden:
            dialog.open()
        if self._focus_before is not None:
            self._focus_before.setFocus()
        self._hidden, self._focus_before = [], None
        self.workplace.resume()
        self._watch_idleness()
        self._inbox.deliver()

    def leave(self) -> None:
        """Takes the workplace down."""
        self._idle.stop()
        self._menus.set_open(is_open=False)
        self._menus.set_areas([])
        for dialog in self.findChildren(QDialog):
            dialog.close()
        self._hidden, self._focus_before = [], None
        workplace, self.workplace = self.workplace, None
        if workplace is not None:
            workplace.take_down()
            self._pages.removeWidget(workplace)
            workplace.deleteLater()
        self.setWindowTitle("AgentView")
        self.left.emit()

    # Qt's events

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name and order
        """Lets Tab walk in the order of reading."""
        return step_focus(self, forward=next) if is_walking(self) else super().focusNextPrevChild(next)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keeps the geometry; views save their drafts."""
        self._tools.settings.set(GEOMETRY, bytes(self.saveGeometry().toBase64().data()).decode())
        if self.workplace is not None:
            self.workplace.take_down()
        self._idle.stop()
        self.session.close()
        super().closeEvent(event)

    # Inside

    def _asking_page(self) -> SignInPage | NewPasswordPage | CoverPage:
        if self.session.is_covered:
            return self.cover_page
        is_new = self._pages.currentWidget() is self.password_page
        return self.password_page if is_new else self.sign_in_page

    def _arrange(self) -> None:
        asking = (self.first_steps.page, self.sign_in_page, self.password_page, self.cover_page)
        for page in (self._opening, *asking):
            self._pages.addWidget(page)
        self.setCentralWidget(self._pages)
        self.setStatusBar(self._status)
        self.setMinimumSize(*_SMALLEST)
        kept = self._tools.settings.get(GEOMETRY, "")
        if not kept or not self.restoreGeometry(QByteArray.fromBase64(str(kept).encode())):
            self.resize(QSize(*_FIRST).boundedTo(self.screen().availableSize()))

    def _connect(self) -> None:
        self._opening.button_pressed.connect(self.session.retry)
        self.first_steps.decided.connect(self.session.retry)
        self.sign_in_page.wanted.connect(self._on_sign_in)
        self.sign_in_page.set_up_wanted.connect(self.first_steps.open_connection)
        self.password_page.wanted.connect(self._on_new_password)
        self.password_page.other_wanted.connect(self.session.offer_again)
        self.cover_page.unlock_wanted.connect(self._on_unlock)
        self.cover_page.other_wanted.connect(self.session.sign_out)
        self._idle.idle.connect(self.session.lock)

    def _deeds(self) -> Deeds:
        return Deeds(
            sign_out=self.session.sign_out,
            lock=self.session.lock,
            quit=self._quit,
            search=self._search,
            open_caller=self._open_caller,
            next_pane=self._next_pane,
            open_area=self._open_area,
            help=self._help,
            keys=self._keys,
            copy_details=self._copy_details,
            support=self._open_support,
            about=self._about,
            set_up=self.first_steps.open_connection,
            first_steps=self.first_steps.open_choice,
            tour=self._tour,
        )

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)

    def _watch_idleness(self) -> None:
        minutes = self._tools.settings.get(IDLE_MINUTES, DEFAULT_IDLE_MINUTES)
        self._idle.start(minutes if isinstance(minutes, int) else DEFAULT_IDLE_MINUTES)

    def _quit(self) -> None:
        self.close()

    def _search(self) -> None:
        if self.workplace is not None:
            self.workplace.search()

    def _open_caller(self) -> None:
        if self.workplace is not None:
            self.workplace.caller.open_caller()

    def _follow(self, link: Link) -> None:
        if self.workplace is not None:
            self.workplace.caller.follow(link)

    def _is_at_work(self) -> bool:
        return self.workplace is not None and not self.session.is_covered

    def _next_pane(self) -> None:
        if self.workplace is not None:
            self.workplace.next_pane()

    def _open_area(self, key: str) -> None:
        if self.workplace is not None:
            self.workplace.open_area(key)

    def _help(self) -> None:
        found = self.workplace.area() if self.workplace else None
        if found is not None:
            area_help(found[0].title(), found[0].summary(), self).open()

    def _keys(self) -> None:
        found = self.workplace.area() if self.workplace else None
        groups = dict(found[1].action_groups()) if found else {}
        KeySheet({**groups, **self._menus.groups()}, self).open()

    def _copy_details(self) -> None:
        if self.workplace is not None and self.workplace.last_details():
            self.workplace.copy_text(self.workplace.last_details())
        elif self.workplace is not None:
            self.workplace.toasts.say(QCoreApplication.translate("Window", "There was no error"))

    def _open_support(self) -> None:
        tools = self._tools
        SupportDialog(SupportDesk(tools.log_folder, tools.runner, tools.clock.now()), self).open()

    def _tour(self) -> None:
        if self.workplace is not None:
            self.workplace.start_tour()

    def _say(self, text: str) -> None:
        """Tell something at once, also while nobody is signed in."""
        if self.workplace is not None:
            self.workplace.toasts.say(text)
        else:
            self._status.showMessage(text, _TOLD_MS)

    def _about(self) -> None:
        AboutDialog(self).open()

    @Slot(str, object)
    def _on_sign_in(self, username: str, password: str | None) -> None:
        self.session.sign_in(username, password)

    @Slot(str)
    def _on_new_password(self, password: str) -> None:
        self.session.choose_password(password)

    @Slot(object)
    def _on_unlock(self, password: str | None) -> None:
        self.session.unlock(password)

    @Slot()
    def _on_area_changed(self) -> None:
        found = self.workplace.area() if self.workplace else None
        if found is not None:
            self.setWindowTitle(f"{found[0].title()} - AgentView")
