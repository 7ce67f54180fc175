"""Joins the task beside the list with its presenter: reading, presence, claim, banners, editing."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from agentview.contract.provisioning import (
    Acted,
    ContactInfo,
    PresenceMode,
    QueueRow,
    TaskCommand,
    TaskDetail,
    TimelineEntry,
    Watcher,
)
from agentview.core.power import Power
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.kit.banner import BannerText
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import Desk
from agentview.ui.views.provisioning.detail_banners import lease_banner, lease_hint, state_banners
from agentview.ui.views.provisioning.detail_pane import DetailPane
from agentview.ui.views.provisioning.detail_presenter import DetailPresenter
from agentview.ui.views.provisioning.edit_form import EditForm
from agentview.ui.views.provisioning.offers import offers

READ_AFTER_MS = 120
LOADING_AFTER_MS = 300
BEAT_MS = 8_000
LEASE_LOOK_MS = 10_000


class TaskSide(QObject):
    """Shows the chosen task; `wanted(command)` comes from its buttons, `read(detail)` after each reading."""

    wanted = Signal(str)
    banner_wanted = Signal(str)
    reveal_wanted = Signal()
    read = Signal(object)
    edited = Signal(str, object)

    def __init__(self, desk: Desk, times: ServerTime, parent: QWidget) -> None:
        """Shows nothing yet."""
        super().__init__(parent)
        self._desk, self._times = desk, times
        self.pane = DetailPane(desk.texts, times, desk.zone)
        self.presenter = DetailPresenter(desk, self, times)
        self._trouble: BannerText | None = None
        self._form: EditForm | None = None
        self._dialogs = 0
        self._read_timer = self._timer(READ_AFTER_MS, single=True)
        self._loading_timer = self._timer(LOADING_AFTER_MS, single=True)
        self._loading_timer.timeout.connect(self.pane.show_loading)
        self._beat_timer = self._timer(BEAT_MS)
        self._lease_timer = self._timer(LEASE_LOOK_MS)
        self._read_timer.timeout.connect(self._on_read_due)
        self._beat_timer.timeout.connect(self.beat)
        self._lease_timer.timeout.connect(self.show_banners)
        self.pane.pressed.connect(self.wanted)
        self.pane.banner_pressed.connect(self.banner_wanted)
        self.pane.older_wanted.connect(self.presenter.read_older)
        self.pane.retry_wanted.connect(self.presenter.read)
        self.pane.reveal_wanted.connect(self.reveal_wanted)

    @property
    def is_editing(self) -> bool:
        """Whether the edit form is open."""
        return self._form is not None

    def choose(self, task_id: int | None, row: QueueRow | None = None) -> None:
        """Makes a task the subject at once, shows what its row says, and the rest when the choosing rests."""
        if task_id == self.presenter.subject:
            return
        self.end_edit()
        self._trouble = None
        self.presenter.choose(task_id)
        self._loading_timer.stop()
        if row is not None:
            self.pane.show_row(row)
        if task_id is not None:
            self._read_timer.start()

    def take(self, detail: TaskDetail) -> None:
        """Shows a newer state that was read elsewhere."""
        self.presenter.take(detail)

    def hear(self, news: FeedNews) -> None:
        """Follows the change feed and the link."""
        self.presenter.hear(news)
        self.show_offers()

    def show_trouble(self, banner: BannerText | None) -> None:
        """Shows that an act failed, until another task is chosen or the next act succeeds."""
        self._trouble = banner
        self.show_banners()

    def dialog_opened(self) -> None:
        """Says to colleagues that the task is being edited."""
        self._dialogs += 1
        self.beat()

    def dialog_closed(self) -> None:
        """Says to colleagues that it is only looked at."""
        self._dialogs = max(0, self._dialogs - 1)
        self.beat()

    def begin_edit(self, task: TaskDetail) -> None:
        """Opens the edit form in place of the service facts."""
        if self._form is not None:
            self._form.take_focus()
            return
        self._form = EditForm(self._desk, task, self)
        self._form.saved.connect(self._on_saved)
        self._form.closed.connect(self.end_edit)
        self.pane.show_form(self._form, self._form.buttons)
        self._form.take_focus()
        self.beat()

    def leave_edit(self) -> bool:
        """Closes the edit form if it is open; says whether it was."""
        if self._form is None:
            return False
        self._form.leave()
        self.pane.take_focus()
        return True

    @Slot()
    def end_edit(self) -> None:
        """Closes the edit form; what was typed and not saved stays as a draft."""
        if self._form is None:
            return
        form, self._form = self._form, None
        form.end()
        self.pane.show_form(None)
        self.beat()

    @Slot()
    def beat(self) -> None:
        """Says what the person does with the task."""
        if self.presenter.detail is None:
            return
        self.presenter.beat(self._mode())

    def close(self) -> None:
        """Stops everything."""
        for timer in (self._read_timer, self._loading_timer, self._beat_timer, self._lease_timer):
            timer.stop()
        self.end_edit()
        self.presenter.close()

    # What the presenter tells

    def show_detail(self, detail: TaskDetail, entries: tuple[TimelineEntry, ...], *, has_older: bool) -> None:
        """Shows a task."""
        self._loading_timer.stop()
        self.pane.show_task(detail, entries, has_older=has_older)
        self.show_offers()
        self.show_banners()
        if not self._beat_timer.isActive():
            self._beat_timer.start()
            self._lease_timer.start()

    def show_nothing(self) -> None:
        """Shows that no task is chosen."""
        self._beat_timer.stop()
        self._lease_timer.stop()
        self.presenter.leave()
        self.pane.show_nothing()

    def show_loading(self) -> None:
        """Shows that a task is being read, once that takes a while."""
        self._loading_timer.start()

    def show_failed(self, error: Exception) -> None:
        """Shows that the task could not be read."""
        self._loading_timer.stop()
        self.pane.show_failed(self._desk.texts.report(error).text.sentences)

    def show_watchers(self, watchers: tuple[Watcher, ...]) -> None:
        """Shows who else has it open."""
        self.pane.show_watchers(watchers)

    def show_contact(self, contact: ContactInfo) -> None:
        """Shows the contact in full, for a while."""
        self.pane.show_contact(contact.phone, contact.email)

    def detail_read(self, detail: TaskDetail) -> None:
        """Tells the list, and colleagues that it is open here."""
        self.read.emit(detail)
        self.beat()

    def show_offers(self) -> None:
        """Shows the commands of the task as they are open now."""
        detail = self.presenter.detail
        if detail is not None:
            found = offers(detail.row, detail.commands, detail.side, self._desk.person.user_id)
            self.pane.show_offers(found, is_offline=self._desk.shell.link is LinkState.LOST)

    @Slot()
    def show_banners(self) -> None:
        """Shows what stands in the way now."""
        detail = self.presenter.detail
        if detail is None:
            return
        banners = state_banners(
            detail,
            self._desk.person.user_id,
            self._times,
            self._desk.zone,
            may_take_over=self._desk.has(Power.TAKE_OVER),
        )
        hint, left = "", self.presenter.lease_left()
        if left is not None:
            ended = lease_banner(left)
            if ended is None:
                hint = lease_hint(left)
            else:
                banners.append(ended)
        if self._trouble is not None:
            banners.insert(0, self._trouble)
        self.pane.show_banners(banners, hint)

    # Inside

    def _mode(self) -> PresenceMode:
        if not self.pane.isActiveWindow() and not self._dialogs:
            return PresenceMode.AWAY
        is_editing = self.is_editing or self._dialogs > 0
        return PresenceMode.EDITING if is_editing else PresenceMode.VIEWING

    @Slot()
    def _on_read_due(self) -> None:
        self.presenter.read()

    @Slot(object)
    def _on_saved(self, acted: Acted) -> None:
        self.end_edit()
        self.edited.emit(TaskCommand.EDIT.value, acted)

    def _timer(self, milliseconds: int, *, single: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(single)
        timer.setInterval(milliseconds)
        return timer
