"""The worker goes on whatever happens, sleeps when there is nothing to do, and stops when it is told to."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from threading import Event

import pytest
from sqlalchemy import select

from agentview.adaptors.provisioning_simulator import ProvisioningSimulator
from agentview.contract.status import SERVICES, Cause
from agentview.core.errors import Refusal, Unavailable
from agentview.core.settings import Settings
from agentview.jobs.network import StandstillJob, start_as_set, start_network
from agentview.jobs.worker import Worker
from agentview.models.work_item import WorkItem
from tests import build
from tests.fixtures.backend import Backend
from tests.fixtures.patience import eventually
from tests.services.network.carrying import Carrying
from tests.world import assert_world


@contextmanager
def working(step: Callable[[], bool], **waits: float) -> Iterator[Worker]:
    with closing(Worker("test", step, **waits)) as worker:
        worker.start()
        yield worker


def test_it_works_until_nothing_is_left_and_again_when_woken() -> None:
    left, done = [1, 2, 3], Event()

    def step() -> bool:
        if left:
            left.pop()
            return True
        done.set()
        return False

    with working(step, look_every_seconds=60) as worker:
        assert done.wait(20)
        done.clear()
        left.append(4)
        worker.wake()
        assert done.wait(20)
    assert left == []


def test_it_looks_by_itself_after_a_while() -> None:
    looks, enough = [0], Event()

    def step() -> bool:
        looks[0] += 1
        if looks[0] == 3:
            enough.set()
        return False

    with working(step, look_every_seconds=0.01):
        assert enough.wait(20)


@pytest.mark.parametrize("error", [Unavailable(Refusal("E-DATABASE")), ZeroDivisionError()])
def test_what_goes_wrong_ends_nothing(error: Exception, caplog: pytest.LogCaptureFixture) -> None:
    tries, again = [0], Event()

    def step() -> bool:
        tries[0] += 1
        if tries[0] == 1:
            raise error
        again.set()
        return False

    with working(step, look_every_seconds=0.01, rest_seconds=0.01):
        assert again.wait(20)
    events = {record.getMessage() for record in caplog.records}
    assert events == {"job.interrupted" if isinstance(error, Unavailable) else "job.failed"}


def test_closing_lets_the_step_that_runs_finish() -> None:
    inside, go_on, finished = Event(), Event(), Event()

    def step() -> bool:
        inside.set()
        go_on.wait(20)
        finished.set()
        return True

    worker = Worker("test", step)
    worker.start()
    assert inside.wait(20)
    go_on.set()
    worker.close()
    assert finished.is_set()
    worker.close()


def test_an_order_placed_here_is_taken_to_the_platform_at_once(local_backend: Backend) -> None:
    with closing(start_network(local_backend.embedded, ProvisioningSimulator())):
        request_id = Carrying(local_backend).box()
        standing = Carrying(local_backend).standing
        assert eventually(lambda: standing(request_id)[2] == "ORDER_COMPLETED")


def test_nothing_is_simulated_for_real_customers_unless_somebody_says_so() -> None:
    assert Settings().provisioning_platform == "none"


def test_without_a_platform_requests_wait_and_are_seen_to_until_there_is_one(local_backend: Backend) -> None:
    carrying = Carrying(local_backend)
    with closing(start_as_set(local_backend.embedded, Settings())):
        request_id = carrying.box()
        assert eventually(lambda: cases(local_backend) == [("OPEN", "NO_PLATFORM")])
    assert carrying.standing(request_id) == ("PENDING", "PreActive", "ORDER_PENDING")
    report = carrying.call("harbour_csa", SERVICES, account_id=build.MARLOW)
    [finding] = report.services[0].findings
    assert finding.cause is Cause.NO_PLATFORM
    assert not StandstillJob(local_backend.embedded).step(), "it is told once"
    assert_world(local_backend.database)
    assert carrying.run() == 1
    assert carrying.standing(request_id) == ("DONE", "Active", "ORDER_COMPLETED")
    assert cases(local_backend) == [("RESOLVED", "NO_PLATFORM")]
    assert_world(local_backend.database)


def test_of_two_processes_without_a_platform_one_tells(local_backend: Backend) -> None:
    Carrying(local_backend).box()
    jobs = [StandstillJob(local_backend.embedded) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(lambda job: job.step(), jobs))
    assert told.count(True) == 1
    assert cases(local_backend) == [("OPEN", "NO_PLATFORM")]
    assert_world(local_backend.database)


def cases(backend: Backend) -> list[tuple[str, str]]:
    with backend.database.read() as session:
        rows = session.execute(select(WorkItem.status, WorkItem.code).order_by(WorkItem.id))
        return [(row.status, row.code) for row in rows]
