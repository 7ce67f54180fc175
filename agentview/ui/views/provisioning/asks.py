"""What colleagues want of this person: the question for a task, and that one was taken over; no Qt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from agentview.contract.feed import Change, Topic
from agentview.contract.provisioning import TASK, TaskCommand, TaskDetail, TaskRef
from agentview.gateway.port import FeedNews
from agentview.ui.navigation import Desk

ASK_VERB = "ask"


@dataclass(frozen=True)
class Asked:
    """A colleague asks for a task that this person holds."""

    task_id: int
    reference: str
    by: str
    message: str


class AsksView(Protocol):
    """What the presenter tells the screen."""

    def show_asks(self, asks: tuple[Asked, ...]) -> None:
        """Show the questions that are open, the oldest first."""
        ...

    def say_taken_over(self, asked: Asked) -> None:
        """Say that a task was taken over, by whom and why."""
        ...


class Asks:
    """Collects the questions until each is answered."""

    def __init__(self, desk: Desk, view: AsksView) -> None:
        """Has none."""
        self._desk, self._view = desk, view
        self._open: tuple[Asked, ...] = ()

    def hear(self, news: FeedNews) -> None:
        """Takes what is meant for this person; the task is read to call it by its name."""
        for change in news.changes:
            if change.topic is Topic.ASK and change.to_user_id == self._desk.person.user_id:
                self._read(change)

    def answer(self, asked: Asked) -> None:
        """Takes a question away: released or kept."""
        self._open = tuple(other for other in self._open if other != asked)
        self._view.show_asks(self._open)

    def forget(self, task_id: int) -> None:
        """Takes the questions for a task away that is no longer this person's."""
        if any(asked.task_id == task_id for asked in self._open):
            self._open = tuple(asked for asked in self._open if asked.task_id != task_id)
            self._view.show_asks(self._open)

    def close(self) -> None:
        """Drops what is being read."""
        self._desk.runner.drop(self)

    def _read(self, change: Change) -> None:
        gateway, task_id = self._desk.gateway, change.record_id
        receive: Callable[[TaskDetail], None] = lambda detail: self._tell(change, detail)  # noqa: E731
        self._desk.runner.submit(lambda: gateway.call(TASK, TaskRef(task_id=task_id)), receive, _ignore, self)

    def _tell(self, change: Change, detail: TaskDetail) -> None:
        asked = Asked(change.record_id, detail.row.reference, change.actor, change.text)
        if change.verb == TaskCommand.TAKE_OVER:
            self._view.say_taken_over(asked)
            self.forget(asked.task_id)
        elif change.verb == ASK_VERB and asked not in self._open:
            self._open = (*self._open, asked)
            self._view.show_asks(self._open)


def _ignore(_error: Exception) -> None:
    """A question for a task that cannot be read is about nothing that is still there."""
