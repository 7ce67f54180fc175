"""One command for many cases: each row stands for itself, with its own result."""

from sqlalchemy import select

from agentview.contract.value import RefusalInfo
from agentview.contract.worklist import (
    AssignRequest,
    CaseActed,
    CaseAt,
    CaseBulkCommand,
    CaseBulkRequest,
    CaseBulkResult,
    CaseBulkResults,
    CaseRef,
    EndRequest,
)
from agentview.core.errors import AgentViewError, rejected
from agentview.core.reference import Prefix, reference
from agentview.models.work_item import WorkItem
from agentview.services.bulk_size import refuse_many
from agentview.services.unit import Unit
from agentview.services.worklist.commands import assign, release, resolve, take
from agentview.services.worklist.queries import visible


def bulk(unit: Unit, request: CaseBulkRequest) -> CaseBulkResults:
    """Carry out a command for each row in its own savepoint: a refused row leaves the others as they are."""
    refuse_many(unit, len(request.cases))
    if request.command is CaseBulkCommand.ASSIGN and request.user_id is None:
        raise rejected("E-ASSIGNEE", field="user_id")
    # In the order of ids, so that two bulk commands never wait for each other in a circle.
    ordered = sorted(request.cases, key=lambda at: at.case_id)
    results = {at.case_id: _one(unit, at, request) for at in ordered}
    return CaseBulkResults(results=tuple(results[at.case_id] for at in request.cases))


def _run(unit: Unit, at: CaseAt, request: CaseBulkRequest) -> CaseActed:
    match request.command:
        case CaseBulkCommand.TAKE:
            return take(unit, CaseRef(case_id=at.case_id))
        case CaseBulkCommand.RELEASE:
            return release(unit, CaseRef(case_id=at.case_id))
        case CaseBulkCommand.RESOLVE:
            return resolve(unit, EndRequest(case_id=at.case_id, version=at.version, text=request.text))
        case CaseBulkCommand.ASSIGN:
            user_id = request.user_id or 0
            return assign(unit, AssignRequest(case_id=at.case_id, version=at.version, user_id=user_id))


def _one(unit: Unit, at: CaseAt, request: CaseBulkRequest) -> CaseBulkResult:
    try:
        with unit.session.begin_nested():
            done = _run(unit, at, request)
    except AgentViewError as error:
        refusals = tuple(RefusalInfo.of(refusal) for refusal in error.refusals)
        return CaseBulkResult(
            case_id=at.case_id, reference=_reference(unit, at), acted=None, refusals=refusals
        )
    return CaseBulkResult(case_id=at.case_id, reference=done.reference, acted=done, refusals=())


def _reference(unit: Unit, at: CaseAt) -> str:
    known = select(WorkItem.id).where(WorkItem.id == at.case_id, visible(unit.caller))
    return "" if unit.session.scalars(known).first() is None else reference(Prefix.WORK_ITEM, at.case_id)
