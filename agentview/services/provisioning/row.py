"""Turns fetched rows into queue rows, and tells for each which commands are open."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from pydantic import TypeAdapter
from sqlalchemy import Row

from agentview.contract.provisioning import (
    QueueRow,
    TaskCommand,
    TaskStatus,
    TransferType,
    Watcher,
)
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.value import CommandState, RefusalInfo
from agentview.core.caller import Caller
from agentview.core.power import Power
from agentview.services.provisioning.lifecycle import LIFECYCLE, TaskFacts, effective_status

_ROWS = TypeAdapter(tuple[QueueRow, ...])

OFFERED = tuple(command for command in TaskCommand if command is not TaskCommand.RENEW)
"""The commands that a row offers; renewing a lease is the desktop's own business."""


def queue_rows(
    rows: Iterable[Row[tuple[object, ...]]],
    caller: Caller,
    now: datetime,
    watchers: dict[int, tuple[Watcher, ...]],
) -> tuple[tuple[QueueRow, ...], dict[str, tuple[CommandState, ...]]]:
    """Return the rows, and the commands of each kind of row by the key that the rows carry."""
    commands: dict[str, tuple[CommandState, ...]] = {}
    plain = [_plain(row, caller, now, watchers, commands) for row in rows]
    return _ROWS.validate_python(plain), commands


def _plain(
    row: Row[tuple[object, ...]],
    caller: Caller,
    now: datetime,
    watchers: dict[int, tuple[Watcher, ...]],
    commands: dict[str, tuple[CommandState, ...]],
) -> dict[str, object]:
    status = effective_status(TaskStatus(row.status), row.lease_until, now)
    is_claimed = status is TaskStatus.IN_PROGRESS
    key = _commands_key(row, status, caller, is_claimed=is_claimed)
    if key not in commands:
        facts = _facts(row, caller, is_claimed=is_claimed)
        commands[key] = command_states(status, facts, caller.powers)
    is_done = status in {TaskStatus.COMPLETED, TaskStatus.ABORTED}
    is_shown = is_claimed or (is_done and row.claimed_by is not None)
    return {
        "task_id": row.id,
        "version": row.row_version,
        "reference": row.reference,
        "transfer_type": row.transfer_type,
        "is_port": row.is_port,
        "status": status,
        "attempt_no": row.attempt_no,
        "customer": row.customer,
        "account_no": row.account_no,
        "package": row.package,
        "service_type": row.service_type,
        "identifier": row.identifier,
        "requested_on": row.requested_on,
        "received_at": row.received_at,
        "due_at": row.sla_due_at,
        "target_seconds": row.target_seconds,
        "paused_remaining_seconds": row.paused_remaining_seconds,
        "claimed_by_id": row.claimed_by if is_shown else None,
        "claimed_by": row.claimant if is_shown else None,
        "claimed_at": row.claimed_at if is_shown else None,
        "retailer": row.retailer,
        "watchers": watchers.get(row.id, ()),
        "commands": key,
    }


def _commands_key(
    row: Row[tuple[object, ...]], status: TaskStatus, caller: Caller, *, is_claimed: bool
) -> str:
    """Name the kind of row: all that the verdict on its commands depends on."""
    claimant = f"{row.claimed_by}@{row.claimed_at:%d%H%M%S}" if is_claimed else ""
    side = f"{row.queue_provider_id == caller.provider_id:d}{row.retailer_id == caller.provider_id:d}"
    standing = f"{row.service_status}/{row.account_status}/{row.customers_may_resubmit:d}"
    return f"{status}/{row.transfer_type}/{side}/{standing}/{claimant}"


def _facts(row: Row[tuple[object, ...]], caller: Caller, *, is_claimed: bool) -> TaskFacts:
    return TaskFacts(
        transfer_type=TransferType(row.transfer_type),
        caller_id=caller.user_id,
        is_worked_here=row.queue_provider_id == caller.provider_id and caller.account_id is None,
        is_retailed_here=row.retailer_id == caller.provider_id,
        is_customer=caller.account_id is not None,
        customers_may_resubmit=row.customers_may_resubmit,
        claimant_id=row.claimed_by if is_claimed else None,
        claimant=row.claimant if is_claimed else None,
        claimed_at=row.claimed_at if is_claimed else None,
        service_status=SubscriptionStatus(row.service_status),
        account_status=row.account_status,
    )


@lru_cache(maxsize=4096)
def command_states(
    status: TaskStatus, facts: TaskFacts, powers: frozenset[Power]
) -> tuple[CommandState, ...]:
    """Return every offered command with the reasons against it."""
    verdicts = (LIFECYCLE.judge(status, command, facts, powers) for command in OFFERED)
    return tuple(
        CommandState(
            command=verdict.command.value,
            refusals=tuple(RefusalInfo.of(refusal) for refusal in verdict.refusals),
        )
        for verdict in verdicts
    )
