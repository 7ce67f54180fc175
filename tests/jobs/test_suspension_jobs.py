"""The jobs of suspension as the engine carries them out: twice does nothing twice (SM-5, R-SUS-20, D-26)."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.jobs import bar_reconcile, suspension_account, suspension_sweep
from agentview.jobs.durable import DurableWork
from agentview.jobs.engine import Pace, start_jobs
from agentview.models.database import Database, Stamp
from agentview.models.job_run import JobRun
from agentview.models.subscription import ServiceSubscription
from agentview.services.network.system import SYSTEM
from tests import build
from tests.fixtures.backend import Backend
from tests.fixtures.patience import eventually
from tests.services.holdings import hold
from tests.services.suspension.ruling import owe, stored
from tests.services.suspension_sweep.sweeping import ALWAYS, OFFICE, Sweeping
from tests.services.suspension_sweep.test_rounds import rules

JOBS = (
    suspension_sweep.suspension_sweep(),
    suspension_account.suspension_account(),
    bar_reconcile.bar_reconcile(),
)
FAST = Pace(tick=0.05, reap=0.5, reconcile=1.0, lost_after=5.0)


@pytest.fixture
def sweeping(sqlite_url: str, clock: ManualClock) -> Iterator[Sweeping]:
    """Return a customer who owes, with an engine that carries jobs out."""
    work = DurableWork(JOBS)
    with (
        closing(serve_from(Database(sqlite_url), clock, engine=work)) as embedded,
        closing(Backend("sqlite", embedded, clock)) as backend,
    ):
        hold(backend)
        owe(backend, build.MARLOW)
        stored(backend, action_windows=ALWAYS, breaker_percent=100)
        found = Sweeping(backend)
        found.switch()
        with closing(start_jobs(embedded, work, pace=FAST)):
            yield found


def ended(sweeping: Sweeping, job: str) -> list[tuple[str, int, int]]:
    """Return how the runs for this provider ended; other providers have runs of their own at any time."""
    with sweeping.backend.database.read() as session:
        own = select(JobRun).where(JobRun.job == job, JobRun.provider_id == build.HARBOUR)
        rows = session.scalars(own.order_by(JobRun.id))
        return [(row.status, row.done_count, row.failed_count) for row in rows if row.ended_at is not None]


def test_the_schedule_sweeps_and_a_payment_restores_at_once_outside_of_a_window(sweeping: Sweeping) -> None:
    assert eventually(lambda: sweeping.states() == {build.MARLOW: ["RESTRICTING"]})
    assert eventually(lambda: bool(ended(sweeping, "suspension_sweep")))
    sweeping.answer()
    rules(sweeping, action_windows=OFFICE)
    sweeping.pay(5_000)
    assert eventually(lambda: bool(ended(sweeping, "suspension_account")))
    assert ended(sweeping, "suspension_account") == [("SUCCEEDED", 1, 0)]
    sweeping.answer()
    assert sweeping.states() == {build.MARLOW: ["RESTORED"]}


def test_drift_is_counted_in_the_run_and_mended(sweeping: Sweeping) -> None:
    assert eventually(lambda: sweeping.states() == {build.MARLOW: ["RESTRICTING"]})
    assert eventually(lambda: bool(ended(sweeping, "bar_reconcile")))
    sweeping.answer()
    with sweeping.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(
            update(ServiceSubscription)
            .where(ServiceSubscription.bar_confirmed == "BAR10")
            .values(bar_confirmed="")
        )
    before = len(ended(sweeping, "bar_reconcile"))
    sweeping.backend.dispatcher.act(
        SYSTEM, lambda unit: unit.enqueue("bar_reconcile", provider_id=build.HARBOUR)
    )
    assert eventually(lambda: len(ended(sweeping, "bar_reconcile")) > before)
    number = len(sweeping.bars())
    assert ended(sweeping, "bar_reconcile")[-1] == ("SUCCEEDED_WITH_ERRORS", number, number)
    sweeping.answer()
    assert set(sweeping.bars()) == {("BAR10", "BAR10", "RESTRICTED")}


def test_without_rules_nothing_is_swept_and_bars_are_compared_once_a_night(sqlite_url: str) -> None:
    clock = ManualClock(build.START)
    with closing(serve_from(Database(sqlite_url), clock)) as embedded:
        assert not suspension_sweep.has_work(embedded, build.HARBOUR)
        backend = Backend("sqlite", embedded, clock)
        stored(backend)
        assert suspension_sweep.has_work(embedded, build.HARBOUR)
        assert not suspension_sweep.has_work(embedded, build.ALPINE)
        assert bar_reconcile.has_work(embedded, build.HARBOUR)
        embedded.dispatcher.act(SYSTEM, lambda unit: unit.enqueue("bar_reconcile", provider_id=build.HARBOUR))
        assert not bar_reconcile.has_work(embedded, build.HARBOUR)
        assert bar_reconcile.has_work(embedded, build.ALPINE)
        clock.move(timedelta(hours=8))
        assert bar_reconcile.has_work(embedded, build.HARBOUR), "it is four in Sydney"
