"""How AgentView says who it is to a warehouse asked over HTTP; the keys lie outside of the database."""

from base64 import b64encode
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from agentview.adaptors.partner_key import KeyUnusableError, is_here, key_in
from agentview.core.file_name import plain_name


def without_user(address: str) -> str:
    """Return an address as it is called, without the user whose key it names."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def authorization(address: str, keys: Path) -> str | None:
    """Return the `Authorization` of a question to `address`; None where the warehouse asks for none.

    `keys` is the folder of partners' keys. For `https://user@host/...` it holds the password in
    `user@host.password`; for an address without a user a token may lie in `host.token`. Only the owner of a
    file may read it, and nothing of it goes over a line that is not encrypted. Raises KeyUnusableError.
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.password is not None or plain_name(host) != host:
        raise KeyUnusableError
    if parts.username:
        user = unquote(parts.username)
        if plain_name(user) != user or ":" in user:
            raise KeyUnusableError
        password = _read(keys / f"{user}@{host}.password", parts)
        if password is None:
            raise KeyUnusableError
        return f"Basic {b64encode(f'{user}:{password}'.encode()).decode('ascii')}"
    token = _read(keys / f"{host}.token", parts)
    return None if token is None else f"Bearer {token}"


def _read(file: Path, parts: SplitResult) -> str | None:
    """Return what a file of a key holds, for a line that may carry it; None where there is none."""
    text = key_in(file)
    if text is not None and parts.scheme != "https" and not is_here(parts.hostname or ""):
        raise KeyUnusableError
    return text


__all__ = ["KeyUnusableError", "authorization", "without_user"]
