"""Keeps name and password for a proxy: in the system's key ring, and nowhere else."""

import json
from dataclasses import replace
from urllib.parse import urlsplit

import keyring
from keyring.errors import KeyringError

from agentview.core.errors import rejected
from agentview.core.route import ProxyUse, Route

_SERVICE = "AgentView proxy"


def with_login(route: Route) -> Route:
    """Return a route with the name and password that are kept for its proxy.

    Where a name was typed without a password, the kept one is meant if it is of that name.
    """
    if route.proxy is not ProxyUse.MANUAL or route.proxy_password:
        return route
    name, password = _load(route.proxy_url)
    if route.proxy_user not in {"", name}:
        return route
    return replace(route, proxy_user=name, proxy_password=password)


def keep_login(route: Route) -> None:
    """Keep the login of a route. Raises Rejected (`E-PROXY-RING`) where no key ring takes it."""
    try:
        keyring.set_password(
            _SERVICE, _place(route.proxy_url), json.dumps([route.proxy_user, route.proxy_password])
        )
    except KeyringError as error:
        raise rejected("E-PROXY-RING", field="proxy_password") from error


def forget_login(proxy_url: str) -> None:
    """Keep nothing for a proxy."""
    try:
        if keyring.get_password(_SERVICE, _place(proxy_url)) is not None:
            keyring.delete_password(_SERVICE, _place(proxy_url))
    except KeyringError:
        return  # what cannot be reached cannot be read either


def _load(proxy_url: str) -> tuple[str, str]:
    try:
        name, password = json.loads(keyring.get_password(_SERVICE, _place(proxy_url)) or '["", ""]')
    except (KeyringError, ValueError, TypeError):
        return "", ""
    return str(name), str(password)


def _place(proxy_url: str) -> str:
    """Return under what a proxy's login lies: its address, however it is written."""
    parts = urlsplit(proxy_url.lower())
    return f"{parts.scheme}://{parts.netloc}"
