"""Decides many orders at once: each stands for itself, with its own result (R-WL-28)."""

from agentview.contract.value import RefusalInfo
from agentview.contract.wireless_approvals import (
    ApproveRequest,
    BulkDecision,
    BulkRequest,
    BulkResult,
    BulkRow,
    RejectRequest,
    Standing,
)
from agentview.contract.wireless_orders import ChangeRequest
from agentview.core.errors import AgentViewError, rejected
from agentview.services.bulk_size import refuse_many
from agentview.services.unit import Unit
from agentview.services.wireless_approval.deciding import approve, reject
from agentview.services.wireless_forms.matter import order_reference


def decide_many(unit: Unit, request: BulkRequest) -> BulkResult:
    """Decide each order in its own savepoint: a refused one leaves the others decided (R-WL-28).

    Raises Denied (`E-BULK-LARGE`), Rejected (`E-WL-SAY-WHY`: R-WL-23).
    """
    refuse_many(unit, len(request.orders))
    if request.decision is BulkDecision.REJECT and not request.reason.strip():
        raise rejected("E-WL-SAY-WHY", field="reason", rule="R-WL-23")
    # In the order of ids, so that two bulk decisions never wait for each other in a circle.
    ordered = sorted({one.order_id: one for one in request.orders}.values(), key=lambda one: one.order_id)
    found = {one.order_id: _one(unit, one, request) for one in ordered}
    rows = tuple(found[key] for key in dict.fromkeys(one.order_id for one in request.orders))
    return BulkResult(rows=rows, decided=sum(not row.refusals for row in rows))


def _one(unit: Unit, at: ChangeRequest, request: BulkRequest) -> BulkRow:
    try:
        with unit.session.begin_nested():
            done = _run(unit, at, request)
    except AgentViewError as error:
        refusals = tuple(RefusalInfo.of(refusal) for refusal in error.refusals)
        reference = "" if error.code == "E-NOT-FOUND" else order_reference(at.order_id)
        return BulkRow(order_id=at.order_id, reference=reference, status=None, refusals=refusals)
    return BulkRow(order_id=at.order_id, reference=done.reference, status=done.status, refusals=())


def _run(unit: Unit, at: ChangeRequest, request: BulkRequest) -> Standing:
    if request.decision is BulkDecision.APPROVE:
        return approve(unit, ApproveRequest(order_id=at.order_id, version=at.version, comment=request.reason))
    return reject(unit, RejectRequest(order_id=at.order_id, version=at.version, reason=request.reason))
