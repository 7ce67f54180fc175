"""The local hook: it tells a number to who knows the token, on this computer alone."""

import http.client
import logging
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from pytestqt.qtbot import QtBot

from agentview.ui.shell.call_hook import TOKEN_FILE, CallHook, hook_token

TOKEN = "a-token"


class Telephone:
    """Asks from a thread of its own, as a telephone system does."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.hook = CallHook(TOKEN)
        self.calls: list[str] = []
        self.hook.called.connect(self.calls.append)
        assert self.hook.listen(0)

    def ask(self, path: str, method: str = "GET", **headers: str) -> int:
        found: list[int] = []

        def ask() -> None:
            connection = http.client.HTTPConnection("127.0.0.1", self.hook.port, timeout=20)
            connection.request(method, path, headers=headers)
            found.append(connection.getresponse().status)
            connection.close()

        thread = Thread(target=ask)
        thread.start()
        self.qtbot.waitUntil(lambda: bool(found), timeout=20_000)
        thread.join()
        return found[0]


@pytest.fixture
def telephone(qtbot: QtBot) -> Iterator[Telephone]:
    """Return a telephone system beside a hook."""
    telephone = Telephone(qtbot)
    yield telephone
    telephone.hook.close()


def test_a_call_is_told_with_the_token_in_the_address_or_in_a_header(telephone: Telephone) -> None:
    assert telephone.ask(f"/call?from=%2B61295550142&token={TOKEN}") == 204
    assert telephone.ask("/call?from=0295550142", Authorization=f"Bearer {TOKEN}") == 204
    assert telephone.calls == ["agentview:call?from=%2B61295550142", "agentview:call?from=0295550142"]


@pytest.mark.parametrize(
    ("path", "method", "headers", "status"),
    [
        ("/call?from=0295550142", "GET", {}, 403),
        ("/call?from=0295550142&token=wrong", "GET", {}, 403),
        ("/call?from=0295550142", "GET", {"Authorization": "Bearer wrong"}, 403),
        (f"/call?from=0295550142&token={TOKEN}", "GET", {"Host": "evil.example"}, 403),
        (f"/other?from=0295550142&token={TOKEN}", "GET", {}, 404),
        (f"/call?from=0295550142&token={TOKEN}", "POST", {}, 405),
        (f"/call?from=anonymous&token={TOKEN}", "GET", {}, 400),
        (f"/call?token={TOKEN}", "GET", {}, 400),
        (f"/call?from={'1' * 33}&token={TOKEN}", "GET", {}, 400),
        (f"/call?from=0295550142&token={TOKEN}&x={'y' * 5_000}", "GET", {}, 400),
    ],
)
def test_everything_else_is_refused(
    telephone: Telephone, path: str, method: str, headers: dict[str, str], status: int
) -> None:
    assert telephone.ask(path, method, **headers) == status
    assert telephone.calls == []


def test_neither_number_nor_token_is_logged(telephone: Telephone, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        telephone.ask(f"/call?from=0295550142&token={TOKEN}")
    logged = " ".join(f"{record.getMessage()} {record.__dict__.get('fields')}" for record in caplog.records)
    assert "call_hook.asked" in logged
    assert "0295550142" not in logged
    assert TOKEN not in logged


def test_a_port_that_is_taken_is_said(telephone: Telephone) -> None:
    assert not CallHook(TOKEN).listen(telephone.hook.port)


@pytest.mark.skipif(sys.platform == "win32", reason="files have no such modes there")
def test_the_token_is_made_once_and_only_the_person_may_read_it(tmp_path: Path) -> None:
    token = hook_token(tmp_path / "state")
    assert hook_token(tmp_path / "state") == token
    assert len(token) >= 32
    assert stat.S_IMODE((tmp_path / "state" / TOKEN_FILE).stat().st_mode) == 0o600
