"""`agentview jobs status` counts runs, and its code tells programs whether one waits too long."""

from contextlib import closing
from datetime import timedelta

import pytest

from agentview.cli import main
from agentview.contract.jobs import Trigger
from agentview.core.clock import SystemClock
from agentview.gateway.embedded import open_embedded
from agentview.services.network.system import SYSTEM
from agentview.services.work import Wish
from tests.build import HARBOUR


def ask(url: str, waiting: timedelta) -> None:
    """Ask for a run so long ago."""
    clock = SystemClock()
    with closing(open_embedded(url, clock)) as embedded:
        wish = Wish("batch", HARBOUR, Trigger.EVENT, "x", clock.now() - waiting, is_round=False, key="k")
        embedded.dispatcher.act(SYSTEM, lambda unit: unit.request_run(wish))


@pytest.mark.parametrize(("waiting", "late", "code"), [(290, "300", 0), (400, "300", 1), (290, "60", 1)])
def test_its_code_says_whether_a_run_waits_too_long(
    sqlite_url: str, capsys: pytest.CaptureFixture[str], waiting: int, late: str, code: int
) -> None:
    ask(sqlite_url, timedelta(seconds=waiting))
    assert main(["jobs", "status", "--late", late, "--database", sqlite_url]) == code
    told = capsys.readouterr()
    assert "QUEUED: 1" in told.out
    assert ("E-JOBS-LATE" in told.err) is bool(code)


def test_without_runs_all_is_well(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["jobs", "status", "--database", sqlite_url]) == 0
    assert "waiting for 0 s" in capsys.readouterr().out
