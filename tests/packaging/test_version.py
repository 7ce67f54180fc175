"""The version stands in one place, and the moment of a package is that of its sources."""

import tomllib
from pathlib import Path

import pytest

import agentview
from tools.packages import frozen, release
from tools.progress import Trouble

ROOT = Path(__file__).resolve().parents[2]


def test_the_version_is_the_program_s_own() -> None:
    assert release.version() == agentview.__version__


def test_the_wheel_takes_it_from_there() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in settings["project"]
    assert settings["project"]["dynamic"] == ["version"]
    assert settings["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "agentview.__version__"}


def test_a_source_without_a_version_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "__init__.py"
    source.write_text('__version__ = "soon"\n', encoding="utf-8")
    with pytest.raises(Trouble, match="names no version"):
        release.version(source)


def test_the_moment_can_be_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795867377")
    assert release.epoch() == 1795867377
    assert release.day(1795867377) == "2026-11-28"


@pytest.mark.parametrize(
    ("version", "numbers"), [("1.2.3", "1.2.3"), ("1.2.3+next", "1.2.3"), ("1.2.3~rc1", "1.2.3")]
)
def test_windows_gets_three_numbers(version: str, numbers: str) -> None:
    assert frozen.plain(version) == numbers


def test_what_windows_shows_of_the_program_holds_the_version() -> None:
    text = frozen._version_file("1.2.3+next")
    assert "filevers=(1, 2, 3, 0)" in text
    assert "'1.2.3+next'" in text
