"""The way to a server: its address, the proxy between, and whom to trust beside the system's authorities."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from agentview.core.errors import Refusal


class ProxyUse(StrEnum):
    """Which proxy the way to the server takes."""

    SYSTEM = "system"
    NONE = "none"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Route:
    """How the network is used; as it stands here, as the system says.

    Name and password for the proxy of `MANUAL` are never part of its address, which stands in a file.
    """

    proxy: ProxyUse = ProxyUse.SYSTEM
    proxy_url: str = ""
    authority: Path | None = None
    proxy_user: str = ""
    proxy_password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Connection:
    """The address of a server ("" for none) and the way to it."""

    server: str = ""
    route: Route = Route()


def is_address(text: str) -> bool:
    """Say whether a text is the address of a server, such as https://agentview.example:8750."""
    return _parts(text) is not None


def holds_login(text: str) -> bool:
    """Say whether an address of a proxy, or what was meant as one, holds a name or a password."""
    return "@" in text


def without_login(text: str) -> str:
    """Return an address without the name and password in it."""
    before, mark, _ = text.partition("://")
    return (
        f"{before}{mark}{text.rpartition('@')[2]}" if mark and holds_login(text) else text.rpartition("@")[2]
    )


def refusals_of(connection: Connection) -> tuple[Refusal, ...]:
    """Return what is wrong with what was typed, each under the name of its setting."""
    found = []
    if not is_address(connection.server):
        found.append(Refusal("E-ADDRESS", "server_url"))
    route = connection.route
    if route.proxy is ProxyUse.MANUAL:
        if not is_address(route.proxy_url):
            found.append(Refusal("E-PROXY-ADDRESS", "proxy_url"))
        elif holds_login(route.proxy_url):
            # It would be written into a file.
            found.append(Refusal("E-PROXY-SECRET", "proxy_url"))
        found += _login_refusals(route)
    if route.authority is not None and not route.authority.is_file():
        found.append(Refusal("E-AUTHORITY", "certificate_authority", values={"file": str(route.authority)}))
    return tuple(found)


def _login_refusals(route: Route) -> list[Refusal]:
    """Return what a proxy could not be told (RFC 7617): the first colon ends the name."""
    if ":" in route.proxy_user or not (route.proxy_user + route.proxy_password).isprintable():
        return [Refusal("E-PROXY-LOGIN", "proxy_user")]
    if bool(route.proxy_user) == bool(route.proxy_password):
        return []
    return [Refusal("E-PROXY-LOGIN", "proxy_password" if route.proxy_user else "proxy_user")]


def _parts(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        is_fit = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    is_plain = text.isprintable() and " " not in text
    return parts if is_fit and is_plain else None
