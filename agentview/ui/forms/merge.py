"""Brings together what two people did to the same fields; imports no Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | bool | date | Decimal | None
Values = dict[str, Value]


@dataclass(frozen=True)
class Merge:
    """`values` holds mine where only I changed a field and theirs where only they did.

    `clashes` names the fields that both changed to different values: there `values` still holds mine.
    `taken` names the fields that only they changed.
    """

    values: Values
    clashes: tuple[str, ...]
    taken: tuple[str, ...]


def merge(base: Mapping[str, Value], mine: Mapping[str, Value], theirs: Mapping[str, Value]) -> Merge:
    """Compares both sides with what both began with; a field that they do not have is mine."""
    values: Values = dict(mine)
    clashes, taken = [], []
    for name, now in theirs.items():
        if name not in mine or _same(now, base.get(name)) or _same(now, mine[name]):
            continue
        if _same(mine[name], base.get(name)):
            values[name] = now
            taken.append(name)
        else:
            clashes.append(name)
    return Merge(values, tuple(clashes), tuple(taken))


def _same(one: Value, other: Value) -> bool:
    """Compare as people do: nothing typed is the same as no value."""
    return (one or None) == (other or None)
