"""Works out how wide the columns of a list are, from what they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """What one visible column needs: the least it is readable at, what it would like, who gets the rest.

    `decent` is what it shows as long as there are columns that give way; where there are none, it shrinks.
    """

    key: str
    least: int
    liked: int
    stretch: bool
    decent: int = 0

    @property
    def usual(self) -> int:
        """The width that it does not go below while others can give way."""
        return max(self.least, self.decent)


def fit_columns(needs: Sequence[Need], available: int, chosen: Mapping[str, int]) -> dict[str, int]:
    """The width of each column in pixels.

    A width that the user chose is kept (never below `least`). What is left over goes to the stretch
    columns; what is missing is taken from columns that can give, in proportion. If that is not
    enough, the sum is wider than `available` and the list scrolls.
    """
    widths = {need.key: max(need.least, chosen.get(need.key, need.liked)) for need in needs}
    spare = available - sum(widths.values())
    if spare >= 0:
        takers = [need.key for need in needs if need.stretch and need.key not in chosen]
        for at, key in enumerate(takers):
            widths[key] += spare * (at + 1) // len(takers) - spare * at // len(takers)
        return widths
    give = {need.key: widths[need.key] - need.least for need in needs if need.key not in chosen}
    can_give, missing = sum(give.values()), min(-spare, sum(give.values()))
    given = 0
    for key, most in give.items():
        if can_give:
            share = min(most, -(-missing * most // can_give), missing - given)
            widths[key] -= share
            given += share
    return widths
