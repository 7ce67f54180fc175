"""The engine in this process: it carries out what was asked for, in time, and loses nothing when it stops."""

import logging
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from threading import Event

import pytest
from sqlalchemy import select, text

from agentview.core.clock import SystemClock
from agentview.core.errors import Refusal, Unavailable
from agentview.gateway.embedded import Embedded, serve_from
from agentview.jobs import carrying
from agentview.jobs.durable import DurableWork
from agentview.jobs.engine import JobEngine, JobProcess, Pace, start_jobs
from agentview.jobs.job import Job, Run
from agentview.models.database import Database
from agentview.models.job_run import JobRun
from agentview.services.network.system import SYSTEM
from agentview.services.work import JobSpec
from tests.build import HARBOUR
from tests.fixtures.patience import eventually

FAST = Pace(tick=0.05, reap=0.1, reconcile=0.2, lost_after=0.5)
BATCH, SWEEP = "batch", "sweep"


class Place:
    """A database, a job for each thing and a round, whose deeds the test chooses."""

    def __init__(self, embedded: Embedded) -> None:
        self.embedded = embedded
        self.deed: Callable[[Run], None] = lambda _run: None
        self.has_work = False
        self.work = DurableWork(
            (
                Job(JobSpec(BATCH, is_round=False), self._do),
                Job(JobSpec(SWEEP, timedelta(seconds=1)), self._do, has_work=self._has_work),
            )
        )
        embedded.dispatcher.engine = self.work

    def _do(self, run: Run) -> None:
        self.deed(run)

    def _has_work(self, _embedded: Embedded, provider_id: int) -> bool:
        return self.has_work and provider_id == HARBOUR

    @contextmanager
    def started(self, pace: Pace = FAST) -> Iterator[JobProcess]:
        process = start_jobs(self.embedded, self.work, slots=2, pace=pace)
        try:
            yield process
        finally:
            process.close(5)

    def ask(self, key: str) -> int | None:
        return self.embedded.dispatcher.act(
            SYSTEM, lambda unit: unit.enqueue(BATCH, key, {"key": key}, provider_id=HARBOUR)
        )

    def statuses(self) -> list[str]:
        with self.embedded.database.read() as session:
            return list(session.scalars(select(JobRun.status).order_by(JobRun.id)))

    def all_done(self) -> bool:
        return set(self.statuses()) == {"SUCCEEDED"}


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest) -> Iterator[Place]:
    """Return a database with the small operator on which no engine runs yet."""
    url = request.getfixturevalue("postgres_url" if request.param == "postgresql" else "sqlite_url")
    with closing(serve_from(Database(url), SystemClock())) as embedded:
        yield Place(embedded)


def test_what_waited_before_the_engine_and_what_comes_then_is_carried_out(place: Place) -> None:
    done: list[str] = []
    place.deed = lambda run: done.append(run.payload["key"])
    place.ask("before")
    with place.started():
        assert eventually(lambda: done == ["before"])
        place.ask("then")
        assert eventually(place.all_done)
    assert done == ["before", "then"]


def test_a_schedule_asks_only_where_there_is_work(place: Place) -> None:
    seen: list[int] = []
    place.deed = lambda run: seen.append(run.caller.provider_id)
    with place.started():
        place.ask("other")
        assert eventually(place.all_done)
        assert seen == [HARBOUR]
        place.has_work = True
        assert eventually(lambda: len(seen) > 1)
        place.has_work = False
    assert set(seen) == {HARBOUR}


def test_stopping_interrupts_a_run_that_is_then_done_from_its_beginning(place: Place) -> None:
    inside, starts = Event(), []

    def deed(run: Run) -> None:
        starts.append(run.payload["key"])
        inside.set()
        if len(starts) == 1:
            while True:
                run.progress(1, 2)

    place.deed = deed
    with place.started() as process:
        place.ask("x")
        assert inside.wait(20)
        assert process.close(20)
    assert place.statuses() == ["QUEUED"]
    with place.started():
        assert eventually(place.all_done)
    assert starts == ["x", "x"]


def test_what_the_engine_knows_nothing_of_any_more_is_handed_over_anew(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    place.work.load(place.embedded.database_url)
    place.ask("x")
    schema = "" if place.embedded.database.is_embedded else "dbos."
    with place.embedded.database.engine.begin() as connection:
        gone = connection.execute(text(f"DELETE FROM {schema}workflow_status"))  # noqa: S608 - a fixed name
        assert gone.rowcount == 1
    with place.started():
        assert eventually(place.all_done)
    assert [record.getMessage() for record in caplog.records] == ["jobs.handed_over_again"]


def test_who_does_not_answer_is_asked_again_later(
    place: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(carrying, "_FIRST_WAIT_SECONDS", 0.1)
    tries: list[str] = []

    def deed(run: Run) -> None:
        tries.append(run.payload["key"])
        if len(tries) < 3:
            raise Unavailable(Refusal("E-DATABASE"))

    place.deed = deed
    with place.started():
        place.ask("x")
        assert eventually(place.all_done)
    assert len(tries) == 3
    assert {record.getMessage() for record in caplog.records} == {"job.put_off"}


def test_there_is_one_engine_in_a_process(place: Place) -> None:
    with place.started():
        place.ask("x")
        assert eventually(place.all_done)
        with pytest.raises(RuntimeError, match="an engine"):
            JobEngine(place.embedded, place.work).step()


def test_a_step_that_was_done_is_not_done_again_in_the_same_turn(place: Place) -> None:
    done: list[object] = []

    def deed(run: Run) -> None:
        done.append(run.step("count", lambda: {"n": len(done)}))

    place.deed = deed
    with place.started():
        place.ask("x")
        assert eventually(place.all_done)
    assert done == [{"n": 0}]


def test_the_engine_speaks_through_our_log_without_values(
    place: Place, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    place.work.load(place.embedded.database_url)
    logging.getLogger("dbos").warning("the name is %s", "Zoe Quill")
    # What pytest itself hears of the engine's logger goes nowhere else.
    [record] = [one for one in caplog.records if one.name != "dbos"]
    assert record.getMessage() == "jobs.engine_says"
    assert "Zoe" not in str(record.__dict__)
    assert not logging.getLogger("dbos").propagate
    assert capsys.readouterr().err == ""
    place.work.close()
