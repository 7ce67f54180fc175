"""The environment is made once, mended when that was interrupted, and left alone when pip fails."""

from pathlib import Path

import pytest

from tools import environment
from tools.progress import Trouble


class Site:
    """An environment whose steps are noted instead of done."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.steps: list[str] = []
        self.stamp = folder / "stamp"
        python, lock = folder / "python", folder / "requirements.lock"
        lock.write_text("alembic==1\n", encoding="utf-8")
        self.lock = lock
        self.python = python
        monkeypatch.setattr(environment, "_STAMP", self.stamp)
        monkeypatch.setattr(environment, "PYTHON", python)
        monkeypatch.setattr(environment, "LOCK", lock)
        monkeypatch.setattr(environment, "_is_usable", python.exists)
        monkeypatch.setattr(environment, "_create", self.create)
        monkeypatch.setattr(environment, "_install", lambda: self.steps.append("install"))
        monkeypatch.setattr(environment, "_add_project", lambda: self.steps.append("add"))

    def create(self) -> None:
        """Make the interpreter."""
        self.python.touch()
        self.steps.append("create")

    def ensure(self) -> list[str]:
        """Ask for the environment; return the steps that this took."""
        self.steps.clear()
        environment.ensure()
        return list(self.steps)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """Return a place where nothing was made yet."""
    return Site(tmp_path, monkeypatch)


def test_the_second_start_does_nothing(site: Site) -> None:
    assert site.ensure() == ["create", "install", "add"]
    assert site.ensure() == []
    assert environment.is_current()


def test_a_new_lock_is_installed_into_what_is_there(site: Site) -> None:
    site.ensure()
    site.lock.write_text("alembic==2\n", encoding="utf-8")
    assert not environment.is_current()
    assert site.ensure() == ["install", "add"]


def test_an_environment_made_by_somebody_else_is_kept(site: Site) -> None:
    site.python.touch()
    assert site.ensure() == ["install", "add"]


def test_an_interrupted_one_is_made_afresh(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(environment, "_install", interrupt)
        with pytest.raises(KeyboardInterrupt):
            site.ensure()
    assert site.ensure() == ["create", "install", "add"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ERROR: No matching distribution found (from versions: none)", "Check the network"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "DO NOT MATCH"),
    ],
)
def test_a_failure_of_pip_is_explained_and_keeps_what_was_there(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, told: str
) -> None:
    site.ensure()
    site.python.write_text(f"#!/bin/sh\necho '{said}'\nexit 1\n", encoding="utf-8")
    site.python.chmod(0o755)
    monkeypatch.undo()
    monkeypatch.setattr(environment, "_STAMP", site.stamp)
    monkeypatch.setattr(environment, "PYTHON", site.python)
    monkeypatch.setattr(environment, "_LOG", tmp_path / "log")
    with pytest.raises(Trouble, match=told):
        environment._install()
    assert not site.stamp.exists()
