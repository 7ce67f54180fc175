"""Reaches the services on a server."""

from __future__ import annotations

from contextlib import ExitStack

from agentview.contract.session import Person
from agentview.core.route import Route
from agentview.gateway.proxy_login import with_login
from agentview.gateway.remote import RemoteGateway
from agentview.gateway.token_store import KeyringTokenStore


def reach_server(url: str, route: Route, closing: ExitStack) -> tuple[RemoteGateway, Person | None]:
    """Return the gateway to a server, and whose session on it still lasts. Raises Unavailable, Rejected."""
    gateway = RemoteGateway(url, KeyringTokenStore(), route=with_login(route))
    closing.callback(gateway.close)
    return gateway, gateway.resume()
