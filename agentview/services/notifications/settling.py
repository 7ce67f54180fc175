"""Moves a message along its lifecycle, with the trail and the worklist (R-EVT-13)."""

from agentview.contract.feed import Topic
from agentview.contract.notifications import NotificationCommand, NotificationStatus, NotSentReason
from agentview.models.events import Notification
from agentview.services.notifications.lifecycle import target_of
from agentview.services.notifications.standing import end_not_sent, raise_not_sent
from agentview.services.unit import Unit


def settle(
    unit: Unit,
    row: Notification,
    command: NotificationCommand,
    *,
    reason: NotSentReason | None = None,
    error: str | None = None,
    proof: str | None = None,
) -> None:
    """End a message that is held: taken by the server, not sent for a reason, or given up.

    Raises KeyError for a message that is settled already.
    """
    old = NotificationStatus(row.status)
    row.status = target_of(old, command).value
    row.not_sent_reason = reason.value if reason else None
    row.error_text, row.proof = error, proof
    row.next_try_at = row.lease_until = None
    if command is NotificationCommand.ACCEPTED:
        row.sent_at = unit.now
        end_not_sent(unit, row)
    else:
        raise_not_sent(unit, row)
    unit.audit(
        "notification",
        row.id,
        command.value,
        old=old.value,
        new=row.status,
        # What the server said stays with the message: it may quote the address.
        reason=row.not_sent_reason,
        account_id=row.account_id,
    )
    unit.changed(Topic.NOTIFICATION, row.id, command.value, (row.provider_id, None))
