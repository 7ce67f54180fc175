"""What becomes of a task in the demo: the fates, how old each makes its order, and how each is played."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random

from agentview.contract.provisioning import TransferType

HOUR = timedelta(hours=1)


class Fate(StrEnum):
    """Where a task ends up now."""

    WAITING = "WAITING"
    DUE_SOON = "DUE_SOON"
    BREACHED = "BREACHED"
    WORKED = "WORKED"
    LAPSED = "LAPSED"
    TAKEN_OVER = "TAKEN_OVER"
    HALTED = "HALTED"
    AMENDED = "AMENDED"
    RESUBMITTED = "RESUBMITTED"
    COMPLETED = "COMPLETED"
    COMPLETED_LATER = "COMPLETED_LATER"
    ABORTED = "ABORTED"


FINAL = frozenset({Fate.COMPLETED, Fate.COMPLETED_LATER, Fate.ABORTED})


class Kind(StrEnum):
    """What an order asks for, as people speak of it: a port is its own kind."""

    NEW = "NEW"
    PORT = "PORT"
    UPGRADE = "UPGRADE"
    CHOWN = "CHOWN"
    CANCEL = "CANCEL"

    @property
    def transfer_type(self) -> TransferType:
        """The transfer type of its tasks (D-23)."""
        return TransferType.NEW if self is Kind.PORT else TransferType(self.value)


_FURTHER: tuple[tuple[Kind, int], ...] = (
    (Kind.NEW, 44),
    (Kind.PORT, 8),
    (Kind.UPGRADE, 7),
    (Kind.CHOWN, 4),
    (Kind.CANCEL, 9),
)
_WEIGHTS: dict[Fate, int] = {
    Fate.WAITING: 26,
    Fate.DUE_SOON: 6,
    Fate.BREACHED: 6,
    Fate.WORKED: 8,
    Fate.LAPSED: 3,
    Fate.TAKEN_OVER: 1,
    Fate.HALTED: 10,
    Fate.AMENDED: 2,
    Fate.RESUBMITTED: 5,
    Fate.COMPLETED: 26,
    Fate.COMPLETED_LATER: 4,
    Fate.ABORTED: 3,
}


@dataclass(frozen=True, slots=True)
class Plot:
    """A kind of order and the fate of its tasks."""

    kind: Kind
    fate: Fate


def plots(random: Random) -> list[Plot]:
    """Return every kind with every fate, and further ones as often as they occur in practice."""
    every = [Plot(kind, fate) for kind in Kind for fate in Fate]
    fates, weights = list(_WEIGHTS), list(_WEIGHTS.values())
    for kind, number in _FURTHER:
        every += [Plot(kind, fate) for fate in random.choices(fates, weights, k=number)]
    return every


def age(fate: Fate, target: timedelta, random: Random) -> timedelta:
    """Return how long ago the order of a task with this fate came in."""
    spans = {
        Fate.WAITING: (0.02 * target, 0.7 * target),
        Fate.DUE_SOON: (target - 1.6 * HOUR, target - 0.2 * HOUR),
        Fate.BREACHED: (target + 0.5 * HOUR, target + 20 * HOUR),
        Fate.WORKED: (0.3 * target, 0.95 * target),
        Fate.LAPSED: (4 * HOUR, 4 * HOUR + 0.5 * target),
        Fate.TAKEN_OVER: (0.5 * target, 0.97 * target),
        Fate.HALTED: (8 * HOUR, 80 * HOUR),
        Fate.AMENDED: (10 * HOUR, 60 * HOUR),
        Fate.RESUBMITTED: (30 * HOUR, 90 * HOUR),
        Fate.COMPLETED: (8 * HOUR, 200 * HOUR),
        Fate.COMPLETED_LATER: (60 * HOUR, 210 * HOUR),
        Fate.ABORTED: (20 * HOUR, 180 * HOUR),
    }
    shortest, longest = spans[fate]
    return shortest + random.random() * (longest - shortest)


def between(random: Random, start: datetime, shortest: float, longest: float) -> datetime:
    """Return a moment some minutes after `start` (before it where negative), to the second."""
    return start + timedelta(seconds=round(60 * random.uniform(shortest, longest)))
