"""Every row of every table, for tests of what is not changed."""

from functools import lru_cache

from sqlalchemy import Engine, select

from agentview.models.base import Base
from tests.fixtures.backend import Backend

_SILENT = frozenset({"access_token", "idempotency_key", "sign_in_throttle", "task_presence", "presence"})
"""Tables that tell of calls, not of records."""


@lru_cache(maxsize=1)
def _reading(engine: Engine) -> dict[str, str]:
    tables = [table for table in Base.metadata.sorted_tables if table.name not in _SILENT]
    return {table.name: str(select(table).compile(engine)) for table in tables}


def everything(backend: Backend) -> dict[str, list[str]]:
    """Return every row of every table that holds records, as the driver gives it: it is asked for often."""
    with backend.database.read() as session:
        connection = session.connection()
        cursor = connection.connection.cursor()
        found = {}
        for name, statement in _reading(connection.engine).items():
            cursor.execute(statement)
            found[name] = sorted(map(repr, cursor.fetchall()))
        return found
