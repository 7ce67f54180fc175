"""Counts what the server does and shows it to Prometheus: constant names and numbers, nothing of anybody."""

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead
from prometheus_client.registry import Collector

_FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
"""By this the package knows that several processes count together, in files of this folder."""

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0)
_NO_OPERATION = "none"
_LIVING_FILE = re.compile(r"gauge_live[a-z]*_(\d+)\.db")
_ENDLESS = frozenset({"feed.changes"})
"""Their answers last as long as somebody listens, which says nothing of how quick the server is."""


class Meter:
    """What this process counts; with others beside it, all are shown together."""

    def __init__(self, connections: Callable[[], int]) -> None:
        """Begin at nothing; `connections` says how many are in use."""
        self._connections_in_use = connections
        self._own = own = CollectorRegistry()
        self._requests = Counter(
            "agentview_requests", "Requests answered.", ("operation", "outcome"), registry=own
        )
        self._seconds = Histogram(
            "agentview_request_seconds",
            "How long answers took.",
            ("operation",),
            buckets=_BUCKETS,
            registry=own,
        )
        self._streams = _living("agentview_event_streams", "Open streams of changes.", own)
        self._connections = _living("agentview_database_connections_in_use", "Connections lent out.", own)
        self._slots = _living("agentview_job_slots", "Runs of jobs that may go on at a time in servers.", own)

    def answered(self, operation: str | None, status: int | None, seconds: float) -> None:
        """Count an answer; without a status there was none."""
        name = operation or _NO_OPERATION
        self._requests.labels(name, _outcome(status)).inc()
        if name not in _ENDLESS:
            self._seconds.labels(name).observe(seconds)
        self._connections.set(self._connections_in_use())

    def note_streams(self, number: int) -> None:
        """Remember how many streams are open."""
        self._streams.set(number)

    def note_slots(self, number: int) -> None:
        """Remember how many runs of jobs this process may carry out at a time."""
        self._slots.set(number)

    def shown(self, others: Iterable[Metric]) -> bytes:
        """Return everything in Prometheus's text format, with `others` behind it."""
        self._connections.set(self._connections_in_use())
        folder = os.environ.get(_FOLDER_VARIABLE)
        registry = self._own
        if folder:
            _forget_dead(Path(folder))
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry) + generate_latest(_registry_of(others))


def gauge(name: str, meaning: str, value: float) -> Metric:
    """Return a number that is read when it is asked for."""
    return GaugeMetricFamily(name, meaning, value=value)


def gauges(name: str, meaning: str, label: str, values: Iterable[tuple[str, float]]) -> Metric:
    """Return numbers that differ by a label."""
    family = GaugeMetricFamily(name, meaning, labels=(label,))
    for what, value in values:
        family.add_metric((what,), value)
    return family


def facts(name: str, meaning: str, **values: str) -> Metric:
    """Return texts that stay the same while the program runs."""
    return InfoMetricFamily(name, meaning, value=values)


@contextmanager
def counted_together() -> Iterator[None]:
    """Let the processes that are started meanwhile count together."""
    with tempfile.TemporaryDirectory(prefix="agentview-metrics-", ignore_cleanup_errors=True) as folder:
        os.environ[_FOLDER_VARIABLE] = folder
        try:
            yield
        finally:
            del os.environ[_FOLDER_VARIABLE]


class _Fixed(Collector):
    def __init__(self, metrics: Iterable[Metric]) -> None:
        self._metrics = metrics

    def collect(self) -> Iterable[Metric]:
        return self._metrics


def _registry_of(metrics: Iterable[Metric]) -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(_Fixed(metrics))
    return registry


def _living(name: str, meaning: str, registry: CollectorRegistry) -> Gauge:
    """Return a gauge of which the sum over the living processes is shown."""
    return Gauge(name, meaning, registry=registry, multiprocess_mode="livesum")


def _outcome(status: int | None) -> str:
    if status is None or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return "failed"
    return "refused" if status >= HTTPStatus.BAD_REQUEST else "done"


def _forget_dead(folder: Path) -> None:
    """Leave out what processes held that were killed: nobody else takes it back."""
    found = (_LIVING_FILE.fullmatch(path.name) for path in folder.iterdir())
    for number in {int(match[1]) for match in found if match}:
        if not _is_alive(number):
            # Another process may be tidying up at the same moment.
            with suppress(FileNotFoundError):
                mark_process_dead(number, str(folder))  # type: ignore[no-untyped-call]


def _is_alive(process: int) -> bool:
    if os.name != "posix":
        # Signal 0 would end the process there.
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
