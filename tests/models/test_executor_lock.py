"""An executor's lock tells whether it is alive; of the dead, one at a time takes over."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from agentview.core.errors import Unavailable
from agentview.models.database import Database
from agentview.models.executor_lock import AdvisoryLock, ExecutorLock, executor_lock
from tests.fixtures.patience import eventually


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Return a database."""
    url = request.getfixturevalue("postgres_url" if request.param == "postgresql" else "sqlite_url")
    with closing(Database(url)) as opened:
        yield opened


def is_dead_to(lock: ExecutorLock, executor_id: str) -> bool:
    with lock.taken_over(executor_id) as is_dead:
        return is_dead


def test_the_living_are_not_taken_over_and_the_dead_once(database: Database) -> None:
    with closing(executor_lock(database)) as mine, closing(executor_lock(database)) as third:
        other = executor_lock(database)
        assert len({mine.executor_id, other.executor_id, third.executor_id}) == 3
        with mine.taken_over(other.executor_id) as is_dead:
            assert not is_dead
        other.close()
        assert eventually(lambda: is_dead_to(third, other.executor_id)), "the server notices in a moment"
        with mine.taken_over(other.executor_id) as is_dead:
            assert is_dead
            with third.taken_over(other.executor_id) as is_dead_too:
                assert not is_dead_too, "somebody is at it"
        mine.check()


def test_nothing_is_left_beside_a_file(sqlite_url: str) -> None:
    with closing(Database(sqlite_url)) as database:
        path = Path(database.url.database or "")
        mine, other = executor_lock(database), executor_lock(database)
        other.close()
        with mine.taken_over(other.executor_id) as is_dead:
            assert is_dead
        mine.close()
    assert [found.name for found in path.parent.glob("*-jobs-*")] == []


def test_a_lost_line_is_noticed(postgres_url: str) -> None:
    with closing(Database(postgres_url)) as database, closing(executor_lock(database)) as lock:
        assert isinstance(lock, AdvisoryLock)
        lock.close()
        with pytest.raises(Unavailable):
            lock.check()
