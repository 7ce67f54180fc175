"""What holds for every gateway: in this process on both databases, and over HTTP."""

from queue import Queue

import pytest

from agentview.contract.op import Nothing
from agentview.contract.session import ME
from agentview.core.errors import NotSignedIn
from agentview.gateway.port import FeedNews, LinkState
from tests.build import ALPINE
from tests.fixtures.announce import announce
from tests.fixtures.backend import Backend
from tests.fixtures.patience import PATIENCE_SECONDS


def test_who_signed_in_is_known(backend: Backend) -> None:
    gateway = backend.gateway("harbour_prov")
    assert gateway.call(ME, Nothing()).username == "harbour_prov"
    gateway.sign_out()
    with pytest.raises(NotSignedIn):
        gateway.call(ME, Nothing())


def test_signing_out_twice_is_nothing(backend: Backend) -> None:
    gateway = backend.gateway("harbour_prov")
    gateway.sign_out()
    gateway.sign_out()


def test_what_others_change_is_heard_and_what_concerns_others_is_not(backend: Backend) -> None:
    gateway = backend.gateway("harbour_prov")
    heard: Queue[FeedNews] = Queue()
    subscription = gateway.subscribe(heard.put)
    announce(backend.database, 1, provider=ALPINE)
    announce(backend.database, 2)
    backend.embedded.hub.wake()
    found: list[int] = []
    while not found:
        news = heard.get(timeout=PATIENCE_SECONDS)
        assert (news.link, news.is_gap) == (LinkState.CONNECTED, False)
        found += [change.record_id for change in news.changes]
    assert found == [2]
    subscription.close()
    announce(backend.database, 3)
    backend.embedded.hub.wake()
    gateway.close()
    assert heard.empty()
