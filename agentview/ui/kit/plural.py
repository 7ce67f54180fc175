"""A text about one thing or about many."""

from __future__ import annotations

from collections.abc import Callable

from agentview.ui.kit.local_format import count_text


def plural(one: str, many: str, count: int) -> str:
    """`one` for one, else `many` with `{count}` in it replaced."""
    return one if count == 1 else many.replace("{count}", count_text(count))


def counted(one: str, many: str) -> Callable[[int], str]:
    """How the rows of a list are counted, in words: one is told as one."""
    return lambda rows: plural(one, many, rows)
