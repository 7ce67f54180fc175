"""One command for many tasks: each row stands for itself, with its own result."""

from collections.abc import Callable

from sqlalchemy import select

from agentview.contract.provisioning import (
    AbortRequest,
    Acted,
    BulkCommand,
    BulkRequest,
    BulkResult,
    BulkResults,
    HaltRequest,
    TaskAt,
    TaskRef,
)
from agentview.contract.value import RefusalInfo
from agentview.core.errors import AgentViewError
from agentview.core.power import Power
from agentview.models.provisioning import ProvisioningTask
from agentview.services.bulk_size import refuse_many
from agentview.services.provisioning.claims import claim, release
from agentview.services.provisioning.completion import abort
from agentview.services.provisioning.halts import halt
from agentview.services.provisioning.scope import visible
from agentview.services.unit import Unit


def bulk(unit: Unit, request: BulkRequest) -> BulkResults:
    """Carry out a command for each row in its own savepoint: a refused row leaves the others as they are."""
    refuse_many(unit, len(request.tasks))
    if request.command is BulkCommand.ABORT:
        unit.caller.demand(Power.MANAGE_HALTED_SUBSCRIPTIONS)
    run = _runner(unit, request)
    # In the order of ids, so that two bulk commands never wait for each other in a circle.
    results = {at.task_id: _one(unit, at, run) for at in sorted(request.tasks, key=lambda at: at.task_id)}
    return BulkResults(results=tuple(results[at.task_id] for at in request.tasks))


def _runner(unit: Unit, request: BulkRequest) -> Callable[[TaskAt], Acted]:
    def run(at: TaskAt) -> Acted:
        match request.command:
            case BulkCommand.CLAIM:
                return claim(unit, TaskRef(task_id=at.task_id))
            case BulkCommand.RELEASE:
                return release(unit, TaskRef(task_id=at.task_id))
            case BulkCommand.HALT:
                return halt(
                    unit,
                    HaltRequest(
                        task_id=at.task_id,
                        version=at.version,
                        code=request.halt_code,
                        text=request.text,
                        internal_note=request.internal_note,
                    ),
                )
            case BulkCommand.ABORT:
                return abort(unit, AbortRequest(task_id=at.task_id, version=at.version, reason=request.text))

    return run


def _one(unit: Unit, at: TaskAt, run: Callable[[TaskAt], Acted]) -> BulkResult:
    try:
        with unit.session.begin_nested():
            done = run(at)
    except AgentViewError as error:
        refusals = tuple(RefusalInfo.of(refusal) for refusal in error.refusals)
        return BulkResult(task_id=at.task_id, reference=_reference(unit, at), acted=None, refusals=refusals)
    return BulkResult(task_id=at.task_id, reference=done.reference, acted=done, refusals=())


def _reference(unit: Unit, at: TaskAt) -> str:
    known = select(ProvisioningTask.reference).where(ProvisioningTask.id == at.task_id, visible(unit.caller))
    return unit.session.scalars(known).first() or ""
