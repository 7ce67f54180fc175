"""Puts messages that did not go out on the worklist, and takes them off again (R-EVT-13)."""

from sqlalchemy import and_

from agentview.contract.notifications import NotSentReason
from agentview.core.power import Role
from agentview.models.events import Notification
from agentview.models.work_item import WorkItem
from agentview.services.unit import Unit
from agentview.services.work_item import Case, CaseType, end_cases, held_cases, raise_case

LEVEL = "NOTIFICATION"
ERROR = "ERROR"

_SUMMARIES = {
    NotSentReason.OPT_OUT: "A message was not sent: the customer does not want messages of this kind",
    NotSentReason.NO_ADDRESS: "A message was not sent: no contact has an address for it",
    NotSentReason.NO_SUBSCRIPTION: "Texts are not sent: there is no SMS subscription",
    NotSentReason.NO_SERVER: "Messages are not sent: no server or sender is set for them",
    NotSentReason.QUIET_HOURS: "A message was not sent: quiet hours would have brought it a day late",
    ERROR: "A message could not be delivered",
}
_OF_THE_PROVIDER = frozenset({NotSentReason.NO_SUBSCRIPTION, NotSentReason.NO_SERVER})
"""What no customer can mend: one case for all of them."""


def raise_not_sent(unit: Unit, row: Notification) -> None:
    """Raise a case for a message that was not sent, or that could not be delivered.

    There is one under way for an account and a reason, or for the provider where its setting is the reason:
    the fifth message tells nobody anything new. What is settled meanwhile needs nobody (R-EVT-08).
    """
    reason = NotSentReason(row.not_sent_reason) if row.not_sent_reason else None
    if reason is NotSentReason.NO_LONGER_DUE:
        return
    is_provider = reason in _OF_THE_PROVIDER
    code = reason.value if reason else ERROR
    account_id = None if is_provider else row.account_id
    about = and_(
        WorkItem.provider_id == row.provider_id,
        WorkItem.level == LEVEL,
        WorkItem.code == code,
        WorkItem.account_id.is_(None) if account_id is None else WorkItem.account_id == account_id,
    )
    if held_cases(unit, about):
        return
    raise_case(
        unit,
        Case(
            type=CaseType.MESSAGE_NOT_SENT,
            provider_id=row.provider_id,
            department=Role.ADMIN if is_provider else Role.CREDIT_CONTROLLER,
            level=LEVEL,
            level_id=row.id,
            account_id=account_id,
            summary=_SUMMARIES[reason or ERROR],
            code=code,
        ),
    )


def end_not_sent(unit: Unit, row: Notification) -> None:
    """End the case of a message that was sent again, once it went out."""
    if row.resend_of_id is not None:
        end_cases(unit, and_(WorkItem.level == LEVEL, WorkItem.level_id == row.resend_of_id))
