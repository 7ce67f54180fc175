"""What a wireless order says, as a form holds it; imports no Qt."""

from __future__ import annotations

from collections.abc import Iterable

from agentview.contract.wireless import ItemAction
from agentview.contract.wireless_orders import Content, ItemWish, ShipTo, WirelessOrder


def content_of(order: WirelessOrder) -> Content:
    """What an order says; encrypted fields are left out, which keeps them as they are."""
    return Content(
        beneficiary_id=order.beneficiary.subject_id if order.beneficiary else None,
        vendor_id=order.vendor.subject_id if order.vendor else None,
        line_id=order.line.subject_id if order.line else None,
        device_id=order.device.subject_id if order.device else None,
        fields={one.field.field_id: one.text for one in order.fields if not one.field.is_encrypted},
        items=sorted_wishes(
            ItemWish(kind=one.kind, offer_id=one.offer_id, qty=one.qty, action=one.action)
            for one in order.items
        ),
        ship_to=order.ship_to or ShipTo(),
        justification=order.justification,
        acknowledged=tuple(one.code for one in order.agreements if one.accepted_at is not None),
        is_policy_overwritten=order.is_policy_overwritten,
    )


def sorted_wishes(wishes: Iterable[ItemWish]) -> tuple[ItemWish, ...]:
    """The same items always stand in the same order, so that forms can be compared."""
    return tuple(sorted(wishes, key=lambda one: (one.kind.value, one.offer_id, str(one.action or ""))))


def action_for(actions: tuple[ItemAction, ...], *, is_had: bool) -> ItemAction | None:
    """Whether what is chosen comes or goes: what a line has goes (R-WL-08)."""
    if not actions:
        return None
    return ItemAction.REMOVE if is_had else ItemAction.ADD
