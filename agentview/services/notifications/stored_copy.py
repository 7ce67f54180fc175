"""The stored copy of a message, word for word, and sending it again (S-27)."""

from sqlalchemy import func, select, update

from agentview.contract.notifications import (
    Channel,
    NotificationActed,
    NotificationAt,
    NotificationCopy,
    NotificationRef,
    NotificationStatus,
    NotSentReason,
)
from agentview.core.errors import Denied, Rejected
from agentview.models.events import Notification
from agentview.models.work_item import WorkItem
from agentview.services.contract_catalogue.scope import stale
from agentview.services.customer_scope import not_there, refuse_customers
from agentview.services.notifications.again import contacts_by_id, recipient_again, resend_state
from agentview.services.notifications.letter import message_id, wire_id
from agentview.services.notifications.outlet import outlet_of
from agentview.services.notifications.queries import one_row
from agentview.services.notifications.queueing import JOB, Draft, write
from agentview.services.notifications.row import shown, told
from agentview.services.notifications.scope import visible
from agentview.services.notifications.standing import LEVEL
from agentview.services.unit import Unit
from agentview.services.work_item import UNDER_WAY

N = Notification
_ONE = "0"


def notification(unit: Unit, request: NotificationRef) -> NotificationCopy:
    """Return a message as it was queued, with what became of it. Raises NotFound."""
    refuse_customers(unit)
    line = one_row(unit.session, unit.caller, request.notification_id)
    if line is None:
        raise not_there("notification_id", request.notification_id)
    row = unit.session.get_one(N, line.id)
    outlet = outlet_of(unit.session, unit.caller.provider_id)
    contacts = contacts_by_id(unit.session, (row.contact_id,))
    contact = contacts.get(row.contact_id or 0)
    is_mail = row.channel == Channel.EMAIL.value
    return NotificationCopy(
        row=shown(line, unit.caller, _ONE),
        contact=contact.name if contact is not None else "",
        from_address=row.from_address,
        subject=row.subject,
        body=row.body,
        message_id=message_id(row.dedupe_key) if is_mail else wire_id(row.dedupe_key),
        attempts=row.attempts,
        proof=told(row.proof, row.to_address, unit.caller),
        case_id=_case_of(unit, row),
        digest_ids=_parts_of(unit, row),
        commands=(resend_state(unit.session, unit.caller, outlet, row, contacts),),
    )


def resend(unit: Unit, request: NotificationAt) -> NotificationActed:
    """Queue a message again, to the same contact as they can be reached today; the old one stays as it is.

    Raises Rejected with every reason (`E-STATE`, `E-RESEND-...`), Conflict (`E-STALE`), NotFound.
    """
    refuse_customers(unit)
    row = _held(unit, request)
    outlet = outlet_of(unit.session, row.provider_id)
    contacts = contacts_by_id(unit.session, (row.contact_id,))
    state = resend_state(unit.session, unit.caller, outlet, row, contacts)
    if not state.is_open:
        refusals = tuple(info.refusal() for info in state.refusals)
        is_denied = any(refusal.code == "E-POWER" for refusal in refusals)
        raise (Denied if is_denied else Rejected)(*refusals)
    times = unit.session.scalars(select(func.count(N.id)).where(N.resend_of_id == row.id)).one()
    draft = Draft(
        account_id=row.account_id,
        service_id=row.service_subscription_id,
        event_instance_id=row.event_instance_id,
        template_id=row.template_id,
        event_type=row.event_type,
        channel=Channel(row.channel),
        subject=row.subject,
        body=row.body,
        from_address=row.from_address,
        once=f"again:{row.id}:{times + 1}",
    )
    again = recipient_again(unit.session, row, contacts)
    added = write(unit, outlet, draft, again, resend_of_id=row.id)
    if added is None:  # the count is part of the key, and the old message is held
        raise LookupError(row.dedupe_key)
    unit.audit("notification", row.id, "resend", new=str(added.id), account_id=row.account_id)
    unit.enqueue(JOB, provider_id=row.provider_id)
    return NotificationActed(
        notification_id=added.id,
        version=added.row_version,
        status=NotificationStatus(added.status),
        reason=NotSentReason(added.not_sent_reason) if added.not_sent_reason else None,
    )


def _held(unit: Unit, request: NotificationAt) -> Notification:
    """Hold a message in the version that was seen: of two who send it again at once one gets through."""
    changed = (
        update(N)
        .where(N.id == request.notification_id, N.row_version == request.version, visible(unit.caller))
        .values(row_version=N.row_version + 1, updated_at=unit.now, updated_by=unit.caller.username)
        .returning(N.id)
    )
    held = unit.session.scalars(changed, execution_options={"synchronize_session": False}).first()
    mine = select(N).where(N.id == request.notification_id, visible(unit.caller))
    row = unit.session.scalars(mine.execution_options(populate_existing=True)).first()
    if row is None:
        raise not_there("notification_id", request.notification_id)
    if held is None:
        raise stale(unit, row)
    return row


def _case_of(unit: Unit, row: Notification) -> int | None:
    case = select(WorkItem.id).where(
        WorkItem.provider_id == row.provider_id,
        WorkItem.level == LEVEL,
        WorkItem.level_id == row.id,
        WorkItem.status.in_(UNDER_WAY),
    )
    return unit.session.scalars(case.order_by(WorkItem.id.desc()).limit(1)).first()


def _parts_of(unit: Unit, row: Notification) -> tuple[int, ...]:
    return tuple(unit.session.scalars(select(N.id).where(N.digest_id == row.id).order_by(N.id)))
