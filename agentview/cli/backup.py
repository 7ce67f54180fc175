"""`agentview db backup` and `agentview db restore`."""

from contextlib import closing
from pathlib import Path

from agentview.cli.command import DONE, say
from agentview.cli.place import exists, file_of
from agentview.core.clock import SystemClock
from agentview.core.errors import rejected
from agentview.models.backup import store
from agentview.models.backup.archive import Manifest
from agentview.models.database import Database


def back_up(url: str, path: Path) -> int:
    """Write a backup of the database at `url` into a new file."""
    if not exists(url):
        raise rejected("E-NO-DATABASE", file=str(file_of(url)))
    with closing(Database(url)) as database:
        manifest = store.back_up(database, path, SystemClock().now())
    say(f"{_told(manifest)} are in {path}.")
    return DONE


def restore(url: str, path: Path) -> int:
    """Make a database from a backup."""
    manifest = store.restore(Database(url).url, path)
    say(f"{_told(manifest)} are restored, as they were on {manifest.taken_at:%Y-%m-%d at %H:%M:%S} UTC.")
    return DONE


def _told(manifest: Manifest) -> str:
    count = sum(manifest.rows.values())
    return f"{count:,} rows of {len(manifest.rows)} tables, revision {manifest.revision},"
