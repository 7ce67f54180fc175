"""`agentview db backup` and `restore`: under load, whole or not at all, and never over anything."""

import hashlib
import json
import os
import stat
import sys
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Self

import pytest
from sqlalchemy import func, insert, select, table

from agentview.cli import main
from agentview.core.clock import ManualClock
from agentview.gateway.embedded import open_embedded, serve_from
from agentview.models.backup.archive import Manifest
from agentview.models.database import Database
from agentview.models.order import Order
from agentview.models.revision import revision_of
from agentview.models.trail import ChangeRow
from agentview.services.feed.history import Place, is_remembered, latest
from tests import build, postgres
from tests.fixtures.backend import Backend
from tests.fixtures.patience import eventually
from tests.services.provisioning.working import Working
from tests.world import assert_world


@dataclass
class Site:
    """A database with the small operator, and an empty place beside it."""

    url: str
    new_url: str
    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "site.backup"

    def back_up(self) -> int:
        return main(["db", "backup", str(self.file), "--database", self.url])

    def restore(self, url: str | None = None) -> int:
        return main(["db", "restore", str(self.file), "--database", url or self.new_url])

    def manifest(self) -> Manifest:
        with zipfile.ZipFile(self.file) as archive:
            return Manifest.model_validate_json(archive.read("manifest.json"))


@pytest.fixture
def sqlite_site(sqlite_url: str, tmp_path: Path) -> Site:
    return Site(sqlite_url, f"sqlite:///{tmp_path / 'new' / 'agentview.db'}", tmp_path)


@pytest.fixture
def postgres_site(
    postgres_url: str, postgres_server: postgres.Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Site]:
    programs = os.pathsep.join((str(postgres.installed_programs()), os.environ["PATH"]))
    monkeypatch.setenv("PATH", programs)
    name = f"restored_{os.getpid()}"
    yield Site(postgres_url, postgres_server.create(name), tmp_path)
    postgres_server.drop(name)


@pytest.fixture(params=["sqlite_site", "postgres_site"])
def site(request: pytest.FixtureRequest) -> Site:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Site)
    return found


def orders_in(url: str) -> int:
    with closing(Database(url)) as database, database.read() as session:
        return session.scalar(select(func.count()).select_from(Order)) or 0


def rows_in(url: str, tables: dict[str, int]) -> dict[str, int]:
    with closing(Database(url)) as database, database.read() as session:
        counted = {name: select(func.count()).select_from(table(name)) for name in tables}
        return {name: session.scalar(question) or 0 for name, question in counted.items()}


