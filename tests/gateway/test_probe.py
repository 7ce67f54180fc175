"""The way to a server is tried out as it is set, and what is wrong with it is told apart."""

import json
import socket
from collections.abc import Mapping
from pathlib import Path

import pytest

from agentview import __version__
from agentview.core.errors import AgentViewError
from agentview.core.route import Connection, ProxyUse, Route, refusals_of
from agentview.gateway.probe import probe
from tests.fixtures.authority import Authority
from tests.fixtures.health_server import healthy, proxy

ALIVE = json.dumps({"version": __version__, "revision": "abc"}).encode()
DIRECT = Route(ProxyUse.NONE)


def trouble(server: str, route: Route = DIRECT) -> tuple[str, Mapping[str, object]]:
    """Return code and values of what is wrong with the way to a server."""
    with pytest.raises(AgentViewError) as error:
        probe(Connection(server, route))
    return error.value.code, error.value.values


@pytest.fixture
def closed_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])


def test_a_server_of_this_line_answers() -> None:
    with healthy(ALIVE) as server:
        assert probe(Connection(server + "/", DIRECT)) == __version__


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b'{"version": "9.0.1"}', 200, "E-PROBE-VERSION"),
        (b"<html>router</html>", 200, "E-NOT-AGENTVIEW"),
        (b'{"version": 1}', 200, "E-NOT-AGENTVIEW"),
        (b"[]", 200, "E-NOT-AGENTVIEW"),
        (b"", 404, "E-NOT-AGENTVIEW"),
        (b"", 302, "E-NOT-AGENTVIEW"),
    ],
)
def test_what_answers_otherwise_is_told(body: bytes, status: int, code: str) -> None:
    with healthy(body, status) as server:
        assert trouble(server)[0] == code


def test_a_port_at_which_nobody_listens_is_refused(closed_port: int) -> None:
    assert trouble(f"http://127.0.0.1:{closed_port}") == (
        "E-PROBE-REFUSED",
        {"host": f"127.0.0.1:{closed_port}"},
    )


def test_a_name_that_nobody_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_values: object, **_more: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert trouble("http://agentveiw.example:8750") == ("E-PROBE-NAME", {"host": "agentveiw.example"})


def test_a_certificate_is_trusted_once_its_authority_is_named(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    with healthy(ALIVE, certificate=authority.certificate()) as server:
        host = server.removeprefix("https://")
        assert trouble(server) == ("E-PROBE-ISSUER", {"host": host, "issuer": "Harbour Company CA"})
        named = Route(ProxyUse.NONE, authority=authority.root)
        assert probe(Connection(server, named)) == __version__


def test_a_proxy_and_an_authority_are_used_together(tmp_path: Path) -> None:
    authority, seen = Authority(tmp_path), list[str]()
    with healthy(ALIVE, certificate=authority.certificate()) as server, proxy(seen) as between:
        route = Route(ProxyUse.MANUAL, between, authority.root)
        assert probe(Connection(server, route)) == __version__
        assert seen == [server.removeprefix("https://")]
        assert trouble(server, Route(ProxyUse.MANUAL, between))[0] == "E-PROBE-ISSUER"


def test_a_proxy_that_wants_a_password_is_told(tmp_path: Path, closed_port: int) -> None:
    with proxy([], 407) as between:
        told = ("E-PROXY-PASSWORD", {"proxy": between.removeprefix("http://")})
        for scheme in ("http", "https"):
            server = f"{scheme}://127.0.0.1:{closed_port}"
            assert trouble(server, Route(ProxyUse.MANUAL, between)) == told
    assert not list(tmp_path.iterdir())


def test_the_proxy_of_the_system_is_used_where_that_is_chosen(
    monkeypatch: pytest.MonkeyPatch, closed_port: int
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://olga:s3cret@127.0.0.1:{closed_port}")
    for name in ("NO_PROXY", "no_proxy", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    with healthy(ALIVE) as server:
        told = ("E-PROXY-SILENT", {"proxy": f"127.0.0.1:{closed_port}"})
        assert trouble(server, Route()) == told
        assert probe(Connection(server, DIRECT)) == __version__


def test_a_file_without_certificates_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.pem"
    empty.touch()
    for path in (empty, tmp_path / "nowhere.pem"):
        code, values = trouble("https://127.0.0.1:9", Route(ProxyUse.NONE, authority=path))
        assert (code, values) == ("E-AUTHORITY", {"file": str(path)})


@pytest.mark.parametrize(
    ("server", "proxy_url", "fields"),
    [
        ("https://agentview.example:8750", "http://proxy.example:3128", []),
        ("", "http://proxy.example:3128", ["server_url"]),
        ("agentview.example", "http://proxy.example:3128", ["server_url"]),
        ("ftp://agentview.example", "http://proxy.example:3128", ["server_url"]),
        ("https://agentview.example:99999", "http://proxy.example:3128", ["server_url"]),
        ("https://agent view.example", "http://proxy.example:3128", ["server_url"]),
        ("https://[::1", "proxy.example", ["server_url", "proxy_url"]),
        ("https://agentview.example", "http://olga:s3cret@proxy.example:3128", ["proxy_url"]),
        ("https://agentview.example", "http://olga@proxy.example:3128", ["proxy_url"]),
    ],
)
def test_what_was_typed_wrongly_is_told_by_field(server: str, proxy_url: str, fields: list[str]) -> None:
    found = refusals_of(Connection(server, Route(ProxyUse.MANUAL, proxy_url)))
    assert [refusal.field for refusal in found] == fields
