"""Takes hold of a case for a command: one conditional UPDATE checks the version and counts it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select, update

from agentview.contract.worklist import CaseCommand, CaseRow, CaseStatus
from agentview.core.errors import AgentViewError, Conflict, Denied, NotFound, Refusal, Rejected
from agentview.models.party import User
from agentview.models.work_item import WorkItem
from agentview.services.unit import Unit
from agentview.services.work_item import UNDER_WAY
from agentview.services.worklist.lifecycle import LIFECYCLE, CaseFacts
from agentview.services.worklist.queries import rows, visible
from agentview.services.worklist.row import case_row, follows

W = WorkItem


@dataclass(frozen=True, slots=True)
class Found:
    """A case with its line and what its guards look at."""

    item: WorkItem
    row: CaseRow
    facts: CaseFacts


def find(unit: Unit, case_id: int) -> Found:
    """Load a case. Raises NotFound (`E-NOT-FOUND`), also for one of another provider."""
    statement = rows().where(W.id == case_id, visible(unit.caller)).execution_options(populate_existing=True)
    found = unit.session.execute(statement).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"case_id": case_id}))
    item, customer, account_no, assignee = found
    row = case_row(item, customer, account_no, assignee, unit.now)
    facts = CaseFacts(
        caller_id=unit.caller.user_id,
        roles=unit.caller.roles,
        department=item.department,
        assigned_to_id=item.assigned_to,
        assigned_to=assignee,
        since=item.updated_at,
        follows=follows(item),
        subject=item.summary,
    )
    return Found(item, row, facts)


def demand(found: Found, command: CaseCommand) -> None:
    """Raise every reason why the caller cannot do `command` to the case now."""
    verdict = LIFECYCLE.judge(CaseStatus(found.item.status), command, found.facts, frozenset())
    if not verdict.is_open:
        raise _error(verdict.refusals)


def hold(unit: Unit, case_id: int, command: CaseCommand, version: int | None = None) -> Found:
    """Lock the case in the version that was seen, and return it where `command` is open.

    Raises Conflict (`E-STALE` with who changed it, `E-CASE-TAKEN` with who has it), Rejected, Denied,
    NotFound.
    """
    conditions = [W.id == case_id, visible(unit.caller)]
    if version is not None:
        conditions.append(W.row_version == version)
    if not _update(unit, conditions, {}):
        raise _stale(unit, find(unit, case_id))
    found = find(unit, case_id)
    demand(found, command)
    return found


def seize(unit: Unit, case_id: int) -> Found:
    """Take a case that nobody else has; of several callers at once exactly one gets through (S-34)."""
    before = find(unit, case_id)
    demand(before, CaseCommand.TAKE)
    free = (
        W.id == case_id,
        visible(unit.caller),
        W.status.in_(UNDER_WAY),
        or_(W.assigned_to.is_(None), W.assigned_to == unit.caller.user_id),
    )
    values = {"assigned_to": unit.caller.user_id, "status": CaseStatus.IN_PROGRESS.value}
    if not _update(unit, free, values):
        found = find(unit, case_id)
        demand(found, CaseCommand.TAKE)
        raise _stale(unit, found)
    return find(unit, case_id)


def _update(unit: Unit, conditions: Sequence[ColumnElement[bool]], values: dict[str, object]) -> bool:
    stamped = {
        **values,
        "row_version": W.row_version + 1,
        "updated_at": unit.now,
        "updated_by": unit.caller.username,
    }
    changed = update(W).where(*conditions).values(**stamped).returning(W.id)
    found = unit.session.scalars(changed, execution_options={"synchronize_session": False}).first()
    return found is not None


def _stale(unit: Unit, found: Found) -> Conflict:
    item = found.item
    name = unit.session.scalars(select(User.display_name).where(User.username == item.updated_by)).first()
    values = {"by": name or item.updated_by, "at": item.updated_at.isoformat(), "status": item.status}
    return Conflict(Refusal("E-STALE", rule="R-PRV-41", values={**values, "version": item.row_version}))


def _error(refusals: tuple[Refusal, ...]) -> AgentViewError:
    codes = {refusal.code for refusal in refusals}
    if "E-DEPARTMENT" in codes:
        return Denied(*refusals)
    return Conflict(*refusals) if "E-CASE-TAKEN" in codes else Rejected(*refusals)
