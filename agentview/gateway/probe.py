"""Tries out the way to a server, and says what is wrong with it."""

import json
import socket
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import NameResolutionError, NewConnectionError

from agentview import __version__
from agentview.core.errors import AgentViewError, Refusal, Unavailable
from agentview.core.route import Connection
from agentview.gateway.transport import CONNECT_SECONDS, issuer_of, open_session, proxies_of

HEALTH_PATH = "/v1/health"
_ANSWER_SECONDS = 10.0
_PROXY_WANTS_PASSWORD = 407
_OK = 200


def probe(connection: Connection) -> str:
    """Return the version of the server that answers.

    Raises Unavailable: `E-PROBE-...`, `E-PROXY-...`, `E-CERTIFICATE`, `E-NOT-AGENTVIEW`, `E-SERVER`; Rejected
    (`E-AUTHORITY`).
    """
    url = connection.server.rstrip("/")
    with open_session(url, connection.route, retries=False) as session:
        try:
            answer = session.get(
                url + HEALTH_PATH, timeout=(CONNECT_SECONDS, _ANSWER_SECONDS), allow_redirects=False
            )
        except requests.RequestException as error:
            raise _trouble(error, connection, url) from error
    return _version(answer, _proxy_of(connection, url))


def _version(answer: requests.Response, proxy: str) -> str:
    if answer.status_code == _PROXY_WANTS_PASSWORD:
        raise Unavailable(Refusal("E-PROXY-PASSWORD", values={"proxy": proxy}))
    try:
        told = json.loads(answer.content)
    except ValueError:
        told = None
    version = told.get("version") if isinstance(told, dict) else None
    if answer.status_code != _OK or not isinstance(version, str):
        raise Unavailable(Refusal("E-NOT-AGENTVIEW", values={"status": answer.status_code}))
    if _line(version) != _line(__version__):
        raise Unavailable(Refusal("E-PROBE-VERSION", values={"theirs": version, "ours": __version__}))
    return version


def _line(version: str) -> list[str]:
    """Return major and minor: only versions of one line understand each other for certain."""
    return version.split(".")[:2]


def _trouble(error: requests.RequestException, connection: Connection, url: str) -> AgentViewError:
    host, proxy = urlsplit(url).netloc, _proxy_of(connection, url)
    if isinstance(error, requests.exceptions.ProxyError):
        code = "E-PROXY-PASSWORD" if f" {_PROXY_WANTS_PASSWORD} " in str(error) else "E-PROXY-SILENT"
        return Unavailable(Refusal(code, values={"proxy": proxy}))
    if isinstance(error, requests.exceptions.SSLError):
        issuer = issuer_of(url)
        code = "E-CERTIFICATE" if issuer is None else "E-PROBE-ISSUER"
        return Unavailable(Refusal(code, values={"host": host, "issuer": issuer}))
    if isinstance(error, requests.exceptions.Timeout):
        return Unavailable(Refusal("E-PROBE-SILENT", values={"host": host}))
    reasons = _reasons(error)
    if any(isinstance(reason, NameResolutionError | socket.gaierror) for reason in reasons):
        return Unavailable(Refusal("E-PROBE-NAME", values={"host": urlsplit(url).hostname or host}))
    if any(isinstance(reason, ConnectionRefusedError | NewConnectionError) for reason in reasons):
        return Unavailable(Refusal("E-PROBE-REFUSED", values={"host": host}))
    return Unavailable(Refusal("E-SERVER", values={"host": host}))


def _reasons(error: BaseException) -> list[BaseException]:
    """Return what led to an error, the error itself first."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting:
        one = waiting.pop()
        if isinstance(one, BaseException) and one not in found:
            found.append(one)
            waiting += [*one.args, getattr(one, "reason", None), one.__cause__, one.__context__]
    return found


def _proxy_of(connection: Connection, url: str) -> str:
    """Return the proxy on the way, without the name and password that the system's may hold."""
    address = proxies_of(url, connection.route).get(urlsplit(url).scheme, "")
    return urlsplit(address).netloc.rpartition("@")[2] or address
