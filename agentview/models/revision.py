"""Which tables a database has, asked at each start: it loads nothing of what changes tables."""

from sqlalchemy import inspect, text

from agentview.models.database import Database

NEWEST = "0009_wireless_forms"
"""The revision of the tables that this version works with: the last one in migrations/versions."""


def revision_of(database: Database) -> str | None:
    """Return the revision that a database is at; None for an empty one."""
    with database.engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return found
