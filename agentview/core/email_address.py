"""What can be an e-mail address; whether anybody reads it nobody knows."""

import re

_SHAPE = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")


def is_email(text: str) -> bool:
    """Say whether a text can be an e-mail address: a name, a place, and a domain with a dot."""
    return _SHAPE.fullmatch(text) is not None
