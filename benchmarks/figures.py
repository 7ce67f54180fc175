"""Measures calls in turn and prints what came out: medians, spread, ratios against a limit."""

import gc
import statistics
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

Timed = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Figure:
    """How long something took, in milliseconds: the median, and the middle half around it."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        """Return for example `4.21 ms (4.10 to 4.40)`."""
        return f"{self.median:.2f} ms ({self.low:.2f} to {self.high:.2f})"


def figure(seconds: Iterable[float]) -> Figure:
    """Return the figure of a series."""
    low, median, high = statistics.quantiles([1000 * each for each in seconds], n=4)
    return Figure(median, low, high)


def percentile(seconds: Iterable[float], share: float) -> float:
    """Return the time, in milliseconds, that this share of calls stays within."""
    ordered = sorted(seconds)
    return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))]


@contextmanager
def no_collection() -> Iterator[None]:
    """Collect garbage before, and not in between."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def alternate(calls: Mapping[str, Timed], rounds: int, warm_up: int = 20) -> dict[str, Figure]:
    """Time calls in turn, so that what slows the computer down meets all of them alike."""
    for _ in range(warm_up):
        for call in calls.values():
            call()
    seconds: dict[str, list[float]] = {name: [] for name in calls}
    with no_collection():
        for turn in range(rounds):
            if turn % 25 == 0:
                gc.collect()
            for name, call in calls.items():
                began = perf_counter()
                call()
                seconds[name].append(perf_counter() - began)
    return {name: figure(series) for name, series in seconds.items()}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the result: what was measured, and how it stands to its limit."""

    what: str
    value: str
    ratio: str = ""
    limit: str = ""
    is_met: bool | None = None


def compared(what: str, measured: Figure, floor: float, most: float) -> Line:
    """Return a line with the ratio of `measured` to `floor`, which may be `most` at most."""
    ratio = measured.median / floor
    return Line(what, str(measured), f"{ratio:.2f}", f"at most {most}", ratio <= most)


def show(title: str, lines: Iterable[Line]) -> None:
    """Print a table."""
    print(f"\n### {title}\n")
    print("| what | measured | ratio | limit | met |\n|---|---|---|---|---|")
    words = {None: "", True: "yes", False: "**no**"}
    for line in lines:
        print(f"| {line.what} | {line.value} | {line.ratio} | {line.limit} | {words[line.is_met]} |")
