"""The provisioning area: list and task side by side, and what connects them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import JsonValue
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agentview.contract.provisioning import Acted, BulkCommand, QueueFilter, QueueRow, Side, TaskDetail, View
from agentview.core.power import Power
from agentview.gateway.port import FeedNews
from agentview.ui.failure_words import AGAIN, COPY
from agentview.ui.kit.action import refuse_action, tip_with_key
from agentview.ui.kit.appearance import look
from agentview.ui.kit.button import Button, ButtonKind
from agentview.ui.kit.paged_model import ListState
from agentview.ui.lists.export import shown_columns
from agentview.ui.lists.export_dialog import ExportDialog
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.split import ListAndDetail
from agentview.ui.lists.views_menu import ViewsMenu
from agentview.ui.navigation import ACCOUNT_TASKS, TASK, Desk, Target
from agentview.ui.views.provisioning.actions import TaskActions, queue_actions
from agentview.ui.views.provisioning.activity import ActivityWatch
from agentview.ui.views.provisioning.ask_banner import RELEASE, SHOW, AskBanner, ask_text, taken_over_text
from agentview.ui.views.provisioning.asks import Asked, Asks
from agentview.ui.views.provisioning.bulk_commands import BulkCommands
from agentview.ui.views.provisioning.export_columns import export_columns, export_content
from agentview.ui.views.provisioning.leases import Leases
from agentview.ui.views.provisioning.query import Query
from agentview.ui.views.provisioning.queue_pane import QueuePane
from agentview.ui.views.provisioning.task_commands import TaskCommands
from agentview.ui.views.provisioning.task_side import TaskSide

SCREEN = "provisioning.queue"
SPLIT = "provisioning.split"
TICK_MS = 1_000
AGES_EVERY = 15


class ProvisioningView(QObject):
    """An `AreaView`."""

    def __init__(self, desk: Desk) -> None:
        """Builds the screen and starts reading."""
        self.root = QWidget()
        super().__init__(self.root)
        self._desk = desk
        self._ticks = 0
        self._listed: int | None = None
        self._times = ServerTime(desk.clock)
        self.queue = QueuePane(desk, self._times)
        self.side = TaskSide(desk, self._times, self.root)
        self.commands = TaskCommands(desk, self.queue.presenter, self.side, self._times, self.root)
        self.bulk = BulkCommands(desk, self.root, self.queue.presenter.commands_of)
        self.asks, self.ask_banner = Asks(desk, self), AskBanner()
        self.saved_views = ViewsMenu(desk, SCREEN, self.root, self._show_view, self._read_view)
        self.leases = Leases(desk, self.side.presenter.renewed, self._on_lease_lost)
        self._take = self._make_primary()
        self.queue_actions = queue_actions(
            self.queue.table,
            self.root,
            {
                "take_next": self.commands.take_next,
                "open": self.focus_task,
                "select_all": self.queue.table.select_loaded,
                "refresh": self._on_refresh,
                "filter": self.queue.toggle_filter,
                "export": self._on_export,
                "columns": self.queue.table.open_column_menu,
                "saved_views": self._on_saved_views,
            },
        )
        self.task_actions = TaskActions(
            self.queue.table, self.commands, self.bulk, self.chosen_row, self.queue.selected
        )
        self._splitter = ListAndDetail(
            self.queue, self.side.pane, desk.settings, SPLIT, self.queue.least_width
        )
        self._activity = ActivityWatch(self.root, self.leases.note_activity)
        self._arrange()
        self._connect()
        self._unsubscribe = desk.shell.on_news(self._hear)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start()
        self.queue.start()
        self._show_closed()

    # What the shell asks (AreaView)

    @property
    def widget(self) -> QWidget:
        """What fills the window below the header."""
        return self.root

    @property
    def primary(self) -> Button | None:
        """Take next, for who works the queue."""
        return self._take

    def action_groups(self) -> Mapping[str, Sequence[QAction]]:
        """Every action, for the key sheet and the command box."""
        translate = QCoreApplication.translate
        return {
            translate("Provisioning", "Queue"): tuple(self.queue_actions.values()),
            translate("Provisioning", "Task"): self.task_actions.all(),
        }

    def open(self, target: Target) -> None:
        """Shows a task, or all open tasks of an account."""
        if target.kind == TASK:
            self.show_task(target.record_id)
        elif target.kind == ACCOUNT_TASKS:
            side = self.queue.presenter.query.filter.side
            wanted = QueueFilter(side=side, view=View.OPEN, account_id=target.record_id)
            self.queue.presenter.show(Query(wanted, self.queue.presenter.query.order))

    def take_focus(self) -> None:
        """Puts the focus on the list."""
        self.queue.table.setFocus()

    def close(self) -> None:
        """Saves drafts, drops calls and stops hearing news; a second time does nothing."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        self._activity.close()
        self._unsubscribe()
        self.commands.close()
        self.bulk.close()
        self.asks.close()
        self.saved_views.close()
        self.leases.close()
        self.side.close()
        self.queue.close_down()

    # What the parts do together

    def chosen_row(self) -> QueueRow | None:
        """The task that commands are for: the one beside the list, which the list chose or not."""
        detail, subject = self.side.presenter.detail, self.side.presenter.subject
        if detail is not None:
            return detail.row
        row = self.queue.current()
        return row if row is not None and row.task_id == subject else None

    def show_task(self, task_id: int) -> None:
        """Shows a task, whether it is in the list or not."""
        self.queue.select(task_id)
        self.side.choose(task_id)

    @Slot()
    def focus_task(self) -> None:
        """Moves the focus to the commands of the task; Esc comes back."""
        self.side.pane.take_focus()

    # What the questions of colleagues tell

    def show_asks(self, asks: tuple[Asked, ...]) -> None:
        """Shows who asks for what, until it is answered."""
        if len(asks) > len(self.ask_banner.asks):
            self._desk.toasts.say(ask_text(asks[-1], 0).cause)
        self.ask_banner.show_asks(asks)

    def say_taken_over(self, asked: Asked) -> None:
        """Says who took a task over; it stays until it is closed."""
        self._desk.toasts.fail(taken_over_text(asked))

    # Inside

    def _make_primary(self) -> Button | None:
        if not self._desk.has(Power.WORK_QUEUE):
            return None
        translate = QCoreApplication.translate
        tip = translate("Provisioning", "Claim the task that is due first")
        button = Button(
            translate("Provisioning", "Take next"), ButtonKind.PRIMARY, tip=tip_with_key(tip, "N")
        )
        # The shell puts it into its header; until then it must belong to somebody.
        button.setParent(self.root)
        button.hide()
        button.pressed_once.connect(self.commands.take_next)
        return button

    def _arrange(self) -> None:
        column = QVBoxLayout(self.root)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(8))
        column.addWidget(self.ask_banner)
        column.addWidget(self.queue.head)
        column.addWidget(self._splitter, 1)

    def _connect(self) -> None:
        self.queue.chosen.connect(self._on_chosen)
        self.queue.opened.connect(self._on_opened)
        self.queue.settled.connect(self.side.take)
        self.queue.model.dataChanged.connect(self._learn_rows)
        self.queue.model.modelReset.connect(self._learn_rows)
        self.queue.state_button.connect(self._on_state_button)
        self.queue.header.export.pressed_once.connect(self._on_export)
        self.queue.header.saved.pressed_once.connect(self._on_saved_views)
        self.side.wanted.connect(self._on_wanted)
        self.side.banner_wanted.connect(self._on_banner)
        self.side.reveal_wanted.connect(self.commands.reveal)
        self.side.read.connect(self._on_read)
        self.side.edited.connect(self._on_edited)
        self.commands.done.connect(self._on_done)
        self.bulk.done.connect(self._on_bulk_done)
        self.queue.selection.wanted.connect(self._on_bulk)
        self.ask_banner.answered.connect(self._on_answered)
        self.commands.taken_up.connect(self.show_task)
        self.commands.claims_changed.connect(self._show_closed)
        back = QShortcut(QKeySequence("Esc"), self.side.pane)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self._on_back)

    def _hear(self, news: FeedNews) -> None:
        self.queue.presenter.hear(news)
        self.side.hear(news)
        self.asks.hear(news)
        self._show_closed()

    def _show_closed(self) -> None:
        """Opens and closes the actions for the task that is chosen now."""
        self.task_actions.show_row(self.chosen_row())
        cause = self.commands.cause_against_next()
        refuse_action(self.queue_actions["take_next"], cause)
        if self._take is not None:
            self._take.set_refusal(cause)
            busy = QCoreApplication.translate("Provisioning", "Taking...")
            self._take.set_busy(busy if self.commands.claims.is_taking else None)

    @Slot(object)
    def _on_chosen(self, row: QueueRow | None) -> None:
        """Follows the list when it comes to another task; the same one read again changes nothing."""
        task_id = None if row is None else row.task_id
        if task_id != self._listed:
            self._listed = task_id
            self.side.choose(task_id, row)
        self._show_closed()

    @Slot(int, bool)
    def _on_done(self, task_id: int, may_leave: bool) -> None:
        self.queue.presenter.settle(task_id, may_leave=may_leave)

    @Slot(object)
    def _on_opened(self, row: QueueRow) -> None:
        self.side.choose(row.task_id, row)
        self.focus_task()

    @Slot(str)
    def _on_wanted(self, command: str) -> None:
        self.commands.run(command, self.chosen_row())

    @Slot(str)
    def _on_banner(self, key: str) -> None:
        if key == AGAIN:
            self.commands.check_again()
        elif key == COPY:
            self.commands.copy_details()
        else:
            self.commands.run(key, self.chosen_row())

    @Slot(object)
    def _on_read(self, detail: TaskDetail) -> None:
        self.queue.presenter.learn(detail)
        self.leases.see(detail.row)
        self._show_closed()

    @Slot(str, object)
    def _on_edited(self, verb: str, acted: Acted) -> None:
        self.commands.finish(verb, acted)
        self.take_focus()

    @Slot()
    def _learn_rows(self) -> None:
        """Learns from the visible rows which claims are the person's own."""
        table = self.queue.table
        first = max(0, table.rowAt(0))
        for position in range(first, min(first + 60, self.queue.model.rowCount())):
            row = self.queue.model.row(position)
            if row is not None:
                self.leases.see(row)

    @Slot(object)
    def _on_state_button(self, state: object) -> None:
        presenter = self.queue.presenter
        if state is ListState.FAILED:
            presenter.reload()
        elif presenter.query.narrowed_by:
            presenter.clear_all()
        elif presenter.query.filter.side is Side.REQUESTED:
            presenter.choose_view(View.OPEN)
        elif presenter.query.filter.view is View.MINE:
            self.commands.take_next()
        else:
            presenter.choose_view(View.MINE)

    @Slot()
    def _on_back(self) -> None:
        """Leaves the edit form, then the task: the list keeps its row and scroll."""
        if not self.side.leave_edit():
            self.take_focus()

    @Slot()
    def _on_refresh(self) -> None:
        self.queue.presenter.refresh()
        self.side.presenter.read()

    @Slot()
    def _on_export(self) -> None:
        columns = shown_columns(export_columns(self._times.now(), self._desk.zone), self.queue.shown_keys())
        presenter = self.queue.presenter
        content = export_content(self._desk.gateway, presenter.query, columns, presenter.source.total)
        ExportDialog(self.root, self._desk, content).open()

    @Slot()
    def _on_saved_views(self) -> None:
        button = self.queue.header.saved
        self.saved_views.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _show_view(self, content: dict[str, JsonValue]) -> None:
        self.queue.presenter.show(Query.from_json(content))
        if "columns" in content:
            self.queue.show_layout(content["columns"])

    def _read_view(self) -> dict[str, JsonValue]:
        return {**self.queue.presenter.query.as_json(), "columns": self.queue.layout_json()}

    @Slot(str)
    def _on_bulk(self, key: str) -> None:
        self.bulk.run(BulkCommand(key), self.queue.selected())

    @Slot()
    def _on_bulk_done(self) -> None:
        self.queue.presenter.reload()
        self.side.presenter.read()
        self.take_focus()

    @Slot(object, str)
    def _on_answered(self, asked: Asked, key: str) -> None:
        if key == SHOW:
            self.show_task(asked.task_id)
            return
        self.asks.answer(asked)
        if key == RELEASE:
            self.commands.claims.release(asked.task_id, asked.reference)

    def _on_lease_lost(self, task_id: int) -> None:
        if task_id == self.side.presenter.subject:
            self.side.presenter.read()
        self.queue.presenter.refresh()

    @Slot()
    def _on_tick(self) -> None:
        self._ticks += 1
        self._activity.look()
        self.queue.show_freshness()
        self.leases.tick()
        if self._ticks % AGES_EVERY == 0:
            self.queue.show_age()
