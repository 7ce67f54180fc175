"""The rules of activating and finalising: pure functions that return every reason against it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from agentview.contract.provisioning import TransferType
from agentview.core.errors import Refusal
from agentview.core.money import Money


@dataclass(frozen=True, slots=True)
class Period:
    """A billing period, both days included."""

    from_on: date
    to_on: date
    is_closed: bool = False

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.to_on - self.from_on).days + 1

    def has(self, day: date) -> bool:
        """Say whether `day` lies in it."""
        return self.from_on <= day <= self.to_on


@dataclass(frozen=True, slots=True)
class Activation:
    """What an activation is judged by."""

    transfer_type: TransferType
    start_on: date | None
    today: date
    backdate_limit_days: int
    may_backdate: bool
    is_backdate_confirmed: bool
    identifier: str | None
    identifier_label: str
    identifier_pattern: str | None
    source_start_on: date | None
    source_periods: Sequence[Period]
    first_period_end_on: date | None
    honours_first_period_end: bool
    may_set_first_period_end: bool


def activation_refusals(facts: Activation) -> tuple[Refusal, ...]:
    """Return every reason why a service cannot be activated (R-PRV-09 to 13, 15)."""
    dates = _start_refusals(facts, facts.start_on) if facts.start_on else (_NO_START,)
    return (
        *dates,
        *identifier_refusals(facts.identifier, facts.identifier_label, facts.identifier_pattern),
        *first_period_refusals(
            facts.first_period_end_on,
            facts.start_on,
            is_honoured=facts.honours_first_period_end,
            may_set=facts.may_set_first_period_end,
        ),
    )


_NO_START = Refusal("E-START-DATE", field="service_start_on", rule="R-PRV-09")


def _start_refusals(facts: Activation, start_on: date) -> tuple[Refusal, ...]:
    if facts.transfer_type is TransferType.NEW:
        return _backdate_refusals(facts, start_on)
    return source_date_refusals(
        start_on, facts.source_start_on, facts.source_periods, field="service_start_on"
    )


def _backdate_refusals(facts: Activation, start_on: date) -> tuple[Refusal, ...]:
    """A past start is fine (R-PRV-12); beyond the limit it takes BACKDATE and a yes (R-PRV-13, D-24)."""
    earliest = facts.today - timedelta(days=facts.backdate_limit_days)
    if start_on >= earliest:
        return ()
    values = {"earliest": earliest.isoformat()}
    if not facts.may_backdate:
        return (Refusal("E-BACKDATE", "service_start_on", "R-PRV-13", {**values}),)
    if not facts.is_backdate_confirmed:
        return (Refusal("E-CONFIRM-BACKDATE", "confirm_backdate", "R-PRV-13", {**values}),)
    return ()


def source_date_refusals(
    start_on: date, source_start_on: date | None, periods: Sequence[Period], *, field: str
) -> tuple[Refusal, ...]:
    """A start inside a closed period of the source is refused (R-PRV-10), the day after not (R-PRV-11)."""
    if source_start_on is not None and start_on <= source_start_on:
        values = {"earliest": (source_start_on + timedelta(days=1)).isoformat()}
        return (Refusal("E-DATE-ORDER", field, None, {**values}),)
    closed = [period for period in periods if period.is_closed]
    if not any(period.has(start_on) for period in closed):
        return ()
    until = max(period.to_on for period in closed)
    return (Refusal("E-CLOSED-PERIOD", field, "R-PRV-10", {"until": until.isoformat()}),)


def identifier_refusals(identifier: str | None, label: str, pattern: str | None) -> tuple[Refusal, ...]:
    """A service without identifier, or with one that does not match its type's pattern, is not activated."""
    if not identifier:
        return (Refusal("E-IDENTIFIER-MISSING", "identifier", None, {"label": label}),)
    if pattern is not None and re.fullmatch(pattern, identifier) is None:
        return (Refusal("E-IDENTIFIER", "identifier", None, {"label": label}),)
    return ()


def first_period_refusals(
    end_on: date | None, start_on: date | None, *, is_honoured: bool, may_set: bool
) -> tuple[Refusal, ...]:
    """R-PRV-15: only where the plan honours it, by who has the power, and later than the start."""
    if end_on is None:
        return ()
    refusals: list[Refusal] = []
    if not is_honoured:
        refusals.append(Refusal("E-FIRST-PERIOD-PLAN", "first_period_end_on", "R-PRV-15"))
    if not may_set:
        values = {"power": "SET_FIRST_PERIOD_END"}
        refusals.append(Refusal("E-POWER", "first_period_end_on", "R-PRV-15", {**values}))
    if start_on is not None and end_on <= start_on:
        refusals.append(Refusal("E-FIRST-PERIOD-ORDER", "first_period_end_on", "R-PRV-15"))
    return tuple(refusals)


def cancellation_refusals(end_on: date | None, start_on: date | None) -> tuple[Refusal, ...]:
    """R-PRV-28: a service ends on a day, and not before it started."""
    if end_on is None:
        return (Refusal("E-END-DATE", "service_end_on", "R-PRV-28"),)
    if start_on is not None and end_on < start_on:
        values = {"earliest": start_on.isoformat()}
        return (Refusal("E-DATE-ORDER", "service_end_on", "R-PRV-28", {**values}),)
    return ()


def first_period(start_on: date, first_period_end_on: date | None) -> Period:
    """Return the first billing period: to the given end, else one month (R-PRV-16)."""
    return Period(start_on, first_period_end_on or month_after(start_on) - timedelta(days=1))


def month_after(day: date) -> date:
    """Return the same day of the next month, or its last day where it is shorter."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)  # noqa: PLR2004
    for number in range(day.day, 27, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    return date(year, month, day.day)


def unused_credit(fee: Money, period: Period, last_day: date) -> Money:
    """Return the credit for the days of a billed period after `last_day`: negative, half-up (R-MIG-30)."""
    unused = max(0, min(period.days, (period.to_on - last_day).days))
    return -fee.times(unused, period.days)
