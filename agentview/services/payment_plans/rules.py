"""What the parts of a plan are, and what becomes of it: pure functions over values (E50, R-SUS-05)."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from agentview.contract.payment_plans import GRACE_DAYS, MOST_DAYS_AHEAD, Frequency, Instalment, PlanStatus
from agentview.core.errors import Refusal, Value
from agentview.core.money import Money

_STEP_DAYS = {Frequency.WEEKLY: 7, Frequency.FORTNIGHTLY: 14}
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Chosen:
    """An invoice that is to be paid in parts: what is due of it in minor units, and whether a plan has it."""

    invoice_no: str
    due_cents: int
    is_planned: bool


@dataclass(frozen=True, slots=True)
class Schedule:
    """When the parts of a plan are paid, and how many there are."""

    start_on: date
    frequency: Frequency
    number: int


def split(total_cents: int, number: int) -> tuple[int, ...]:
    """Return an amount in so many parts, to the cent: all equal, and the last one takes the rest."""
    each = total_cents // number
    return (*(each for _ in range(number - 1)), total_cents - each * (number - 1))


def due_days(schedule: Schedule) -> tuple[date, ...]:
    """Return the days on which the parts are paid."""
    return tuple(_day(schedule, place) for place in range(schedule.number))


def instalments(total_cents: int, schedule: Schedule, paid_cents: int = 0) -> tuple[Instalment, ...]:
    """Return the parts of a plan; one is paid where what was paid reaches up to it."""
    parts, reached = [], 0
    amounts = split(total_cents, schedule.number)
    for number, (on, cents) in enumerate(zip(due_days(schedule), amounts, strict=True), start=1):
        reached += cents
        parts.append(
            Instalment(number=number, due_on=on, amount_cents=cents, is_paid=paid_cents >= reached > 0)
        )
    return tuple(parts)


def still_due(amount_cents: int, due_cents: int) -> int:
    """Return what is left of an invoice in a plan: no more than the plan has of it."""
    return min(amount_cents, due_cents)


def outcome(total_cents: int, left_cents: int, schedule: Schedule, today: date) -> PlanStatus:
    """Say what becomes of a plan that runs.

    COMPLETED once nothing is left to pay. FAILED where a part is late by more than the days of grace.
    """
    if left_cents <= 0:
        return PlanStatus.COMPLETED
    parts = instalments(total_cents, schedule, total_cents - left_cents)
    grace = timedelta(days=GRACE_DAYS)
    is_late = any(today > part.due_on + grace for part in parts if not part.is_paid)
    return PlanStatus.FAILED if is_late else PlanStatus.IN_PROGRESS


def next_day(parts: Iterable[Instalment]) -> date | None:
    """Return when the next part is to be paid; None: all are."""
    return next((part.due_on for part in parts if not part.is_paid), None)


def start_days(today: date) -> tuple[date, date]:
    """Return the first and the last day on which a plan may begin."""
    return today, today + timedelta(days=MOST_DAYS_AHEAD)


def refusals(chosen: Sequence[Chosen], schedule: Schedule, currency: str, today: date) -> tuple[Refusal, ...]:
    """Return every reason against a plan."""
    first, last = start_days(today)
    found = list(_of_invoices(chosen))
    if not first <= schedule.start_on <= last:
        values = {"first": first.isoformat(), "last": last.isoformat()}
        found.append(Refusal("E-PLAN-START", "start_on", "E50", {**values}))
    total = sum(one.due_cents for one in chosen)
    if 0 < total < schedule.number:
        said = f"{Money(total, currency).decimal()} {currency}"
        parts: dict[str, Value] = {"total": said, "payments": schedule.number}
        found.append(Refusal("E-PLAN-CENTS", "number_of_payments", "E50", parts))
    return tuple(found)


def _of_invoices(chosen: Sequence[Chosen]) -> Iterator[Refusal]:
    for one in chosen:
        if one.due_cents <= 0:
            yield Refusal("E-PLAN-PAID", "invoice_ids", "E50", {"number": one.invoice_no})
        elif one.is_planned:
            yield Refusal("E-PLAN-INVOICE", "invoice_ids", "E50", {"number": one.invoice_no})


def _day(schedule: Schedule, place: int) -> date:
    """Return the day of a part; of a month without that day the last one."""
    if schedule.frequency is not Frequency.MONTHLY:
        return schedule.start_on + timedelta(days=place * _STEP_DAYS[schedule.frequency])
    months = schedule.start_on.year * _MONTHS + schedule.start_on.month - 1 + place
    year, month = months // _MONTHS, months % _MONTHS + 1
    return date(year, month, min(schedule.start_on.day, monthrange(year, month)[1]))
