"""Tries out the way to a server, and says what is wrong with it."""

import json
import socket
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import NameResolutionError, NewConnectionError

from agentview import __version__
from agentview.core.errors import AgentViewError, Refusal, Unavailable
from agentview.core.route import Connection
from agentview.gateway.transport import (
    CONNECT_SECONDS,
    issuer_of,
    login_wanted,
    open_session,
    proxy_of,
    wants_login,
)

HEALTH_PATH = "/v1/health"
_ANSWER_SECONDS = 10.0
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
    if wants_login(answer.status_code):
        raise login_wanted(url, connection.route)
    return _version(answer)


def _version(answer: requests.Response) -> str:
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
    host = urlsplit(url).netloc
    if isinstance(error, requests.exceptions.ProxyError):
        silent = Refusal("E-PROXY-SILENT", values={"proxy": proxy_of(url, connection.route)})
        return login_wanted(url, connection.route) if wants_login(error) else Unavailable(silent)
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
