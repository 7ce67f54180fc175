"""How many accounts a run may restrict: the ramp of new rules, and the breaker (D-26); pure."""

from dataclasses import dataclass

from agentview.services.suspension.rules import RuleSet

FIRST, SECOND, LATER = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a run may do. `would` accounts are next, `held_back` wait for a later run.

    `is_broken`: with what was done today it would be more of all active accounts than the breaker allows.
    """

    run: int
    acted: int
    would: int
    held_back: int
    is_broken: bool


def allowance(rules: RuleSet, run: int, *, acted: int, waiting: int, active_accounts: int) -> Allowance:
    """Return what run number `run` may do: `acted` accounts were restricted in it, `waiting` could be."""
    limit = most(rules, run, acted + waiting)
    would = waiting if limit is None else max(0, min(waiting, limit - acted))
    is_broken = would > 0 and (acted + would) * 100 > rules.breaker_percent * active_accounts
    return Allowance(run, acted, 0 if is_broken else would, waiting - would, is_broken)


def most(rules: RuleSet, run: int, total: int) -> int | None:
    """Return how many accounts a run may restrict in all; None: as many as there are.

    The first is capped, the second takes a share of those that there are, rounded up.
    """
    if run == FIRST:
        return rules.first_run_cap
    return -(-total * rules.second_run_percent // 100) if run == SECOND else None
