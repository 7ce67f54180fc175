"""The program starts on a fresh demo operator, and finds the database that is meant."""

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from agentview.core.clock import ManualClock
from agentview.main import DesktopOptions, _is_demo
from agentview.reach_local import reach_database, reach_demo


@pytest.mark.timeout(180)
def test_the_program_checks_itself_on_a_fresh_demo(tmp_path: Path) -> None:
    homes = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), str(tmp_path))
    environment = os.environ | homes | {"AGENTVIEW_DATA_FOLDER": str(tmp_path / "data")}
    command = [sys.executable, "-m", "agentview", "--check"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "tasks in the queue" in done.stdout
    assert done.stdout.rstrip().endswith("ok")
    assert not list(tmp_path.glob("**/*.damaged"))


def test_the_own_database_is_taken_where_there_is_one(tmp_path: Path) -> None:
    options = DesktopOptions(data_folder=tmp_path)
    assert _is_demo(options)
    (tmp_path / "agentview.db").touch()
    assert not _is_demo(options)
    assert not _is_demo(DesktopOptions(data_folder=tmp_path, server="https" + "://agentview.example"))


def test_the_demo_is_made_once_and_its_people_need_no_password(tmp_path: Path, clock: ManualClock) -> None:
    path = tmp_path / "data" / "demo.sqlite3"
    with ExitStack() as closing:
        first = reach_demo(path, clock, closing).people()
    with ExitStack() as closing:
        assert reach_demo(path, clock, closing).people() == first
    assert "priya" in {person.username for person in first}


def test_an_own_database_lets_only_its_owner_in_without_password(
    sqlite_url: str, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "harbour_lead")
    with ExitStack() as closing:
        gateway = reach_database(sqlite_url, clock, closing)
        assert [person.username for person in gateway.people()] == ["harbour_lead"]
