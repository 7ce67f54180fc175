"""The other commands: a database is made, people are added, operations are called."""

import importlib
import io
import json
import stat
import sys
from pathlib import Path
from types import SimpleNamespace

import keyring
import pytest
from keyring.backend import KeyringBackend

from agentview import __version__
from agentview.cli import main, start
from agentview.cli import serve as serving
from agentview.cli.command import Command, shown
from agentview.core import log
from agentview.core.clock import SystemClock
from agentview.core.errors import NotSignedIn
from agentview.gateway.embedded import open_embedded
from agentview.gateway.local import LocalGateway
from tests import build
from tests.fixtures.backend import Backend

INIT = [
    "--provider",
    "Harbour",
    "--code",
    "H",
    "--zone",
    "Australia/Sydney",
    "--currency",
    "aud",
    "--region",
    "au",
]


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cheap_passwords: object) -> Path:
    """Give each test a data folder of its own, and the system a user."""
    assert cheap_passwords
    folder = tmp_path / "data"
    monkeypatch.setenv("AGENTVIEW_DATA_FOLDER", str(folder))
    monkeypatch.setenv("LOGNAME", "olga")
    for name in ("AGENTVIEW_DATABASE_URL", "AGENTVIEW_SERVER_URL"):
        monkeypatch.delenv(name, raising=False)
    return folder


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_a_look_that_there_is_not_is_told_and_nothing_is_drawn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tour", str(tmp_path / "pictures"), "--look", "rosy"]) == 2
    told = capsys.readouterr().err
    assert "There is no look 'rosy'; nothing was drawn." in told
    assert "dark, " in told
    assert not (tmp_path / "pictures").exists()


def test_the_overview_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(f"  {name} " in told for name in start.COMMANDS)
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"AgentView {__version__}\n"


@pytest.mark.parametrize("name", sorted(start.COMMANDS))
def test_every_command_explains_itself(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert start.COMMANDS[name][1][1:] in " ".join(capsys.readouterr().out.split())


def test_an_unknown_command_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["order"])
    assert ended.value.code == 2
    assert "'order'" in capsys.readouterr().err


def test_a_database_is_founded_with_an_owner_who_needs_no_password(
    own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["db", "init", *INIT]) == 0
    file = own_folder / "agentview.db"
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert main(["call", "session.me"]) == 0
    told = capsys.readouterr().out
    me = json.loads(told[told.index("{") :])
    assert (me["username"], me["provider"], me["roles"]) == ("olga", "Harbour", ["ADMIN", "SUPERVISOR"])
    assert main(["db", "upgrade"]) == 0
    assert main(["db", "init", *INIT]) == 1
    assert "E-DATABASE-IN-USE" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value"),
    [("--zone", "Mars/Base"), ("--currency", "dollars"), ("--region", "XX"), ("--code", "x" * 41)],
)
def test_a_wrong_setting_leaves_no_database_behind(
    own_folder: Path, capsys: pytest.CaptureFixture[str], name: str, value: str
) -> None:
    assert main(["db", "init", *INIT, name, value]) == 1
    assert "E-SETTING" in capsys.readouterr().err
    assert not (own_folder / "agentview.db").exists()


