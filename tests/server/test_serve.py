"""The real server in a process of its own: it starts from nothing, ends in order, survives being killed."""

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import psutil
import pytest
import requests
from sqlalchemy import func, select

from agentview.contract.op import Nothing
from agentview.contract.orders import PLACE, PlaceOutcome
from agentview.contract.session import ME
from agentview.core.errors import Rejected, Unavailable, Unknown
from agentview.gateway.remote import RemoteGateway
from agentview.models.database import Database
from agentview.models.order import Order
from agentview.models.upgrade import newest_revision
from agentview.server.serve import Listening, serve
from tests.build import password_of
from tests.fixtures.patience import PATIENCE_SECONDS, eventually
from tests.product_order import add, order
from tests.server.serve_process import HELD

ROOT = Path(__file__).parents[2]
USER = "harbour_csa"


@dataclass
class Served:
    """A server in a process of its own."""

    process: subprocess.Popen[str]
    written: list[str]
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def wait_until_held(self) -> None:
        """Wait until it stands still beside a commit."""
        assert self.process.stdout is not None
        assert self.process.stdout.readline().strip() == HELD

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self.process.kill()
        self.process.wait(20)

    def stop(self) -> tuple[int, str]:
        """Ask it to end; return its exit code and what it still wrote."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE_SECONDS)
        assert eventually(lambda: any("server.stopped" in line for line in self.written))
        return self.process.returncode, "".join(self.written)

    def listen(self) -> None:
        """Take in all that it writes: it would stand still once the pipe is full."""
        assert self.process.stderr is not None
        self.written.extend(self.process.stderr)

    def find_port(self) -> bool:
        """Say whether it told where it listens, and remember the port."""
        found = re.search(r"server\.listening .*port=(\d+)", "".join(self.written))
        self.port = int(found[1]) if found else 0
        return found is not None


def _end(process: subprocess.Popen[str]) -> None:
    """Kill what still runs: a child that is left would hold the pipe, and be listened to for ever."""
    if process.poll() is None:
        parent = psutil.Process(process.pid)
        for one in (*parent.children(recursive=True), parent):
            with suppress(psutil.NoSuchProcess):
                one.kill()


@contextmanager
def started(url: str, folder: Path, *options: str) -> Iterator[Served]:
    command = [sys.executable, "-m", "tests.server.serve_process", url, "--log-folder", str(folder), *options]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        server = Served(process, [])
        listening = Thread(target=server.listen)
        listening.start()
        try:
            assert eventually(server.find_port), server.written
            yield server
        finally:
            _end(process)
            listening.join()


@contextmanager
def signed_in(url: str) -> Iterator[RemoteGateway]:
    # Its socket listens before its processes are up, and a desktop does not wait as long as a test does.
    requests.get(f"{url}/v1/health", timeout=PATIENCE_SECONDS).raise_for_status()
    with closing(RemoteGateway(url)) as gateway:
        gateway.sign_in(USER, password_of(USER))
        yield gateway


def orders(url: str) -> int:
    with closing(Database(url)) as database, database.read() as session:
        return session.scalar(select(func.count()).select_from(Order)) or 0


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue("postgres_url" if request.param == "postgresql" else "sqlite_url")
    return url


def test_the_server_starts_from_nothing_and_ends_in_order(tmp_path: Path) -> None:
    with started(f"sqlite:///{tmp_path / 'new.db'}", tmp_path) as server:
        health = requests.get(f"{server.url}/v1/health", timeout=20).json()
        assert health["revision"] == newest_revision()
        code, written = server.stop()
    assert code == 0
    assert "server.stopped" in written
    lines = [json.loads(line) for line in (tmp_path / "agentview.log").read_text().splitlines()]
    events = ["server.listening", "network.platform", "server.request", "server.stopped"]
    assert [line["event"] for line in lines] == events
    assert lines[2]["operation"] == "server.health"


def test_open_streams_do_not_keep_the_server_from_ending(sqlite_url: str, tmp_path: Path) -> None:
    with started(sqlite_url, tmp_path) as server, signed_in(server.url) as gateway:
        subscription = gateway.subscribe(lambda _news: None)
        code, written = server.stop()
        subscription.close()
    assert code == 0
    assert "library.message" not in written


def test_several_processes_serve_one_postgresql(postgres_url: str, tmp_path: Path) -> None:
    with started(postgres_url, tmp_path, "--processes", "2") as server:
        with signed_in(server.url) as gateway:
            for _ in range(10):
                assert gateway.call(ME, Nothing()).username == USER
        code, _ = server.stop()
    assert code == 0


@pytest.mark.parametrize("processes", ["1", "2"])
def test_the_server_carries_out_jobs_only_where_it_is_told_to(
    postgres_url: str, tmp_path: Path, processes: str
) -> None:
    with started(postgres_url, tmp_path, "--processes", processes, "--with-jobs") as server:
        wanted = int(processes)
        assert eventually(lambda: "".join(server.written).count("jobs.started") == wanted), server.written
        code, _ = server.stop()
    assert code == 0
    with started(postgres_url, tmp_path, "--processes", processes) as server:
        with signed_in(server.url) as gateway:
            gateway.call(ME, Nothing())
        code, written = server.stop()
    assert code == 0
    assert "jobs.started" not in written


@pytest.mark.parametrize("moment", ["before_commit", "after_commit"])
def test_a_server_killed_in_the_middle_of_a_command_leaves_one_effect(
    database_url: str, tmp_path: Path, moment: str
) -> None:
    wish = order("A-1", add("MOB-40"))
    with (
        ThreadPoolExecutor(1) as pool,
        started(database_url, tmp_path, "--hold", moment, "--by", USER) as dying,
        signed_in(dying.url) as gateway,
    ):
        placing = pool.submit(gateway.call, PLACE, wish, key="k")
        dying.wait_until_held()
        dying.kill()
        with pytest.raises(Unknown, match="E-UNKNOWN"):
            placing.result(30)
    assert orders(database_url) == (1 if moment == "after_commit" else 0)
    with (
        started(database_url, tmp_path, "--port", str(dying.port)) as server,
        signed_in(server.url) as gateway,
    ):
        first = gateway.call(PLACE, wish, key="k")
        again = gateway.call(PLACE, wish, key="k")
        # Negative control: without the key the server has not done it before, and finds the order there.
        other = gateway.call(PLACE, wish, key="another")
    assert first == again
    assert (first.outcome, other.outcome) == (PlaceOutcome.CREATED, PlaceOutcome.UNCHANGED)
    assert orders(database_url) == 1


def test_several_processes_on_sqlite_are_refused(sqlite_url: str) -> None:
    with pytest.raises(Rejected, match="E-ONE-PROCESS"):
        serve(sqlite_url, Listening(port=0), processes=2)


def test_a_port_that_is_taken_is_told(sqlite_url: str, tmp_path: Path) -> None:
    with started(sqlite_url, tmp_path) as server:
        with pytest.raises(Unavailable, match="E-PORT") as error:
            serve(sqlite_url, Listening(port=server.port))
        assert error.value.values == {"port": server.port}


def test_a_database_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="E-DATABASE"):
        serve(f"sqlite:///{tmp_path / 'no folder' / 'x.db'}", Listening(port=0))
    with pytest.raises(Unavailable, match="E-DATABASE"):
        serve("postgresql+psycopg://nobody@127.0.0.1:1/none", Listening(port=0))
