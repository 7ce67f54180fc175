"""Behind a reverse proxy, failed sign-ins are counted for the desktop's address, if the proxy is trusted."""

from contextlib import closing

import pytest
import requests

from agentview.contract.session import SIGN_IN
from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from tests.fixtures.live_server import served

WRONG = {"username": "harbour_csa", "password": "wrong"}


@pytest.mark.parametrize(("trusted", "status"), [("127.0.0.1", 401), ("192.0.2.99", 429), (None, 429)])
def test_only_a_trusted_proxy_tells_the_address(
    sqlite_url: str, clock: ManualClock, trusted: str | None, status: int
) -> None:
    with (
        closing(serve_from(Database(sqlite_url), clock)) as embedded,
        served(embedded, trusted_proxies=trusted) as url,
    ):

        def tried(address: str) -> int:
            headers = {"X-Forwarded-For": address}
            return requests.post(url + SIGN_IN.path, json=WRONG, headers=headers, timeout=20).status_code

        assert [tried("192.0.2.1") for _ in range(4)] == [401, 401, 401, 429]
        assert tried("192.0.2.2") == status
