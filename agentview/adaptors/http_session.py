"""Connections to partners over HTTP: they trust what the system trusts, and nothing meddles with them."""

import ssl
from typing import Any
from urllib.parse import urlsplit

import requests
import truststore
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies


class _SystemTrust(HTTPAdapter):
    """Connections that trust what the system trusts: a company's own certificates too."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as in the class above
        """Make the pool."""
        context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        super().init_poolmanager(*args, ssl_context=context, **kwargs)


def is_http_address(address: str) -> bool:
    """Say whether an address is one that can be asked over HTTP."""
    try:
        place = urlsplit(address)
        return place.scheme in {"http", "https"} and bool(place.hostname) and (place.port or 1) > 0
    except ValueError:
        return False


def system_session(address: str, said: str | None) -> requests.Session:
    """Return a session that says who asks (`said`); `.netrc` and the like do not meddle with it."""
    session = requests.Session()
    session.proxies.update(get_environ_proxies(address))
    session.trust_env = False
    if said is not None:
        session.headers["Authorization"] = said
    session.mount("https://", _SystemTrust())
    return session
