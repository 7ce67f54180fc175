"""The users: the list, the chosen person beside it, and what is done to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.people import (
    ENABLE,
    END_SESSIONS,
    SET_PASSWORD,
    DirectoryFacets,
    DirectoryFilter,
    PersonActed,
    PersonAt,
    PersonDetail,
    PersonRow,
    Preview,
    SetPasswordRequest,
)
from agentview.core.power import Power
from agentview.core.secret import one_time_password
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.failure_words import cause_text, offline_text
from agentview.ui.forms.record_dialog import AskDialog, RecordDialog
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.action import ActionText, make_action, refuse_action
from agentview.ui.kit.appearance import look
from agentview.ui.lists.pane import ListPane
from agentview.ui.lists.split import ListAndDetail
from agentview.ui.navigation import Desk
from agentview.ui.views.administration.commands import COMMANDS, ICONS, Command, command_word
from agentview.ui.views.administration.dialogs import PreviewDialog, SecretDialog, ask_text
from agentview.ui.views.administration.people_list import SPEC
from agentview.ui.views.administration.person_forms import (
    create_form,
    disable_form,
    edit_form,
    power_form,
    roles_form,
)
from agentview.ui.views.administration.person_pane import PersonPane
from agentview.ui.views.administration.person_presenter import PersonPresenter


class PeoplePane(QWidget):
    """Reads nothing before `start`. `history_wanted(user_id)` asks for a person's entries in the log."""

    history_wanted = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Puts list and person side by side."""
        super().__init__(parent)
        self._desk = desk
        self.list: ListPane[DirectoryFilter, PersonRow] = ListPane(desk, SPEC, owner=self)
        self.person = PersonPane(desk)
        self.presenter = PersonPresenter(desk, self)
        split = ListAndDetail(
            self.list, self.person, desk.settings, "administration.people.split", self.list.least_width
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(self.list.head)
        column.addWidget(split, 1)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.empty_pressed.connect(self.create_person)
        self.person.pressed.connect(self._on_pressed)
        self.person.retry_wanted.connect(self.presenter.read)
        self._actions = self._make_actions()
        self._unsubscribe = desk.shell.on_news(self._hear)
        self._show_causes()

    def start(self) -> None:
        """Reads the list."""
        self.list.start()

    def close_down(self) -> None:
        """Stops reading and hearing."""
        self._unsubscribe()
        self._unsubscribe = _nothing
        self.presenter.close()
        self.list.close_down()

    def actions_shown(self) -> Sequence[QAction]:
        """Every action, for the key sheet."""
        return (*self._actions.values(), *self.list.list_actions())

    # What the presenter tells (PersonView)

    def show_person(self, detail: PersonDetail) -> None:
        """Shows a person, here and in the list."""
        self.person.show_person(detail)
        self.list.presenter.update(detail.row)
        self._show_causes()

    def show_nothing(self) -> None:
        """Shows that nobody is chosen."""
        self.person.show_nothing()
        self._show_causes()

    def show_loading(self) -> None:
        """Shows that a person is being read."""
        self.person.show_loading()
        self._show_causes()

    def show_failed(self, error: Exception) -> None:
        """Shows that the person could not be read."""
        self.person.show_failed(error)

    # What is done

    @Slot()
    def create_person(self) -> None:
        """Asks for a new person."""
        self.presenter.read_facets(self._open_create)

    def _open_create(self, facets: DirectoryFacets) -> None:
        secret = one_time_password()
        translate = QCoreApplication.translate

        def sent(acted: PersonActed) -> None:
            self._desk.toasts.say(translate("People", "Added {name}").replace("{name}", acted.username))
            self.list.presenter.reload()
            self.list.select(acted.user_id)
            self.presenter.choose(acted.user_id)
            SecretDialog(self, self._desk, acted.username, secret).open()

        self._open_form(create_form(facets, secret), sent)

    def _run(self, command: Command) -> None:
        detail = self.presenter.detail
        if detail is None or self._cause(command) is not None:
            return
        runs: dict[Command, Callable[[PersonDetail], None]] = {
            Command.EDIT: self._edit,
            Command.ROLES: self._set_roles,
            Command.POWER: lambda shown: self._open_form(power_form(shown), self._on_acted),
            Command.PASSWORD: self._set_password,
            Command.END_SESSIONS: self._end_sessions,
            Command.PREVIEW: lambda _shown: self.presenter.read_preview(self._open_preview),
            Command.HISTORY: lambda shown: self.history_wanted.emit(shown.row.user_id),
            Command.DISABLE: lambda shown: self._open_form(disable_form(shown), self._on_acted),
            Command.ENABLE: self._enable,
        }
        runs[command](detail)

    def _edit(self, detail: PersonDetail) -> None:
        self.presenter.read_facets(lambda facets: self._open_form(edit_form(detail, facets), self._on_acted))

    def _set_roles(self, detail: PersonDetail) -> None:
        self.presenter.read_facets(lambda facets: self._open_form(roles_form(detail, facets), self._on_acted))

    def _set_password(self, detail: PersonDetail) -> None:
        translate, secret = QCoreApplication.translate, one_time_password()
        words = (
            translate("People", "One-time password for {name}?"),
            translate("People", "Make password"),
            translate("People", "Keep the old one"),
            translate("People", "Making..."),
        )
        sentence = translate("People", "The old password ends, and all sessions with it.")
        request = SetPasswordRequest.model_validate(
            {"user_id": detail.row.user_id, "version": detail.row.version, "password": secret}
        )
        dialog = AskDialog(self, self._desk, ask_text(detail, words, sentence), (SET_PASSWORD, request))

        def sent(acted: PersonActed) -> None:
            self._on_acted(acted)
            SecretDialog(self, self._desk, acted.username, secret).open()

        dialog.sent.connect(sent)
        dialog.open()

    def _end_sessions(self, detail: PersonDetail) -> None:
        translate = QCoreApplication.translate
        words = (
            translate("People", "End all sessions of {name}?"),
            translate("People", "End sessions"),
            translate("People", "Leave them"),
            translate("People", "Ending..."),
        )
        sentence = translate("People", "They may sign in again at once; what they typed is kept.")
        dialog = AskDialog(self, self._desk, ask_text(detail, words, sentence), (END_SESSIONS, _at(detail)))
        dialog.sent.connect(self._on_acted)
        dialog.open()

    def _enable(self, detail: PersonDetail) -> None:
        translate = QCoreApplication.translate
        words = (
            translate("People", "Let {name} in again?"),
            translate("People", "Enable person"),
            translate("People", "Keep them out"),
            translate("People", "Enabling..."),
        )
        sentence = translate("People", "They have the roles and powers that they had.")
        dialog = AskDialog(self, self._desk, ask_text(detail, words, sentence), (ENABLE, _at(detail)))
        dialog.sent.connect(self._on_acted)
        dialog.open()

    def _open_preview(self, preview: Preview) -> None:
        areas = self._desk.shell.areas_of(preview.person)
        PreviewDialog(self, self._desk, preview, areas).open()

    def _open_form(self, content: RecordForm, sent: Callable[[PersonActed], None]) -> None:
        dialog = RecordDialog(self, self._desk, content, self)
        dialog.sent.connect(sent)
        dialog.open()

    def _on_acted(self, acted: PersonActed) -> None:
        saved = QCoreApplication.translate("People", "Saved {name}")
        self._desk.toasts.say(saved.replace("{name}", acted.username))
        self.presenter.read()

    # Inside

    def _make_actions(self) -> dict[str, QAction]:
        translate = QCoreApplication.translate
        table = self.list.table
        new = ActionText(translate("People", "New person..."), "N", "plus")
        made = {"create": make_action(table, new, self.create_person)}
        for command, key in COMMANDS.items():
            if command is Command.ENABLE:
                continue
            word = command_word(command)
            if command is Command.DISABLE:
                word = translate("People", "Disable or enable...")
            text = ActionText(word, key, ICONS[command])
            made[command.value] = make_action(table, text, self._runner(command))
        return made

    def _runner(self, command: Command) -> Callable[[], None]:
        def run() -> None:
            is_shut = command is Command.DISABLE and not self._can_be_disabled()
            self._run(Command.ENABLE if is_shut else command)

        return run

    def _can_be_disabled(self) -> bool:
        return not any(one.code == "E-STATE" for one in self.presenter.refusals_against("disable"))

    def _cause(self, command: Command) -> str | None:
        """Why a command is closed now, in the words of the services; None where it is open."""
        translate = QCoreApplication.translate
        if self.presenter.detail is None:
            return translate("People", "Choose a person first")
        if self._desk.shell.link is LinkState.LOST:
            return offline_text()
        if command is Command.HISTORY and not self._desk.has(Power.READ_AUDIT):
            return translate("People", "It takes the power to read the audit log")
        return cause_text(self._desk.texts, self.presenter.refusals_against(command.value))

    def _show_causes(self) -> None:
        causes = {command: self._cause(command) for command in Command}
        self.person.show_causes(causes)
        for command in Command:
            action = self._actions.get(command.value)
            if action is not None and command is not Command.DISABLE:
                refuse_action(action, causes[command])
        is_open = causes[Command.DISABLE] is None or causes[Command.ENABLE] is None
        refuse_action(self._actions[Command.DISABLE.value], None if is_open else causes[Command.DISABLE])

    def _hear(self, news: FeedNews) -> None:
        self.presenter.hear(news)
        self._show_causes()

    @Slot(object)
    def _on_chosen(self, row: PersonRow | None) -> None:
        self.presenter.choose(row.user_id if row is not None else None)

    @Slot(object)
    def _on_opened(self, row: PersonRow) -> None:
        self.presenter.choose(row.user_id)
        self.person.take_focus()

    @Slot(str)
    def _on_pressed(self, command: str) -> None:
        self._run(Command(command))


def _at(detail: PersonDetail) -> PersonAt:
    return PersonAt(user_id=detail.row.user_id, version=detail.row.version)


def _nothing() -> None:
    """Stands where there is nothing left to end."""
