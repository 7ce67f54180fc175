"""The verbs of dev.py say what is in the way instead of failing somewhere inside."""

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tools import checks, commands, environment, libraries, lock
from tools.place import ROOT


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note what would be started, on a Linux where all is installed and there is no display."""
    noted: list[str] = []

    def note(arguments: list[str], *, offscreen: bool) -> int:
        noted.append(" ".join(arguments) + (" (offscreen)" if offscreen else ""))
        return 0

    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(libraries, "missing", lambda **_: [])
    monkeypatch.setattr(environment, "ensure", lambda: None)
    monkeypatch.setattr(commands, "_start", note)
    return noted


def test_run_without_a_display_offers_offscreen(
    started: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(["run"]) == 1
    assert "dev.py run --offscreen" in capsys.readouterr().out
    assert started == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("run --offscreen", "-m agentview --offscreen (offscreen)"),
        ("run serve --port 8080", "-m agentview serve --port 8080"),
        ("run --version", "-m agentview --version"),
        ("tour pictures", "-m agentview tour pictures (offscreen)"),
    ],
)
def test_what_needs_no_display_starts(started: list[str], typed: str, expected: str) -> None:
    assert commands.main(typed.split()) == 0
    assert started == [expected]


def test_run_opens_a_window_on_a_display(started: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":1")
    assert commands.main(["run", "--server", "desk.example"]) == 0
    assert started == ["-m agentview --server desk.example"]


def test_an_unknown_verb_gets_the_list_of_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.main(["dance"]) == 2
    assert "doctor" in capsys.readouterr().out


def test_lock_without_uv_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(lock, "script", lambda name: str(tmp_path / name))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert commands.main(["lock"]) == 1
    assert "pip install uv" in capsys.readouterr().out


def test_every_failed_check_is_reported(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def check(name: str, code: int) -> checks.Check:
        return checks.Check(
            name, [sys.executable, "-c", f"print('said by {name}'); raise SystemExit({code})"]
        )

    planned = [check("one", 1), check("two", 0), check("three", 2)]
    monkeypatch.setattr(checks, "all_checks", lambda _arguments: planned)
    assert checks.run([]) == 1
    out = capsys.readouterr().out
    assert "said by one" in out
    assert "said by two" not in out
    assert "one, three" in out.splitlines()[-1]


def test_an_old_python_is_told_what_is_needed() -> None:
    code = "import sys; sys.version_info = (3, 10); exec(open('dev.py').read())"
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert "needs Python 3.11 or newer" in done.stderr
    assert done.returncode == 1


def test_package_without_a_folder_behind_output_says_how_it_is_called(
    started: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.main(["package", "--output"]) == 2
    assert "--output FOLDER" in capsys.readouterr().out
    assert started == []


def test_every_program_of_ours_that_is_started_by_name_is_there() -> None:
    named = {
        name
        for file in sorted((ROOT / "tools").rglob("*.py"))
        for name in re.findall(r'"-m", "(tools\.[\w.]+)"', file.read_text(encoding="utf-8"))
    }
    assert "tools.packages.icons" in named
    assert [name for name in sorted(named) if find_spec(name) is None] == []
