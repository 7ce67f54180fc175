"""A list with the chosen record beside it, and what is done to both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.op import Message
from agentview.contract.value import RefusalInfo
from agentview.core.power import Power
from agentview.gateway.port import FeedNews, Gateway, LinkState
from agentview.ui.failure_words import cause_text, offline_text
from agentview.ui.forms.record_dialog import RecordDialog
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.action import ActionText, make_action, refuse_action, tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button
from agentview.ui.kit.flow import FlowRow
from agentview.ui.kit.state_overlay import StateText
from agentview.ui.lists.pane import ListPane
from agentview.ui.lists.record_command import RecordCommand
from agentview.ui.lists.record_presenter import RecordPresenter
from agentview.ui.lists.record_side import RecordSide
from agentview.ui.lists.spec import ListSpec
from agentview.ui.lists.split import LIST_SHARE, ListAndDetail
from agentview.ui.navigation import Desk

F = TypeVar("F", bound=Message)
R = TypeVar("R")
D = TypeVar("D")


class RecordPane(QWidget, Generic[F, R, D]):
    """A `RecordView`; reads nothing before `start`. A subclass says what is shown and done.

    `_read` reads a record, `_shown` draws it, `_runs` carries commands out by their names, and `_cause_of`
    says why one is closed for a record.
    """

    list_share = LIST_SHARE
    """So much of the width the list gets at first."""

    power: Power | None = Power.CATALOGUE_ADMIN
    """What every command of the pane takes; None where the record says of each what it takes."""

    def __init__(
        self, desk: Desk, spec: ListSpec[F, R], commands: Sequence[RecordCommand], nothing: StateText
    ) -> None:
        """Puts list and record side by side, the commands of the list above both."""
        super().__init__()
        self._desk, self._spec, self._commands = desk, spec, tuple(commands)
        self.list: ListPane[F, R] = ListPane(desk, spec, owner=self)
        self.side = RecordSide(desk, [one for one in commands if one.needs_record], nothing, self._main())
        self.presenter: RecordPresenter[D] = RecordPresenter(desk, self, self._read, spec.topics)
        self.above = {one.name: self._above(one) for one in commands if not one.needs_record}
        self.column = QVBoxLayout(self)
        self._arrange()
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self._on_opened)
        self.list.empty_pressed.connect(self._on_empty)
        self.side.pressed.connect(self.run)
        self.side.retry_wanted.connect(self.presenter.read)
        self._actions = {one.name: self._action(one) for one in self._commands}
        self._unsubscribe = desk.shell.on_news(self._hear)
        self._show_causes()

    # What the area asks

    def start(self) -> None:
        """Reads the list."""
        self.list.start()

    def close_down(self) -> None:
        """Stops reading and hearing."""
        self._unsubscribe()
        self._unsubscribe = _nothing
        self.presenter.close()
        self._desk.runner.drop(self)
        self.list.close_down()

    def actions_shown(self) -> Sequence[QAction]:
        """Every action, for the key sheet."""
        return (*self._actions.values(), *self.list.list_actions())

    @Slot(str)
    def run(self, name: str) -> None:
        """Carries out a command, unless it is closed."""
        if self._cause(name) is None:
            self._runs()[name]()

    # What the presenter tells (RecordView)

    def show_record(self, detail: D) -> None:
        """Shows a record."""
        self._shown(detail)
        self._show_causes()

    def show_nothing(self) -> None:
        """Shows that nothing is chosen."""
        self.side.show_nothing()
        self._show_causes()

    def show_loading(self) -> None:
        """Shows that a record is being read."""
        self.side.show_loading()
        self._show_causes()

    def show_failed(self, error: Exception) -> None:
        """Shows that the record could not be read."""
        self.side.show_failed(error)

    # What a subclass says

    def _read(self, gateway: Gateway, record_id: int) -> D:
        raise NotImplementedError(gateway, record_id)

    def _shown(self, detail: D) -> None:
        raise NotImplementedError(detail)

    def _runs(self) -> dict[str, Callable[[], None]]:
        raise NotImplementedError

    def _cause_of(self, _name: str) -> str | None:
        """Why a command is closed, apart from what holds for all of them."""
        return None

    def _main(self) -> QWidget | None:
        """The larger part below the facts of a record, if there is one."""
        return None

    # What a subclass uses

    def open_form(
        self,
        content: RecordForm,
        word: str,
        name_of: Callable[[Any], tuple[int | None, str]],
        dialog_of: type[RecordDialog] = RecordDialog,
    ) -> None:
        """Opens a form. When it was sent, `word` is said of the record, and the record is shown.

        `name_of` gives of the answer the record to show (None: the one that is shown) and its name.
        """

        def sent(answer: object) -> None:
            record_id, name = name_of(answer)
            self._desk.toasts.say(word.replace("{name}", name))
            self.list.presenter.reload()
            if record_id is not None:
                self.list.select(record_id)
                self.presenter.choose(record_id)
            self.presenter.read()

        dialog = dialog_of(self, self._desk, content, self)
        dialog.sent.connect(sent)
        dialog.open()

    def read_then(self, read: Callable[[Gateway], Any], receive: Callable[[Any], None]) -> None:
        """Reads what a form offers, and goes on with it."""
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: read(gateway), receive, self._desk.shell.show_error, self, newest="offered"
        )

    # Inside

    def _arrange(self) -> None:
        key = f"{self._spec.key}.split"
        split = ListAndDetail(
            self.list, self.side, self._desk.settings, key, self.list.least_width, self.list_share
        )
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look().px(8))
        self.column.addWidget(self.list.head)
        if self.above:
            self.column.addWidget(FlowRow(list(self.above.values())))
        self.column.addWidget(split, 1)
        back = QShortcut(QKeySequence("Esc"), self.side)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._on_back)

    def _above(self, command: RecordCommand) -> Button:
        button = Button(command.word(), tip=tip_with_key(command.word(), command.key), icon_name=command.icon)
        button.setProperty("command", command.name)
        button.pressed_once.connect(self._on_above)
        return button

    def _action(self, command: RecordCommand) -> QAction:
        text = ActionText(command.word(), command.key, command.icon)
        return make_action(self.list.table, text, lambda: self.run(command.name))

    def _cause(self, name: str) -> str | None:
        translate = QCoreApplication.translate
        needs = next(one.needs_record for one in self._commands if one.name == name)
        if needs and self.presenter.detail is None:
            return translate("Contracts", "Choose one in the list first")
        if self._desk.shell.link is LinkState.LOST:
            return offline_text()
        if self.power is not None and not self._desk.has(self.power):
            missing = RefusalInfo(code="E-POWER", values={"power": self.power.value})
            return cause_text(self._desk.texts, (missing,))
        return self._cause_of(name)

    def _show_causes(self) -> None:
        causes = {one.name: self._cause(one.name) for one in self._commands}
        self.side.show_causes(causes)
        for name, button in self.above.items():
            button.set_refusal(causes[name])
        for name, action in self._actions.items():
            refuse_action(action, causes[name])

    def _hear(self, news: FeedNews) -> None:
        self.presenter.hear(news)
        self._show_causes()

    @Slot()
    def _on_back(self) -> None:
        self.list.table.setFocus()

    @Slot()
    def _on_above(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.run(str(sender.property("command")))

    @Slot()
    def _on_empty(self) -> None:
        first = next((one.name for one in self._commands if not one.needs_record), None)
        if first is not None:
            self.run(first)

    @Slot(object)
    def _on_chosen(self, row: R | None) -> None:
        record_id = None if row is None else self._spec.row_id(row)
        self.presenter.choose(record_id if isinstance(record_id, int) else None)

    @Slot(object)
    def _on_opened(self, row: R) -> None:
        self._on_chosen(row)
        self.run(self._commands[0].name)


def _nothing() -> None:
    """Stands where there is nothing left to end."""
