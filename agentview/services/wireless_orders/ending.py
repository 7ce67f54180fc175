"""Cancels wireless orders that no vendor has, and orders the same once more (R-WL-25, R-WL-27)."""

from sqlalchemy import update

from agentview.contract.wireless import ApprovalStatus, Milestone, WirelessStatus
from agentview.contract.wireless_orders import (
    CommentRequest,
    ResubmitRequest,
    WirelessCommand,
    WirelessOrder,
)
from agentview.models.wireless_approval import Approval
from agentview.models.wireless_order import WirelessOrder as Order
from agentview.models.wireless_order import WirelessOrderField, WirelessShipTo
from agentview.services.unit import Unit
from agentview.services.wireless_forms.content import mark_policy, put_items, wishes_of
from agentview.services.wireless_forms.matter import Matter, any_matter, matter_of, tell
from agentview.services.wireless_forms.offers import offers
from agentview.services.wireless_forms.problems import choosing_of
from agentview.services.wireless_news import tell as send_news
from agentview.services.wireless_orders.describe import described
from agentview.services.wireless_orders.hold import hold, judge, stale

_UNDECIDED = (ApprovalStatus.NOT_READY, ApprovalStatus.PENDING, ApprovalStatus.INFO_REQUESTED)
_COPIED = ("provider_id", "account_id", "type_code", "beneficiary_id", "vendor_id", "line_id", "device_id")
_SAID = ("currency", "justification", "preferred_date")


def cancel(unit: Unit, request: CommentRequest) -> WirelessOrder:
    """Give an order up with a comment, until a vendor has it; open approvals end with it (R-WL-25).

    Raises Rejected (`E-STATE`, `E-WL-SAY-WHY`), Conflict (`E-STALE`), Denied, NotFound.
    """
    is_said = bool(request.comment)
    found = hold(unit, request.order_id, request.version, WirelessCommand.CANCEL, is_said=is_said)
    order = found.order
    old, order.status = order.status, WirelessStatus.CANCELLED.value
    order.close_reason, order.closed_at = request.comment, unit.now
    order.level, order.expires_at, order.expiry_left_seconds = 0, None, None
    unit.session.execute(
        update(Approval)
        .where(Approval.order_id == order.id, Approval.status.in_([one.value for one in _UNDECIDED]))
        .values(status=ApprovalStatus.CANCELLED.value)
    )
    tell(unit, order, WirelessCommand.CANCEL.value, old=old, new=order.status, reason=request.comment)
    send_news(unit, order, Milestone.CANCELLED)
    return described(unit, matter_of(unit, order.id))


def resubmit(unit: Unit, request: ResubmitRequest) -> WirelessOrder:
    """Make a new draft of an order that is over, with the prices of now; the old one stays (R-WL-27).

    What is not offered any more is left out; what was agreed to has to be agreed to again. Raises Rejected
    (`E-STATE`, `E-WL-SAY-WHY`), Conflict (`E-STALE`), Denied, NotFound.
    """
    found = matter_of(unit, request.order_id)
    judge(unit, found, WirelessCommand.RESUBMIT, is_said=bool(request.note))
    if found.order.row_version != request.version:
        raise stale(unit, found.order)
    copy = Order(
        status=WirelessStatus.DRAFT.value,
        requester_user_id=unit.caller.user_id,
        parent_order_id=found.order.id,
        resubmit_note=request.note,
        **{name: getattr(found.order, name) for name in (*_COPIED, *_SAID)},
    )
    unit.session.add(copy)
    unit.session.flush()
    _copy_parts(unit, found, copy)
    now = any_matter(unit, copy.id)
    mark_policy(unit, now)
    for order in (found.order, now.order):
        tell(
            unit,
            order,
            WirelessCommand.RESUBMIT.value,
            old=found.reference,
            new=now.reference,
            reason=request.note,
        )
    return described(unit, matter_of(unit, copy.id))


def _copy_parts(unit: Unit, found: Matter, copy: Order) -> None:
    unit.session.add_all(
        WirelessOrderField(
            order_id=copy.id,
            field_id=row.field_id,
            value_text=row.value_text,
            is_encrypted=row.is_encrypted,
        )
        for row in found.texts.values()
    )
    if found.ship_to is not None:
        names = [column.key for column in WirelessShipTo.__table__.columns if column.key != "order_id"]
        kept = {name: getattr(found.ship_to, name) for name in names}
        unit.session.add(WirelessShipTo(order_id=copy.id, **kept))
    wishes = wishes_of(found)
    kinds = dict.fromkeys(wish.kind for wish in wishes)
    known = {kind: offers(unit, choosing_of(found), kind) for kind in kinds}
    put_items(
        unit,
        any_matter(unit, copy.id),
        [wish for wish in wishes if wish.offer_id in known[wish.kind]],
    )
