"""What the rounds of today may do: the ramp and the breaker over all that the rules would flag (D-26)."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agentview.services.suspension.evaluation import candidates
from agentview.services.suspension.ramp import FIRST, Allowance, Before
from agentview.services.suspension.runs import allowed
from agentview.services.suspension_sweep.standing import Standing

NOBODY = Allowance(FIRST, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a round may do by which rules: `may` flag how many more, and from what that follows.

    None: without rules.
    """

    rule_set_id: int | None
    may: Allowance
    before: Before | None

    @property
    def is_stopped(self) -> bool:
        """Say whether the breaker holds: then nobody is flagged or restricted until somebody confirms."""
        return self.may.is_broken


def plan(session: Session, now: Standing) -> Plan:
    """Return what a round may do. It goes over all that is owed: once a round, not once a block."""
    if now.rules is None:
        return Plan(None, NOBODY, None)
    sought = now.sought(now.rules)
    waiting = session.scalar(select(func.count()).select_from(candidates(sought).subquery())) or 0
    may, before = allowed(session, sought, now.now, now.zone, waiting)
    return Plan(now.rules.rule_set_id, may, before)
