"""The rules of reminders: which threshold of an invoice is told of, whom a message greets (R-EVT-06, 07)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from agentview.contract.customers import ContactKind
from agentview.contract.event_catalogue import CATALOGUE, Threshold
from agentview.contract.events import EventType

LATE_DAYS = 14
"""A threshold that passed longer ago is not told of any more, whatever kept it from being told."""

_GREETED = (
    ContactKind.BILLING,
    ContactKind.ACCOUNT_HOLDER,
    ContactKind.SERVICE_CONTACT,
    ContactKind.DELIVERY,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A mapping's threshold as days after the due day of an invoice; before it they are negative.

    `since`: only thresholds of that day and later count. `lead_limit_days`: not for invoices issued later
    than so many days before they are due (E43).
    """

    mapping_id: int
    event_type: EventType
    offset_days: int
    since: date | None = None
    lead_limit_days: int | None = None

    def due_days(self, today: date) -> tuple[date, date]:
        """Return the first and the last due day of invoices for which the threshold counts today."""
        earliest = today - timedelta(days=LATE_DAYS)
        first = max(earliest, self.since) if self.since is not None else earliest
        after = timedelta(days=self.offset_days)
        return first - after, today - after

    def allows(self, issued_on: date, due_on: date) -> bool:
        """Say whether an invoice was issued early enough before it is due (E43)."""
        return self.lead_limit_days is None or (due_on - issued_on).days >= self.lead_limit_days


def offset_of(event_type: EventType, threshold: int) -> int:
    """Return how many days after the due day a threshold is: Invoice Due counts the days before it."""
    is_before = CATALOGUE[event_type].threshold is Threshold.DAYS_BEFORE_DUE
    return -threshold if is_before else threshold


def told_and_missed(
    reached: Iterable[Step], issued_on: date, due_on: date
) -> tuple[Sequence[Step], Sequence[Step]]:
    """Return which of the thresholds that an invoice reached is told of, one at most, and which are not.

    After days on which nothing ran a customer is told the newest alone, not all of them at once (D-26); nor
    of an invoice that was issued too late for the threshold (E43).
    """
    newest_first = sorted(reached, key=lambda step: (-step.offset_days, step.mapping_id))
    wanted = [step for step in newest_first if step.allows(issued_on, due_on)]
    told = wanted[:1]
    return told, [step for step in newest_first if step not in told]


def overdue_days(due_on: date, today: date) -> int:
    """Return since how many days an invoice is overdue; 0 up to its due day."""
    return max(0, (today - due_on).days)


def first_contact(contacts: Iterable[tuple[str, str]]) -> str:
    """Return the name of the contact, by kind and name, whom a message greets; "" without contacts."""
    order = [kind.value for kind in _GREETED]
    ranked = sorted(contacts, key=lambda one: order.index(one[0]) if one[0] in order else len(order))
    return ranked[0][1] if ranked else ""
