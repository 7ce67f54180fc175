"""The rules of restricting for money, and which hold of a service rules: pure functions over values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from agentview.contract.status import Bar, HoldCause, HoldOrigin


@dataclass(frozen=True, slots=True)
class RuleSet:
    """When overdue accounts are restricted and restored; amounts in minor units including tax."""

    name: str
    effective_from: date
    minimum_overdue_cents: int
    minimum_overdue_days: int
    restoration_threshold_cents: int


@dataclass(frozen=True, slots=True)
class Due:
    """What is still to be paid of an invoice, and how much of it is in dispute."""

    due_on: date
    due_cents: int
    disputed_cents: int = 0


@dataclass(frozen=True, slots=True)
class Hold:
    """Why a service is restricted."""

    cause: HoldCause
    origin: HoldOrigin
    bar: Bar
    reason: str
    placed_at: datetime
    placed_by: str


def rule_set_in_force(rule_sets: Iterable[RuleSet], today: date) -> RuleSet | None:
    """Return the newest rule set that is effective today (R-SUS-10, 11)."""
    begun = [one for one in rule_sets if one.effective_from <= today]
    return max(begun, key=lambda one: one.effective_from, default=None)


def owing(invoices: Sequence[Due]) -> int:
    """Return what is owed: all that is still to be paid, due or not."""
    return sum(invoice.due_cents for invoice in invoices)


def overdue_days(invoice: Due, today: date) -> int | None:
    """Return how many days an invoice is overdue; None until the day after its due day."""
    days = (today - invoice.due_on).days
    return days if days > 0 else None


def overdue(invoices: Sequence[Due], today: date) -> tuple[int, int | None]:
    """Return what is overdue, and the days of the oldest such invoice."""
    late = [(invoice.due_cents, days) for invoice in invoices if (days := overdue_days(invoice, today))]
    return sum(cents for cents, _ in late), max((days for _, days in late), default=None)


def to_restore(invoices: Sequence[Due], threshold_cents: int) -> int:
    """Return what must be paid until at most the threshold is owed (R-SUS-18); 0 where nothing must.

    What is in dispute does not count (R-SUS-07).
    """
    counted = sum(max(0, invoice.due_cents - invoice.disputed_cents) for invoice in invoices)
    return max(0, counted - threshold_cents)


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
