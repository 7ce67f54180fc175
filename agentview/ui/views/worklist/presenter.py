"""The case beside the list: read, followed by the news, and what is done to it; imports no Qt."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from agentview.contract.feed import Topic
from agentview.contract.op import Message, Nothing, Op
from agentview.contract.worklist import (
    CASE,
    COLLEAGUES,
    COUNTS,
    RELEASE,
    TAKE,
    CaseActed,
    CaseCommand,
    CaseCounts,
    CaseDetail,
    CaseRef,
    CaseRow,
    Colleague,
    Colleagues,
)
from agentview.core.errors import NotFound, Unknown
from agentview.core.power import Role
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import (
    ACCOUNT,
    BATCH,
    ENROLMENT,
    HARDWARE_ORDER,
    NETWORK_REQUEST,
    NOTIFICATION,
    TASK,
    WIRELESS_ORDER,
    Desk,
    Target,
)
from agentview.ui.sending import NewKey, Sending, new_key

Req = TypeVar("Req", bound=Message)
_KINDS = {
    "TASK": TASK,
    "NETWORK_REQUEST": NETWORK_REQUEST,
    "HARDWARE_ORDER": HARDWARE_ORDER,
    "ENROLMENT": ENROLMENT,
    "BATCH": BATCH,
    "NOTIFICATION": NOTIFICATION,
    "WIRELESS_ORDER": WIRELESS_ORDER,
}
AREA_KEY = "worklist"
_AT_ONCE: dict[str, Op[CaseRef, CaseActed]] = {CaseCommand.TAKE: TAKE, CaseCommand.RELEASE: RELEASE}


class CaseScreen(Protocol):
    """What the presenter tells the screen."""

    def show_row(self, row: CaseRow | None) -> None:
        """Show at once what the list knows of a case, or that none is chosen."""
        ...

    def show_case(self, case: CaseDetail, *, is_offline: bool) -> None:
        """Show a case."""
        ...

    def show_failed(self, error: Exception) -> None:
        """Show that the case could not be read."""
        ...

    def show_refused(self, error: Exception) -> None:
        """Show why a command was not carried out."""
        ...

    def show_unknown(self) -> None:
        """Show that no answer came, so that nobody knows."""
        ...

    def show_counts(self, counts: CaseCounts) -> None:
        """Show the load of departments and people."""
        ...

    def acted(self, command: str, acted: CaseActed) -> None:
        """A command was carried out."""
        ...

    def told(self, text: str, by: str) -> None:
        """A case was assigned to this person."""
        ...


class CasePresenter:
    """Follows the choice of the list."""

    def __init__(self, desk: Desk, screen: CaseScreen, times: ServerTime, make_key: NewKey = new_key) -> None:
        """Reads nothing yet."""
        self._desk, self._screen, self._times, self._make_key = desk, screen, times, make_key
        self._sending: tuple[str, Sending[Any, CaseActed]] | None = None
        self.subject: int | None = None
        self.detail: CaseDetail | None = None
        self.colleagues: tuple[Colleague, ...] = ()

    @property
    def is_offline(self) -> bool:
        """Whether the services do not answer."""
        return self._desk.shell.link is LinkState.LOST

    def start(self) -> None:
        """Reads the counts, and who can be given a case."""
        self.read_counts()
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: gateway.call(COLLEAGUES, Nothing()), self._on_colleagues, _ignore, self, newest="people"
        )

    def choose(self, case_id: int | None, row: CaseRow | None = None) -> None:
        """Shows another case."""
        if case_id == self.subject and self.detail is not None:
            return
        self.subject, self.detail, self._sending = case_id, None, None
        self._screen.show_row(row)
        self.read()

    def read(self) -> None:
        """Reads the case anew."""
        if self.subject is None:
            return
        gateway, wanted = self._desk.gateway, CaseRef(case_id=self.subject)
        self._desk.runner.submit(
            lambda: gateway.call(CASE, wanted), self._on_case, self._on_failed, self, newest="case"
        )

    def read_counts(self) -> None:
        """Reads what departments and people have."""
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: gateway.call(COUNTS, Nothing()), self._on_counts, _ignore, self, newest="counts"
        )

    def run(self, command: str, case_id: int) -> None:
        """Takes a case, or gives it back."""
        self.send(command, Sending(_AT_ONCE[command], CaseRef(case_id=case_id), self._make_key()))

    def send(self, command: str, sending: Sending[Any, CaseActed]) -> None:
        """Sends a command, perhaps again."""
        self._sending = (command, sending)
        sending.send(self._desk, self._on_acted, self._on_refused, self)

    def again(self) -> None:
        """Sends what got no answer under the same key, so that nothing happens twice."""
        if self._sending is not None:
            self.send(*self._sending)

    def target(self) -> Target | None:
        """The record that the case is about; its customer where no area shows that kind of record."""
        return None if self.detail is None else target_of(self.detail.row)

    def assignable(self, department: str) -> tuple[Colleague, ...]:
        """Who works the cases of a department."""
        return tuple(
            person
            for person in self.colleagues
            if Role.SUPERVISOR in person.roles or department in {role.value for role in person.roles}
        )

    def hear(self, news: FeedNews) -> None:
        """Follows the change feed."""
        mine = self._desk.person.user_id
        for change in news.changes:
            if change.topic is Topic.WORK_ITEM and change.to_user_id == mine and change.actor_id != mine:
                self._screen.told(change.text, change.actor)
        about = {change.record_id for change in news.changes if change.topic is Topic.WORK_ITEM}
        if news.is_gap or about:
            self.read_counts()
        if news.is_gap or self.subject in about:
            self.read()
        elif self.detail is not None:
            self._screen.show_case(self.detail, is_offline=self.is_offline)

    def close(self) -> None:
        """Drops what is under way."""
        self._desk.runner.drop(self)

    # Inside

    def _on_case(self, case: CaseDetail) -> None:
        self._times.hear(case.as_of)
        if case.row.case_id == self.subject:
            self.detail = case
            self._screen.show_case(case, is_offline=self.is_offline)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, NotFound) or self.detail is None:
            self.detail = None
            self._screen.show_failed(error)

    def _on_counts(self, counts: CaseCounts) -> None:
        self._desk.shell.set_count(AREA_KEY, counts.waiting)
        self._screen.show_counts(counts)

    def _on_colleagues(self, found: Colleagues) -> None:
        self.colleagues = found.people

    def _on_acted(self, acted: CaseActed) -> None:
        command = self._sending[0] if self._sending is not None else ""
        self._sending = None
        self._screen.acted(command, acted)

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, Unknown):
            self._screen.show_unknown()
            return
        self._sending = None
        self._screen.show_refused(error)
        self.read()


def target_of(row: CaseRow) -> Target | None:
    """The record that a case is about."""
    kind = _KINDS.get(row.level)
    if kind is not None and row.level_id is not None:
        return Target(kind, row.level_id, row.summary)
    return None if row.account_id is None else Target(ACCOUNT, row.account_id, row.customer)


def _ignore(_error: Exception) -> None:
    """Counts and names come with the next news; the case itself tells that reading fails."""
