"""`agentview work`: a process that carries out jobs until it is told to stop."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from agentview.cli import main

ROOT = Path(__file__).parents[2]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM that a process hears")
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_it_starts_and_ends_in_order_on_sigterm(request: pytest.FixtureRequest, kind: str) -> None:
    url = str(request.getfixturevalue("postgres_url" if kind == "postgresql" else "sqlite_url"))
    command = [sys.executable, "-m", "agentview", "work", "--database", url, "--slots", "2"]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline().strip() == "INFO jobs.started count=2"
        process.send_signal(signal.SIGTERM)
        said = process.stderr.read().split()
        assert process.wait(30) == 0
    assert [word for word in said if word.startswith("job")] == ["jobs.stopping", "jobs.stopped"]


def test_it_makes_no_database(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "none.db"
    assert main(["work", "--database", f"sqlite:///{missing}"]) == 1
    assert "E-NO-DATABASE" in capsys.readouterr().err
    assert not missing.exists()


@pytest.mark.parametrize("slots", ["0", "65", "many"])
def test_slots_are_a_number_that_makes_sense(slots: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["work", "--slots", slots])
    assert ended.value.code == 2
