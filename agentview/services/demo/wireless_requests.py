"""Makes wireless orders of the demo: one in every state, as the people of a company left them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from agentview.contract.wireless import (
    FINAL,
    ApprovalStatus,
    DeviceStatus,
    ItemAction,
    ItemKind,
    LineStatus,
    OrderType,
    SegmentStatus,
    WirelessStatus,
)
from agentview.contract.wireless_forms import FieldId
from agentview.models.wireless_approval import Approval, InfoRequest
from agentview.models.wireless_fulfilment import OrderSegment
from agentview.models.wireless_inventory import WirelessLine
from agentview.models.wireless_order import WirelessOrder, WirelessOrderField, WirelessOrderItem
from agentview.services.demo.wireless_fleet import Fleet, Offer

S, T, A = WirelessStatus, OrderType, ApprovalStatus
_EXPIRES = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Wish:
    """An order: what it does, how far it is, how many days ago it began, and what was typed.

    `vendor` is the carrier that fulfils it, where that is not the one of the line.
    """

    type: OrderType
    status: WirelessStatus
    days: int
    texts: Mapping[FieldId, str]
    plan: str = ""
    feature: str = ""
    why: str = ""
    close: str = ""
    vendor: str = ""


_WISHES = (
    Wish(T.CHANGE_PLAN, S.DRAFT, 0, {}, plan="NW-TALK-80", why="I run out of data each month"),
    Wish(T.SUSPEND, S.AWAITING_APPROVAL, 1, {FieldId.REASON: "VACATION"}, why="Six weeks of leave"),
    Wish(T.FEATURES, S.AWAITING_APPROVAL, 2, {FieldId.DESTINATION: "Singapore"}, feature="NW-ROAM"),
    Wish(T.CHANGE_NUMBER, S.INFO_REQUESTED, 4, {}, why="Nuisance calls"),
    Wish(T.CHANGE_PLAN, S.APPROVED, 3, {}, plan="NW-TALK-80"),
    Wish(
        T.CHANGE_PLAN, S.APPROVAL_REJECTED, 12, {}, plan="NW-EXEC", close="Talk 80 GB is enough for the role"
    ),
    Wish(T.CHANGE_NUMBER, S.EXPIRED, 45, {}),
    Wish(T.DISCONNECT, S.CANCELLED, 9, {}, close="The line is needed after all"),
    Wish(T.SUSPEND, S.SUBMITTED_TO_VENDOR, 5, {FieldId.REASON: "SEASONAL"}),
    Wish(T.CHANGE_NUMBER, S.IN_FULFILMENT, 6, {}),
    Wish(
        T.FEATURES, S.FULFILMENT_FAILED, 15, {}, feature="NW-ROAM", close="The carrier does not know this SIM"
    ),
    Wish(T.FEATURES, S.COMPLETE, 20, {}, feature="NW-HOTSPOT"),
    Wish(T.CHANGE_PLAN, S.AWAITING_APPROVAL, 1, {}, plan="NW-EXEC", why="I am abroad for half of each month"),
    Wish(
        T.PORT_CARRIER,
        S.IN_FULFILMENT,
        4,
        {
            FieldId.CURRENT_CARRIER: "Northern Wireless",
            FieldId.CARRIER_ACCOUNT_NO: "NW-0047-1180",
            FieldId.NAME_ON_INVOICE: "Field service",
            FieldId.TAX_ID: "51 824 753 556",
            FieldId.BILLING_ADDRESS: "12 Quay Street, Sydney",
            FieldId.PIN: "004217",
        },
        plan="SM-PLUS",
        why="No signal at the depot",
        vendor="SOUTHERN",
    ),
)
_AFTER_APPROVAL = frozenset(
    {S.APPROVED, S.SUBMITTED_TO_VENDOR, S.IN_FULFILMENT, S.FULFILMENT_FAILED, S.COMPLETE}
)
_DECIDED: Mapping[WirelessStatus, ApprovalStatus] = {
    S.AWAITING_APPROVAL: A.PENDING,
    S.INFO_REQUESTED: A.INFO_REQUESTED,
    S.APPROVAL_REJECTED: A.REJECTED,
    S.EXPIRED: A.EXPIRED,
    S.CANCELLED: A.CANCELLED,
    **dict.fromkeys(_AFTER_APPROVAL, A.APPROVED),
}
_SEGMENTS: Mapping[WirelessStatus, SegmentStatus] = {
    S.SUBMITTED_TO_VENDOR: SegmentStatus.SUBMITTED,
    S.IN_FULFILMENT: SegmentStatus.IN_FULFILMENT,
    S.FULFILMENT_FAILED: SegmentStatus.FAILED,
    S.COMPLETE: SegmentStatus.COMPLETE,
}


class Requests:
    """Writes the orders of a company, past the services: they were placed and decided before today."""

    def __init__(self, session: Session, fleet: Fleet, offer: Offer, now: datetime) -> None:
        """Write in `session`; nothing happened after `now`."""
        self._session = session
        self._fleet = fleet
        self._offer = offer
        self._now = now

    def play(self) -> None:
        """Write one order after the other, each for a line of its own."""
        vendor = self._offer.vendors["NORTHERN"].id
        lines = [
            one
            for one in self._fleet.lines
            if one.vendor_id == vendor
            and one.status == LineStatus.ACTIVE.value
            and one.employee_id is not None
        ]
        for wish, line in zip(_WISHES, lines, strict=False):
            self._order(wish, line)
        self._spare_is_wanted()

    def _order(self, wish: Wish, line: WirelessLine) -> None:
        at = self._now - timedelta(days=wish.days, hours=2)
        is_sent = wish.status is not S.DRAFT
        is_waiting = wish.status is S.AWAITING_APPROVAL
        order = WirelessOrder(
            provider_id=self._fleet.provider.id,
            account_id=self._fleet.account.id,
            type_code=wish.type.value,
            status=wish.status.value,
            requester_user_id=self._fleet.users["petra"].id,
            beneficiary_id=line.employee_id,
            vendor_id=self._offer.vendors[wish.vendor].id if wish.vendor else line.vendor_id,
            line_id=line.id,
            justification=wish.why,
            currency=self._fleet.provider.currency,
            is_policy_exception=wish.plan == "NW-EXEC",
            onetime_cost_cents=self._offer.plans[wish.plan].onetime_cents if wish.plan else 0,
            monthly_cost_cents=self._monthly(wish),
            round_no=1 if is_sent else 0,
            level=1 if wish.status in {S.AWAITING_APPROVAL, S.INFO_REQUESTED} else 0,
            levels=1 if is_sent else 0,
            policy_id=self._fleet.policies[-1].id if is_sent else None,
            close_reason=wish.close,
            confirmed_at=at if is_sent else None,
            submitted_at=at if is_sent else None,
            waiting_since=at if is_waiting else None,
            expires_at=at + _EXPIRES if is_waiting else None,
            expiry_left_seconds=int(_EXPIRES.total_seconds()) if wish.status is S.INFO_REQUESTED else None,
            closed_at=at + timedelta(hours=30) if wish.status in FINAL else None,
        )
        self._session.add(order)
        self._session.flush()
        self._session.add_all(
            WirelessOrderField(order_id=order.id, field_id=name.value, value_text=text)
            for name, text in wish.texts.items()
        )
        self._item(order, wish)
        self._approval(order, wish, at)
        if wish.status in _SEGMENTS:
            self._segment(order, wish, at)

    def _monthly(self, wish: Wish) -> int:
        if wish.plan:
            return self._offer.plans[wish.plan].monthly_cents
        return self._offer.features[wish.feature].monthly_cents if wish.feature else 0

    def _item(self, order: WirelessOrder, wish: Wish) -> None:
        if wish.plan:
            plan = self._offer.plans[wish.plan]
            made = WirelessOrderItem(
                order_id=order.id,
                kind=ItemKind.PLAN.value,
                plan_id=plan.id,
                name=plan.name,
                price_onetime_cents=plan.onetime_cents,
                price_monthly_cents=plan.monthly_cents,
                is_in_policy=plan.is_in_policy,
            )
            self._session.add(made)
        elif wish.feature:
            feature = self._offer.features[wish.feature]
            made = WirelessOrderItem(
                order_id=order.id,
                kind=ItemKind.FEATURE.value,
                feature_id=feature.id,
                name=feature.name,
                action=ItemAction.ADD.value,
                price_monthly_cents=feature.monthly_cents,
                is_in_policy=feature.is_in_policy,
            )
            self._session.add(made)

    def _approval(self, order: WirelessOrder, wish: Wish, at: datetime) -> None:
        if wish.status not in _DECIDED:
            return
        status, approver = _DECIDED[wish.status], self._fleet.users["hugo"].id
        is_decided = status in {A.APPROVED, A.REJECTED}
        self._session.add(
            Approval(
                order_id=order.id,
                round_no=1,
                level=1,
                approver_user_id=approver,
                status=status.value,
                opened_at=at,
                decided_at=at + timedelta(hours=1) if is_decided else None,
                decided_by_user_id=approver if is_decided else None,
                reason=wish.close if status is A.REJECTED else "",
            )
        )
        if status is A.INFO_REQUESTED:
            self._session.add(
                InfoRequest(
                    order_id=order.id,
                    level=1,
                    asked_by_user_id=approver,
                    asked_at=at + timedelta(hours=3),
                    question="Since when do you get these calls, and have you blocked the numbers?",
                )
            )

    def _segment(self, order: WirelessOrder, wish: Wish, at: datetime) -> None:
        status = _SEGMENTS[wish.status]
        is_accepted = status is not SegmentStatus.SUBMITTED
        self._session.add(
            OrderSegment(
                provider_id=order.provider_id,
                order_id=order.id,
                position=1,
                vendor_id=order.vendor_id,
                status=status.value,
                vendor_order_number=f"NW-{70_000 + order.id}",
                submitted_at=at + timedelta(hours=2),
                accepted_at=at + timedelta(hours=4) if is_accepted else None,
                completed_at=at + timedelta(hours=28) if status is SegmentStatus.COMPLETE else None,
                due_on=(at + timedelta(days=5)).date(),
                failed_reason=wish.close if status is SegmentStatus.FAILED else "",
            )
        )

    def _spare_is_wanted(self) -> None:
        """Begin a draft for a spare device, which is for nobody yet."""
        spare = next(
            one
            for one in self._fleet.devices
            if one.status == DeviceStatus.IN_STOCK.value and one.checked_out_to is None
        )
        self._session.add(
            WirelessOrder(
                provider_id=self._fleet.provider.id,
                account_id=self._fleet.account.id,
                type_code=T.ACTIVATE_IN_STOCK.value,
                status=S.DRAFT.value,
                requester_user_id=self._fleet.users["hugo"].id,
                device_id=spare.id,
                vendor_id=self._offer.vendors["NORTHERN"].id,
                currency=self._fleet.provider.currency,
            )
        )
        self._session.flush()
