"""Asks again for many devices: each row stands for itself, with its own result."""

from sqlalchemy import select

from agentview.contract.enrolments import (
    AskRequest,
    EnrolmentAt,
    ResubmitManyRequest,
    ResubmitResult,
    ResubmitResults,
)
from agentview.contract.value import RefusalInfo
from agentview.core.errors import AgentViewError
from agentview.models.enrolment import DeviceEnrolment
from agentview.services.bulk_size import refuse_many
from agentview.services.enrolments.commands import resubmit
from agentview.services.enrolments.scope import visible
from agentview.services.unit import Unit


def resubmit_many(unit: Unit, request: ResubmitManyRequest) -> ResubmitResults:
    """Ask again for each row in its own savepoint: a refused row leaves the others as they are."""
    refuse_many(unit, len(request.enrolments))
    # In the order of ids, so that two bulk commands never wait for each other in a circle.
    ordered = sorted(request.enrolments, key=lambda at: at.enrolment_id)
    results = {at.enrolment_id: _one(unit, at) for at in ordered}
    return ResubmitResults(results=tuple(results[at.enrolment_id] for at in request.enrolments))


def _one(unit: Unit, at: EnrolmentAt) -> ResubmitResult:
    try:
        with unit.session.begin_nested():
            done = resubmit(unit, AskRequest(enrolment_id=at.enrolment_id, version=at.version))
            unit.session.flush()
    except AgentViewError as error:
        refusals = tuple(RefusalInfo.of(refusal) for refusal in error.refusals)
        return ResubmitResult(
            enrolment_id=at.enrolment_id, reference=_serial(unit, at), acted=None, refusals=refusals
        )
    return ResubmitResult(enrolment_id=at.enrolment_id, reference=done.serial_no, acted=done, refusals=())


def _serial(unit: Unit, at: EnrolmentAt) -> str:
    known = select(DeviceEnrolment.serial_no).where(DeviceEnrolment.id == at.enrolment_id, visible(unit))
    return unit.session.scalars(known).first() or ""
