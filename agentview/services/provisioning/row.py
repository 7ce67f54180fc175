"""Turns fetched rows into queue rows, and tells for each which commands are open."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

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

_FIELDS = set(QueueRow.model_fields)

OFFERED = tuple(command for command in TaskCommand if command is not TaskCommand.RENEW)
"""The commands that a row offers; renewing a lease is the desktop's own business."""


SHOWN = (
    "task_id",
    "version",
    "reference",
    "transfer_type",
    "is_port",
    "status",
    "attempt_no",
    "customer",
    "account_no",
    "package",
    "service_type",
    "identifier",
    "requested_on",
    "received_at",
    "due_at",
    "target_seconds",
    "paused_remaining_seconds",
    "claimed_by_id",
    "claimed_by",
    "claimed_at",
    "retailer",
)
"""The first columns of a fetched row, as a queue row names them."""


class Standing(NamedTuple):
    """All of a fetched row that decides what may be done with it."""

    status: str
    transfer_type: str
    claimed_by: int | None
    claimant: str | None
    claimed_at: datetime | None
    lease_until: datetime | None
    queue_provider_id: int
    retailer_id: int
    service_status: str
    account_status: int
    customers_may_resubmit: bool


_standing = itemgetter(5, 3, 17, 18, 19, 21, 22, 23, 24, 25, 26)
"""Takes the standing out of a row with the columns of `queries.COLUMNS`."""


class Viewer(NamedTuple):
    """All of a caller that decides the same."""

    user_id: int
    provider_id: int
    account_id: int | None
    powers: frozenset[Power]


class Judged(NamedTuple):
    """What follows: status now, transfer type, whether the claim is shown, the commands with their key."""

    status: TaskStatus
    transfer_type: TransferType
    is_claim_shown: bool
    key: str
    commands: tuple[CommandState, ...]


def queue_rows(
    rows: Iterable[Sequence[Any]],
    caller: Caller,
    now: datetime,
    watchers: dict[int, tuple[Watcher, ...]],
) -> tuple[tuple[QueueRow, ...], dict[str, tuple[CommandState, ...]]]:
    """Return the rows, and the commands of each kind of row by the key that the rows carry.

    `rows` have the columns of `queries.COLUMNS`, and perhaps further ones. Most rows of a page stand alike:
    each standing is judged once.
    """
    viewer = Viewer(caller.user_id, caller.provider_id, caller.account_id, caller.powers)
    judged: dict[Any, Judged] = {}
    shown: list[QueueRow] = []
    for row in rows:
        standing = _standing(row)
        found = judged.get(standing)
        if found is None:
            found = judged[standing] = judged_now(Standing(*standing), viewer, now)
        shown.append(_row(row, found, watchers))
    return tuple(shown), {one.key: one.commands for one in judged.values()}


def _row(row: Sequence[Any], judged: Judged, watchers: dict[int, tuple[Watcher, ...]]) -> QueueRow:
    shown: dict[str, object] = dict(zip(SHOWN, row, strict=False))
    shown["status"], shown["transfer_type"], is_claim_shown, shown["commands"], _ = judged
    if not is_claim_shown:
        shown["claimed_by_id"] = shown["claimed_by"] = shown["claimed_at"] = None
    shown["watchers"] = watchers.get(row[0], ())
    return _as_they_are(shown)


def _as_they_are(values: dict[str, object]) -> QueueRow:
    """Make a queue row of values of the right types without looking at each again.

    It does what pydantic does at the end of its own validation. To validate a page takes half as long as to
    read it, and `model_construct` takes longer than that; a test compares both ways.
    """
    made = QueueRow.__new__(QueueRow)
    object.__setattr__(made, "__dict__", values)
    object.__setattr__(made, "__pydantic_fields_set__", _FIELDS)
    object.__setattr__(made, "__pydantic_extra__", None)
    object.__setattr__(made, "__pydantic_private__", None)
    return made


def judged_now(standing: Standing, viewer: Viewer, now: datetime) -> Judged:
    """Judge a task as it is now: a claim whose lease ran out is none."""
    return _judged(standing, effective_status(TaskStatus(standing.status), standing.lease_until, now), viewer)


@lru_cache(maxsize=4096)
def _judged(standing: Standing, status: TaskStatus, viewer: Viewer) -> Judged:
    is_claimed = status is TaskStatus.IN_PROGRESS
    is_done = status in {TaskStatus.COMPLETED, TaskStatus.ABORTED}
    return Judged(
        status=status,
        transfer_type=TransferType(standing.transfer_type),
        is_claim_shown=is_claimed or (is_done and standing.claimed_by is not None),
        key=_commands_key(standing, status, viewer, is_claimed=is_claimed),
        commands=_command_states(status, _facts(standing, viewer, is_claimed=is_claimed), viewer.powers),
    )


def _commands_key(standing: Standing, status: TaskStatus, viewer: Viewer, *, is_claimed: bool) -> str:
    """Name the kind of row: all that the verdict on its commands depends on."""
    claimant = f"{standing.claimed_by}@{standing.claimed_at:%d%H%M%S}" if is_claimed else ""
    is_worked, is_retailed = (
        provider == viewer.provider_id for provider in (standing.queue_provider_id, standing.retailer_id)
    )
    records = f"{standing.service_status}/{standing.account_status}/{standing.customers_may_resubmit:d}"
    return f"{status}/{standing.transfer_type}/{is_worked:d}{is_retailed:d}/{records}/{claimant}"


def _facts(standing: Standing, viewer: Viewer, *, is_claimed: bool) -> TaskFacts:
    return TaskFacts(
        transfer_type=TransferType(standing.transfer_type),
        caller_id=viewer.user_id,
        is_worked_here=standing.queue_provider_id == viewer.provider_id and viewer.account_id is None,
        is_retailed_here=standing.retailer_id == viewer.provider_id,
        is_customer=viewer.account_id is not None,
        customers_may_resubmit=standing.customers_may_resubmit,
        claimant_id=standing.claimed_by if is_claimed else None,
        claimant=standing.claimant if is_claimed else None,
        claimed_at=standing.claimed_at if is_claimed else None,
        service_status=SubscriptionStatus(standing.service_status),
        account_status=standing.account_status,
    )


def _command_states(
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
