"""Kills real workers at named points and lets others recover, for the tests of every job.

A test lists the fault points of its job (`agentview.core.fault_point`), asks for work, and lets the harness
kill; afterwards it looks whether the world is as if nobody had died (`assert_world`).
"""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from signal import SIGKILL

from tests.faults.worker_process import Order, work_until_idle

ENGINE_POINTS = ("jobs.handed_over", "job.begun", "job.handled", "job.ended")
"""The points that every job passes, whatever it does."""

IN_RECOVERY = "jobs.taken_over"
"""What a worker passes after it has taken over what a dead one held."""

_PATIENCE_SECONDS = 60

# Each worker is a process of its own, forked from one that has imported everything: that takes a moment
# instead of seconds. Nothing runs in it yet: no thread, no connection.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(
    [
        "tests.faults.worker_process",
        "tests.faults.exchange_jobs",
        "tests.faults.delivery_jobs",
        "tests.faults.vendor_jobs",
        "agentview.jobs.port",
    ]
)


@dataclass(frozen=True)
class Workers:
    """Workers on the database at `url`, of the jobs that `source` names: a module, or `module:name`.

    Without a name these are its `JOBS`. What is named may be a function: it is called in the worker alone,
    with `folder`, and may take a guard out of the program there (a negative control).
    """

    url: str
    source: str
    after_each: Callable[[], None] = lambda: None
    """What happens to the world between two workers: the partner takes its files, say."""
    folder: Path = Path()

    def finish(self, meet: str = "") -> None:
        """Let a worker carry out all that is open; it must come to an end by itself."""
        assert self._ended(self._started(Order(meet=meet))) == 0, "the worker did not end in order"

    def die(self, point: str, skip: int = 0) -> None:
        """Let a worker run that dies at a point, which it must pass."""
        assert self.die_or_finish(point, skip), f"{point} was not passed"

    def die_or_finish(self, point: str, skip: int = 0) -> bool:
        """Let a worker run that dies at a point, if it passes it; say whether it did."""
        return _is_killed(self._ended(self._started(Order(point, skip))))

    def die_and_recover(self, point: str, again: str) -> None:
        """Kill at a point, kill whoever recovers at another (or the same), and let a third one finish."""
        self.die(point)
        self.die(again)
        self.finish()

    @contextmanager
    def beside(self, point: str = "", skip: int = 0, meet: str = "") -> Iterator[None]:
        """Let a worker run beside what happens meanwhile, and wait for its end.

        Two workers that are told to `meet` at a point wait there for each other.
        """
        process = self._started(Order(point, skip, meet))
        try:
            yield
        finally:
            _is_killed(self._ended(process))

    def _started(self, order: Order) -> BaseProcess:
        arguments = (self.url, self.source, self.folder, order)
        process = _PROCESSES.Process(target=work_until_idle, args=arguments, daemon=True)
        process.start()
        return process

    def _ended(self, process: BaseProcess) -> int:
        process.join(_PATIENCE_SECONDS)
        code = process.exitcode
        if code is None:
            process.kill()
            process.join()
            raise AssertionError("the worker did not end")
        process.close()
        self.after_each()
        return code


def _is_killed(code: int) -> bool:
    assert code in {0, -SIGKILL}, f"the worker ended with {code}"
    return code == -SIGKILL
