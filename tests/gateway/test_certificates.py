"""Certificates: what the system trusts is trusted, and anything else is refused with the issuer's name."""

from contextlib import closing
from pathlib import Path

import pytest

from agentview.core.clock import ManualClock
from agentview.core.errors import Unavailable
from agentview.gateway.embedded import serve_from
from agentview.gateway.remote import RemoteGateway
from agentview.models.database import Database
from tests.build import password_of
from tests.fixtures.authority import YEAR, Authority
from tests.fixtures.live_server import served


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path)


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """Return an authority that the system trusts."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.root))
    return authority


def refusal(certificate: Path, url: str, clock: ManualClock) -> Unavailable:
    """Return the error with which a server with such a certificate is refused."""
    with (
        closing(serve_from(Database(url), clock)) as embedded,
        served(embedded, certificate=certificate) as address,
        closing(RemoteGateway(address)) as gateway,
        pytest.raises(Unavailable) as error,
    ):
        gateway.sign_in("harbour_csa", password_of("harbour_csa"))
    return error.value


def test_a_company_whose_authority_the_system_trusts_is_reached(
    trusted: Authority, sqlite_url: str, clock: ManualClock
) -> None:
    with (
        closing(serve_from(Database(sqlite_url), clock)) as embedded,
        served(embedded, certificate=trusted.certificate()) as address,
        closing(RemoteGateway(address)) as gateway,
    ):
        assert gateway.sign_in("harbour_csa", password_of("harbour_csa")).username == "harbour_csa"


def test_an_unknown_authority_is_refused_by_name(
    authority: Authority, sqlite_url: str, clock: ManualClock
) -> None:
    error = refusal(authority.certificate(), sqlite_url, clock)
    assert (error.code, error.values) == ("E-CERTIFICATE", {"issuer": "Harbour Company CA"})


def test_a_certificate_for_another_host_is_refused(
    trusted: Authority, sqlite_url: str, clock: ManualClock
) -> None:
    assert refusal(trusted.certificate("127.0.0.9"), sqlite_url, clock).code == "E-CERTIFICATE"


def test_an_expired_certificate_is_refused(trusted: Authority, sqlite_url: str, clock: ManualClock) -> None:
    assert refusal(trusted.certificate(ends_in=-YEAR), sqlite_url, clock).code == "E-CERTIFICATE"


def test_a_server_without_tls_behind_https_is_not_reached(sqlite_url: str, clock: ManualClock) -> None:
    with (
        closing(serve_from(Database(sqlite_url), clock)) as embedded,
        served(embedded) as address,
        closing(RemoteGateway(address.replace("http:", "https:"))) as gateway,
        pytest.raises(Unavailable) as error,
    ):
        gateway.sign_in("harbour_csa", password_of("harbour_csa"))
    assert (error.value.code, error.value.values) == ("E-CERTIFICATE", {"issuer": None})
