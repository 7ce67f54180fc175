"""Addresses of e-mail servers, and of whom e-mails are for; nothing that could smuggle in a header."""

from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from urllib.parse import unquote, urlsplit

from agentview.core.file_name import plain_name

PLAIN, ENCRYPTED = "smtp", "smtps"
_PORTS = {PLAIN: 25, ENCRYPTED: 465}
_LONGEST_LOCAL, _LONGEST = 64, 200


@dataclass(frozen=True, slots=True)
class MailPlace:
    """Where an e-mail server is, and as whom to sign in; "" does not."""

    scheme: str
    host: str
    port: int
    user: str


def mail_place(url: str) -> MailPlace | None:
    """Read `smtp://user@host:587` or `smtps://user@host`; None where it is none, or holds a password."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    host, user = parts.hostname or "", unquote(parts.username or "")
    is_bare = parts.path in {"", "/"} and not parts.query and not parts.fragment
    if parts.scheme not in _PORTS or parts.password is not None or not is_bare or port == 0:
        return None
    if not host or plain_name(host) != host or (user and plain_name(user) != user):
        return None
    return MailPlace(parts.scheme, host, port or _PORTS[parts.scheme], user)


def mailbox(text: str) -> str | None:
    """Return one e-mail address as servers read it (its domain in ASCII); None where it is none.

    Blanks, control characters and a second address are refused: none of them gets into a header.
    """
    if not text.isprintable() or any(char.isspace() for char in text) or len(text) > _LONGEST:
        return None
    try:
        address = Address(addr_spec=text)
        domain = address.domain.encode("idna").decode("ascii")
    except (HeaderParseError, ValueError, IndexError):
        return None
    is_sound = address.username.isascii() and 0 < len(address.username) <= _LONGEST_LOCAL
    return f"{address.username}@{domain}" if is_sound and domain and address.addr_spec == text else None
