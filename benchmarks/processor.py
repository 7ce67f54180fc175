"""The time of the processor that some work takes, here and in a database server."""

import statistics
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from time import perf_counter, process_time

import psutil

from benchmarks.figures import Figure, Line, Timed, compared, figure, no_collection
from tests import postgres

Meter = Callable[[Timed], float]


@dataclass(frozen=True, slots=True)
class Effort:
    """How long something took by the clock, and how long of the processor: milliseconds, in the mean.

    Servers are counted in steps of ten milliseconds, so that only a mean over many rounds says something.
    """

    clock: Figure
    processor: float

    def __str__(self) -> str:
        """Return for example `4.21 ms (4.10 to 4.40), processor 3.90 ms`."""
        return f"{self.clock}, processor {self.processor:.2f} ms"


def efforts(calls: Mapping[str, Timed], rounds: int, warm_up: int, meter: Meter) -> dict[str, Effort]:
    """Measure calls in turn, each by the clock and by the processor at once."""
    for _ in range(warm_up):
        for call in calls.values():
            call()
    clock: dict[str, list[float]] = {name: [] for name in calls}
    spent: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(rounds):
        with no_collection():
            for name, call in calls.items():
                spent[name].append(meter(_clocked(call, clock[name])))
    return {name: Effort(figure(clock[name]), 1000 * statistics.fmean(spent[name])) for name in calls}


def _clocked(call: Timed, into: list[float]) -> Timed:
    def run() -> None:
        began = perf_counter()
        call()
        into.append(perf_counter() - began)

    return run


def compared_both(what: str, measured: Effort, floors: Iterator[Effort], most: float) -> Iterator[Line]:
    """Yield the ratio to the least of `floors` by the clock, and by the processor."""
    least = list(floors)
    yield compared(f"{what}, clock", measured.clock, min(one.clock.median for one in least), most)
    ratio = measured.processor / min(one.processor for one in least)
    told = f"{measured.processor:.2f} ms"
    yield Line(f"{what}, processor", told, f"{ratio:.2f}", f"at most {most}", ratio <= most)


def of_this_process(work: Timed) -> float:
    """Do something; return for how many seconds this process computed meanwhile."""
    began = process_time()
    work()
    return process_time() - began


def with_server(server: postgres.Server) -> Meter:
    """Return what does something, and returns for how long this process and a server computed meanwhile."""
    number = (server.folder / "data" / "postmaster.pid").read_text(encoding="utf-8").split()[0]
    postmaster = psutil.Process(int(number))

    def timed(work: Timed) -> float:
        before = _computed(postmaster)
        return of_this_process(work) + _computed(postmaster) - before

    return timed


def _computed(postmaster: psutil.Process) -> float:
    """Return for how long a server computed so far, with those of its processes that have ended."""
    own = postmaster.cpu_times()
    total: float = own.user + own.system + own.children_user + own.children_system
    for child in postmaster.children():
        spent = child.cpu_times()
        total += spent.user + spent.system
    return total
