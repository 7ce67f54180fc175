"""Tables are not changed under programs that work on them; who comes meanwhile waits."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from threading import Event, Thread

import pytest
from sqlalchemy import text

from agentview.core.clock import ManualClock
from agentview.core.errors import Rejected
from agentview.gateway.embedded import open_embedded
from agentview.models.database import Database
from agentview.models.presence import lobby_of
from agentview.models.revision import NEWEST, revision_of
from agentview.models.upgrade import upgrade, upgrade_alone
from tests import build, postgres
from tests.fixtures.patience import PATIENCE_SECONDS, eventually

OLDER = "0001_foundation"


@pytest.fixture
def old_sqlite(tmp_path_factory: pytest.TempPathFactory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('old') / 'agentview.db'}"
    with closing(Database(url)) as database:
        upgrade(database, OLDER)
    return url


@pytest.fixture
def old_postgres(postgres_server: postgres.Server) -> Iterator[str]:
    name = "old_tables"
    url = postgres_server.create(name)
    with closing(Database(url)) as database:
        upgrade(database, OLDER)
    yield url
    postgres_server.drop(name)


@pytest.fixture(params=["old_sqlite", "old_postgres"])
def old(request: pytest.FixtureRequest) -> Iterator[Database]:
    with closing(Database(request.getfixturevalue(request.param))) as database:
        yield database


def test_an_upgrade_is_refused_while_an_older_program_works(old: Database) -> None:
    with closing(lobby_of(old).enter()):
        with pytest.raises(Rejected) as refused:
            open_embedded(old.url.render_as_string(hide_password=False), ManualClock(build.START))
        assert [refusal.code for refusal in refused.value.refusals] == ["E-OTHERS-WORK"]
        assert revision_of(old) == OLDER
    upgrade_alone(old)
    assert revision_of(old) == NEWEST


def test_what_a_killed_program_left_is_in_nobody_s_way(old: Database) -> None:
    url = old.url.render_as_string(hide_password=False)
    program = (
        "import sys; from agentview.models.database import Database; from agentview.models.presence import"
        " lobby_of; here = lobby_of(Database(sys.argv[1])).enter(); print('in', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"in"
        with pytest.raises(Rejected):
            upgrade_alone(old)
        other.kill()
    assert eventually(lambda: is_upgraded(old))


def is_upgraded(database: Database) -> bool:
    """Upgrade a database; a server may notice a little later that a program is dead."""
    try:
        upgrade_alone(database)
    except Rejected:
        return False
    return revision_of(database) == NEWEST


def test_who_comes_while_it_is_upgraded_waits(old: Database) -> None:
    lobby = lobby_of(old)
    is_in, may_go = Event(), Event()

    def come() -> None:
        with closing(lobby_of(old).enter()):
            is_in.set()
            may_go.wait(PATIENCE_SECONDS)

    with lobby.turn(), lobby.alone() as is_alone:
        assert is_alone
        comer = Thread(target=come)
        comer.start()
        assert not is_in.wait(0.3)
    assert is_in.wait(PATIENCE_SECONDS)
    with lobby.alone() as is_alone:
        assert not is_alone
    may_go.set()
    comer.join()


def test_of_two_that_upgrade_at_once_the_second_finds_it_done(old: Database) -> None:
    failures: list[Exception] = []

    def come() -> None:
        with closing(Database(old.url.render_as_string(hide_password=False))) as database:
            try:
                upgrade_alone(database)
            except Exception as error:  # noqa: BLE001 - whatever it is, it is told below
                failures.append(error)

    comers = [Thread(target=come) for _ in range(3)]
    for comer in comers:
        comer.start()
    for comer in comers:
        comer.join()
    assert failures == []
    assert revision_of(old) == NEWEST


def test_tables_of_a_newer_version_are_left_alone(old: Database) -> None:
    upgrade_alone(old)
    with old.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_later'"))
    with pytest.raises(Rejected) as refused:
        open_embedded(old.url.render_as_string(hide_password=False), ManualClock(build.START))
    assert [refusal.code for refusal in refused.value.refusals] == ["E-DATABASE-NEWER"]


def test_an_open_program_is_present_and_a_closed_one_is_not(old: Database) -> None:
    url = old.url.render_as_string(hide_password=False)
    embedded = open_embedded(url, ManualClock(build.START))
    with lobby_of(old).alone() as is_alone:
        assert not is_alone
    embedded.close()
    with lobby_of(old).alone() as is_alone:
        assert is_alone
