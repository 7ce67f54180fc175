"""A worker that carries out jobs until nothing is left, and kills itself where it is told to."""

import importlib
import os
import signal
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Event

from sqlalchemy import select

from agentview.core import log
from agentview.core.clock import SystemClock
from agentview.core.fault_point import watch_fault_points
from agentview.gateway.embedded import serve_from
from agentview.jobs.durable import DurableWork
from agentview.jobs.engine import Pace, start_jobs
from agentview.jobs.job import Job
from agentview.models.database import Database
from agentview.models.job_run import IS_OPEN, JobRun

FAST = Pace(tick=0.05, reap=0.1, reconcile=0.5, lost_after=1.0)
MEETING = "meeting"
"""The folder in which those who wait for each other leave their mark, below the folder of the test."""
_LOOK_SECONDS = 0.05
_LOOKS = 800


@dataclass(frozen=True)
class Order:
    """What a worker is told: to die at a point after `skip` passings, or to wait at one for another."""

    die: str = ""
    skip: int = 0
    meet: str = ""


def work_until_idle(url: str, source: str, folder: Path, order: Order) -> None:
    """Carry out the jobs that `source` names; see `tests.faults.harness.Workers`."""
    if order.die:
        die_at(order.die, order.skip)
    if order.meet:
        meet_at(order.meet, folder / MEETING)
    log.open_log("WARNING", has_file=False)
    work = DurableWork(jobs_from(source, folder))
    with closing(serve_from(Database(url), SystemClock(), engine=work)) as embedded:
        # Who is to meet somebody from another process leaves the other runs to that one.
        jobs = start_jobs(embedded, work, slots=1 if order.meet else 2, pace=FAST)
        pause = Event()
        is_idle = False
        while not is_idle:
            pause.wait(_LOOK_SECONDS)
            with embedded.database.read() as session:
                is_idle = session.execute(select(JobRun.id).where(IS_OPEN)).first() is None
        jobs.close()


def jobs_from(source: str, folder: Path) -> tuple[Job, ...]:
    """Return the jobs that `module`, or `module:name`, stands for."""
    module, _, name = source.partition(":")
    found: tuple[Job, ...] | Callable[[Path], tuple[Job, ...]] = getattr(
        importlib.import_module(module), name or "JOBS"
    )
    return found(folder) if callable(found) else found


def wait_for_marks(folder: Path, number: int) -> None:
    """Wait until so many processes have left their mark; not for ever."""
    pause, looks = Event(), count()
    while len(list(folder.iterdir())) < number and next(looks) < _LOOKS:
        pause.wait(_LOOK_SECONDS)


def die_at(point: str, skip: int) -> None:
    passings = count()

    def hook(name: str) -> None:
        if name == point and next(passings) == skip:
            os.kill(os.getpid(), signal.SIGKILL)

    watch_fault_points(hook)


def meet_at(point: str, folder: Path) -> None:
    """Leave a mark at the point, and let nobody of this process past it before another one has left its own.

    The engine may give a process more than one run at once: each of them waits.
    """

    def hook(name: str) -> None:
        if name == point:
            (folder / str(os.getpid())).touch()
            wait_for_marks(folder, 2)

    watch_fault_points(hook)
