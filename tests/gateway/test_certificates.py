"""Certificates: what the system trusts is trusted, and anything else is refused with the issuer's name."""

import ipaddress
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from agentview.core.clock import ManualClock, SystemClock
from agentview.core.errors import Unavailable
from agentview.gateway.embedded import serve_from
from agentview.gateway.remote import RemoteGateway
from agentview.models.database import Database
from tests.build import password_of
from tests.fixtures.live_server import served

COMPANY = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Harbour Company CA")])
SERVER = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "agentview")])
YEAR = timedelta(days=365)


class Authority:
    """A company that signs its own certificates."""

    def __init__(self, folder: Path) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._folder = folder
        self.root = folder / "company.pem"
        builder = self._builder(COMPANY, self._key.public_key(), YEAR)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        self.root.write_bytes(self._signed(builder))

    def certificate(self, host: str = "127.0.0.1", ends_in: timedelta = YEAR) -> Path:
        """Return a file with a key and a certificate for `host`."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host))])
        builder = self._builder(SERVER, key.public_key(), ends_in).add_extension(names, critical=False)
        path = self._folder / f"server-{host}-{ends_in.days}.pem"
        key_bytes = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        path.write_bytes(key_bytes + self._signed(builder))
        return path

    def _builder(
        self, subject: x509.Name, key: ec.EllipticCurvePublicKey, ends_in: timedelta
    ) -> x509.CertificateBuilder:
        now = SystemClock().now()
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(COMPANY)
            .public_key(key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - 2 * YEAR)
            .not_valid_after(now + ends_in)
        )

    def _signed(self, builder: x509.CertificateBuilder) -> bytes:
        return builder.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


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