def test_people_are_added_with_passwords_and_roles(
    monkeypatch: pytest.MonkeyPatch, own_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["db", "init", *INIT])
    typed(monkeypatch, "correct horse\n")
    assert main(["users", "add", "anna", "--role", "CSA", "--role", "SUPERVISOR", "--name", "Anna B"]) == 0
    typed(monkeypatch, "battery staple\n")
    assert main(["users", "set-password", "anna"]) == 0
    capsys.readouterr()
    assert main(["users", "list"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["anna", "Anna", "B", "Harbour", "CSA,", "SUPERVISOR"]
    assert lines[1][-2:] == ["(no", "password)"]
    embedded = open_embedded(f"sqlite:///{own_folder / 'agentview.db'}", SystemClock())
    gateway = LocalGateway(embedded.dispatcher, embedded.hub, people_allowed=False)
    with pytest.raises(NotSignedIn):
        gateway.sign_in("anna", "correct horse")
    assert gateway.sign_in("anna", "battery staple").display_name == "Anna B"
    gateway.close()
    embedded.close()


@pytest.mark.parametrize(
    ("arguments", "password", "code"),
    [
        (["add", "olga", "--role", "CSA"], "long enough", "E-USER-EXISTS"),
        (["add", "no blanks", "--role", "CSA"], "long enough", "E-USERNAME"),
        (["add", "ben", "--role", "CSA"], "short", "E-PASSWORD"),
        (["add", "ben", "--role", "VIEWER"], "long enough", "E-ROLE-VIEWER"),
        (["add", "ben", "--role", "CSA", "--account", "1"], "long enough", "E-ROLE-VIEWER"),
        (["add", "ben", "--role", "VIEWER", "--account", "1"], "long enough", "E-ACCOUNT"),
        (["add", "ben", "--role", "CSA", "--provider", "X"], "long enough", "E-NO-PROVIDER"),
        (["set-password", "ben"], "long enough", "E-NO-USER"),
        (["set-password", "olga"], "", "E-PASSWORD"),
    ],
)
def test_people_who_cannot_be(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    password: str,
    code: str,
) -> None:
    main(["db", "init", *INIT])
    typed(monkeypatch, f"{password}\n")
    assert main(["users", *arguments]) == 1
    assert code in capsys.readouterr().err


def test_any_operation_can_be_called(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    here = ["--database", sqlite_url, "--as", "harbour_csa"]
    assert main(["call", "--list"]) == 0
    assert "orders.place" in capsys.readouterr().out
    typed(monkeypatch, '{"name": "theme"}')
    assert main(["call", "desk.preference", "-", *here]) == 0
    assert json.loads(capsys.readouterr().out) == {"name": "theme", "value": None}
    assert main(["call", "desk.preference", '{"name": 5}', *here]) == 2
    assert "/name" in capsys.readouterr().err
    assert main(["call", "desk.preference", "{", *here]) == 2
    assert main(["call", "provisioning.task", '{"task_id": 99}', *here]) == 1
    assert "E-NOT-FOUND" in capsys.readouterr().err


def test_without_own_database_the_demo_is_meant(own_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["users", "list"]) == 1
    assert "E-NO-DATABASE" in capsys.readouterr().err
    own_folder.mkdir()
    (own_folder / "demo.sqlite3").touch()
    assert main(["users", "list"]) == 0


class MemoryKeyring(KeyringBackend):
    """A key ring for one test."""

    priority = 1.0

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username))


@pytest.mark.parametrize("backend", ["http"], indirect=True)
def test_a_session_on_a_server_is_kept_for_later_commands(
    backend: Backend, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert backend.url is not None
    before = keyring.get_keyring()
    server = ["--server", backend.url]
    typed(monkeypatch, f"{build.password_of('harbour_csa')}\n")
    assert main(["sign-in", *server, "--as", "harbour_csa"]) == 2
    assert "E-NO-KEY-RING" in capsys.readouterr().err
    keyring.set_keyring(MemoryKeyring())
    try:
        assert main(["call", "session.me", *server]) == 1
        assert "E-SIGN-IN" in capsys.readouterr().err
        typed(monkeypatch, "wrong\n")
        assert main(["sign-in", *server, "--as", "harbour_csa"]) == 1
        typed(monkeypatch, f"{build.password_of('harbour_csa')}\n")
        assert main(["sign-in", *server, "--as", "harbour_csa"]) == 0
        assert main(["call", "session.me", *server]) == 0
        assert '"username": "harbour_csa"' in capsys.readouterr().out
    finally:
        keyring.set_keyring(before)


def test_an_address_must_be_one() -> None:
    with pytest.raises(SystemExit) as ended:
        main(["call", "session.me", "--server", "agentview.example"])
    assert ended.value.code == 2


def test_serve_passes_on_what_was_asked(monkeypatch: pytest.MonkeyPatch, own_folder: Path) -> None:
    seen: dict[str, object] = {}

    def serve(url: str, listening: object, *, processes: int, with_jobs: bool) -> None:
        seen.update(url=url, listening=listening, processes=processes, with_jobs=with_jobs)

    monkeypatch.setattr(serving, "serve", serve)
    monkeypatch.setattr(log, "open_log", lambda *_args, **_more: None)
    assert main(["serve", "--database", "sqlite:///x.db", "--port", "9000", "--host", "127.0.0.2"]) == 0
    assert seen["url"] == "sqlite:///x.db"
    assert (seen["listening"].host, seen["listening"].port, seen["processes"]) == ("127.0.0.2", 9000, 1)  # type: ignore[attr-defined]
    assert main(["serve"]) == 0
    assert seen["url"] == f"sqlite:///{own_folder / 'agentview.db'}"
    assert seen["with_jobs"] is False
    assert main(["serve", "--with-jobs"]) == 0
    assert seen["with_jobs"] is True


def test_without_qt_the_desktop_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def without_qt(name: str) -> object:
        raise ModuleNotFoundError(name="PySide6.QtCore") if name == start.DESKTOP[0] else AssertionError

    monkeypatch.setattr(importlib, "import_module", without_qt)
    assert main([]) == 2
    assert "E-NO-DESKTOP" in capsys.readouterr().err


def test_the_desktop_starts_without_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    desktop = SimpleNamespace(COMMAND=Command(lambda _parser: None, lambda _arguments: 7))

    def loaded(name: str) -> object:
        seen.append([name])
        return desktop

    monkeypatch.setattr(importlib, "import_module", loaded)
    assert main([]) == 7
    assert seen == [["agentview.cli.desktop"]]


def test_what_people_typed_moves_no_cursor() -> None:
    assert shown("a\x1b[2Jb\u202ec\x9b") == "a?[2Jb?c?"
