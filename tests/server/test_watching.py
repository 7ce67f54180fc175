"""What who watches over the server is told: that it is ready, and its numbers, to those who may."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import anyio
import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text
from starlette.requests import Request

from agentview.contract.jobs import RunStatus
from agentview.contract.operations import OPERATIONS
from agentview.core.clock import ManualClock
from agentview.core.errors import Denied
from agentview.core.service_manager import ALIVE, READY
from agentview.gateway.embedded import Embedded, serve_from
from agentview.models.database import Database
from agentview.server.metrics import Meter
from agentview.server.watching import MetricsPage
from tests.fixtures.live_server import served
from tests.fixtures.patience import PATIENCE_SECONDS, eventually
from tests.server.test_problem import Client, problem
from tests.server.test_serve import signed_in, started

TOKEN = "a-token-for-numbers"


@pytest.fixture
def embedded(sqlite_url: str, clock: ManualClock) -> Iterator[Embedded]:
    with closing(serve_from(Database(sqlite_url), clock)) as opened:
        yield opened


def get(url: str, **headers: str) -> requests.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return requests.get(url, headers=named, timeout=PATIENCE_SECONDS)


def numbers(page: requests.Response) -> dict[str, float]:
    """Return the samples of a page by their names and labels."""
    assert page.status_code == 200, page.text
    assert page.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    return {
        f"{sample.name}{sorted(sample.labels.values())}": sample.value
        for family in text_string_to_metric_families(page.text)
        for sample in family.samples
    }


def test_a_server_is_ready_while_the_tables_are_of_its_version(embedded: Embedded) -> None:
    with served(embedded) as url:
        assert get(f"{url}/v1/ready").json() == get(f"{url}/v1/health").json()
        with embedded.database.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999_later'"))
        assert problem(get(f"{url}/v1/ready"), 503).code == "E-TABLES"
        assert get(f"{url}/v1/health").json()["revision"] == "9999_later"


@pytest.mark.parametrize("revision", ["0001_foundation", "9999_later", ""])
@pytest.mark.parametrize("backend", ["sqlite_url", "postgres_url"])
def test_a_server_is_not_ready_on_tables_of_another_version(
    request: pytest.FixtureRequest, clock: ManualClock, backend: str, revision: str
) -> None:
    """Older, newer, or none at all, as in a database that was made anew; it is alive all the same."""
    change = text("UPDATE alembic_version SET version_num = :revision").bindparams(revision=revision)
    with closing(serve_from(Database(request.getfixturevalue(backend)), clock)) as opened:
        with opened.database.engine.begin() as connection:
            connection.execute(change if revision else text("DROP TABLE alembic_version"))
        with served(opened) as url:
            told = problem(get(f"{url}/v1/ready"), 503)
            assert [refusal.code for refusal in told.refusals] == ["E-TABLES"]
            assert get(f"{url}/v1/health").json()["revision"] == revision
            seen = numbers(get(f"{url}/v1/metrics"))
    assert seen["agentview_requests_total['done', 'server.health']"] == 1
    assert not any(name.startswith("agentview_jobs") for name in seen)


@pytest.mark.parametrize(
    "away", ["sqlite:////nowhere/at/all.db", "postgresql+psycopg://olga:s3cret@127.0.0.1:1/away"]
)
@pytest.mark.parametrize("page", ["ready", "health", "metrics"])
def test_without_its_database_a_server_says_so_and_nothing_else(
    clock: ManualClock, away: str, page: str
) -> None:
    with closing(serve_from(Database(away), clock)) as opened, served(opened) as url:
        answer = get(f"{url}/v1/{page}")
    told = problem(answer, 503)
    assert [refusal.code for refusal in told.refusals] == ["E-DATABASE"]
    assert not any(secret in answer.text for secret in ("olga", "s3cret", "127.0.0.1", "nowhere"))


def test_requests_are_counted_by_operation_and_outcome(embedded: Embedded) -> None:
    with served(embedded) as url:
        client = Client(url)
        with client.session:
            client.post("/v1/session/me")
            client.post("/v1/session/me", b"no json")
            client.post("/v1/no/such/path")
        seen = numbers(get(f"{url}/v1/metrics"))
    assert seen["agentview_requests_total['done', 'session.me']"] == 1
    assert seen["agentview_requests_total['refused', 'session.me']"] == 1
    assert seen["agentview_requests_total['none', 'refused']"] == 1
    assert seen["agentview_requests_total['done', 'session.sign_in']"] == 1
    assert seen["agentview_request_seconds_count['session.me']"] == 2
    assert seen["agentview_event_streams[]"] == 0
    assert seen["agentview_jobs['QUEUED']"] == 0
    assert seen["agentview_jobs_oldest_waiting_seconds[]"] == 0


def test_open_streams_are_counted_while_they_are_open(embedded: Embedded) -> None:
    def streams(url: str) -> float:
        return numbers(get(f"{url}/v1/metrics"))["agentview_event_streams[]"]

    with served(embedded, heartbeat_seconds=0.05) as url, signed_in(url) as gateway:
        subscription = gateway.subscribe(lambda _news: None)
        assert eventually(lambda: streams(url) == 1)
        subscription.close()
        assert eventually(lambda: streams(url) == 0)


def test_nobody_is_named_in_the_numbers(embedded: Embedded) -> None:
    with served(embedded) as url:
        client = Client(url)
        with client.session:
            client.post("/v1/search/find", b'{"text": "Marlow"}')
            client.post("/v1/Marlow")
        page = get(f"{url}/v1/metrics").text
    assert "Marlow" not in page
    assert "harbour_csa" not in page


@pytest.mark.parametrize("header", ["X_Forwarded_For", "Forwarded", "X_Real_IP", "Via"])
def test_without_a_token_a_proxy_is_refused(embedded: Embedded, header: str) -> None:
    with served(embedded) as url:
        assert problem(get(f"{url}/v1/metrics", **{header: "127.0.0.1"}), 403).code == "E-METRICS"


def test_without_a_token_another_computer_is_refused(embedded: Embedded) -> None:
    with served(embedded, trusted_proxies="127.0.0.1") as url:
        answer = get(f"{url}/v1/metrics", X_Forwarded_For="192.0.2.7")
        assert problem(answer, 403).code == "E-METRICS"


@pytest.mark.parametrize(
    ("host", "is_let_in"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("192.0.2.7", False),
        ("10.0.0.1", False),
        ("::ffff:192.0.2.7", False),
        ("localhost.example", False),
        (None, False),
    ],
)
def test_without_a_token_the_address_that_calls_must_be_of_this_computer(
    embedded: Embedded, host: str | None, is_let_in: bool
) -> None:
    page = MetricsPage(embedded, Meter(lambda: 0))
    client = None if host is None else (host, 5000)
    request = Request({"type": "http", "headers": [], "client": client, "state": {}})
    if is_let_in:
        assert anyio.run(page.serve, request).status_code == 200
    else:
        with pytest.raises(Denied, match="E-METRICS"):
            anyio.run(page.serve, request)


def test_each_label_has_one_of_few_values(embedded: Embedded) -> None:
    """What callers send is no label: neither a path, a name, nor a number of a record."""
    names = {op.name for op in OPERATIONS} | {"server.health", "server.metrics", "feed.changes", "none"}
    closed = {
        "operation": names,
        "outcome": {"done", "refused", "failed"},
        "status": {status.value for status in RunStatus},
    }
    with served(embedded) as url:
        client = Client(url)
        with client.session:
            client.post("/v1/search/find", b'{"text": "Marlow"}')
            client.post("/v1/customers/page", b'{"customer_id": 4711}')
            client.post("/v1/Marlow?name=Marlow")
        get(f"{url}/v1/health/Marlow", User_Agent="Marlow")
        page = get(f"{url}/v1/metrics").text
    samples = [
        sample
        for family in text_string_to_metric_families(page)
        for sample in family.samples
        if sample.name != "agentview_build_info"
    ]
    assert any(sample.labels for sample in samples)
    for sample in samples:
        for label, value in sample.labels.items():
            assert value in closed.get(label, ()) or (label == "le" and float(value) > 0), sample


def test_with_a_token_nothing_else_lets_one_in(embedded: Embedded) -> None:
    with served(embedded, metrics_token=TOKEN) as url:
        page = f"{url}/v1/metrics"
        assert problem(get(page), 401).code == "E-SIGN-IN"
        for wrong in (f"{TOKEN}x", TOKEN[:-1], TOKEN.upper(), "t\u00f6ken".encode().decode("latin-1")):
            assert problem(get(page, Authorization=f"Bearer {wrong}"), 401).code == "E-METRICS"
        assert problem(get(page, Authorization=f"Basic {TOKEN}"), 401).code == "E-SIGN-IN"
        client = Client(url)
        client.session.close()
        assert problem(get(page, **client.headers), 401).code == "E-METRICS"
        assert numbers(get(page, Authorization=f"Bearer {TOKEN}", X_Forwarded_For="192.0.2.7"))


def test_processes_count_together(postgres_url: str, tmp_path: Path) -> None:
    """Each call comes on a connection of its own, so that both processes get some."""
    with started(postgres_url, tmp_path, "--processes", "2") as server:
        for _ in range(20):
            get(f"{server.url}/v1/health").raise_for_status()
        counted = "agentview_requests_total['done', 'server.health']"
        seen = [numbers(get(f"{server.url}/v1/metrics"))[counted] for _ in range(5)]
        code, _ = server.stop()
    assert seen == [20] * 5
    assert code == 0


def test_what_a_killed_process_held_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The dead one is a program of its own: the package decides at its import where it counts."""
    program = (
        "import os; from agentview.server.metrics import Meter; meter = Meter(lambda: 3);"
        " meter.note_streams(5); meter.answered('orders.place', 200, 0.1); print(os.getpid())"
    )
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    subprocess.run([sys.executable, "-c", program], check=True, stdout=subprocess.PIPE)
    page = Meter(lambda: 0).shown(()).decode()
    if os.name == "posix":
        assert "agentview_event_streams 5" not in page
    assert 'agentview_requests_total{operation="orders.place",outcome="done"} 1.0' in page


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such sockets")
@pytest.mark.parametrize("processes", ["1", "2"])
def test_the_service_manager_hears_that_it_is_ready_and_alive(
    postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, processes: str
) -> None:
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(PATIENCE_SECONDS)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "150000")
        with started(postgres_url, tmp_path, "--processes", processes) as server:
            assert manager.recv(100).decode() == READY
            heard = {manager.recv(100).decode() for _ in range(6)}
            code, _ = server.stop()
    assert ALIVE in heard
    assert code == 0
