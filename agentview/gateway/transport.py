"""The way to the server: one pool of connections, retries, company certificates, and what a failure means."""

import base64
import socket
import ssl
from collections.abc import Callable
from http import HTTPStatus
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
_NO_TUNNEL = f" {HTTPStatus.PROXY_AUTHENTICATION_REQUIRED.value} "
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
        # A proxy that refuses a tunnel is among these: it may lock out who names a wrong password often.
        other=0,
        redirect=0,
        backoff_factor=0.2,
        status_forcelist=_MAYBE_LATER,
        allowed_methods=None,
        raise_on_status=False,
        respect_retry_after_header=False,
    )


class _Adapter(HTTPAdapter):
    """Connections that trust what the system trusts, a company's own certificates too, and one file more.

    A proxy is told name and password in a header of their own, so that no address ever holds them.
    """

    def __init__(
        self, context: ssl.SSLContext | None, route: Route, pool_maxsize: int, max_retries: Retry | int
    ) -> None:
        """Connect as `context` says (None: without TLS), through the proxy of `route` as well."""
        self._context, self._route = context, route
        super().__init__(pool_maxsize=pool_maxsize, max_retries=max_retries)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as in the class above
        """Make the pool."""
        super().init_poolmanager(*args, ssl_context=self._context, **kwargs)

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:  # noqa: ANN401 - as in the class above
        """Return the pool of connections through a proxy."""
        contexts = {"ssl_context": self._context, "proxy_ssl_context": self._context}
        return super().proxy_manager_for(proxy, **contexts, **kwargs)

    def proxy_headers(self, proxy: str) -> dict[str, str]:
        """Return what is said to the proxy alone."""
        route = self._route
        if route.proxy is not ProxyUse.MANUAL or not route.proxy_user:
            return dict(super().proxy_headers(proxy))
        told = base64.b64encode(f"{route.proxy_user}:{route.proxy_password}".encode()).decode()
        return {"Proxy-Authorization": f"Basic {told}"}


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
    context = _context(route) if urlsplit(url).scheme == "https" else None
    return lambda retries: _Adapter(context, route, _POOL, retries)


def _context(route: Route) -> ssl.SSLContext:
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if route.authority is not None:
        try:
            context.load_verify_locations(route.authority)
        except OSError as error:
            file = str(route.authority)
            raise rejected("E-AUTHORITY", field="certificate_authority", file=file) from error
    return context


def proxy_of(url: str, route: Route) -> str:
    """Return the proxy on the way, without the name and password that the system's may hold."""
    address = proxies_of(url, route).get(urlsplit(url).scheme, "")
    return urlsplit(address).netloc.rpartition("@")[2] or address


def wants_login(answer: BaseException | int) -> bool:
    """Say whether it is the proxy's refusal of who names no name and password, or the wrong ones."""
    if isinstance(answer, int):
        return answer == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED
    # The error that refuses a tunnel holds the status in its text alone.
    return isinstance(answer, requests.exceptions.ProxyError) and _NO_TUNNEL in str(answer)


def login_wanted(url: str, route: Route) -> Unavailable:
    """Return what that refusal means for the person; nothing went through."""
    return Unavailable(Refusal("E-PROXY-PASSWORD", values={"proxy": proxy_of(url, route)}))


def meaning(error: requests.RequestException, url: str, route: Route, *, is_command: bool) -> AgentViewError:
    """Return what a failed call means for the person who made it.

    Unavailable (`E-CERTIFICATE`, `E-PROXY-PASSWORD`, `E-SERVER`); Unknown (`E-UNKNOWN`) for a command that
    may have reached the server.
    """
    if isinstance(error, requests.exceptions.SSLError):
        return Unavailable(Refusal("E-CERTIFICATE", values={"issuer": issuer_of(url)}))
    if wants_login(error):
        return login_wanted(url, route)
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
