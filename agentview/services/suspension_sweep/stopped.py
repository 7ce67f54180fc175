"""The worklist case about a run that the breaker stopped: one a day for each rule set (D-26)."""

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from agentview.contract.worklist import CaseType
from agentview.core.clock import start_of_day
from agentview.models.work_item import WorkItem
from agentview.services.suspension_sweep.standing import Standing
from agentview.services.work_item import UNDER_WAY

LEVEL = "RULE_SET"
CODE = "BREAKER"


def about(provider_id: int, rule_set_id: int) -> ColumnElement[bool]:
    """Say of a case that it is about a stopped run of a rule set."""
    return and_(
        WorkItem.provider_id == provider_id,
        WorkItem.type_code == CaseType.RUN_STOPPED.value,
        WorkItem.level == LEVEL,
        WorkItem.level_id == rule_set_id,
    )


def is_told(session: Session, now: Standing, rule_set_id: int) -> bool:
    """Say whether a case is open."""
    return _is_there(session, now, rule_set_id, WorkItem.status.in_(UNDER_WAY))


def was_told(session: Session, now: Standing, rule_set_id: int) -> bool:
    """Say whether a case is open, or was raised today: who ended it by hand is not told again."""
    is_of_today = WorkItem.raised_at >= start_of_day(now.today, now.zone)
    return _is_there(session, now, rule_set_id, or_(WorkItem.status.in_(UNDER_WAY), is_of_today))


def _is_there(session: Session, now: Standing, rule_set_id: int, which: ColumnElement[bool]) -> bool:
    wanted = select(WorkItem.id).where(about(now.provider_id, rule_set_id), which)
    return session.execute(wanted.limit(1)).first() is not None