class Load:
    """Two people order one package after another until told to stop."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._enough = Event()
        self.placed = 0
        self._threads = [Thread(target=self._order, name=f"load-{number}") for number in range(2)]

    def _order(self) -> None:
        clock = ManualClock(build.START)
        with (
            closing(serve_from(Database(self._url), clock)) as embedded,
            closing(Backend("load", embedded, clock)) as backend,
        ):
            working = Working(backend)
            while not self._enough.is_set():
                working.new()
                self.placed += 1

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._enough.set()
        for thread in self._threads:
            thread.join()

    def goes_on(self) -> bool:
        """Wait for two more orders: one of them began after this was asked."""
        before = self.placed
        return eventually(lambda: self.placed >= before + 2)


def test_a_backup_under_load_is_restored_with_the_same_counts(site: Site) -> None:
    with Load(site.url) as load:
        assert load.goes_on()
        begun = orders_in(site.url)
        assert site.back_up() == 0
        assert load.goes_on()
    manifest = site.manifest()
    assert begun <= manifest.rows["customer_order"] < orders_in(site.url)
    assert site.restore() == 0
    # The changes are the one thing that a restored database does not keep.
    kept = {name: count for name, count in manifest.rows.items() if name != "change_row"}
    assert rows_in(site.new_url, kept) == kept
    with closing(Database(site.new_url)) as database:
        assert_world(database)


def test_a_restored_database_is_worked_on(site: Site) -> None:
    assert site.back_up() == 0
    assert site.restore() == 0
    clock = ManualClock(build.START)
    before = orders_in(site.new_url)
    with (
        closing(open_embedded(site.new_url, clock)) as embedded,
        closing(Backend("new", embedded, clock)) as backend,
    ):
        Working(backend).new()
    assert (orders_in(site.new_url), orders_in(site.url)) == (before + 1, before)


def test_changes_numbered_by_another_server_are_forgotten(site: Site) -> None:
    far = 10**15
    with closing(Database(site.url)) as database, database.engine.begin() as connection:
        row = {
            "transaction": far,
            "provider_id": build.HARBOUR,
            "topic": "TASK",
            "record_id": 1,
            "verb": "CHANGED",
            "actor": "mia",
            "at": build.START,
        }
        made = insert(ChangeRow).values(row).returning(ChangeRow.id)
        number = connection.execute(made).scalar_one()
    assert site.back_up() == 0
    assert site.restore() == 0
    with closing(Database(site.new_url)) as database, database.read() as session:
        assert not is_remembered(session, Place(far, number))
        assert latest(session, 10) == ()


def test_a_backup_belongs_to_its_owner_and_says_what_it_holds(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert site.back_up() == 0
    told = capsys.readouterr().out
    manifest = site.manifest()
    assert f"{sum(manifest.rows.values()):,} rows of {len(manifest.rows)} tables" in told
    assert manifest.revision in told
    if sys.platform != "win32":
        assert stat.S_IMODE(site.file.stat().st_mode) == 0o600


def test_nothing_that_is_there_is_written_over(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.file.write_bytes(b"mine")
    assert site.back_up() == 1
    assert site.file.read_bytes() == b"mine"
    site.file.unlink()
    assert site.back_up() == 0
    before = orders_in(site.url)
    assert site.restore(site.url) == 1
    assert orders_in(site.url) == before
    told = capsys.readouterr().err
    assert "[E-BACKUP-EXISTS]" in told
    assert "[E-RESTORE-NOT-EMPTY]" in told


def cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flipped(content: bytes) -> bytes:
    middle = len(content) // 3
    return content[:middle] + bytes([content[middle] ^ 0xFF]) + content[middle + 1 :]


def retold(site: Site, **changes: object) -> None:
    """Put another manifest into the backup; the dump stays as it is."""
    with zipfile.ZipFile(site.file) as archive:
        told, dump = json.loads(archive.read("manifest.json")), archive.read("database")
    with zipfile.ZipFile(site.file, "w") as archive:
        archive.writestr("database", dump)
        archive.writestr("manifest.json", json.dumps(told | changes))


@pytest.mark.parametrize("spoil", [cut, flipped, lambda _: b"", lambda _: b"no archive at all"])
def test_what_is_no_whole_backup_restores_nothing(
    sqlite_site: Site, spoil: Callable[[bytes], bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    assert sqlite_site.back_up() == 0
    sqlite_site.file.write_bytes(spoil(sqlite_site.file.read_bytes()))
    assert sqlite_site.restore() == 1
    assert "[E-BACKUP-FILE]" in capsys.readouterr().err
    assert not list(sqlite_site.folder.glob("new/*"))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"revision": "9999_later", "version": "9.0"}, "E-BACKUP-NEWER"),
        ({"database": "postgresql"}, "E-BACKUP-KIND"),
        ({"rows": {"customer_order": 10**9}}, "E-RESTORE-DIFFERS"),
        ({"layout": 2}, "E-BACKUP-FILE"),
    ],
)
def test_what_does_not_fit_restores_nothing(
    sqlite_site: Site, changes: dict[str, object], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sqlite_site.back_up() == 0
    retold(sqlite_site, **changes)
    assert sqlite_site.restore() == 1
    assert f"[{code}]" in capsys.readouterr().err
    assert not list(sqlite_site.folder.glob("new/*"))


def test_where_nothing_can_be_written_nothing_is_made(
    sqlite_site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    away = sqlite_site.folder / "nowhere" / "site.backup"
    assert main(["db", "backup", str(away), "--database", sqlite_site.url]) == 1
    assert "[E-BACKUP-PLACE]" in capsys.readouterr().err
    assert not away.parent.exists()


def test_what_is_not_there_or_empty_is_not_backed_up(
    sqlite_site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    sqlite_site.url = sqlite_site.new_url
    assert sqlite_site.back_up() == 1
    assert "[E-NO-DATABASE]" in capsys.readouterr().err
    empty = sqlite_site.folder / "empty.db"
    empty.touch()
    sqlite_site.url = f"sqlite:///{empty}"
    assert sqlite_site.back_up() == 1
    assert "[E-BACKUP-NOTHING]" in capsys.readouterr().err
    assert not sqlite_site.file.exists()


def test_what_a_killed_backup_left_is_in_nobody_s_way(site: Site) -> None:
    left = site.file.with_name("site.backup.part")
    left.write_bytes(b"half")
    assert site.back_up() == 0
    assert not left.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="the false programs are scripts of a shell")
@pytest.mark.parametrize(
    ("script", "code"),
    [(None, "E-BACKUP-PROGRAM"), ("echo 'pg_dump: error: server version' >&2; exit 1", "E-BACKUP-FAILED")],
)
def test_a_program_that_is_missing_or_gives_up_leaves_nothing(
    postgres_site: Site,
    script: str | None,
    code: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    programs = postgres_site.folder / "programs"
    programs.mkdir()
    if script:
        (programs / "pg_dump").write_text(f"#!/bin/sh\n{script}\n", encoding="ascii")
        (programs / "pg_dump").chmod(0o700)
    monkeypatch.setenv("PATH", str(programs))
    assert postgres_site.back_up() == 1
    told = capsys.readouterr().err
    assert f"[{code}]" in told
    assert script is None or "pg_dump: error: server version" in told
    assert [path.name for path in postgres_site.folder.iterdir() if path.name.startswith("site")] == []


def test_a_half_restored_postgresql_stays_empty(
    postgres_site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    """The dump is one that pg_restore gives up on in its middle, with the right sum in the manifest."""
    assert postgres_site.back_up() == 0
    with zipfile.ZipFile(postgres_site.file) as archive:
        dump = archive.read("database")
    spoilt = dump[: len(dump) * 2 // 3]
    with zipfile.ZipFile(postgres_site.file, "a") as archive:
        told = json.loads(archive.read("manifest.json"))
    with zipfile.ZipFile(postgres_site.file, "w") as archive:
        archive.writestr("database", spoilt)
        archive.writestr("manifest.json", json.dumps(told | {"sha256": hashlib.sha256(spoilt).hexdigest()}))
    assert postgres_site.restore() == 1
    assert "[E-BACKUP-FAILED]" in capsys.readouterr().err
    with closing(Database(postgres_site.new_url)) as database:
        assert revision_of(database) is None
