"""What follows from a row of the queue: how old it is, and whether it belongs into a list; imports no Qt."""

from __future__ import annotations

from datetime import datetime, timedelta

from agentview.contract.provisioning import PresenceMode, QueueFilter, QueueRow, TaskStatus, View
from agentview.ui.kit.mark import Age, Presence, PresenceState
from agentview.ui.kit.when import show_length

OPEN_STATUSES = frozenset({TaskStatus.AWAITING_PROVISIONING, TaskStatus.IN_PROGRESS})
DONE_STATUSES = frozenset({TaskStatus.COMPLETED, TaskStatus.ABORTED})

_STATUSES: dict[View, frozenset[TaskStatus]] = {
    View.MINE: frozenset({TaskStatus.IN_PROGRESS}),
    View.UNCLAIMED: frozenset({TaskStatus.AWAITING_PROVISIONING}),
    View.BREACHING: OPEN_STATUSES,
    View.HALTED: frozenset({TaskStatus.PROVISIONING_HALTED}),
    View.OPEN: OPEN_STATUSES,
    View.DONE: DONE_STATUSES,
}
_PRESENCE = {
    PresenceMode.VIEWING: PresenceState.VIEWING,
    PresenceMode.EDITING: PresenceState.EDITING,
    PresenceMode.AWAY: PresenceState.AWAY,
}


def is_open(row: QueueRow) -> bool:
    """Say whether somebody has still to work it."""
    return row.status in OPEN_STATUSES


def is_mine(row: QueueRow, user_id: int) -> bool:
    """Say whether this person holds the claim."""
    return row.status is TaskStatus.IN_PROGRESS and row.claimed_by_id == user_id


def belongs(row: QueueRow, wanted: QueueFilter, user_id: int) -> bool:
    """Say whether a row whose status or claim changed still belongs into the list that shows it."""
    if wanted.statuses:
        return row.status in wanted.statuses
    if row.status not in _STATUSES[wanted.view]:
        return False
    return wanted.view is not View.MINE or row.claimed_by_id == user_id


def remaining(row: QueueRow, now: datetime) -> timedelta | None:
    """How much of the allowed time is left; it stands still while halted, and who is done has none."""
    if row.status in DONE_STATUSES:
        return None
    if row.paused_remaining_seconds is not None:
        return timedelta(seconds=row.paused_remaining_seconds)
    return row.due_at - now


def age_of(row: QueueRow, now: datetime) -> Age | None:
    """The age of a task against its target, without the time that it was halted (D-20)."""
    left = remaining(row, now)
    if left is None:
        return None
    target = timedelta(seconds=row.target_seconds)
    used = max(target - left, timedelta(0))
    return Age(show_length(used), used / target if target else 1.0)


def presence_of(row: QueueRow, user_id: int) -> Presence | None:
    """The colleague to show in the row: who edits it comes before who looks at it, then who holds it."""
    order = (PresenceMode.EDITING, PresenceMode.VIEWING, PresenceMode.AWAY)
    for mode in order:
        for watcher in row.watchers:
            if watcher.mode is mode:
                return Presence(watcher.name, _PRESENCE[mode])
    if row.claimed_by is not None and row.claimed_by_id != user_id and is_open(row):
        return Presence(row.claimed_by, PresenceState.AWAY)
    return None
