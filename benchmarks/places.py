"""The databases that are measured: a SQLite file and a PostgreSQL database, filled and thrown away after."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import Embedded, serve_from
from agentview.models.database import Database
from benchmarks.catalogue import populate_catalogue
from benchmarks.customers import populate_customers
from benchmarks.population import NOW, populate
from benchmarks.processor import Meter, of_this_process, with_server
from tests import postgres

ENGINES = ("SQLite", "PostgreSQL")


class Places:
    """Makes databases, each of a size only once."""

    def __init__(self, folder: Path, server: postgres.Server) -> None:
        """Make files in `folder` and databases on `server`."""
        self._folder = folder
        self._server = server
        self._made: dict[tuple[str, str], str] = {}

    def url(self, engine: str, tasks: int) -> str:
        """Return the address of a database with so many tasks."""
        return self._url(engine, f"tasks_{tasks}", lambda url: populate(url, tasks))

    @contextmanager
    def embedded(self, engine: str, tasks: int) -> Iterator[Embedded]:
        """Serve a database with so many tasks in this process."""
        with _served(self.url(engine, tasks)) as embedded:
            yield embedded

    @contextmanager
    def customers(self, engine: str, customers: int) -> Iterator[Embedded]:
        """Serve a database with so many customers, and no task, in this process."""
        url = self._url(engine, f"customers_{customers}", lambda url: populate_customers(url, customers))
        with _served(url) as embedded:
            yield embedded

    @contextmanager
    def catalogue(self, engine: str, plans: int, pool: int) -> Iterator[Embedded]:
        """Serve a database with so many plans, so many of them in each pool, in this process."""
        name = f"plans_{plans}_{pool}"
        with _served(self._url(engine, name, lambda url: populate_catalogue(url, plans, pool))) as embedded:
            yield embedded

    def meter(self, engine: str) -> Meter:
        """Return what measures the time of the processor, on PostgreSQL with that of the server."""
        return of_this_process if engine == "SQLite" else with_server(self._server)

    @contextmanager
    def log(self, engine: str, name: str, fill: Callable[[str], None]) -> Iterator[Embedded]:
        """Serve a database that `fill` makes under this name, in this process."""
        with _served(self._url(engine, name, fill)) as embedded:
            yield embedded

    def _url(self, engine: str, name: str, fill: Callable[[str], None]) -> str:
        key = (engine, name)
        if key not in self._made:
            is_file = engine == "SQLite"
            url = f"sqlite:///{self._folder / name}.db" if is_file else self._server.create(name)
            fill(url)
            self._made[key] = url
        return self._made[key]


@contextmanager
def _served(url: str) -> Iterator[Embedded]:
    embedded = serve_from(Database(url), ManualClock(NOW))
    try:
        yield embedded
    finally:
        embedded.close()


@contextmanager
def places() -> Iterator[Places]:
    """Give places; all that was made is gone afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="agentview-bench-") as folder,
        postgres.shared_server(Path(folder)) as server,
    ):
        yield Places(Path(folder), server)
