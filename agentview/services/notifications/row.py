"""Turns what was read of a message into a line of the log."""

from typing import Any

from sqlalchemy import Row

from agentview.contract.notifications import Channel, NotificationRow, NotificationStatus, NotSentReason
from agentview.core.caller import Caller
from agentview.core.power import Power
from agentview.core.text import masked


def shown(row: Row[Any], caller: Caller, commands: str) -> NotificationRow:
    """Return the line of a message; addresses are masked for who may not see them (D-19)."""
    return NotificationRow(
        notification_id=row.id,
        version=row.row_version,
        at=row.queued_at,
        event_type=row.event_type,
        channel=Channel(row.channel),
        to=address(row.to_address, caller),
        account_id=row.account_id,
        account_no=row.account_no,
        customer=row.customer,
        service_id=row.service_subscription_id,
        service=row.identifier or "",
        status=NotificationStatus(row.status),
        reason=NotSentReason(row.not_sent_reason) if row.not_sent_reason else None,
        error=told(row.error_text, row.to_address, caller),
        sent_at=row.sent_at,
        next_try_at=row.next_try_at,
        digest_id=row.digest_id,
        resend_of_id=row.resend_of_id,
        commands=commands,
    )


def address(text: str, caller: Caller) -> str:
    """Return an address as the caller may read it."""
    return text if caller.has(Power.REVEAL_PII) or not text else masked(text)


def told(text: str | None, to_address: str, caller: Caller) -> str:
    """Return what a server said, in which it may repeat the address."""
    if not text or caller.has(Power.REVEAL_PII) or not to_address:
        return text or ""
    return text.replace(to_address, masked(to_address))
