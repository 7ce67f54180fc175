"""Sets this computer up: the user's settings, the way to a server, an own database."""

from __future__ import annotations

import getpass
import re
import unicodedata
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from agentview.core.clock import Clock
from agentview.core.errors import refuse_if_any, rejected
from agentview.core.route import Connection, ProxyUse, Route, refusals_of
from agentview.core.setting_layers import Origin, as_toml, policy_place, user_file, user_values
from agentview.core.settings import OWN_FILE, Place, Settings, origin_of
from agentview.gateway.acting import acting_as
from agentview.gateway.embedded import open_embedded
from agentview.gateway.probe import probe
from agentview.gateway.proxy_login import forget_login, keep_login, with_login
from agentview.services.people.founding import NewOperator, found_operator, operator_refusals
from agentview.services.people.rules import username_refusals
from agentview.services.people.staff import set_password
from agentview.services.session.password import password_refusals
from agentview.ui.kit.atomic_file import write_atomic
from agentview.ui.setup.port import KeptConnection, NewProvider

_NAMES = ("server_url", "proxy", "proxy_url", "certificate_authority")
_ABOVE = {Origin.POLICY, Origin.ENVIRONMENT}


class ComputerSetUp:
    """Implements `SetUp`; every call may block."""

    def __init__(self, clock: Clock) -> None:
        """`clock` says when an own database was founded."""
        self._clock = clock

    def connection(self) -> KeptConnection:
        """Return the way to the server. Raises Rejected (`E-SETTING-...`)."""
        settings = Settings()
        origins = {name: origin_of(name) for name in _NAMES}
        locked = {name: origin for name, origin in origins.items() if origin in _ABOVE}
        # The password is shown to nobody; left empty, it stays as it is.
        route = replace(with_login(settings.shown_route()), proxy_password="")
        return KeptConnection(Connection(settings.server_url or "", route), locked)

    def probe(self, connection: Connection) -> str:
        """Return the version of the server that answers. Raises Rejected, Unavailable with what is wrong."""
        return probe(_checked(connection))

    def keep_connection(self, connection: Connection) -> None:
        """Write the way to the server into the user's settings, and work there. Raises Rejected, OSError.

        Name and password for the proxy go into the key ring alone.
        """
        route = _checked(connection).route
        before, locked = Settings().proxy_url, self.connection().locked
        if route.proxy_user:
            keep_login(route)
        typed: dict[str, str] = {
            "server_url": connection.server.rstrip("/"),
            "proxy": route.proxy.value,
            "proxy_url": route.proxy_url,
            "certificate_authority": str(route.authority or ""),
        }
        _keep({name: value for name, value in typed.items() if name not in locked}, Place.SERVER)
        _forget_other_logins(route, before)

    def use_demo(self) -> None:
        """Work on the demo operator from now on. Raises Rejected, OSError."""
        _require_open_place()
        _keep({}, Place.DEMO)

    def owner(self) -> str:
        """Return who is at this computer."""
        return getpass.getuser()

    def found(self, provider: NewProvider) -> None:
        """Make an own database with a provider and its owner, and work there. Raises Rejected, OSError."""
        _require_open_place()
        operator = _operator(provider)
        wrong = username_refusals(operator.owner), password_refusals(provider.password)
        refuse_if_any((*operator_refusals(operator), *wrong[0], *wrong[1]))
        path = Settings().data_folder / OWN_FILE
        if path.exists():
            raise rejected("E-DATABASE-IN-USE")
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        is_founded = False
        try:
            self._found(path, operator, provider.password)
            is_founded = True
        finally:
            # A file that was made for nothing must not be taken for an own database later.
            for made in [] if is_founded else path.parent.glob(f"{OWN_FILE}*"):
                made.unlink()
        _keep({}, Place.OWN)

    def _found(self, path: Path, operator: NewOperator, password: str) -> None:
        with (
            closing(open_embedded(f"sqlite:///{path}", self._clock)) as embedded,
            acting_as(embedded, operator.owner) as unit,
        ):
            found_operator(unit, operator)
            set_password(unit, operator.owner, password)


def _checked(connection: Connection) -> Connection:
    """Return what was typed with the password that is kept. Raises Rejected for what is wrong with it."""
    whole = replace(connection, route=_with_kept_password(connection.route))
    refuse_if_any(refusals_of(whole))
    return whole


def _with_kept_password(route: Route) -> Route:
    """Return a route with the password that is kept for its name; without a name nobody is named."""
    return with_login(route) if route.proxy_user else route


def _forget_other_logins(route: Route, before: str | None) -> None:
    """Keep nothing for a proxy that is not gone through any more, or without a name."""
    if before and (before != route.proxy_url or not route.proxy_user):
        forget_login(before)
    if route.proxy is ProxyUse.MANUAL and not route.proxy_user:
        forget_login(route.proxy_url)


def _operator(provider: NewProvider) -> NewOperator:
    return NewOperator(
        name=provider.name,
        code=code_of(provider.name),
        zone=provider.zone,
        currency=provider.currency.upper(),
        region=provider.region.upper(),
        owner=provider.username,
    )


def code_of(name: str) -> str:
    """Return the code of a provider of this name: capitals and digits, as orders name it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    return re.sub(r"[^A-Z0-9]+", "_", plain).strip("_")[:40] or "OWN"


def _keep(typed: Mapping[str, str], place: Place) -> None:
    """Write into the user's settings what was typed and where to work; "" takes a setting out."""
    kept = {**user_values(), **typed, "place": place.value}
    plain = {
        name: value for name, value in kept.items() if isinstance(value, str | int | bool) and value != ""
    }
    write_atomic(user_file(), as_toml(plain).encode())


def _require_open_place() -> None:
    """Raise Rejected (`E-SETTING-POLICY`) where somebody else says where this computer works."""
    for name in ("server_url", "place"):
        origin = origin_of(name)
        if origin in _ABOVE:
            file = policy_place() if origin is Origin.POLICY else f"AGENTVIEW_{name.upper()}"
            raise rejected("E-SETTING-POLICY", name=name, file=file)
