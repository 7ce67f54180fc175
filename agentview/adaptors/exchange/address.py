"""The address of a partner's folders, and the keys that belong to it: these lie outside of the database."""

import stat
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from agentview.adaptors.exchange.exchange import ANSWERS, Exchange, Lane
from agentview.adaptors.exchange.exchange_address import check_address
from agentview.adaptors.exchange.local_store import LocalStore
from agentview.adaptors.exchange.partner_folder import PartnerFolder
from agentview.adaptors.exchange.sftp_store import SftpAccount, SftpStore
from agentview.adaptors.exchange.store import Store
from agentview.adaptors.exchange.unreachable import reaching, unavailable
from agentview.core.clock import Clock

KNOWN_HOSTS = "known_hosts"
_SFTP_PORT = 22
_READ_BY_OTHERS = stat.S_IRGRP | stat.S_IROTH


def open_exchange(
    address: str, keys: Path, clock: Clock, settled_after: timedelta = timedelta(seconds=10)
) -> Exchange:
    """Return the exchange at `file:///folder` or `sftp://user@host:port/folder`.

    `keys` is a folder with `known_hosts`, and for each account a private key `user@host.key` or a password
    `user@host.password`, which only its owner may read. Raises Rejected (`E-EXCHANGE-ADDRESS`), Unavailable.
    """
    return Exchange(open_store(address, keys), clock, settled_after)


def open_partner_folder(
    address: str,
    keys: Path,
    clock: Clock,
    settled_after: timedelta = timedelta(seconds=10),
    lane: Lane = ANSWERS,
) -> PartnerFolder:
    """Return the folders at an address, as batches use them; see `open_exchange`."""
    store = open_store(address, keys)
    return PartnerFolder(store, Exchange(store, clock, settled_after, lane))


def open_store(address: str, keys: Path, patience: timedelta = timedelta(seconds=30)) -> Store:
    """Return the files at an address; no answer is waited for longer than `patience`. See `open_exchange`."""
    check_address(address)
    parts = urlsplit(address)
    if parts.scheme == "file":
        return LocalStore(Path(url2pathname(parts.path)))
    user, host = unquote(parts.username or ""), parts.hostname or ""
    with reaching():
        key, password = _secrets(keys, f"{user}@{host}")
    known_hosts = keys / KNOWN_HOSTS
    if not known_hosts.is_file():
        raise unavailable("host_key")
    account = SftpAccount(
        host, parts.port or _SFTP_PORT, user, unquote(parts.path), known_hosts, key, password
    )
    return SftpStore(account, patience.total_seconds())


def _secrets(keys: Path, account: str) -> tuple[Path | None, str | None]:
    key, password = keys / f"{account}.key", keys / f"{account}.password"
    for file in (key, password):
        if file.is_file():
            if hasattr(stat, "S_IRGRP") and file.stat().st_mode & _READ_BY_OTHERS:
                raise unavailable("key_open_to_others")
            if file == key:
                return key, None
            return None, password.read_text(encoding="utf-8").rstrip("\r\n")
    raise unavailable("no_key")
