"""A proxy that demands a login is told it, nobody else is, and it lies in the key ring alone."""

import base64
import json
import traceback
from contextlib import closing

import pytest

from agentview import __version__
from agentview.contract.op import Nothing
from agentview.contract.session import ME
from agentview.core.errors import AgentViewError, Rejected
from agentview.core.route import Connection, ProxyUse, Route, refusals_of, without_login
from agentview.gateway.probe import probe
from agentview.gateway.proxy_login import forget_login, keep_login, with_login
from agentview.gateway.remote import RemoteGateway
from tests.build import password_of
from tests.fixtures.authority import Authority
from tests.fixtures.counting import Counting
from tests.fixtures.health_server import healthy, proxy
from tests.fixtures.key_ring import Ring, ring_in_use

ALIVE = json.dumps({"version": __version__, "revision": "abc"}).encode()
USER, PASSWORD = "olga", "s3cr\u00e9t: \u20ac@/"
LOGIN = f"{USER}:{PASSWORD}"
PROXY = "http://proxy.example:3128"


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Ring:
    return ring_in_use(monkeypatch)


def by(address: str, user: str = USER, password: str = PASSWORD) -> Route:
    return Route(ProxyUse.MANUAL, address, proxy_user=user, proxy_password=password)


def test_the_right_login_leads_through_to_a_plain_server() -> None:
    with healthy(ALIVE) as server, proxy(seen := list[str](), login=LOGIN) as between:
        assert probe(Connection(server, by(between))) == __version__
        assert seen == [f"{server}/v1/health"]


def test_the_right_login_leads_through_to_an_encrypted_server(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    authority = Authority(tmp_path_factory.mktemp("authority"))
    with healthy(ALIVE, certificate=authority.certificate()) as server, proxy([], login=LOGIN) as between:
        route = Route(ProxyUse.MANUAL, between, authority.root, USER, PASSWORD)
        assert probe(Connection(server, route)) == __version__


@pytest.mark.parametrize(("user", "password"), [("", ""), (USER, "wrong"), ("somebody", PASSWORD)])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_without_it_one_is_told_what_to_do(scheme: str, user: str, password: str) -> None:
    with proxy([], login=LOGIN) as between, pytest.raises(AgentViewError) as error:
        probe(Connection(f"{scheme}://agentview.example", by(between, user, password)))
    host = between.removeprefix("http://")
    assert (error.value.code, error.value.values) == ("E-PROXY-PASSWORD", {"proxy": host})


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_call_with_a_wrong_login_is_made_once_and_had_no_effect(scheme: str) -> None:
    """A proxy may lock out who names a wrong password often, so there is no second try."""
    with (
        proxy(seen := list[str](), login=LOGIN) as between,
        closing(RemoteGateway(f"{scheme}://agentview.example", route=by(between, USER, "wrong"))) as gateway,
        pytest.raises(AgentViewError, match="E-PROXY-PASSWORD"),
    ):
        gateway.sign_in(USER, "anything at all")
    assert len(seen) == 1


def test_calls_go_through(http_counting: Counting) -> None:
    assert http_counting.backend.url is not None
    with (
        proxy(seen := list[str](), login=LOGIN) as between,
        closing(RemoteGateway(http_counting.backend.url, route=by(between))) as gateway,
    ):
        gateway.sign_in("harbour_csa", password_of("harbour_csa"))
        assert gateway.call(ME, Nothing()).username == "harbour_csa"
    assert len(seen) == 2


@pytest.mark.parametrize("status", [407, 503])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_what_goes_wrong_does_not_tell_the_password(scheme: str, status: int) -> None:
    with proxy([], status) as between:
        connection = Connection(f"{scheme}://agentview.example", by(between))
        with pytest.raises(AgentViewError) as error:
            probe(connection)
    told = "".join(traceback.format_exception(error.value)) + repr(connection)
    for secret in (PASSWORD, base64.b64encode(LOGIN.encode()).decode(), "s3cr"):
        assert secret not in told


def test_it_lies_in_the_key_ring_under_the_proxy_until_it_is_forgotten(ring: Ring) -> None:
    route = Route(ProxyUse.MANUAL, PROXY)
    assert with_login(route) == route
    keep_login(by(PROXY))
    assert with_login(route) == by(PROXY)
    assert with_login(Route(ProxyUse.MANUAL, "HTTP://Proxy.example:3128/")).proxy_password == PASSWORD
    assert [service for service, _ in ring.kept] == ["AgentView proxy"]
    for other in (Route(), Route(ProxyUse.NONE, PROXY), Route(ProxyUse.MANUAL, "http://other.example:3128")):
        assert with_login(other) == other
    forget_login(PROXY)
    forget_login(PROXY)
    assert ring.kept == {}


@pytest.mark.parametrize(
    ("typed", "found"),
    [((USER, ""), (USER, PASSWORD)), (("somebody", ""), ("somebody", "")), ((USER, "new"), (USER, "new"))],
)
def test_an_empty_password_means_the_one_that_is_kept_for_that_name(
    ring: Ring, typed: tuple[str, str], found: tuple[str, str]
) -> None:
    keep_login(by(PROXY))
    assert ring.kept
    assert with_login(by(PROXY, *typed)) == by(PROXY, *found)


@pytest.mark.parametrize("junk", ["", "no json", "[1]", "{}", '"text"'])
def test_what_others_have_put_there_is_no_login(ring: Ring, junk: str) -> None:
    ring.kept["AgentView proxy", PROXY] = junk
    assert with_login(Route(ProxyUse.MANUAL, PROXY)) == Route(ProxyUse.MANUAL, PROXY)


def test_without_a_key_ring_nothing_is_kept(ring: Ring) -> None:
    ring.is_locked = True
    with pytest.raises(Rejected, match="E-PROXY-RING"):
        keep_login(by(PROXY))
    ring.kept["AgentView proxy", PROXY] = "[]"
    forget_login(PROXY)


@pytest.mark.parametrize(
    ("user", "password", "fields"),
    [
        ("", "", []),
        (USER, PASSWORD, []),
        ("", PASSWORD, ["proxy_user"]),
        (USER, "", ["proxy_password"]),
        ("ol:ga", PASSWORD, ["proxy_user"]),
        ("olga\r\nX-Other: 1", PASSWORD, ["proxy_user"]),
        (USER, "two\nlines", ["proxy_user"]),
    ],
)
def test_a_login_that_no_proxy_understands_is_refused(user: str, password: str, fields: list[str]) -> None:
    found = refusals_of(Connection("https://agentview.example", by(PROXY, user, password)))
    assert [(refusal.code, refusal.field) for refusal in found] == [
        ("E-PROXY-LOGIN", name) for name in fields
    ]


@pytest.mark.parametrize(
    ("address", "bare"),
    [
        (PROXY, PROXY),
        ("http://olga:s3cret@proxy.example:3128", PROXY),
        ("http://token@proxy.example:3128", PROXY),
        ("olga:s3@cret@proxy.example:3128", "proxy.example:3128"),
        ("http://olga:a b@proxy.example:3128", PROXY),
        ("", ""),
    ],
)
def test_an_address_is_shown_without_a_login(address: str, bare: str) -> None:
    assert without_login(address) == bare
