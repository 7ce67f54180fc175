"""How a vendor is given its orders, as its address says."""

from urllib.parse import urlsplit

from agentview.adaptors.simulated_post import SCHEME
from agentview.contract.wireless_vendors import VendorExchange, VendorFields
from agentview.core.errors import Refusal
from agentview.core.file_name import plain_name

_SCHEMES = {
    "": VendorExchange.BY_HAND,
    "file": VendorExchange.FILES,
    SCHEME: VendorExchange.SIMULATED,
}


def exchange_of(url: str) -> VendorExchange:
    """Say how a vendor with an address is given its orders."""
    return _SCHEMES.get(url.partition(":")[0], VendorExchange.HTTP)


def address_refusals(fields: VendorFields) -> tuple[Refusal, ...]:
    """Refuse an address that is none of the kind that was chosen, also one that holds a password."""
    if _fits(fields.exchange, fields.exchange_url):
        return ()
    return (Refusal("E-WLV-ADDRESS", "exchange_url", values={"exchange": fields.exchange.value}),)


def _fits(exchange: VendorExchange, url: str) -> bool:
    if exchange is VendorExchange.BY_HAND or not url:
        return exchange is VendorExchange.BY_HAND and not url
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    if parts.query or parts.fragment or parts.password is not None:
        return False
    host = parts.hostname or ""
    if exchange is VendorExchange.FILES:
        return parts.scheme == "file" and not parts.netloc and len(parts.path) > 1
    if exchange is VendorExchange.SIMULATED:
        return parts.scheme == SCHEME and bool(host) and plain_name(host) == host
    # Its key lies in a file that is named after user and host.
    names = (parts.username or "", host)
    is_plain = all(plain_name(name) == name for name in names if name)
    return parts.scheme in {"http", "https"} and bool(host) and is_plain and port != 0
