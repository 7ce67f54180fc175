"""Which addresses a partner's folders may have: a folder, an SFTP account, or a partner that is simulated."""

from urllib.parse import urlsplit

from agentview.adaptors.exchange.simulated import SCHEME, simulated_name
from agentview.core.errors import Rejected, rejected
from agentview.core.file_name import plain_name


def check_address(address: str) -> None:
    """Refuse an address that cannot be used, also one that holds a password. Raises Rejected."""
    if address.startswith(SCHEME):
        if simulated_name(address) is None:
            raise _wrong()
        return
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise _wrong() from error
    if parts.query or parts.fragment or parts.password is not None or not parts.path.startswith("/"):
        raise _wrong()
    if parts.scheme == "file" and not parts.netloc:
        return
    user, host = parts.username or "", parts.hostname or ""
    is_plain = plain_name(user) == user and plain_name(host) == host
    if parts.scheme != "sftp" or not user or not host or not is_plain or port == 0:
        raise _wrong()


def _wrong() -> Rejected:
    return rejected("E-EXCHANGE-ADDRESS", field="exchange_url")
