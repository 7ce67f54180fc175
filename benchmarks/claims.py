"""Fifty people claim at once: one task that all want, and a queue that they empty together."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from threading import Barrier, Lock, Thread
from time import perf_counter

from sqlalchemy import select, update

from agentview.contract.provisioning import (
    CLAIM,
    TAKE_NEXT,
    QueueRequest,
    TakeNextRequest,
    TaskRef,
    TaskStatus,
)
from agentview.core.errors import Conflict
from agentview.gateway.embedded import Embedded
from agentview.gateway.local import LocalGateway
from agentview.gateway.port import Gateway
from agentview.gateway.remote import RemoteGateway
from agentview.gateway.token_store import MemoryTokenStore
from agentview.models.database import Database, Stamp
from agentview.models.provisioning import ProvisioningTask
from agentview.models.trail import AuditEntry
from benchmarks.figures import Line, no_collection, percentile
from benchmarks.page import reader
from benchmarks.places import ENGINES, Places
from benchmarks.population import AGENTS, NOW, agent
from benchmarks.server import issue_token, served

T = ProvisioningTask
Claim = Callable[[int, int], bool]
"""Somebody (by number) claims a task; says whether it was got."""


@dataclass(slots=True)
class Rush:
    """What came of claims by many at once."""

    winners: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


def claims(places: Places, tasks: int, rounds: int) -> list[Line]:
    """Claim in process and over HTTP; and once without the guard, which must go wrong."""
    return [line for engine in ENGINES for line in _claims(places, engine, tasks, rounds)]


def _claims(places: Places, engine: str, tasks: int, rounds: int) -> Iterator[Line]:
    with places.embedded(engine, tasks) as embedded, served(places.url(engine, tasks)) as url:
        wanted = iter(_waiting(embedded, 3 * rounds))
        ways = {"in process": _local(embedded), "over HTTP": _remote(embedded, url)}
        for way, people in ways.items():
            contested = [next(wanted) for _ in range(rounds)]
            rush = _rush(contested, lambda number, task_id, team=people: _got(team[number], task_id))  # type: ignore[misc]
            yield _one_winner(f"{engine}, one task, {way}", rush, _damage(embedded.database, contested))
            yield _emptied(f"{engine}, own queue, {way}", people)
        contested = [next(wanted) for _ in range(rounds)]
        rush = _rush(contested, lambda _number, task_id: _careless(embedded.database, task_id))
        most = max(rush.winners)
        yield Line(
            f"{engine}, one task, read then write (must go wrong)",
            f"up to {most} winners, in the mean {sum(rush.winners) / rounds:.1f}",
            limit="more than 1",
            is_met=most > 1,
        )
        with ExitStack() as closing:
            for people in ways.values():
                for gateway in people:
                    closing.callback(gateway.close)


def _waiting(embedded: Embedded, number: int) -> list[int]:
    """Return tasks that nobody holds, far behind those that take next gives."""
    page = reader(embedded, QueueRequest(is_descending=True, limit=200))()
    free = [row.task_id for row in page.rows if row.status is TaskStatus.AWAITING_PROVISIONING]
    return free[:number]


def _local(embedded: Embedded) -> list[Gateway]:
    people: list[Gateway] = []
    for number in range(AGENTS):
        gateway = LocalGateway(embedded.dispatcher, embedded.hub, people_allowed=True)
        gateway.sign_in(agent(number + 1), None)
        people.append(gateway)
    return people


def _remote(embedded: Embedded, url: str) -> list[Gateway]:
    people: list[Gateway] = []
    for number in range(AGENTS):
        tokens = MemoryTokenStore()
        tokens.save(url, issue_token(embedded.database, agent(number + 1)))
        gateway = RemoteGateway(url, tokens, answer_seconds=60)
        gateway.resume()
        people.append(gateway)
    return people


def _got(gateway: Gateway, task_id: int) -> bool:
    try:
        gateway.call(CLAIM, TaskRef(task_id=task_id), key=f"{id(gateway)}-{task_id}")
    except Conflict:
        return False
    return True


def _careless(database: Database, task_id: int) -> bool:
    """Claim as one must not: look first, then write."""
    with database.read() as session:
        status = session.scalars(select(T.status).where(T.id == task_id)).one()
    if status != TaskStatus.AWAITING_PROVISIONING.value:
        return False
    with database.write(Stamp("careless", NOW)) as session:
        session.execute(update(T).where(T.id == task_id).values(status=TaskStatus.IN_PROGRESS.value))
    return True


def _rush(contested: list[int], claim: Claim) -> Rush:
    """Let everybody claim each task at the same moment."""
    rush, line = Rush([0] * len(contested)), Lock()
    start = Barrier(AGENTS)

    def work(number: int) -> None:
        for turn, task_id in enumerate(contested):
            start.wait()
            began = perf_counter()
            is_won = claim(number, task_id)
            spent = perf_counter() - began
            with line:
                rush.winners[turn] += is_won
                rush.seconds.append(spent)

    _together(work)
    return rush


def _together(work: Callable[[int], None]) -> None:
    threads = [Thread(target=work, args=(number,)) for number in range(AGENTS)]
    with no_collection():
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def _one_winner(what: str, rush: Rush, damage: int) -> Line:
    is_right = set(rush.winners) == {1} and not damage
    winners = Counter(rush.winners)
    return Line(
        what,
        f"p50 {percentile(rush.seconds, 0.5):.0f} ms, p99 {percentile(rush.seconds, 0.99):.0f} ms; "
        f"winners by round {dict(winners)}, lost updates {damage}",
        limit="1 winner a round, 0 lost",
        is_met=is_right,
    )


def _damage(database: Database, contested: list[int]) -> int:
    """Return how many of the tasks were not claimed exactly once: version, claimant and trail must agree."""
    with database.read() as session:
        tasks = session.execute(select(T.id, T.row_version, T.claimed_by).where(T.id.in_(contested))).all()
        trail = Counter(
            session.scalars(
                select(AuditEntry.entity_id).where(
                    AuditEntry.entity == "task",
                    AuditEntry.action == "claim",
                    AuditEntry.entity_id.in_(contested),
                )
            )
        )
    return sum(trail[task.id] != 1 or task.row_version != 2 or not task.claimed_by for task in tasks)


def _emptied(what: str, people: list[Gateway]) -> Line:
    """Let everybody take the next task ten times; nobody may be given another's."""
    taken: list[int] = []
    seconds: list[float] = []
    line = Lock()
    start = Barrier(AGENTS)

    def work(number: int) -> None:
        start.wait()
        for turn in range(10):
            began = perf_counter()
            given = people[number].call(TAKE_NEXT, TakeNextRequest(), key=f"{id(people)}-{number}-{turn}")
            spent = perf_counter() - began
            with line:
                seconds.append(spent)
                taken.extend([given.task.task_id] if given.task else [])

    began = perf_counter()
    _together(work)
    rate = len(taken) / (perf_counter() - began)
    twice = len(taken) - len(set(taken))
    p50, p99 = percentile(seconds, 0.5), percentile(seconds, 0.99)
    return Line(
        what,
        f"p50 {p50:.0f} ms, p99 {p99:.0f} ms, {rate:.0f} a second; {len(taken)} taken, {twice} twice",
        limit="500 taken, 0 twice",
        is_met=(len(taken), twice) == (500, 0),
    )
