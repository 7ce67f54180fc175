"""Passwords that somebody reads out or writes down once: no letters that look alike."""

import secrets

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_GROUPS, _GROUP = 4, 4


def one_time_password() -> str:
    """Return for example `k7fm-wq2p-9tdh-xa3r`: 79 bits, to be changed at the first sign-in."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(_GROUPS))
    return "-".join(groups)
