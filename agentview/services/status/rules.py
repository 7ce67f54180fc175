"""Which hold of a service rules: a pure function over values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from agentview.contract.status import Bar, HoldCause, HoldOrigin


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a service is restricted."""

    cause: HoldCause
    origin: HoldOrigin
    bar: Bar
    reason: str
    placed_at: datetime
    placed_by: str
    case_id: int | None = None


def strongest(holds: Iterable[Hold]) -> Hold | None:
    """Return the hold that rules (D-26): what bars most, what a person placed, then the worst cause."""
    return min(holds, key=_strength, default=None)


def _strength(hold: Hold) -> tuple[int, int, int, datetime]:
    return (
        list(Bar).index(hold.bar),
        0 if hold.origin is HoldOrigin.MANUAL else 1,
        list(HoldCause).index(hold.cause),
        hold.placed_at,
    )
