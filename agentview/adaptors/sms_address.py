"""Addresses of SMS gateways, and senders of texts."""

import re
from urllib.parse import urlsplit

from agentview.adaptors.http_session import is_http_address
from agentview.adaptors.stock_key import without_user

_SENDER = re.compile(r"\+?[0-9]{3,15}|[A-Za-z0-9][A-Za-z0-9 .&-]{0,10}", re.ASCII)
"""A number, or the eleven characters that GSM allows for a name."""


def is_gateway_address(url: str) -> bool:
    """Say whether texts can be posted to an address: HTTP, and without a password in it."""
    return is_http_address(url) and urlsplit(url).password is None and is_http_address(without_user(url))


def is_sender(text: str) -> bool:
    """Say whether a text can come from this."""
    return _SENDER.fullmatch(text) is not None
