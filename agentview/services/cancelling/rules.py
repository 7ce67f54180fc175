"""When something may end: pure functions that return every reason against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agentview.contract.cancelling import TimeFrame
from agentview.core.errors import Refusal


@dataclass(frozen=True, slots=True)
class Span:
    """What a package or service is dated by: its starts, and the last day of its billing period."""

    product: str
    starts: Sequence[date]
    period_end_on: date | None


def timing_refusals(time_frame: TimeFrame, nominated_on: date | None, today: date) -> tuple[Refusal, ...]:
    """Say what is wrong with a time frame: a nominated day is in the future, or today (R-PRV-31)."""
    if time_frame is not TimeFrame.NOMINATED_DATE:
        unused = Refusal("E-NOMINATED-UNUSED", "nominated_on", "R-PRV-31")
        return () if nominated_on is None else (unused,)
    values = {"earliest": today.isoformat()}
    if nominated_on is None:
        return (Refusal("E-NOMINATED-DAY", "nominated_on", "R-PRV-31", {**values}),)
    if nominated_on < today:
        return (Refusal("E-NOMINATED-PAST", "nominated_on", "R-PRV-31", {**values}),)
    return ()


def last_day(time_frame: TimeFrame, nominated_on: date | None, today: date, span: Span) -> date | None:
    """Return the last day; None where the time frame names none."""
    if time_frame is TimeFrame.IMMEDIATE:
        return today
    return nominated_on if time_frame is TimeFrame.NOMINATED_DATE else span.period_end_on


def span_refusals(time_frame: TimeFrame, end_on: date | None, span: Span) -> tuple[Refusal, ...]:
    """Say why a package or service cannot end on a day: it has no period, or starts later (E11)."""
    if end_on is None:
        if time_frame is not TimeFrame.END_OF_PERIOD:
            return ()
        return (Refusal("E-NO-PERIOD", "time_frame", "R-PRV-31", {"product": span.product}),)
    latest = max(span.starts, default=end_on)
    if end_on >= latest:
        return ()
    values = {"product": span.product, "earliest": latest.isoformat()}
    return (Refusal("E-END-EARLY", "time_frame", "R-PRV-28", {**values}),)


def group_refusals(number: int, typed_number: int | None) -> tuple[Refusal, ...]:
    """Several packages are cancelled only by who has typed how many (R-PRV-32, D-22)."""
    if number <= 1 or typed_number == number:
        return ()
    return (Refusal("E-CONFIRM-GROUP", "typed_number", "R-PRV-32", {"packages": number}),)
