"""What people do to cases: raise, take, assign, release, resolve, cancel, note (S-34)."""

from sqlalchemy import select

from agentview.contract.feed import Topic
from agentview.contract.worklist import (
    AssignRequest,
    CaseActed,
    CaseCommand,
    CaseNoteRequest,
    CaseRef,
    CaseStatus,
    CaseType,
    EndRequest,
    RaiseRequest,
)
from agentview.core.errors import Denied, NotFound, Refusal, rejected
from agentview.core.power import Role
from agentview.models.customer import Account
from agentview.models.party import User, UserRole
from agentview.services.unit import Unit
from agentview.services.work_item import Case, end_case, note_on_case, raise_case
from agentview.services.worklist.hold import Found, find, hold, seize
from agentview.services.worklist.lifecycle import in_department


def raise_by_hand(unit: Unit, request: RaiseRequest) -> CaseActed:
    """Raise a case about a customer of the own provider; the text becomes its first note."""
    if unit.caller.account_id is not None:
        raise Denied(Refusal("E-DEPARTMENT", values={"department": request.department.value}))
    if not request.summary:
        raise rejected("E-CASE-SUMMARY", field="summary")
    known = select(Account.id).where(
        Account.id == request.account_id, Account.provider_id == unit.caller.provider_id
    )
    if unit.session.scalars(known).first() is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"account_id": request.account_id}))
    item = raise_case(
        unit,
        Case(
            type=CaseType.QUERY,
            provider_id=unit.caller.provider_id,
            department=request.department,
            level="ACCOUNT",
            level_id=request.account_id,
            account_id=request.account_id,
            summary=request.summary,
            code=request.code[:40],
        ),
    )
    if request.text:
        note_on_case(unit, item, request.text)
    return acted(unit, item.id)


def take(unit: Unit, request: CaseRef) -> CaseActed:
    """Take a case and begin it; Conflict `E-CASE-TAKEN` names who was first."""
    found = seize(unit, request.case_id)
    _follow(unit, found, CaseCommand.TAKE, new=unit.caller.display_name)
    return acted(unit, request.case_id)


def assign(unit: Unit, request: AssignRequest) -> CaseActed:
    """Give a case to an active person of the own provider who works its department; they are told."""
    found = hold(unit, request.case_id, CaseCommand.ASSIGN, request.version)
    assignee = unit.session.get(User, request.user_id)
    if assignee is None or assignee.provider_id != unit.caller.provider_id or not assignee.is_active:
        raise rejected("E-ASSIGNEE", field="user_id")
    roles = unit.session.scalars(select(UserRole.role).where(UserRole.user_id == assignee.id)).all()
    if not in_department(frozenset(map(Role, roles)), found.item.department):
        values = {"name": assignee.display_name, "department": found.item.department}
        raise rejected("E-ASSIGNEE-DEPARTMENT", field="user_id", **values)
    old = found.facts.assigned_to
    found.item.assigned_to, found.item.status = assignee.id, CaseStatus.OPEN.value
    _follow(unit, found, CaseCommand.ASSIGN, old=old, new=assignee.display_name)
    if assignee.id != unit.caller.user_id:
        own = (unit.caller.provider_id, None)
        text = f"{found.row.reference} {found.row.summary}"[:200]
        unit.changed(Topic.WORK_ITEM, found.item.id, "assigned", own, to_user_id=assignee.id, text=text)
    return acted(unit, request.case_id)


def release(unit: Unit, request: CaseRef) -> CaseActed:
    """Give a case back to its department."""
    found = hold(unit, request.case_id, CaseCommand.RELEASE)
    found.item.assigned_to, found.item.status = None, CaseStatus.OPEN.value
    _follow(unit, found, CaseCommand.RELEASE, old=found.facts.assigned_to)
    return acted(unit, request.case_id)


def resolve(unit: Unit, request: EndRequest) -> CaseActed:
    """End a case with what came of it; one that follows a record is ended by that record alone."""
    return _end(unit, request, CaseCommand.RESOLVE, CaseStatus.RESOLVED)


def cancel(unit: Unit, request: EndRequest) -> CaseActed:
    """End a case that is not needed, with the reason."""
    return _end(unit, request, CaseCommand.CANCEL, CaseStatus.CANCELLED)


def add_note(unit: Unit, request: CaseNoteRequest) -> CaseActed:
    """Write a note; it stays with the case when that is settled."""
    if not request.text:
        raise rejected("E-NOTE-EMPTY", field="text")
    found = hold(unit, request.case_id, CaseCommand.ADD_NOTE)
    note_on_case(unit, found.item, request.text)
    unit.changed(Topic.WORK_ITEM, found.item.id, "note", (found.item.provider_id, None))
    return acted(unit, request.case_id)


def _end(unit: Unit, request: EndRequest, command: CaseCommand, status: CaseStatus) -> CaseActed:
    found = hold(unit, request.case_id, command, request.version)
    if not request.text:
        raise rejected("E-REASON", field="text")
    end_case(unit, found.item, status, request.text, unit.now)
    return acted(unit, request.case_id)


def _follow(
    unit: Unit,
    found: Found,
    command: CaseCommand,
    *,
    old: str | None = None,
    new: str | None = None,
) -> None:
    """Write down who has the case now, and tell open screens."""
    item = found.item
    unit.audit(
        "work_item", item.id, command.value, field="assigned_to", old=old, new=new, account_id=item.account_id
    )
    unit.changed(Topic.WORK_ITEM, item.id, command.value, (item.provider_id, None))


def acted(unit: Unit, case_id: int) -> CaseActed:
    """Flush and describe the case as it is now."""
    unit.session.flush()
    row = find(unit, case_id).row
    return CaseActed(
        case_id=row.case_id,
        version=row.version,
        reference=row.reference,
        status=row.status,
        assigned_to=row.assigned_to,
    )
