"""One running program takes the links of later starts; a dead one is replaced. With real processes."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from agentview.ui.shell.instance import TOKEN, Instance

_RUN = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from agentview.ui.shell.instance import Instance

app = QCoreApplication(sys.argv)
instance = Instance("demo", Path(sys.argv[1]))
if not instance.take():
    print("handed over" if instance.hand_over(sys.argv[2]) else "nobody", flush=True)
    sys.exit(0)
instance.handed_over.connect(lambda link, token: print(f"{link} {token}", flush=True))
print("running", flush=True)
app.exec()
"""


@contextmanager
def started(folder: Path, link: str = "") -> Iterator[subprocess.Popen[str]]:
    environment = os.environ | {TOKEN: "a-token"}
    command = [sys.executable, "-c", _RUN, str(folder), link]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_a_later_start_hands_its_link_over_and_ends(tmp_path: Path) -> None:
    with started(tmp_path) as first:
        assert line(first) == "running"
        with started(tmp_path, "tel:0295550142") as second:
            assert line(second) == "handed over"
            assert second.wait(20) == 0
        assert line(first) == "tel:0295550142 a-token"


def test_a_start_after_a_kill_is_the_running_program(tmp_path: Path) -> None:
    with started(tmp_path) as first:
        assert line(first) == "running"
        first.kill()
        first.wait()
    with started(tmp_path, "tel:0295550142") as second:
        assert line(second) == "running"
        with started(tmp_path, "agentview:order/PO-1") as third:
            assert line(third) == "handed over"
        assert line(second) == "agentview:order/PO-1 a-token"


@pytest.mark.usefixtures("app")
def test_each_place_has_its_own(tmp_path: Path) -> None:
    demo, server = Instance("demo", tmp_path), Instance("https://example.com", tmp_path)
    assert [demo.take(), server.take()] == [True, True]
    assert not Instance("demo", tmp_path).take()
    demo.close()
    assert Instance("demo", tmp_path).take()
    server.close()


@pytest.mark.parametrize("message", [b"nonsense\n", b"[]\n", b'{"link": 1, "token": ""}\n', b"x" * 10_000])
def test_what_no_start_sends_is_not_followed(qtbot: QtBot, tmp_path: Path, message: bytes) -> None:
    instance = Instance("demo", tmp_path)
    assert instance.take()
    followed: list[str] = []
    instance.handed_over.connect(lambda link, _token: followed.append(link))
    socket = QLocalSocket()
    socket.connectToServer(instance.server_name)
    assert socket.waitForConnected(2_000)
    with qtbot.waitSignal(socket.disconnected):
        socket.write(message)
        socket.flush()
    assert followed == []
    instance.close()
