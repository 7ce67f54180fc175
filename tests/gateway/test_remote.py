"""Calls over a bad line: one effect, and the true outcome or an honest "unknown"."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from agentview.contract.op import Nothing
from agentview.contract.session import ME
from agentview.core.errors import AgentViewError, NotSignedIn, Unavailable, Unknown
from agentview.gateway.remote import RemoteGateway
from agentview.gateway.token_store import MemoryTokenStore
from tests.build import password_of
from tests.fixtures.counting import BREAK, COUNT, COUNT_UP, By, Count, Counting
from tests.fixtures.fault_proxy import Fault, FaultProxy, Saying, faulty

DROPPED, ANSWER_LOST, STALLED = Fault.DROPPED, Fault.ANSWER_LOST, Fault.STALLED
USER = "harbour_csa"


@pytest.fixture
def proxy(http_counting: Counting) -> Iterator[FaultProxy]:
    assert http_counting.backend.url is not None
    with faulty(http_counting.backend.url) as opened:
        yield opened


@pytest.fixture
def gateway(proxy: FaultProxy) -> Iterator[RemoteGateway]:
    with closing(RemoteGateway(proxy.url, answer_seconds=0.5)) as opened:
        opened.sign_in(USER, password_of(USER))
        yield opened


def counted(gateway: RemoteGateway) -> int:
    return gateway.call(COUNT, Nothing()).value


@pytest.mark.parametrize(
    "faults",
    [
        [],
        [DROPPED],
        [ANSWER_LOST],
        [STALLED],
        [DROPPED, ANSWER_LOST],
        [ANSWER_LOST, DROPPED],
        [Saying(502)],
        [Saying(503), Saying(504)],
        [ANSWER_LOST, Saying(503)],
    ],
)
def test_what_a_second_try_mends_has_one_effect(
    gateway: RemoteGateway, proxy: FaultProxy, faults: list[Fault | Saying]
) -> None:
    proxy.plan(*faults)
    assert gateway.call(COUNT_UP, By(amount=2)) == Count(value=2)
    assert counted(gateway) == 2
    keys = {key for path, key in proxy.seen if path == COUNT_UP.path}
    assert len(keys) == 1


@pytest.mark.parametrize("fault", [DROPPED, ANSWER_LOST, STALLED, Saying(502), Saying(504)])
def test_a_command_without_an_answer_is_unknown_until_it_is_asked_again(
    gateway: RemoteGateway, proxy: FaultProxy, fault: Fault | Saying
) -> None:
    proxy.plan(*[fault] * 4)
    with pytest.raises(Unknown, match="E-UNKNOWN"):
        gateway.call(COUNT_UP, By(amount=2), key="k")
    proxy.planned.clear()
    assert gateway.call(COUNT_UP, By(amount=2), key="k") == Count(value=2)
    assert counted(gateway) == 2


@pytest.mark.parametrize("fault", [DROPPED, STALLED, Saying(502), Saying(503), Saying(504)])
def test_a_reader_without_an_answer_is_unavailable(
    gateway: RemoteGateway, proxy: FaultProxy, fault: Fault | Saying
) -> None:
    proxy.plan(*[fault] * 4)
    with pytest.raises(Unavailable, match="E-SERVER"):
        counted(gateway)


@pytest.mark.parametrize(
    "saying",
    [
        Saying(200, b"<html>Welcome to the hotel</html>"),
        Saying(200, b'{"value": "many"}', "application/json"),
        Saying(302, b""),
        Saying(404, b"not here", "text/plain"),
        Saying(418, b"{}", "application/json"),
    ],
)
def test_an_answer_that_is_not_ours_is_told_as_such(
    gateway: RemoteGateway, proxy: FaultProxy, saying: Saying
) -> None:
    proxy.plan(saying)
    with pytest.raises(Unavailable, match="E-NOT-AGENTVIEW"):
        counted(gateway)


def test_nobody_listening_is_unavailable_for_commands_too() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with closing(RemoteGateway(f"http://127.0.0.1:{port}/")) as gateway:
        for call in (
            lambda: gateway.call(COUNT_UP, By()),
            lambda: gateway.sign_in(USER, "x"),
        ):
            with pytest.raises(Unavailable, match="E-SERVER") as error:
                call()
            assert error.value.values == {"host": f"127.0.0.1:{port}"}
        assert gateway.place == f"127.0.0.1:{port}"


def test_a_server_that_goes_away_after_a_command_went_out_leaves_it_unknown(
    gateway: RemoteGateway, proxy: FaultProxy
) -> None:
    """The last try is refused, yet the first may have been carried out."""
    gateway.close()
    with socket.create_server(("127.0.0.1", 0)) as dying:
        port = dying.getsockname()[1]
        with closing(RemoteGateway(f"http://127.0.0.1:{port}")) as unlucky, ThreadPoolExecutor(1) as pool:
            calling = pool.submit(unlucky.call, COUNT_UP, By())
            line, _ = dying.accept()
            line.recv(10)
            dying.close()
            line.close()
            with pytest.raises(Unknown, match="E-UNKNOWN"):
                calling.result(20)
    assert not proxy.planned


def test_a_bug_of_the_server_is_told_with_the_number_of_the_request(gateway: RemoteGateway) -> None:
    with pytest.raises(AgentViewError, match="E-BUG") as error:
        gateway.call(BREAK, Nothing())
    assert error.value.status == 500
    number = error.value.values["request"]
    assert isinstance(number, str)
    assert len(number) == 32


def test_a_password_is_needed(gateway: RemoteGateway) -> None:
    assert gateway.people() == ()
    assert not gateway.is_embedded
    with pytest.raises(NotSignedIn, match="E-CREDENTIALS"):
        gateway.sign_in(USER, None)


def test_a_kept_token_leads_back_to_the_session(proxy: FaultProxy) -> None:
    tokens = MemoryTokenStore()
    with closing(RemoteGateway(proxy.url, tokens)) as first:
        assert first.resume() is None
        first.sign_in(USER, password_of(USER))
    with closing(RemoteGateway(proxy.url, tokens)) as second:
        person = second.resume()
        assert person is not None
        assert person.username == USER
        second.sign_out()
    with closing(RemoteGateway(proxy.url, tokens)) as third:
        assert third.resume() is None


def test_a_token_that_is_not_valid_any_more_is_forgotten(proxy: FaultProxy) -> None:
    tokens = MemoryTokenStore()
    tokens.save(proxy.url, "long ago")
    with closing(RemoteGateway(proxy.url, tokens)) as gateway:
        assert gateway.resume() is None
    assert tokens.load(proxy.url) is None


def test_signing_out_forgets_the_token_though_the_server_is_away(
    gateway: RemoteGateway, proxy: FaultProxy
) -> None:
    proxy.plan(*[DROPPED] * 4)
    gateway.sign_out()
    proxy.planned.clear()
    with pytest.raises(NotSignedIn, match="E-SIGN-IN"):
        gateway.call(ME, Nothing())
