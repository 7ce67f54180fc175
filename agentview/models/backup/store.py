"""Takes backups of a database, and makes one again from them."""

from datetime import datetime
from pathlib import Path

from sqlalchemy import URL

from agentview import __version__
from agentview.core.errors import rejected
from agentview.models.backup.archive import Manifest, opened, pack
from agentview.models.backup.postgres import PostgresStore
from agentview.models.backup.sqlite import SqliteStore
from agentview.models.database import Database
from agentview.models.revision import revision_of
from agentview.models.upgrade import known_revisions

_STORES = {each.kind: each for each in (SqliteStore, PostgresStore)}


def back_up(database: Database, path: Path, at: datetime) -> Manifest:
    """Write a backup of a database that others may work on meanwhile.

    Raises Rejected (`E-BACKUP-NOTHING`, `E-BACKUP-EXISTS`, `E-BACKUP-PLACE`, `E-BACKUP-PROGRAM`,
    `E-BACKUP-FAILED`), Unavailable (`E-DATABASE`).
    """
    if revision_of(database) is None:
        raise rejected("E-BACKUP-NOTHING")
    store = _store(database.url)
    return pack(
        path,
        lambda sink: store.dump(sink, path.absolute().parent),
        version=__version__,
        database=store.kind,
        taken_at=at,
    )


def restore(url: URL, path: Path) -> Manifest:
    """Make the database at `url`, which is not there or empty, from a backup of the same kind of database.

    Raises Rejected (`E-BACKUP-FILE`, `E-BACKUP-KIND`, `E-BACKUP-NEWER`, `E-RESTORE-NOT-EMPTY`,
    `E-RESTORE-DIFFERS`, `E-BACKUP-PLACE`, `E-BACKUP-PROGRAM`, `E-BACKUP-FAILED`), Unavailable (`E-DATABASE`).
    """
    store = _store(url)
    with opened(path) as backup:
        manifest = backup.manifest
        if manifest.database != store.kind:
            raise rejected("E-BACKUP-KIND", found=manifest.database, wanted=store.kind)
        if manifest.revision not in known_revisions():
            raise rejected("E-BACKUP-NEWER", version=manifest.version)
        store.restore(backup)
    return manifest


def _store(url: URL) -> SqliteStore | PostgresStore:
    return _STORES[url.get_backend_name()](url)
