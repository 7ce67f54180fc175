"""What Qt lacks is found, installed as root, and named with the command for everybody else."""

import os
import sys
from pathlib import Path

import pytest

from tools import libraries, system
from tools.progress import Trouble

LACKING = {"libEGL.so.1", "libxcb-cursor.so.0"}


@pytest.fixture
def bare_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand on a Linux that lacks one library for Qt and one for windows."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(libraries, "_loads", lambda library: library not in LACKING)
    monkeypatch.setattr(libraries, "_has_fonts", lambda: True)


def put_apt(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> Path:
    """Put an apt-get that only notes its arguments in front of the real one; return its notes."""
    notes = folder / "notes"
    program = folder / "apt-get"
    program.write_text(f'#!/bin/sh\necho "$@" >> "{notes}"\n{text}\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(system, "_is_root", lambda: True)
    return notes


@pytest.mark.usefixtures("bare_linux")
def test_what_a_window_needs_is_asked_for_only_then() -> None:
    assert libraries.missing(window=False) == ["libegl1"]
    assert libraries.missing(window=True) == ["libegl1", "libxcb-cursor0"]


@pytest.mark.usefixtures("bare_linux")
def test_windows_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert libraries.missing(window=True) == []


@pytest.mark.usefixtures("bare_linux")
def test_others_than_root_get_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "_is_root", lambda: False)
    with pytest.raises(
        Trouble, match="sudo apt-get install -y --no-install-recommends libegl1 libxcb-cursor0"
    ):
        libraries.ensure(window=True)


@pytest.mark.usefixtures("bare_linux")
def test_root_installs_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = put_apt(tmp_path, monkeypatch, "exit 0")
    found = iter([["libegl1"], []])
    monkeypatch.setattr(libraries, "missing", lambda *, window: next(found) if window else [])
    libraries.ensure(window=True)
    assert notes.read_text(encoding="utf-8").splitlines() == [
        "-q update",
        "-q install -y --no-install-recommends libegl1",
    ]


@pytest.mark.usefixtures("bare_linux")
def test_what_apt_says_is_shown_when_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_apt(tmp_path, monkeypatch, "echo Unable to fetch; exit 100")
    with pytest.raises(Trouble, match="Unable to fetch"):
        libraries.ensure(window=False)


@pytest.mark.usefixtures("bare_linux")
def test_a_library_that_does_not_come_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_apt(tmp_path, monkeypatch, "exit 0")
    with pytest.raises(Trouble, match=r"still missing.*libegl1"):
        libraries.ensure(window=False)
