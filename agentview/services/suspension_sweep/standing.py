"""What holds for a provider at a moment: its rules, its calendar, and for whom the automation is on."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from agentview.contract.events import EventType
from agentview.core.clock import local_day
from agentview.models.party import Provider
from agentview.models.suspension import SuspensionRuleSet
from agentview.services.events.switches import profiles_on
from agentview.services.suspension.evaluation import Sought
from agentview.services.suspension.rules import RuleSet
from agentview.services.suspension.ruling import calendar_of, in_force, rule_set_of


@dataclass(frozen=True, slots=True)
class Standing:
    """What the automation goes by; a few small reads, done anew in each transaction.

    `rules` None: none are in force. `suspends` and `restores` are the profiles for which Auto Suspend and
    Auto UnSuspend are on (R-EVT-02). `is_open`: the rules may restrict now (R-SUS-13).
    """

    provider_id: int
    zone: str
    now: datetime
    rules: RuleSet | None
    suspends: frozenset[int]
    restores: frozenset[int]
    is_open: bool

    @property
    def today(self) -> date:
        """Return the provider's day."""
        return local_day(self.now, self.zone)

    def sought(self, rules: RuleSet, after: int | None = None) -> Sought:
        """Return what the statement looks for: accounts for which the automation is on."""
        return Sought(self.provider_id, rules, self.today, after, self.suspends)


def standing(session: Session, provider_id: int, now: datetime) -> Standing:
    """Return what holds for a provider now."""
    zone = session.get_one(Provider, provider_id).timezone
    rules = in_force(session, provider_id, local_day(now, zone))
    return Standing(
        provider_id,
        zone,
        now,
        rules,
        frozenset(profiles_on(session, provider_id, EventType.AUTO_SUSPEND)),
        frozenset(profiles_on(session, provider_id, EventType.AUTO_UNSUSPEND)),
        is_open=rules is not None and calendar_of(session, provider_id, zone, rules).is_open(now),
    )


def rules_of(session: Session, rule_set_id: int | None) -> RuleSet | None:
    """Return the rules by which a case was flagged, whether they are in force or not."""
    row = session.get(SuspensionRuleSet, rule_set_id) if rule_set_id is not None else None
    return rule_set_of(row) if row is not None else None
