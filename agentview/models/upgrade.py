"""Brings a database to the tables of this version."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from agentview.core.errors import rejected
from agentview.models.database import Database
from agentview.models.dialect import broken_references, tables_may_be_rebuilt
from agentview.models.presence import lobby_of
from agentview.models.revision import revision_of

_FOLDER = Path(__file__).parent / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def newest_revision() -> str | None:
    """Return the revision that this version of AgentView works with."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def known_revisions() -> frozenset[str]:
    """Return the revisions that this version of AgentView can bring to its own."""
    return frozenset(each.revision for each in ScriptDirectory.from_config(_config()).walk_revisions())


def upgrade_alone(database: Database) -> None:
    """Bring a database to the newest revision while no program works on it.

    Raises Rejected (`E-OTHERS-WORK`) while programs of an older version run on it, (`E-DATABASE-NEWER`) for
    one that a newer version has changed, Unavailable (`E-DATABASE`).
    """
    lobby = lobby_of(database)
    with lobby.turn():
        found = revision_of(database)
        if found == newest_revision():
            return
        if found is not None and found not in known_revisions():
            raise rejected("E-DATABASE-NEWER")
        with lobby.alone() as is_alone:
            if not is_alone:
                raise rejected("E-OTHERS-WORK")
            upgrade(database)


def upgrade(database: Database, to: str = "head") -> None:
    """Bring a database to the newest revision, whole or not at all; one that is there already stays.

    Raises RuntimeError where rows would be left that refer to none: a fault of a migration.
    """
    if revision_of(database) == newest_revision():
        return
    with (
        database.engine.connect() as connection,
        tables_may_be_rebuilt(connection),
        connection.begin(),
    ):
        command.upgrade(_config(connection), to)
        broken = broken_references(connection)
        if broken:
            raise RuntimeError(f"rows refer to none in {', '.join(broken)}")
