"""The job of invoice events tells of each thing once: run twice, broken off, and at the same time twice."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event

import pytest

from agentview.contract.events import ActionType, EventType
from agentview.contract.jobs import RunStatus
from agentview.core.settings import Settings
from agentview.jobs.carrying import Carrier
from agentview.jobs.durable import DurableWork
from agentview.jobs.invoice_events import SPEC, handle, has_work, invoice_events
from agentview.jobs.job import Run
from agentview.jobs.registry import jobs_of
from agentview.models.job_run import JobRun
from agentview.services.events import reminders
from agentview.services.network.system import SYSTEM
from tests import build
from tests.fixtures.backend import Backend
from tests.services.events.event_world import OVERDUE, Events
from tests.services.jobs.running_jobs import NoMemory

INVOICES = 5


@pytest.fixture
def events(local_backend: Backend, monkeypatch: pytest.MonkeyPatch) -> Events:
    """Return a provider with overdue invoices that are told of in small blocks."""
    monkeypatch.setattr(reminders, "BLOCK", 2)
    made = Events(local_backend)
    row = made.mapping(OVERDUE, 3)
    made.act(row, ActionType.MESSAGE, made.template(body="%%invoiceId%%"))
    for cents in range(1, INVOICES + 1):
        made.owe(3, cents)
    return made


def begin(events: Events, wish: str = SPEC.name) -> int:
    run_id = events.backend.dispatcher.act(SYSTEM, lambda unit: unit.enqueue(wish, provider_id=build.HARBOUR))
    assert run_id is not None
    return run_id


def carrier(events: Events) -> Carrier:
    work = DurableWork((invoice_events(),))
    events.backend.dispatcher.engine = work
    return Carrier(events.backend.embedded, work.all, Event())


def carry_out(events: Events) -> RunStatus:
    worker = carrier(events)
    run_id = begin(events)
    worker.carry_out(run_id, 1, NoMemory())
    with events.backend.database.read() as session:
        return RunStatus(session.get_one(JobRun, run_id).status)


def bodies(events: Events) -> Counter[str]:
    return Counter(row.body for row in events.messages())


EACH_ONCE = Counter({f"INV-1-3-{cents}": 1 for cents in range(1, INVOICES + 1)})


def test_a_round_tells_of_all_there_is_and_a_second_one_of_nothing(events: Events) -> None:
    assert carry_out(events) is RunStatus.SUCCEEDED
    assert bodies(events) == EACH_ONCE
    assert carry_out(events) is RunStatus.SUCCEEDED
    assert bodies(events) == EACH_ONCE


class Broken:
    """A run that ends after so many blocks, as a process that dies does."""

    def __init__(self, events: Events, blocks: int) -> None:
        self._events = events
        self._left = blocks

    def act(self, work: Callable[..., object]) -> object:
        """Do a block, or die before it."""
        if self._left == 0:
            raise InterruptedError
        self._left -= 1
        return self._events.as_system(work)

    def progress(self, *_done: int) -> None:
        """Say nothing."""


@pytest.mark.parametrize("blocks", range(4))
def test_a_run_that_is_broken_off_goes_on_where_it_was(events: Events, blocks: int) -> None:
    run: Run = Broken(events, blocks)  # type: ignore[assignment]  # as much of a run as the handler uses
    with pytest.raises(InterruptedError):
        handle(run)
    assert sum(bodies(events).values()) == min(2 * blocks, INVOICES)
    carry_out(events)
    assert bodies(events) == EACH_ONCE


def test_two_at_once_tell_of_each_once(events: Events) -> None:
    gate = Barrier(2)

    def one(_number: int) -> None:
        gate.wait(20)
        run: Run = Broken(events, -1)  # type: ignore[assignment]  # as much of a run as the handler uses
        handle(run)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(one, range(2)))
    assert bodies(events) == EACH_ONCE


def test_there_is_work_where_something_of_it_is_on(events: Events) -> None:
    embedded = events.backend.embedded
    assert has_work(embedded, build.HARBOUR)
    assert not has_work(embedded, build.ALPINE)
    assert EventType.INVOICE_OVERDUE is OVERDUE


def test_it_runs_every_quarter_of_an_hour() -> None:
    assert SPEC.every == timedelta(minutes=15)
    assert SPEC.name in {job.spec.name for job in jobs_of(Settings())}
