"""How much of a file goes into one request (D-36)."""

LARGEST_BODY = 700_000
"""Characters of a block, with room for quoting: a request has at most 1 MB (D-36)."""

_LARGEST_ASCII, _LARGEST_CHARACTER = 2, 4


def longest(text: str) -> int:
    """Return how long a text can become in a request."""
    return len(text) * (_LARGEST_ASCII if text.isascii() else _LARGEST_CHARACTER)
