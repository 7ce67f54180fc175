"""The databases that are measured: a SQLite file and a PostgreSQL database, filled and thrown away after."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import Embedded, serve_from
from agentview.models.database import Database
from benchmarks.population import NOW, populate
from tests import postgres

ENGINES = ("SQLite", "PostgreSQL")


class Places:
    """Makes databases, each of a size only once."""

    def __init__(self, folder: Path, server: postgres.Server) -> None:
        """Make files in `folder` and databases on `server`."""
        self._folder = folder
        self._server = server
        self._made: dict[tuple[str, int], str] = {}

    def url(self, engine: str, tasks: int) -> str:
        """Return the address of a database with so many tasks."""
        key = (engine, tasks)
        if key not in self._made:
            self._made[key] = self._make(engine, tasks)
        return self._made[key]

    @contextmanager
    def embedded(self, engine: str, tasks: int) -> Iterator[Embedded]:
        """Serve a database with so many tasks in this process."""
        embedded = serve_from(Database(self.url(engine, tasks)), ManualClock(NOW))
        try:
            yield embedded
        finally:
            embedded.close()

    def _make(self, engine: str, tasks: int) -> str:
        name = f"tasks_{tasks}"
        is_file = engine == "SQLite"
        url = f"sqlite:///{self._folder / name}.db" if is_file else self._server.create(name)
        populate(url, tasks)
        return url


@contextmanager
def places() -> Iterator[Places]:
    """Give places; all that was made is gone afterwards."""
    with (
        tempfile.TemporaryDirectory(prefix="agentview-bench-") as folder,
        postgres.shared_server(Path(folder)) as server,
    ):
        yield Places(Path(folder), server)
