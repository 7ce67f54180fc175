"""How many accounts a run may restrict: the ramp of new rules, and the breaker (D-26); pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from agentview.contract.suspension_candidates import Breaker
from agentview.services.suspension.rules import RuleSet

FIRST, SECOND, LATER = 1, 2, 3
FEWEST_DAYS = 5
"""On so many days at least there must have been a run before they say what is usual."""


@dataclass(frozen=True, slots=True)
class Before:
    """What was done in a run, and on the days before it.

    `acted` accounts were flagged in it, of `active_accounts` that there are. `twice_usual` is twice the
    median of the days before, None where there were too few. `confirmed`: somebody lets the run go on to so
    many accounts in all, though the breaker stopped it.
    """

    acted: int
    active_accounts: int
    twice_usual: int | None = None
    confirmed: int | None = None


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a run may do. `would` accounts are next, `held_back` wait for a later run.

    `broken_by`: what stops it, where with what was done today it would be more than the breaker allows;
    `stopped` accounts wait for somebody to confirm it.
    """

    run: int
    acted: int
    would: int
    held_back: int
    broken_by: tuple[Breaker, ...] = ()
    stopped: int = 0

    @property
    def is_broken(self) -> bool:
        """Say whether nobody is restricted."""
        return bool(self.broken_by)

    @property
    def most(self) -> int:
        """Return how many accounts the run may flag in all."""
        return self.acted + self.would


def allowance(rules: RuleSet, run: int, before: Before, waiting: int) -> Allowance:
    """Return what run number `run` may do: `waiting` accounts could be restricted."""
    limit = most(rules, run, before.acted + waiting)
    would = waiting if limit is None else max(0, min(waiting, limit - before.acted))
    held_back, broken_by = waiting - would, breakers(rules, before, would)
    if not broken_by:
        return Allowance(run, before.acted, would, held_back)
    if before.confirmed is None:
        return Allowance(run, before.acted, 0, held_back, broken_by, stopped=would)
    would = max(0, min(would, before.confirmed - before.acted))
    return Allowance(run, before.acted, would, waiting - would)


def breakers(rules: RuleSet, before: Before, would: int) -> tuple[Breaker, ...]:
    """Return what stops a run that would flag so many accounts more; one that flags nobody goes on."""
    if would == 0:
        return ()
    total = before.acted + would
    share = (Breaker.SHARE,) if total * 100 > rules.breaker_percent * before.active_accounts else ()
    is_unusual = before.twice_usual is not None and total > before.twice_usual
    return (*share, *((Breaker.USUAL,) if is_unusual else ()))


def twice_usual(days: Sequence[int]) -> int | None:
    """Return twice the median of days with a run; None where they are too few to say what is usual."""
    return int(2 * median(days)) if len(days) >= FEWEST_DAYS else None


def most(rules: RuleSet, run: int, total: int) -> int | None:
    """Return how many accounts a run may restrict in all; None: as many as there are.

    The first is capped, the second takes a share of those that there are, rounded up.
    """
    if run == FIRST:
        return rules.first_run_cap
    return -(-total * rules.second_run_percent // 100) if run == SECOND else None
