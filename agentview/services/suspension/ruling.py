"""Reads the rule sets of a provider as the rules take them, and the calendar that they act by."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.restriction import RuleSetStatus
from agentview.models.suspension import ClosedDay, SuspensionRuleSet
from agentview.services.suspension.rules import RuleSet, rule_set_in_force
from agentview.services.suspension.windows import Calendar, Closed, Window


def rule_set_of(row: SuspensionRuleSet) -> RuleSet:
    """Return a stored rule set as the rules take it."""
    return RuleSet(
        name=row.name,
        effective_from=row.effective_from,
        minimum_overdue_cents=row.minimum_overdue_cents,
        minimum_overdue_days=row.minimum_overdue_days,
        restoration_threshold_cents=row.restoration_threshold_cents,
        resuspend_days=row.resuspend_days,
        windows=tuple(Window.of(one) for one in row.action_windows),
        spares_eve_of_closed_day=row.spares_eve_of_closed_day,
        first_run_cap=row.first_run_cap,
        second_run_percent=row.second_run_percent,
        breaker_percent=row.breaker_percent,
        needs_notice=row.needs_notice,
        rule_set_id=row.id,
    )


def enabled_rule_sets(session: Session, provider_id: int) -> Sequence[SuspensionRuleSet]:
    """Return what a second person has enabled: nothing else rules (D-19)."""
    return session.scalars(
        select(SuspensionRuleSet).where(
            SuspensionRuleSet.provider_id == provider_id,
            SuspensionRuleSet.status == RuleSetStatus.ENABLED.value,
        )
    ).all()


def in_force(session: Session, provider_id: int, today: date) -> RuleSet | None:
    """Return the rule set of a provider that rules today; None where there is none (R-SUS-10, 11)."""
    return rule_set_in_force(map(rule_set_of, enabled_rule_sets(session, provider_id)), today)


def calendar_of(session: Session, provider_id: int, zone: str, rules: RuleSet) -> Calendar:
    """Return when a rule set of a provider may act."""
    rows = session.scalars(select(ClosedDay).where(ClosedDay.provider_id == provider_id))
    closed = tuple(Closed(row.month, row.day, row.year) for row in rows)
    return Calendar(zone, rules.windows, closed, rules.spares_eve_of_closed_day)
