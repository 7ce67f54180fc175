"""The PostgreSQL that tests share starts once, makes databases from a template, and leaves nothing behind."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tests import postgres

USE = """
import sys
from pathlib import Path
from tests import postgres
with postgres.shared_server(Path(sys.argv[1])) as server:
    print(server.folder, flush=True)
    sys.stdin.readline()
"""


def fill(url: str) -> None:
    """Write what each copy of the template then holds."""
    with psycopg.connect(plain(url)) as connection:
        connection.execute("create table orders (number int)")
        connection.execute("insert into orders values (10482)")


def plain(url: str) -> str:
    """Return the address as psycopg itself takes it."""
    return url.replace("+psycopg", "")


def numbers(url: str) -> list[int]:
    """Return what a database holds."""
    with psycopg.connect(plain(url)) as connection:
        return [row[0] for row in connection.execute("select number from orders")]


def use_in_another_process(meeting_place: Path) -> subprocess.Popen[str]:
    """Start a process that joins the server and stays until its input closes."""
    command = [sys.executable, "-c", USE, str(meeting_place)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def first_line(process: subprocess.Popen[str]) -> str:
    """Wait for what the process prints first."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_copies_of_a_template_are_apart(tmp_path: Path) -> None:
    with postgres.shared_server(tmp_path) as server:
        server.ensure_template("blank", fill)
        server.ensure_template("blank", lambda _url: pytest.fail("the template is made once"))
        one, two = server.create("one", "blank"), server.create("two", "blank")
        with psycopg.connect(plain(one)) as connection:
            connection.execute("update orders set number = 1")
        assert (numbers(one), numbers(two)) == ([1], [10482])
        server.drop("one")
        with pytest.raises(psycopg.OperationalError, match="does not exist"):
            numbers(one)


def test_a_template_that_could_not_be_filled_is_made_anew(tmp_path: Path) -> None:
    def fail(_url: str) -> None:
        raise LookupError

    with postgres.shared_server(tmp_path) as server:
        with pytest.raises(LookupError):
            server.ensure_template("blank", fail)
        server.ensure_template("blank", fill)
        assert numbers(server.create("one", "blank")) == [10482]


def test_processes_share_the_server_and_the_last_one_stops_it(tmp_path: Path) -> None:
    with use_in_another_process(tmp_path) as other:
        folder = first_line(other)
        with postgres.shared_server(tmp_path) as server:
            assert str(server.folder) == folder
            other.communicate("\n")
            with psycopg.connect(plain(server.url())) as connection:
                assert connection.execute("show fsync").fetchone() == ("off",)
    assert not Path(folder).exists()


def test_a_killed_process_does_not_keep_the_server(tmp_path: Path) -> None:
    with use_in_another_process(tmp_path) as other:
        folder = first_line(other)
        other.kill()
    assert Path(folder).exists()
    with postgres.shared_server(tmp_path) as server:
        assert str(server.folder) != folder
        assert not Path(folder).exists()


def test_the_server_never_runs_as_root(tmp_path: Path) -> None:
    with postgres.shared_server(tmp_path) as server:
        owner = (server.folder / "data" / "postmaster.pid").stat().st_uid
        assert owner != 0 or sys.platform == "win32"
