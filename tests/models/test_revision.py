"""The revision that a start looks at is the newest one that there is."""

from pathlib import Path

from agentview.models.database import Database
from agentview.models.revision import NEWEST, revision_of
from agentview.models.upgrade import newest_revision, upgrade


def test_the_newest_revision_is_the_last_migration() -> None:
    assert newest_revision() == NEWEST


def test_an_empty_database_has_none_until_it_is_brought_up(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'new.db'}")
    assert revision_of(database) is None
    upgrade(database)
    assert revision_of(database) == NEWEST
    database.close()
