"""Retry a refused request, or give it up; one at a time or many at once (S-09)."""

import hashlib
from collections.abc import Callable

from sqlalchemy import select, update

from agentview.contract import network as contract
from agentview.contract.feed import Topic
from agentview.contract.network import (
    GiveUpRequest,
    NetworkActed,
    NetworkAction,
    NetworkBulkCommand,
    NetworkBulkRequest,
    NetworkBulkResult,
    NetworkBulkResults,
    NetworkBulkRow,
    NetworkCommand,
    NetworkStatus,
    RetryRequest,
)
from agentview.contract.value import RefusalInfo
from agentview.core.errors import (
    AgentViewError,
    Conflict,
    Denied,
    NotFound,
    Refusal,
    Rejected,
    Value,
    rejected,
)
from agentview.models.network import NetworkRequest
from agentview.models.party import User
from agentview.services import idempotency
from agentview.services.bulk_size import refuse_many
from agentview.services.network.lifecycle import LIFECYCLE
from agentview.services.network.matter import Matter, matter
from agentview.services.network.scope import visible
from agentview.services.network.standing import end_error, follow
from agentview.services.provisioning.effects import abort_service
from agentview.services.restriction.outcome import OF_CASES, hold_account_of, retried
from agentview.services.unit import Unit

N = NetworkRequest


def retry(unit: Unit, request: RetryRequest) -> NetworkActed:
    """Ask the platform again; for a service that never started only once that is confirmed (R-PRV-36)."""
    found = _hold(unit, request.request_id, request.version, NetworkCommand.RETRY)
    if found.action is NetworkAction.ACTIVATE and not request.confirm:
        raise rejected("E-CONFIRM-RETRY", field="confirm", rule="R-PRV-36")
    row = found.row
    row.failure_code = row.failure_text = row.finished_at = None
    row.next_try_at = unit.now
    _move(unit, found, NetworkCommand.RETRY, None)
    end_error(unit, found)
    follow(unit, found)
    if found.action in OF_CASES:
        retried(unit, row.id)
    return _acted(unit, found, NetworkCommand.RETRY)


def abort(unit: Unit, request: GiveUpRequest) -> NetworkActed:
    """Give a request up for good: what never started is Aborted, what was to end goes on (R-PRV-26, 27)."""
    if not request.reason:
        raise rejected("E-REASON", field="reason")
    found = _hold(unit, request.request_id, request.version, NetworkCommand.ABORT)
    return give_up(unit, found, request.reason)


def give_up(unit: Unit, found: Matter, reason: str) -> NetworkActed:
    """Give a refused request up, on behalf of whoever may: by itself, or with its cancelled package."""
    found.row.next_try_at = None
    found.row.finished_at = unit.now
    _move(unit, found, NetworkCommand.ABORT, reason)
    abort_service(unit, found)
    end_error(unit, found)
    follow(unit, found)
    return _acted(unit, found, NetworkCommand.ABORT)


def bulk(unit: Unit, request: NetworkBulkRequest) -> NetworkBulkResults:
    """Carry out a command for each row in its own savepoint, once for the key of the row."""
    refuse_many(unit, len(request.rows))
    run = _runner(unit, request)
    # In the order of ids, so that two bulk commands never wait for each other in a circle.
    ordered = sorted(request.rows, key=lambda row: row.request_id)
    results = {row.key: _one(unit, row, run) for row in ordered}
    return NetworkBulkResults(results=tuple(results[row.key] for row in request.rows))


def _runner(unit: Unit, request: NetworkBulkRequest) -> Callable[[NetworkBulkRow], NetworkActed]:
    def run(row: NetworkBulkRow) -> NetworkActed:
        at = {"request_id": row.request_id, "version": row.version}
        match request.command:
            case NetworkBulkCommand.RETRY:
                again = RetryRequest(**at, confirm=request.confirm)
                return _once(unit, row, contract.RETRY.name, lambda: retry(unit, again), again)
            case NetworkBulkCommand.ABORT:
                end = GiveUpRequest(**at, reason=request.reason)
                return _once(unit, row, contract.ABORT.name, lambda: abort(unit, end), end)

    return run


