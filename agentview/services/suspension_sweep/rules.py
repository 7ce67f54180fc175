"""What is to be done about an account with an open case of the rules: pure (SM-5, R-SUS-14, 18, 19)."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from agentview.contract.restriction import CaseState, Obstacle
from agentview.services.suspension.rules import Facts, RuleSet, obstacles, reasons_to_restore

UNDER_BARS = frozenset({CaseState.RESTRICTING, CaseState.RESTRICTED})
"""The states from which an account is restored: also while the network still sets the bars."""


class Deed(Enum):
    """What is to be done."""

    DROP = "drop"
    RESTRICT = "restrict"
    RESTORE = "restore"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done, and why: nothing stands in the way of RESTRICT."""

    deed: Deed
    because: Obstacle | None = None


def wish(state: CaseState, rules: RuleSet | None, facts: Facts, today: date, own: RuleSet) -> Wish | None:
    """Return what is to be done about a case that the rules began; None: it stays as it is.

    `rules` are those in force. Without any a flag is dropped, and by its `own` rules, which began the case,
    an account is restored: who pays is not to suffer from rules that were withdrawn meanwhile.
    """
    if state is CaseState.FLAGGED:
        gone = (one.obstacle for one in obstacles(rules, facts, today))
        because = next((one for one in gone if one is not Obstacle.OPEN_CASE), None)
        return Wish(Deed.RESTRICT) if because is None else Wish(Deed.DROP, because)
    if state in UNDER_BARS:
        reasons = reasons_to_restore(rules or own, facts, today)
        return Wish(Deed.RESTORE, reasons[0]) if reasons else None
    return None
