"""Runs the durable engine in this process: launches it, looks after what it leaves, and closes it."""

from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from threading import Condition, Event
from time import monotonic
from typing import Any

from agentview.core import log
from agentview.core.errors import Unavailable
from agentview.core.fault_point import fault_point
from agentview.gateway.embedded import Embedded
from agentview.jobs.carrying import Carrier, Steps
from agentview.jobs.durable import DurableWork
from agentview.jobs.worker import Worker
from agentview.services.jobs import keeping
from agentview.services.jobs.executor import ExecutorLock, executor_lock
from agentview.services.network.system import SYSTEM
from agentview.services.work import JobSpec

SLOTS = 4
"""How many runs one process carries out at a time."""

GRACE_SECONDS = 20.0
"""How long runs may take to reach the end of a block when the process stops."""

HUNG_SECONDS = 120.0
"""How long one look after the engine may take: it deletes what is old, and waits for the database."""

_ENGINE_KEEPS = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """How often, in seconds, the engine looks for work, for the dead, for what got lost, and for what is old.

    What was asked for `lost_after` ago and is not known to the engine is lost.
    """

    tick: float = 1.0
    reap: float = 10.0
    reconcile: float = 60.0
    forget: float = 3600.0
    lost_after: float = 60.0


PACE = Pace()


class Every:
    """Says once in so many seconds that it is time; the first time at once."""

    def __init__(self, seconds: float) -> None:
        """Begin."""
        self._seconds = seconds
        self._next = 0.0

    def is_due(self) -> bool:
        """Say whether it is time, and wait for the next time."""
        now = monotonic()
        if now < self._next:
            return False
        self._next = now + self._seconds
        return True


class InHand:
    """Counts the runs that this process carries out."""

    def __init__(self) -> None:
        """Begin with none."""
        self._number = 0
        self._changed = Condition()

    def __enter__(self) -> None:
        with self._changed:
            self._number += 1

    def __exit__(self, *_error: object) -> None:
        with self._changed:
            self._number -= 1
            self._changed.notify_all()

    def wait_for_none(self, seconds: float) -> bool:
        """Wait until there is none; say whether that came in time."""
        with self._changed:
            return self._changed.wait_for(lambda: self._number == 0, seconds)


