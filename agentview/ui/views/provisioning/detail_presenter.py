"""One task beside the list: reads it, follows it, says who looks at it, keeps its claim; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from pydantic import ValidationError

from agentview.contract.feed import Topic
from agentview.contract.provisioning import (
    HISTORY,
    PRESENCE,
    REVEAL,
    TASK,
    ContactInfo,
    History,
    HistoryRequest,
    PresenceMode,
    PresenceRequest,
    RevealRequest,
    TaskDetail,
    TaskRef,
    TimelineEntry,
    Watcher,
    Watchers,
)
from agentview.contract.value import CommandState
from agentview.gateway.port import FeedNews
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import Desk
from agentview.ui.sending import NewKey, Sending, new_key, rejection_of

LEASE = timedelta(minutes=15)
"""How long a claim holds after the last activity (D-18)."""

WARN_BEFORE = timedelta(minutes=3)
"""So long before a claim ends the screen says so."""


class DetailView(Protocol):
    """What the presenter tells the screen."""

    def show_detail(self, detail: TaskDetail, entries: tuple[TimelineEntry, ...], *, has_older: bool) -> None:
        """Show a task, perhaps the same one in a newer state."""
        ...

    def show_nothing(self) -> None:
        """Show that no task is chosen."""
        ...

    def show_loading(self) -> None:
        """Show that a task is being read."""
        ...

    def show_failed(self, error: Exception) -> None:
        """Show that the task could not be read."""
        ...

    def show_watchers(self, watchers: tuple[Watcher, ...]) -> None:
        """Show who else has it open."""
        ...

    def show_contact(self, contact: ContactInfo) -> None:
        """Show the contact in full, for a while."""
        ...

    def detail_read(self, detail: TaskDetail) -> None:
        """Take a newer state of the task into the list as well."""
        ...


class DetailPresenter:
    """Shows at most one task at a time."""

    def __init__(self, desk: Desk, view: DetailView, times: ServerTime, make_key: NewKey = new_key) -> None:
        """Shows nothing yet."""
        self._desk, self._view, self._times, self._make_key = desk, view, times, make_key
        self._subject: int | None = None
        self._detail: TaskDetail | None = None
        self._older: tuple[TimelineEntry, ...] = ()
        self._has_older = False
        self._waiting: list[Callable[[TaskDetail], None]] = []
        self._said: tuple[int, PresenceMode] | None = None

    # What is shown

    @property
    def subject(self) -> int | None:
        """The task that commands are for: the chosen one, even while it is being read."""
        return self._subject

    @property
    def detail(self) -> TaskDetail | None:
        """The task as it was read last; None while another one is being read."""
        return self._detail

    @property
    def commands(self) -> tuple[CommandState, ...]:
        """The commands of the task that is shown."""
        return () if self._detail is None else self._detail.commands

    def choose(self, task_id: int | None) -> None:
        """Makes a task the subject at once; what is shown follows with `read`."""
        if task_id == self._subject:
            return
        self._subject, self._detail = task_id, None
        self._older, self._has_older = (), False
        self._waiting.clear()
        self._desk.runner.drop(self)
        if task_id is None:
            self._view.show_nothing()

    def read(self) -> None:
        """Reads the subject, again if it is shown already."""
        task_id = self._subject
        if task_id is None:
            return
        if self._detail is None:
            self._view.show_loading()
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: gateway.call(TASK, TaskRef(task_id=task_id)),
            self.take,
            self._on_failed,
            self,
            newest="detail",
        )

    def take(self, detail: TaskDetail) -> None:
        """Shows this state of the task, if it is still the subject."""
        if detail.row.task_id != self._subject:
            return
        self._times.hear(detail.as_of)
        self._detail = detail
        if not self._older:
            self._has_older = detail.has_older_timeline
        self._show()
        self._view.detail_read(detail)
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act(detail)

    def when_read(self, act: Callable[[TaskDetail], None]) -> None:
        """Does something with the subject, now or as soon as it is read; another subject forgets it."""
        if self._detail is not None:
            act(self._detail)
        elif self._subject is not None and not self._waiting:
            self._waiting.append(act)
            self.read()

    def read_older(self) -> None:
        """Reads the next page of the timeline."""
        entries = self._entries()
        if self._detail is None or not entries or not self._has_older:
            return
        request = HistoryRequest(task_id=self._detail.row.task_id, before=entries[-1].id)
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: gateway.call(HISTORY, request),
            self._on_older,
            self._on_older_failed,
            self,
            newest="older",
        )

    def reveal(self, reason: str, on_done: Callable[[], None], on_error: Callable[[Exception], None]) -> None:
        """Has the contact shown in full; the reason is recorded."""
        if self._detail is None:
            return
        try:
            request = RevealRequest(task_id=self._detail.row.task_id, reason=reason)
        except ValidationError as error:
            on_error(rejection_of(error))
            return

        def revealed(contact: ContactInfo) -> None:
            on_done()
            self._view.show_contact(contact)

        Sending(REVEAL, request, self._make_key()).send(self._desk, revealed, on_error, self)

    def hear(self, news: FeedNews) -> None:
        """Reads the task again when it changed, or when changes were missed."""
        if self._subject is None or self._detail is None:
            return
        tasks = (change.record_id for change in news.changes if change.topic is Topic.TASK)
        if news.is_gap or self._subject in tasks:
            self.read()

    # Presence

    def beat(self, mode: PresenceMode) -> None:
        """Says what the person does with the task; called every few seconds while one is shown."""
        if self._detail is None:
            return
        self._say(self._detail.row.task_id, mode)

    def leave(self) -> None:
        """Says that the task is no longer open here."""
        if self._said is None:
            return
        task_id, self._said = self._said[0], None
        request = PresenceRequest(task_id=task_id, mode=None)
        gateway = self._desk.gateway
        # Owned by nothing that is dropped on closing: the last word is to go out.
        self._desk.runner.submit(lambda: gateway.call(PRESENCE, request), _nothing, _nothing, _LAST_WORD)

    def close(self) -> None:
        """Drops what is being read and says that the task is no longer open."""
        self._desk.runner.drop(self)
        self.leave()

    # The claim

    def lease_until(self) -> datetime | None:
        """When the person's own claim on the shown task ends; None where there is none."""
        detail = self._detail
        if detail is None or detail.row.claimed_by_id != self._desk.person.user_id:
            return None
        return detail.lease_until

    def lease_left(self) -> timedelta | None:
        """How long the own claim still holds, once that is short; None while there is nothing to say."""
        until = self.lease_until()
        if until is None:
            return None
        left = until - self._times.now()
        return left if left <= WARN_BEFORE else None

    def renewed(self, task_id: int) -> None:
        """Takes note that a claim was renewed just now."""
        if self._detail is not None and self._detail.row.task_id == task_id:
            until = self._times.now() + LEASE
            self._detail = self._detail.model_copy(update={"lease_until": until})

    # Inside

    def _entries(self) -> tuple[TimelineEntry, ...]:
        fresh = () if self._detail is None else self._detail.timeline
        last = fresh[-1].id if fresh else 0
        return (*fresh, *(entry for entry in self._older if entry.id < last))

    def _show(self) -> None:
        if self._detail is not None:
            self._view.show_detail(self._detail, self._entries(), has_older=self._has_older)

    def _say(self, task_id: int, mode: PresenceMode) -> None:
        self._said = (task_id, mode)
        request = PresenceRequest(task_id=task_id, mode=mode)
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: gateway.call(PRESENCE, request), self._on_watchers, _nothing, self, newest="presence"
        )

    def _on_watchers(self, answer: Watchers) -> None:
        self._view.show_watchers(answer.watchers)

    def _on_older(self, page: History) -> None:
        self._older = (*self._older, *page.entries)
        self._has_older = page.has_older
        self._show()

    def _on_older_failed(self, error: Exception) -> None:
        self._desk.shell.show_error(error)

    def _on_failed(self, error: Exception) -> None:
        self._waiting.clear()
        if self._detail is None:
            self._view.show_failed(error)


_LAST_WORD = object()


def _nothing(_answer: object) -> None:
    """Presence is news, not work: what is lost is said again."""