def _once(
    unit: Unit,
    row: NetworkBulkRow,
    operation: str,
    run: Callable[[], NetworkActed],
    request: RetryRequest | GiveUpRequest,
) -> NetworkActed:
    digest = hashlib.sha256(request.model_dump_json().encode()).hexdigest()
    known = idempotency.earlier_answer(unit, row.key, operation, digest)
    if known is not None:
        return NetworkActed.model_validate_json(known)
    answer = run()
    idempotency.keep_answer(unit, row.key, answer.model_dump_json())
    return answer


def _one(unit: Unit, row: NetworkBulkRow, run: Callable[[NetworkBulkRow], NetworkActed]) -> NetworkBulkResult:
    try:
        with unit.session.begin_nested():
            done = run(row)
    except AgentViewError as error:
        refusals = tuple(RefusalInfo.of(refusal) for refusal in error.refusals)
        number = _reference(unit, row.request_id)
        return NetworkBulkResult(request_id=row.request_id, reference=number, acted=None, refusals=refusals)
    return NetworkBulkResult(request_id=row.request_id, reference=done.reference, acted=done, refusals=())


def _reference(unit: Unit, request_id: int) -> str:
    return (
        unit.session.scalars(select(N.reference).where(N.id == request_id, visible(unit.caller))).first()
        or ""
    )


def _hold(unit: Unit, request_id: int, version: int, command: NetworkCommand) -> Matter:
    """Lock the request in the version that was seen; of several at once one gets through.

    Raises Conflict (`E-STALE`), Rejected (`E-STATE`, `E-SERVICE-STATE`), Denied, NotFound.
    """
    hold_account_of(unit, request_id)
    changed = (
        update(N)
        .where(N.id == request_id, N.row_version == version, visible(unit.caller))
        .values(row_version=N.row_version + 1, updated_at=unit.now, updated_by=unit.caller.username)
        .returning(N.id)
    )
    held = unit.session.scalars(changed, execution_options={"synchronize_session": False}).first()
    if held is None:
        raise _explain(unit, request_id)
    found = matter(unit, request_id)
    verdict = LIFECYCLE.judge(found.status, command, found.facts, unit.caller.powers)
    if not verdict.is_open:
        is_denied = any(refusal.code == "E-POWER" for refusal in verdict.refusals)
        raise (Denied if is_denied else Rejected)(*verdict.refusals)
    return found


def _explain(unit: Unit, request_id: int) -> AgentViewError:
    """Return the error that tells why the request could not be held."""
    row = unit.session.execute(
        select(N.row_version, N.status, N.updated_at, N.updated_by, User.display_name)
        .outerjoin(User, User.username == N.updated_by)
        .where(N.id == request_id, visible(unit.caller))
    ).first()
    if row is None:
        return NotFound(Refusal("E-NOT-FOUND", values={"request_id": request_id}))
    values: dict[str, Value] = {
        "by": row.display_name or row.updated_by,
        "at": row.updated_at.isoformat(),
        "status": row.status,
        "version": row.row_version,
    }
    return Conflict(Refusal("E-STALE", rule="R-PRV-41", values=values))


def _move(unit: Unit, found: Matter, command: NetworkCommand, reason: str | None) -> None:
    old = found.status
    target = LIFECYCLE.table[old, command].target or old
    found.row.status = target.value
    unit.audit(
        "network_request",
        found.row.id,
        command.value,
        old=old.value,
        new=target.value,
        reason=reason,
        account_id=found.account.id,
    )


def _acted(unit: Unit, found: Matter, command: NetworkCommand) -> NetworkActed:
    unit.session.flush()
    row = found.row
    unit.changed(Topic.NETWORK_REQUEST, row.id, command.value, (row.provider_id, None))
    return NetworkActed(
        request_id=row.id,
        version=row.row_version,
        reference=row.reference,
        status=NetworkStatus(row.status),
    )
