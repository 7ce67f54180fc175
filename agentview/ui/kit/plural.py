"""A text about one thing or about many."""

from __future__ import annotations


def plural(one: str, many: str, count: int) -> str:
    """`one` for one, else `many` with `{count}` in it replaced."""
    return one if count == 1 else many.replace("{count}", f"{count:,}")
