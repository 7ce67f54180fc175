"""The way to a server: its address, the proxy between, and whom to trust beside the system's authorities."""

from dataclasses import dataclass
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
    """How the network is used; as it stands here, as the system says."""

    proxy: ProxyUse = ProxyUse.SYSTEM
    proxy_url: str = ""
    authority: Path | None = None


@dataclass(frozen=True, slots=True)
class Connection:
    """The address of a server ("" for none) and the way to it."""

    server: str = ""
    route: Route = Route()


def is_address(text: str) -> bool:
    """Say whether a text is the address of a server, such as https://agentview.example:8750."""
    return _parts(text) is not None


def refusals_of(connection: Connection) -> tuple[Refusal, ...]:
    """Return what is wrong with what was typed, each under the name of its setting."""
    found = []
    if not is_address(connection.server):
        found.append(Refusal("E-ADDRESS", "server_url"))
    route = connection.route
    if route.proxy is ProxyUse.MANUAL:
        proxy = _parts(route.proxy_url)
        if proxy is None:
            found.append(Refusal("E-PROXY-ADDRESS", "proxy_url"))
        elif proxy.username is not None or proxy.password is not None:
            # It would be written into a file.
            found.append(Refusal("E-PROXY-SECRET", "proxy_url"))
    if route.authority is not None and not route.authority.is_file():
        found.append(Refusal("E-AUTHORITY", "certificate_authority", values={"file": str(route.authority)}))
    return tuple(found)


def _parts(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        is_fit = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    is_plain = text.isprintable() and " " not in text
    return parts if is_fit and is_plain else None