class JobEngine:
    """The engine of this process. `step` is called by a worker, again and again."""

    def __init__(self, embedded: Embedded, work: DurableWork, slots: int = SLOTS, pace: Pace = PACE) -> None:
        """Wait for the first step."""
        self._embedded = embedded
        self._work = work
        self._slots = slots
        self._pace = pace
        self._stopping = Event()
        self._in_hand = InHand()
        self._carrier = Carrier(embedded, work.all, self._stopping)
        self._lock: ExecutorLock | None = None
        self._engine: Any = None
        self._slots_seen: dict[tuple[str, int], datetime] = {}
        self._begin_rounds()

    def step(self) -> bool:
        """Launch it if it does not run; else look after it. There is always time to rest afterwards."""
        if self._engine is None:
            self._launch()
        self._check_lock()
        self._ask_in_time()
        self._hand_over()
        if self._reap.is_due():
            self._take_over_from_the_dead()
        if self._reconcile.is_due():
            self._hand_over_lost()
        if self._forget.is_due():
            self._forget_old()
        return False

    def stop_taking(self) -> None:
        """Begin no more runs, and interrupt those under way at their next progress."""
        self._stopping.set()
        if self._engine is not None:
            self._engine.stop_taking()

    def close(self, grace_seconds: float = GRACE_SECONDS) -> bool:
        """Stop; say whether all runs under way came to a stop. What did not is taken over by another."""
        self.stop_taking()
        is_quiet = self._in_hand.wait_for_none(grace_seconds)
        self._let_go()
        self._work.close()
        return is_quiet

    def _begin_rounds(self) -> None:
        self._reap, self._reconcile = Every(self._pace.reap), Every(self._pace.reconcile)
        self._forget = Every(self._pace.forget)

    def _launch(self) -> None:
        url = self._embedded.database_url
        port = self._work.load(url)
        with ExitStack() as undo:
            lock = undo.enter_context(closing(executor_lock(self._embedded.database)))
            self._engine = port.Engine(url, lock.executor_id, self._carry_out, self._slots, self._pace.tick)
            self._lock = lock
            undo.pop_all()
        self._begin_rounds()
        log.note("jobs.started", count=self._slots)

    def _carry_out(self, run_id: int, turn: int, steps: Steps) -> None:
        with self._in_hand:
            self._carrier.carry_out(run_id, turn, steps)

    def _check_lock(self) -> None:
        """See that others take this process for alive. Raises Unavailable where they may not any more."""
        if self._lock is None:
            return
        try:
            self._lock.check()
        except Unavailable:
            # Runs under way learn at their next progress that they were taken away, if they were.
            log.warn("jobs.lock_lost")
            self._let_go()
            raise

    def _let_go(self) -> None:
        engine, self._engine = self._engine, None
        lock, self._lock = self._lock, None
        if engine is not None:
            engine.close()
        if lock is not None:
            lock.close()

    def _ask_in_time(self) -> None:
        for job in self._work.all.values():
            if job.spec.every is not None:
                self._ask_for(job.spec, job.spec.every, job.has_work)

    def _ask_for(
        self, spec: JobSpec, every: timedelta, has_work: Callable[[Embedded, int], bool] | None
    ) -> None:
        slot = keeping.slot_of(self._embedded.dispatcher.clock.now(), every)
        with self._embedded.database.read() as session:
            providers = keeping.providers_of(session, spec)
        for provider_id in providers:
            if self._slots_seen.get((spec.name, provider_id)) == slot:
                continue
            if has_work is None or has_work(self._embedded, provider_id):
                work = partial(keeping.ask_in_time, spec=spec, provider_id=provider_id, slot=slot)
                self._embedded.dispatcher.act(SYSTEM, work)
            self._slots_seen[spec.name, provider_id] = slot

    def _hand_over(self) -> None:
        """Take what was asked for where there was no engine."""
        with self._embedded.database.read() as session:
            is_waiting = keeping.has_unhanded(session)
        while is_waiting and self._embedded.dispatcher.act(SYSTEM, keeping.hand_over_waiting):
            fault_point("jobs.handed_over")

    def _take_over_from_the_dead(self) -> None:
        if self._lock is None:
            return
        for other in self._engine.others(self._lock.executor_id):
            with self._lock.taken_over(other) as is_dead:
                if is_dead:
                    log.note("jobs.taken_over", count=self._engine.recover(other))
                    fault_point("jobs.taken_over")

    def _hand_over_lost(self) -> None:
        """Hand over anew the open runs of which the engine knows nothing: a backup was restored, say."""
        before = self._embedded.dispatcher.clock.now() - timedelta(seconds=self._pace.lost_after)
        with self._embedded.database.read() as session:
            tickets = keeping.open_tickets(session, before)
        known = self._engine.active([ticket.name for ticket in tickets])
        lost = [ticket for ticket in tickets if ticket.name not in known]
        if lost:
            # Most of these have gone on since they were read; the rest is lost.
            number = self._embedded.dispatcher.act(SYSTEM, lambda unit: keeping.hand_over_again(unit, lost))
            if number:
                log.warn("jobs.handed_over_again", count=number)

    def _forget_old(self) -> None:
        while self._embedded.dispatcher.act(SYSTEM, keeping.forget_old):
            pass
        while self._engine.forget(self._embedded.dispatcher.clock.now() - _ENGINE_KEEPS):
            pass


class JobProcess:
    """The engine with the worker that looks after it."""

    def __init__(self, engine: JobEngine, worker: Worker) -> None:
        """Hold both."""
        self._engine = engine
        self._worker = worker

    def is_turning(self) -> bool:
        """Say whether the engine is still looked after: it may rest after a fault, but it does not hang."""
        return self._worker.seconds_since_turn() < HUNG_SECONDS

    def close(self, grace_seconds: float = GRACE_SECONDS) -> bool:
        """Stop; say whether all runs under way came to a stop."""
        self._engine.stop_taking()
        self._worker.close()
        return self._engine.close(grace_seconds)


def start_jobs(
    embedded: Embedded,
    work: DurableWork,
    slots: int = SLOTS,
    *,
    first_after_seconds: float = 0.0,
    pace: Pace = PACE,
) -> JobProcess:
    """Start to carry out jobs in this process, at once or when its window is there."""
    engine = JobEngine(embedded, work, slots, pace)
    worker = Worker(
        "jobs", engine.step, look_every_seconds=pace.tick, first_after_seconds=first_after_seconds
    )
    worker.start()
    return JobProcess(engine, worker)
