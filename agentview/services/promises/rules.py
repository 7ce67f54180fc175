"""What may be promised, and what becomes of a promise: pure functions over values (E.3)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from agentview.contract.ledger import PromiseStatus
from agentview.contract.promises import MOST_A_YEAR, MOST_DAYS_AHEAD
from agentview.core.errors import Refusal
from agentview.core.money import Money


@dataclass(frozen=True, slots=True)
class Word:
    """A promise: so much in minor units, taken on a day, to be paid by the end of another one."""

    amount_cents: int
    taken_on: date
    promised_for: date


@dataclass(frozen=True, slots=True)
class Came:
    """Money that has come: so much in minor units, on a day."""

    on: date
    cents: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What an account owes in minor units, what it has promised lately, and for when it has now."""

    owing_cents: int
    currency: str
    taken: int
    open_for: date | None


def paid(word: Word, payments: Iterable[Came]) -> int:
    """Return what has come since a promise was taken, up to the end of its day."""
    return sum(one.cents for one in payments if word.taken_on <= one.on <= word.promised_for)


def outcome(word: Word, paid_cents: int, today: date) -> PromiseStatus:
    """Say what becomes of an open promise: KEPT once all has come, BROKEN on the day after its own."""
    if paid_cents >= word.amount_cents:
        return PromiseStatus.KEPT
    return PromiseStatus.BROKEN if today > word.promised_for else PromiseStatus.OPEN


def days(today: date) -> tuple[date, date]:
    """Return the first and the last day for which a promise is taken."""
    return today, today + timedelta(days=MOST_DAYS_AHEAD)


def standing_refusals(standing: Standing) -> Iterator[Refusal]:
    """Yield why no promise at all is taken of an account: it owes nothing, has one open, or had too many."""
    if standing.owing_cents <= 0:
        yield _more(standing)
    if standing.open_for is not None:
        yield Refusal("E-PROMISE-OPEN", rule="E.3", values={"day": standing.open_for.isoformat()})
    if standing.taken >= MOST_A_YEAR:
        yield Refusal("E-PROMISE-YEAR", rule="E.3", values={"taken": standing.taken, "most": MOST_A_YEAR})


def refusals(standing: Standing, amount_cents: int, promised_for: date, today: date) -> tuple[Refusal, ...]:
    """Return every reason against a promise of an amount by a day."""
    first, last = days(today)
    found = list(standing_refusals(standing))
    if 0 < standing.owing_cents < amount_cents:
        found.append(_more(standing))
    if not first <= promised_for <= last:
        values = {"first": first.isoformat(), "last": last.isoformat()}
        found.append(Refusal("E-PROMISE-DAY", "promised_for", "E.3", {**values}))
    return tuple(found)


def _more(standing: Standing) -> Refusal:
    said = f"{Money(standing.owing_cents, standing.currency).decimal()} {standing.currency}"
    return Refusal("E-PROMISE-MORE", "amount_cents", "E.3", {"owing": said})
