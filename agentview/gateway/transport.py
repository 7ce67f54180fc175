"""The way to the server: one pool of connections, retries, company certificates, and what a failure means."""

import socket
import ssl
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import requests
import truststore
from cryptography import x509
from cryptography.x509.oid import NameOID
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from urllib3 import BaseHTTPResponse, Retry
from urllib3.connectionpool import ConnectionPool
from urllib3.exceptions import MaxRetryError, ProtocolError, ReadTimeoutError

from agentview.core.errors import AgentViewError, Refusal, Unavailable, Unknown, rejected
from agentview.core.route import ProxyUse, Route

CONNECT_SECONDS = 3.0
ANSWER_SECONDS = 20.0
CHANGES_PATH = "/v1/changes"
_MAYBE_LATER = (502, 503, 504)
_POOL = 16
# What ends a try that had reached the server; other errors came before.
_LOST_IN_BETWEEN = (ReadTimeoutError, ProtocolError)


class GaveUpError(MaxRetryError):
    """No try brought an answer; `went_out` says whether one of them may have reached the server."""

    def __init__(self, failure: MaxRetryError, errors: tuple[Exception | None, ...]) -> None:
        """Tell of `failure`, after tries that ended with `errors` (None: with an answer such as 503)."""
        super().__init__(failure.pool, failure.url or "", failure.reason)
        self.went_out = any(error is None or isinstance(error, _LOST_IN_BETWEEN) for error in errors)


class Tries(Retry):
    """How often a call is tried, with growing pauses: commands too, since each bears a key."""

    def increment(
        self,
        method: str | None = None,
        url: str | None = None,
        response: BaseHTTPResponse | None = None,
        error: Exception | None = None,
        _pool: ConnectionPool | None = None,
        _stacktrace: TracebackType | None = None,
    ) -> Self:
        """Count a failure. Raises GaveUpError after the last."""
        errors = (*(entry.error for entry in self.history), error)
        # Nobody waits a third time as long.
        is_enough = sum(isinstance(each, ReadTimeoutError) for each in errors) > 1
        left = self.new(total=0) if is_enough else self
        try:
            return Retry.increment(left, method, url, response, error, _pool, _stacktrace)
        except MaxRetryError as failure:
            raise GaveUpError(failure, errors) from failure


def tries() -> Tries:
    """Return the tries of a call."""
    return Tries(
        total=4,
        connect=3,
        read=2,
        status=3,
        other=0,
        redirect=0,
        backoff_factor=0.2,
        status_forcelist=_MAYBE_LATER,
        allowed_methods=None,
        raise_on_status=False,
        respect_retry_after_header=False,
    )


class _Adapter(HTTPAdapter):
    """Connections that trust what the system trusts, a company's own certificates too, and one file more."""

    def __init__(self, context: ssl.SSLContext, pool_maxsize: int, max_retries: Retry | int) -> None:
        """Connect as `context` says, through a proxy as well."""
        self._context = context
        super().__init__(pool_maxsize=pool_maxsize, max_retries=max_retries)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as in the class above
        """Make the pool."""
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:  # noqa: ANN401 - as in the class above
        """Return the pool of connections through a proxy."""
        contexts = {"ssl_context": self._context, "proxy_ssl_context": self._context}
        return super().proxy_manager_for(proxy, **contexts, **kwargs)


def open_session(url: str, route: Route, *, retries: bool = True) -> requests.Session:
    """Return a session for the server at `url`; `.netrc` and the like do not meddle with it.

    Raises Rejected (`E-AUTHORITY`) where the file of an authority cannot be used.
    """
    session = requests.Session()
    session.proxies.update(proxies_of(url, route))
    session.trust_env = False
    mount = _mounter(url, route)
    for scheme in ("http://", "https://"):
        session.mount(scheme, mount(tries() if retries else 0))
    # The stream of changes has its own way of coming back.
    session.mount(url + CHANGES_PATH, mount(0))
    return session


def proxies_of(url: str, route: Route) -> dict[str, str]:
    """Return the proxy for each scheme, as `requests` wants it."""
    if route.proxy is ProxyUse.MANUAL:
        return {"http": route.proxy_url, "https": route.proxy_url}
    return dict(get_environ_proxies(url)) if route.proxy is ProxyUse.SYSTEM else {}


def _mounter(url: str, route: Route) -> Callable[[Retry | int], HTTPAdapter]:
    if urlsplit(url).scheme != "https":
        return lambda retries: HTTPAdapter(pool_maxsize=_POOL, max_retries=retries)
    context = _context(route)
    return lambda retries: _Adapter(context, _POOL, retries)


def _context(route: Route) -> ssl.SSLContext:
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if route.authority is not None:
        try:
            context.load_verify_locations(route.authority)
        except OSError as error:
            file = str(route.authority)
            raise rejected("E-AUTHORITY", field="certificate_authority", file=file) from error
    return context


def meaning(error: requests.RequestException, url: str, *, is_command: bool) -> AgentViewError:
    """Return what a failed call means for the person who made it.

    Unavailable (`E-CERTIFICATE`, `E-SERVER`); Unknown (`E-UNKNOWN`) for a command that may have reached the
    server.
    """
    if isinstance(error, requests.exceptions.SSLError):
        return Unavailable(Refusal("E-CERTIFICATE", values={"issuer": issuer_of(url)}))
    cause = error.args[0] if error.args else None
    went_out = cause.went_out if isinstance(cause, GaveUpError) else True
    if is_command and went_out:
        return Unknown(Refusal("E-UNKNOWN"))
    return Unavailable(Refusal("E-SERVER", values={"host": urlsplit(url).netloc}))


def issuer_of(url: str) -> str | None:
    """Return who issued the certificate that the server at `url` shows, or None where it shows none."""
    place = urlsplit(url)
    try:
        shown = ssl.get_server_certificate((place.hostname or "", place.port or 443), timeout=CONNECT_SECONDS)
        names = x509.load_pem_x509_certificate(shown.encode()).issuer.get_attributes_for_oid(
            NameOID.COMMON_NAME
        )
    except (OSError, ValueError, socket.gaierror):
        return None
    return str(names[0].value) if names else None
