"""How the desktop starts: as typed, else as set; it asks where nobody has said, and tells what is broken."""

import argparse
from contextlib import ExitStack
from pathlib import Path

import pytest

from agentview.cli import desktop, main
from agentview.cli.desktop import COMMAND, options_of
from agentview.core import setting_layers
from agentview.core.errors import Rejected
from agentview.core.route import ProxyUse
from agentview.core.setting_layers import user_file
from agentview.core.settings import Place
from agentview.main import DesktopOptions, _Start

SERVER = "https://agentview.example"


@pytest.fixture(autouse=True)
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return where a policy may be written, on a computer on which nothing is set."""
    monkeypatch.setattr(setting_layers, "POLICY_FILE", tmp_path / "policy.toml")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("AGENTVIEW_DATA_FOLDER", str(tmp_path / "data"))
    monkeypatch.delenv("AGENTVIEW_SERVER_URL", raising=False)
    (tmp_path / "data").mkdir()
    return tmp_path / "policy.toml"


def started(*typed: str) -> DesktopOptions:
    """Return how the desktop starts for what was typed."""
    parser = argparse.ArgumentParser()
    COMMAND.arguments(parser)
    return options_of(parser.parse_args(typed))


def keep(text: str) -> None:
    """Write the user's settings."""
    user_file().parent.mkdir(parents=True, exist_ok=True)
    user_file().write_text(text, encoding="utf-8")


def test_where_nothing_is_set_it_asks() -> None:
    options = started()
    assert (options.is_first, options.place) == (True, None)
    assert started("tel:+61295550142").is_first


@pytest.mark.parametrize(
    "typed",
    [
        ("--check",),
        ("--profile-start",),
        ("--as", "priya"),
        ("--server", SERVER),
        ("--database", "sqlite://"),
    ],
)
def test_switches_are_not_asked(typed: tuple[str, ...]) -> None:
    assert not started(*typed).is_first


@pytest.mark.parametrize(("name", "place"), [("demo.sqlite3", Place.DEMO), ("agentview.db", Place.OWN)])
def test_a_database_that_is_there_is_not_asked_for(tmp_path: Path, name: str, place: Place) -> None:
    (tmp_path / "data" / name).touch()
    options = started()
    assert (options.is_first, options.place) == (False, place)


def test_what_is_set_is_taken(policy: Path) -> None:
    keep(f'server_url = "{SERVER}"\nproxy = "none"\n')
    options = started()
    assert (options.is_first, options.server, options.route.proxy) == (False, SERVER, ProxyUse.NONE)
    keep(f'server_url = "{SERVER}"\nplace = "demo"\n')
    assert (started().server, started().place) == ("", Place.DEMO)
    policy.write_text(f'server_url = "{SERVER}"\n', encoding="utf-8")
    assert started().server == SERVER
    assert started("--server", SERVER).server == SERVER


@pytest.mark.parametrize("typed", [("--server", "https://other.example"), ("--database", "sqlite://")])
def test_a_switch_that_says_otherwise_than_the_policy_is_refused(
    policy: Path, typed: tuple[str, ...]
) -> None:
    policy.write_text(f'server_url = "{SERVER}"\n', encoding="utf-8")
    with pytest.raises(Rejected, match="E-SETTING-POLICY"):
        started(*typed)


def test_broken_settings_are_told_in_the_window_and_on_the_terminal(
    policy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen: list[DesktopOptions] = []

    def run(options: DesktopOptions) -> int:
        seen.append(options)
        return 0

    monkeypatch.setattr(desktop, "run_desktop", run)
    policy.write_text("sever_url = ''\n", encoding="utf-8")
    assert main([]) == 0
    assert "E-SETTING-NAME" in capsys.readouterr().err
    start = _Start(seen[0], ExitStack())
    with pytest.raises(Rejected, match="E-SETTING-NAME"):
        start.reach()
    policy.write_text('place = "demo"\n', encoding="utf-8")
    assert start._decided().place is Place.DEMO


def test_what_was_chosen_in_the_first_run_counts_at_once() -> None:
    start = _Start(started(), ExitStack())
    keep('place = "demo"\n')
    decided = start._decided()
    assert (decided.place, decided.is_first, decided.trouble) == (Place.DEMO, False, None)
    keep(f'server_url = "{SERVER}"\n')
    assert start._decided().server == "", "who has begun to work is not moved elsewhere"
