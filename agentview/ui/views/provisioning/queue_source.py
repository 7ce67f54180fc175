"""Reads pages of the queue for the list, and what can be done to each of their rows; imports no Qt."""

from __future__ import annotations

from dataclasses import dataclass, field

from agentview.contract.provisioning import (
    QUEUE,
    SIZE,
    QueueFilter,
    QueueRequest,
    QueueRow,
    SizeRequest,
    Sort,
)
from agentview.contract.value import CommandState
from agentview.gateway.port import Gateway
from agentview.ui.lists.reading import Answer, Ask, Pages
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.source import PagedSource, Reading, SourceListener
from agentview.ui.navigation import Desk
from agentview.ui.views.provisioning.query import Query

Commands = dict[str, tuple[CommandState, ...]]


@dataclass(frozen=True)
class QueueAnswer(Answer[QueueRow]):
    """A page of the queue with the commands that its rows name."""

    commands: Commands = field(default_factory=dict)


class QueueSource(PagedSource[QueueFilter, QueueRow]):
    """The page source of the list for one query at a time."""

    def __init__(self, desk: Desk, times: ServerTime, listener: SourceListener) -> None:
        """Reads nothing before the list asks."""
        reading = Reading(Pages(_read_page), lambda row: row.task_id, _read_size)
        super().__init__(desk, reading, Query(), times, listener)
        self.query = Query()
        self._commands: Commands = {}

    @property
    def query(self) -> Query:
        """What is listed."""
        return self._query

    @query.setter
    def query(self, query: Query) -> None:
        self._query = self.wanted = query

    def commands_of(self, row: QueueRow) -> tuple[CommandState, ...]:
        """The commands of a row, with the reasons against those that are closed."""
        return self._commands.get(row.commands, ())

    def learn_commands(self, row: QueueRow, commands: tuple[CommandState, ...]) -> None:
        """Takes the commands of a row that was read by itself."""
        self._commands[row.commands] = commands

    def learn(self, answer: Answer[QueueRow]) -> None:
        """Takes the commands of a page."""
        if isinstance(answer, QueueAnswer):
            self._commands.update(answer.commands)


def _read_page(gateway: Gateway, ask: Ask[QueueFilter]) -> QueueAnswer:
    request = QueueRequest(
        filter=ask.filter,
        sort=Sort(ask.sort),
        is_descending=ask.is_descending,
        after=ask.after,
        before=ask.before,
        offset=ask.offset,
        limit=ask.limit,
    )
    page = gateway.call(QUEUE, request)
    return QueueAnswer(page.rows, page.first, page.last, page.as_of, commands=page.commands)


def _read_size(gateway: Gateway, wanted: QueueFilter) -> int:
    return gateway.call(SIZE, SizeRequest(filter=wanted)).rows
