"""Whom the rules restrict for money, and whom they restore: pure functions over values (R-SUS)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from agentview.contract.account import AccountStatus
from agentview.contract.restriction import Obstacle
from agentview.core.errors import Scalar
from agentview.services.suspension.windows import Window


@dataclass(frozen=True, slots=True)
class RuleSet:
    """When overdue accounts are restricted and restored; amounts in minor units including tax."""

    name: str
    effective_from: date
    minimum_overdue_cents: int
    minimum_overdue_days: int
    restoration_threshold_cents: int
    resuspend_days: int = 0
    windows: tuple[Window, ...] = ()
    spares_eve_of_closed_day: bool = False
    first_run_cap: int = 25
    second_run_percent: int = 10
    breaker_percent: int = 5
    needs_notice: bool = False
    rule_set_id: int = 0


@dataclass(frozen=True, slots=True)
class Due:
    """What is still to be paid of an invoice, and how much of it is in dispute."""

    due_on: date
    due_cents: int
    disputed_cents: int = 0


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules look at of an account; amounts in minor units including tax.

    `planned_cents` is what is due of invoices in payment plans IN_PROGRESS, `credit_cents` what pending
    credits come to (positive), `under_way_cents` the money that is on its way or has found no invoice yet.
    `excluded_groups` are the names of those that the rule set leaves out. A day is None where there is none;
    of several it is the latest. `has_notice`: a message about an open invoice was sent since that was due.
    """

    status: int
    active_services: int
    dues: tuple[Due, ...] = ()
    has_open_case: bool = False
    is_omitted: bool = False
    excluded_groups: tuple[str, ...] = ()
    exempt_until: date | None = None
    planned_cents: int = 0
    credit_cents: int = 0
    under_way_cents: int = 0
    has_open_complaint: bool = False
    resuspend_not_before: date | None = None
    promised_for: date | None = None
    has_notice: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule says of an account: whether it keeps the rules from restricting, and its numbers."""

    obstacle: Obstacle
    stands: bool
    values: Mapping[str, Scalar] = field(default_factory=dict)


LIFTING = frozenset(
    {
        Obstacle.OMITTED,
        Obstacle.EXCLUDED_GROUP,
        Obstacle.EXEMPT,
        Obstacle.PAYMENT_PLAN,
        Obstacle.CREDIT,
        Obstacle.DISPUTE,
        Obstacle.COMPLAINT,
    }
)
"""What restores an account that is restricted (SM-5). A promise, or money on its way, only keeps from it."""


_PLACES = {obstacle: place for place, obstacle in enumerate(Obstacle)}


def rule_set_in_force(rule_sets: Iterable[RuleSet], today: date) -> RuleSet | None:
    """Return the newest rule set that is effective today (R-SUS-10, 11)."""
    begun = [one for one in rule_sets if one.effective_from <= today]
    return max(begun, key=lambda one: one.effective_from, default=None)


def owing(invoices: Iterable[Due]) -> int:
    """Return what is owed: all that is still to be paid, due or not."""
    return sum(invoice.due_cents for invoice in invoices)


def disputed(invoices: Iterable[Due]) -> int:
    """Return what is in dispute of it: of an invoice never more than is due of it."""
    return sum(min(invoice.disputed_cents, invoice.due_cents) for invoice in invoices)


def overdue_days(invoice: Due, today: date) -> int | None:
    """Return how many days an invoice is overdue; None until the day after its due day."""
    days = (today - invoice.due_on).days
    return days if days > 0 else None


def overdue(invoices: Sequence[Due], today: date) -> tuple[int, int | None]:
    """Return what is overdue, and the days of the oldest such invoice."""
    late = [(invoice.due_cents, days) for invoice in invoices if (days := overdue_days(invoice, today))]
    return sum(cents for cents, _ in late), max((days for _, days in late), default=None)


def is_eligible(rules: RuleSet, owing_cents: int, oldest_days: int | None) -> bool:
    """Say whether so much, unpaid for so long, is restricted: owing >= x and age > y (R-SUS-01, D-01)."""
    return owes_enough(rules, owing_cents) and is_old_enough(rules, oldest_days)


def owes_enough(rules: RuleSet, owing_cents: int) -> bool:
    """Say whether so much is owed that it counts (D-01)."""
    return owing_cents >= rules.minimum_overdue_cents


def is_old_enough(rules: RuleSet, oldest_days: int | None) -> bool:
    """Say whether the oldest open invoice is overdue for so long that it counts (D-01)."""
    return oldest_days is not None and oldest_days > rules.minimum_overdue_days


def covers(rules: RuleSet, owing_cents: int, cents: int) -> bool:
    """Say whether an amount brings what is owed to the threshold or below (R-SUS-05 to 07, D-02, D-11)."""
    return cents > 0 and owing_cents - cents <= rules.restoration_threshold_cents


def to_restore(invoices: Iterable[Due], threshold_cents: int) -> int:
    """Return what must be paid until at most the threshold is owed (R-SUS-18); 0 where nothing must.

    What is in dispute does not count (R-SUS-07).
    """
    dues = tuple(invoices)
    return max(0, owing(dues) - disputed(dues) - threshold_cents)


def verdicts(rules: RuleSet | None, facts: Facts, today: date) -> tuple[Verdict, ...]:
    """Return what every rule says of an account, with its numbers, in the order in which it is told."""
    if rules is None:
        return (Verdict(Obstacle.NO_RULES, stands=True), *_of_account(facts))
    told = (
        Verdict(Obstacle.NO_RULES, stands=False, values={"rule_set": rules.name}),
        *_of_account(facts),
        *_of_debt(rules, facts, today),
        *_of_choice(facts, today),
        *_of_cover(rules, facts),
        *_of_time(facts, today),
        Verdict(Obstacle.NO_NOTICE, rules.needs_notice and not facts.has_notice),
    )
    return tuple(sorted(told, key=lambda one: _PLACES[one.obstacle]))


def obstacles(rules: RuleSet | None, facts: Facts, today: date) -> tuple[Verdict, ...]:
    """Return all that keeps the rules from restricting an account; none where it is to be restricted."""
    return tuple(one for one in verdicts(rules, facts, today) if one.stands)


def reasons_to_restore(rules: RuleSet, facts: Facts, today: date) -> tuple[Obstacle, ...]:
    """Return why an account that the rules have restricted is restored; none where it stays so.

    OWES_LITTLE: at most the threshold is owed (R-SUS-18, 19, D-11); else what newly excludes it (SM-5).
    """
    little = (Obstacle.OWES_LITTLE,) if owing(facts.dues) <= rules.restoration_threshold_cents else ()
    lifting = (one.obstacle for one in obstacles(rules, facts, today) if one.obstacle in LIFTING)
    return (*little, *lifting)


def _of_account(facts: Facts) -> Iterator[Verdict]:
    is_active = facts.status == AccountStatus.ACTIVE
    yield Verdict(Obstacle.ACCOUNT_STATUS, not is_active, {"status": facts.status})
    yield Verdict(Obstacle.NO_ACTIVE_SERVICE, facts.active_services == 0, {"services": facts.active_services})


def _of_debt(rules: RuleSet, facts: Facts, today: date) -> Iterator[Verdict]:
    owed, (_, days) = owing(facts.dues), overdue(facts.dues, today)
    least: dict[str, Scalar] = {"owing": owed, "least": rules.minimum_overdue_cents}
    yield Verdict(Obstacle.OWES_LITTLE, not owes_enough(rules, owed), least)
    ages: dict[str, Scalar] = {"days": days or 0, "least": rules.minimum_overdue_days}
    yield Verdict(Obstacle.NOT_OLD, not is_old_enough(rules, days), ages)


def _of_choice(facts: Facts, today: date) -> Iterator[Verdict]:
    yield Verdict(Obstacle.OPEN_CASE, facts.has_open_case)
    yield Verdict(Obstacle.OMITTED, facts.is_omitted)
    groups: dict[str, Scalar] = {"groups": ", ".join(facts.excluded_groups)}
    yield Verdict(Obstacle.EXCLUDED_GROUP, bool(facts.excluded_groups), groups)
    yield _until(Obstacle.EXEMPT, facts.exempt_until, stands=_is_not_over(facts.exempt_until, today))


def _of_cover(rules: RuleSet, facts: Facts) -> Iterator[Verdict]:
    amounts = (
        (Obstacle.PAYMENT_PLAN, facts.planned_cents),
        (Obstacle.CREDIT, facts.credit_cents),
        (Obstacle.DISPUTE, disputed(facts.dues)),
        (Obstacle.PAYMENT_UNDER_WAY, facts.under_way_cents),
    )
    owed = owing(facts.dues)
    for obstacle, cents in amounts:
        values: dict[str, Scalar] = {
            "cents": cents,
            "owing": owed,
            "threshold": rules.restoration_threshold_cents,
        }
        yield Verdict(obstacle, covers(rules, owed, cents), values)


def _of_time(facts: Facts, today: date) -> Iterator[Verdict]:
    yield Verdict(Obstacle.COMPLAINT, facts.has_open_complaint)
    day = facts.resuspend_not_before
    yield _until(Obstacle.RESTORED_LATELY, day, stands=day is not None and today < day)
    yield _until(Obstacle.PROMISE, facts.promised_for, stands=_is_not_over(facts.promised_for, today))


def _until(obstacle: Obstacle, day: date | None, *, stands: bool) -> Verdict:
    return Verdict(obstacle, stands, {"day": day.isoformat() if day is not None else ""})


def _is_not_over(day: date | None, today: date) -> bool:
    return day is not None and today <= day
