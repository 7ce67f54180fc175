"""Does a piece of work again and again on a thread of its own, until it is closed."""

import atexit
from collections.abc import Callable
from threading import Event, Thread
from time import monotonic

from agentview.core import log
from agentview.core.errors import AgentViewError

LOOK_EVERY_SECONDS = 5.0
"""How often it looks without being woken: for work that another process left, or whose time has come."""

REST_SECONDS = 30.0
"""How long it rests after something went wrong that should be impossible."""


class Stopped(Exception):  # noqa: N818 - nothing went wrong
    """A run of a job is not to go on here."""


def fault_of(work: Callable[[], None], job: str) -> Exception | None:
    """Do a piece of work; return what went wrong. What should be impossible is logged here."""
    try:
        work()
    except (AgentViewError, Stopped) as error:
        return error
    except Exception as error:  # noqa: BLE001 - one of the three places that own what goes wrong below
        log.bug("job.failed", error, operation=job)
        return error
    return None


class Worker:
    """Calls `step` until it says that there is nothing to do, then waits to be woken or for some time.

    What goes wrong in a step is logged and ends neither the thread nor the steps after it.
    """

    def __init__(
        self,
        name: str,
        step: Callable[[], bool],
        *,
        look_every_seconds: float = LOOK_EVERY_SECONDS,
        rest_seconds: float = REST_SECONDS,
        first_after_seconds: float = 0.0,
    ) -> None:
        """Wait for `start`; `step` says whether there was something to do. The first one may be put off."""
        self._name = name
        self._step = step
        self._look_every = look_every_seconds
        self._rest = rest_seconds
        self._first_after = first_after_seconds
        self._woken = Event()
        self._closing = Event()
        self._turned_at = monotonic()
        self._thread = Thread(target=self._run, name=f"agentview-{name}", daemon=True)

    def start(self) -> None:
        """Begin. Whatever ends the process in order lets the step that runs be finished."""
        atexit.register(self.close)
        self._thread.start()

    def wake(self) -> None:
        """Look for work now."""
        self._woken.set()

    def seconds_since_turn(self) -> float:
        """Return how long ago it began its last step, or rest: what hangs does not come round any more."""
        return monotonic() - self._turned_at

    def close(self) -> None:
        """Finish the step that runs, and stop."""
        self._closing.set()
        self._woken.set()
        atexit.unregister(self.close)
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        self._closing.wait(self._first_after)
        while not self._closing.is_set():
            self._woken.clear()
            self._turned_at = monotonic()
            if self._closing.is_set():
                return
            wait = self._turn()
            self._woken.wait(wait)

    def _turn(self) -> float:
        """Work until there is nothing to do; return how many seconds to wait."""
        try:
            while not self._closing.is_set() and self._step():
                pass
        except AgentViewError as error:
            log.warn("job.interrupted", code=error.code, operation=self._name)
        except Exception as error:  # noqa: BLE001 - one of the three places that own what goes wrong below
            log.bug("job.failed", error, operation=self._name)
            return self._rest
        return self._look_every
