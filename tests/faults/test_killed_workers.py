"""What is asked for is never lost and is done once, whatever kills the workers."""

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from agentview.core.clock import SystemClock
from agentview.gateway.embedded import Embedded, serve_from
from agentview.jobs.durable import DurableWork
from agentview.models.database import Database
from agentview.models.job_run import JobRun
from agentview.services.network.system import SYSTEM
from agentview.services.unit import Unit
from tests.faults import small_job
from tests.faults.harness import ENGINE_POINTS, IN_RECOVERY, Workers
from tests.faults.small_job import CAREFUL, CARELESS, DEEDS, METADATA, POINTS, SWEEP, THINGS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
PROVIDER = 1


@dataclass
class World:
    """A database, a folder in which files appear, and whoever takes them away."""

    embedded: Embedded
    work: DurableWork
    folder: Path
    url: str
    taken: list[str] = field(default_factory=list)

    @property
    def workers(self) -> Workers:
        """Return the workers of the small jobs; between two of them the files are taken."""
        return Workers(self.url, "tests.faults.small_job", self.take)

    def take(self) -> None:
        """Take the files that have their names, as a partner does."""
        for path in self.folder.glob("[!.]*"):
            assert path.read_text() == path.name
            path.unlink()
            self.taken.append(path.name)

    def ask(self, *names: str, job: str = CAREFUL) -> list[int | None]:
        """Ask for things, each in a transaction of its own."""
        wishes = [partial(self.wish, name=name, job=job) for name in names]
        return [self.embedded.dispatcher.act(SYSTEM, wish) for wish in wishes]

    def wish(self, unit: Unit, name: str, job: str = CAREFUL) -> int | None:
        """Ask for a thing."""
        payload = {"name": name, "folder": str(self.folder)}
        return unit.enqueue(job, name, payload, provider_id=PROVIDER)

    def runs(self) -> list[tuple[str, str]]:
        """Return the jobs and states of all runs."""
        with self.embedded.database.read() as session:
            return [(row.job, row.status) for row in session.scalars(select(JobRun).order_by(JobRun.id))]

    def deeds(self) -> Counter[str]:
        """Return how often each thing was done."""
        with self.embedded.database.read() as session:
            return Counter(session.scalars(select(DEEDS.c.name)))

    def assert_done_once(self, *names: str) -> None:
        """See that each thing was done once, in the database and outside, and that nothing is left."""
        self.take()
        once = Counter(names)
        assert self.deeds() == once
        assert Counter(self.taken) == once
        assert list(self.folder.iterdir()) == []
        assert set(self.runs()) == {(CAREFUL, "SUCCEEDED")}


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """Return a database with the small operator."""
    fixture = "postgres_url" if request.param == "postgresql" else "sqlite_url"
    return str(request.getfixturevalue(fixture))


@pytest.fixture
def world(url: str, tmp_path: Path) -> Iterator[World]:
    """Return a world in which nothing was asked for yet; this process hands tickets to the engine."""
    work, folder = DurableWork(small_job.JOBS), tmp_path / "outbox"
    folder.mkdir()
    with closing(serve_from(Database(url), SystemClock(), engine=work)) as embedded, closing(work):
        METADATA.create_all(embedded.database.engine)
        work.load(embedded.database_url)
        yield World(embedded, work, folder, url)


@pytest.mark.parametrize(
    ("point", "again"),
    [
        ("job.begun", "job.begun"),
        ("small.created", "job.begun"),
        ("small.written", IN_RECOVERY),
        ("small.written", "small.staged"),
        ("small.staged", "small.published"),
        ("small.published", "small.published"),
        ("small.sent", "job.handled"),
        ("job.handled", IN_RECOVERY),
        ("job.ended", IN_RECOVERY),
    ],
)
def test_d_33_killed_anywhere_and_again_in_recovery_it_is_done_once(
    world: World, point: str, again: str
) -> None:
    world.ask("parcel")
    world.workers.die_and_recover(point, again)
    world.assert_done_once("parcel")


def test_the_points_above_are_all_that_there_are() -> None:
    [mark] = [
        mark
        for mark in test_d_33_killed_anywhere_and_again_in_recovery_it_is_done_once.pytestmark  # type: ignore[attr-defined]
        if mark.name == "parametrize"
    ]
    tried = {point for pair in mark.args[1] for point in pair}
    # Handing over is tried below: here the ticket went with the transaction.
    assert tried | {"jobs.handed_over"} == {*ENGINE_POINTS, *POINTS, IN_RECOVERY}


def test_d_33_what_was_asked_for_without_an_engine_is_found_whoever_dies(world: World) -> None:
    world.work.close()
    world.ask("parcel")
    world.workers.die_and_recover("jobs.handed_over", "small.staged")
    world.assert_done_once("parcel")


def test_d_33_enqueued_and_rolled_back_leaves_nothing(world: World) -> None:
    def fail(unit: Unit) -> None:
        assert world.wish(unit, "never") is not None
        raise LookupError

    with pytest.raises(LookupError):
        world.embedded.dispatcher.act(SYSTEM, fail)
    world.ask("parcel")
    world.workers.finish()
    world.assert_done_once("parcel")


def test_d_33_the_same_key_again_is_the_same_work(world: World) -> None:
    [first, second] = world.ask("parcel", "parcel")
    assert first is not None
    assert second is None
    world.workers.finish()
    assert world.ask("parcel") == [None]
    world.workers.finish()
    world.assert_done_once("parcel")


def test_control_without_guards_the_harness_finds_things_done_twice(world: World) -> None:
    world.ask("parcel", job=CARELESS)
    world.workers.die_and_recover("small.published", "small.published")
    world.take()
    assert world.deeds()["parcel"] == 3
    assert world.taken == ["parcel"] * 3
    with pytest.raises(AssertionError):
        world.assert_done_once("parcel")


@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("point", ["small.staged", "small.sent"])
def test_d_33_of_two_workers_one_dies_and_the_other_does_the_rest_once(world: World, point: str) -> None:
    names = [f"parcel{number}" for number in range(12)]
    world.ask(*names)
    with world.workers.beside(point, 2):
        world.workers.finish()
    world.workers.finish()
    world.assert_done_once(*names)


@pytest.mark.parametrize("point", ["small.sent", "job.begun"])
def test_d_33_a_round_that_is_killed_finds_what_is_left(world: World, point: str) -> None:
    names = {"a", "b", "c"}
    with world.embedded.database.engine.begin() as connection:
        connection.execute(THINGS.insert(), [{"name": name, "state": "CREATED"} for name in names])
    world.embedded.dispatcher.act(SYSTEM, lambda unit: unit.enqueue(SWEEP, provider_id=PROVIDER))
    world.workers.die_and_recover(point, point)
    assert world.deeds() == Counter(names)
    assert world.runs() == [(SWEEP, "SUCCEEDED")]
