"""Compares a page that was read again with what the reader sees; imports no Qt."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """What happened to the rows on the screen: ids that are new, and ids that have left."""

    new: frozenset[Hashable]
    gone: frozenset[Hashable]


def compare(
    shown: Sequence[Hashable], read: Sequence[Hashable], *, is_start: bool, is_end: bool
) -> Difference:
    """Finds what is new and what is gone, without being misled by rows that slid over the edge.

    A row at an edge of the page may only have moved to the next page; it counts as gone, or as new,
    only between two rows that are in both, or at an edge that is also the start or end of the list.
    """
    in_read, in_shown = frozenset(read), frozenset(shown)
    return Difference(
        new=_inside(read, in_shown, is_start=is_start, is_end=is_end),
        gone=_inside(shown, in_read, is_start=is_start, is_end=is_end),
    )


def _inside(
    ids: Sequence[Hashable], others: frozenset[Hashable], *, is_start: bool, is_end: bool
) -> frozenset[Hashable]:
    shared = [at for at, row_id in enumerate(ids) if row_id in others]
    if not shared and not (is_start and is_end):
        return frozenset()
    first = 0 if is_start else shared[0]
    last = len(ids) - 1 if is_end else shared[-1]
    return frozenset(row_id for row_id in ids[first : last + 1] if row_id not in others)
