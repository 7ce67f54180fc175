"""`agentview jobs status` counts runs, and its code tells programs whether one waits too long."""

from contextlib import closing
from datetime import timedelta

import pytest
from sqlalchemy import update

from agentview.cli import main, place
from agentview.contract.jobs import Trigger
from agentview.core.clock import ManualClock
from agentview.gateway.embedded import open_embedded
from agentview.models.job_run import JobRun
from agentview.services.network.system import SYSTEM
from agentview.services.work import Wish
from tests.build import HARBOUR, START

NOW = START


@pytest.fixture(autouse=True)
def _stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the same moment for the command and for what it counts."""
    monkeypatch.setattr(place, "SystemClock", lambda: ManualClock(NOW))


def ask(url: str, waiting: timedelta, *, is_begun: bool = False) -> None:
    """Ask for a run so long ago."""
    with closing(open_embedded(url, ManualClock(NOW))) as embedded:
        wish = Wish("batch", HARBOUR, Trigger.EVENT, "x", NOW - waiting, is_round=False, key="k")
        embedded.dispatcher.act(SYSTEM, lambda unit: unit.request_run(wish))
        if is_begun:
            with embedded.database.engine.begin() as connection:
                connection.execute(update(JobRun).values(attempts=1))


@pytest.mark.parametrize(
    ("waiting", "late", "code"),
    [
        (300, (), 0),
        (301, (), 1),
        (300, ("--late", "300"), 0),
        (60, ("--late", "60"), 0),
        (61, ("--late", "60"), 1),
    ],
)
def test_its_code_says_whether_a_run_waits_too_long(
    sqlite_url: str, capsys: pytest.CaptureFixture[str], waiting: int, late: tuple[str, ...], code: int
) -> None:
    ask(sqlite_url, timedelta(seconds=waiting))
    assert main(["jobs", "status", *late, "--database", sqlite_url]) == code
    told = capsys.readouterr()
    assert "QUEUED: 1" in told.out
    assert f"waiting for {waiting} s" in told.out
    assert ("E-JOBS-LATE" in told.err) is bool(code)


def test_a_run_that_was_begun_is_not_late(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    ask(sqlite_url, timedelta(days=1), is_begun=True)
    assert main(["jobs", "status", "--database", sqlite_url]) == 0
    assert "waiting for 0 s" in capsys.readouterr().out


def test_without_runs_all_is_well(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["jobs", "status", "--database", sqlite_url]) == 0
    assert "waiting for 0 s" in capsys.readouterr().out
