"""Writes what somebody says in an order: used by its requester, and by an approver who edits it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete

from agentview.contract.wireless import Acknowledged, ItemAction, ItemKind
from agentview.contract.wireless_forms import FieldId, FormField
from agentview.contract.wireless_orders import Content, ItemWish, ShipTo
from agentview.core.errors import Denied, Refusal, Rejected, refuse_if_any
from agentview.core.power import Power
from agentview.models.wireless_order import (
    WirelessAcknowledgement,
    WirelessOrderField,
    WirelessOrderItem,
    WirelessShipTo,
)
from agentview.services.unit import Unit
from agentview.services.wireless_forms.fields import Form, day_of, form_fields
from agentview.services.wireless_forms.matter import Matter, any_matter
from agentview.services.wireless_forms.offers import Choosing, Offer, offers
from agentview.services.wireless_forms.policy import policy_reasons
from agentview.services.wireless_forms.problems import choosing_of, offer_id
from agentview.services.wireless_forms.sealing import seal, veiled
from agentview.services.wireless_forms.subject_rows import Named, put_subjects

TEXT_VERSION = 1
"""The words of the acknowledgements as they stand now."""
PRIVATE = frozenset(
    {
        FieldId.PIN,
        FieldId.PERSONAL_EMAIL,
        FieldId.NAME_ON_INVOICE,
        FieldId.TAX_ID,
        FieldId.BILLING_ADDRESS,
        FieldId.CONTACT_PHONE,
        FieldId.CARRIER_ACCOUNT_NO,
        FieldId.MOBILE_NUMBER,
        FieldId.SERIAL_NO,
    }
)
"""Fields of which the trail has no more than the last two characters."""
_SHIP = tuple(ShipTo.model_fields)


@dataclass(frozen=True, slots=True)
class Change:
    """What changed of an order, for the trail."""

    name: str
    old: str | None
    new: str | None


def put_content(unit: Unit, found: Matter, content: Content) -> tuple[Change, ...]:
    """Replace what an order says, with the prices of now; it is not confirmed any more (R-WL-16).

    Raises Rejected (`E-WL-NOT-OFFERED`, `E-WL-FIELD`), Denied (`E-POWER`: R-WL-32), NotFound.
    """
    refuse_overwriting(unit, found, content)
    order, definition = found.order, found.definition
    before = _told(found)
    named = {name: getattr(content, name) for name in Named.__dataclass_fields__}
    put_subjects(unit, order, definition, Named(**named))
    unit.session.flush()
    form = form_fields(unit, order.provider_id, definition, order.vendor_id)
    changes = _put_texts(unit, found, form, content)
    _put_ship_to(unit, found, content.ship_to)
    _put_agreements(unit, found, content.acknowledged)
    order.justification = content.justification
    order.is_policy_overwritten = content.is_policy_overwritten
    put_items(unit, any_matter(unit, order.id), content.items)
    now = any_matter(unit, order.id)
    order.preferred_date = day_of(now.text(FieldId.PREFERRED_DATE) or now.text(FieldId.EFFECTIVE_DATE))
    mark_policy(unit, now)
    order.confirmed_at = None
    after = _told(now)
    others = (Change(name, before[name], after[name]) for name in before if before[name] != after[name])
    return (*changes, *others)


def refuse_overwriting(unit: Unit, found: Matter, content: Content) -> None:
    """Raise Denied where somebody without the power overwrites the policy anew (R-WL-32)."""
    is_new = content.is_policy_overwritten and not found.order.is_policy_overwritten
    if is_new and not unit.caller.has(Power.OVERWRITE_POLICY):
        values = {"power": Power.OVERWRITE_POLICY.value}
        raise Denied(Refusal("E-POWER", "is_policy_overwritten", "R-WL-32", {**values}))


def put_items(unit: Unit, found: Matter, wishes: Iterable[ItemWish]) -> None:
    """Replace the items, each with its price of now, and add up what they cost."""
    wanted = tuple(wishes)
    choosing = choosing_of(found)
    models = [wish.offer_id for wish in wanted if wish.kind is ItemKind.DEVICE] or choosing.model_ids
    around = Choosing(
        choosing.definition, choosing.vendor, choosing.line_id, choosing.line_plan_id, model_ids=models
    )
    known = {
        kind: offers(unit, around, kind, ids=[wish.offer_id for wish in wanted if wish.kind is kind])
        for kind in dict.fromkeys(wish.kind for wish in wanted)
    }
    refuse_if_any(
        tuple(
            Refusal("E-WL-NOT-OFFERED", f"items/{wish.kind}", "R-WL-13", {"item": _name_of(found, wish)})
            for wish in wanted
            if wish.offer_id not in known[wish.kind]
        )
    )
    unit.session.execute(delete(WirelessOrderItem).where(WirelessOrderItem.order_id == found.order.id))
    rows = [_item(found.order.id, wish, known[wish.kind][wish.offer_id]) for wish in wanted]
    unit.session.add_all(rows)
    found.order.onetime_cost_cents = sum(row.qty * row.price_onetime_cents for row in rows)
    found.order.monthly_cost_cents = sum(row.qty * row.price_monthly_cents for row in rows)


def wishes_of(found: Matter) -> tuple[ItemWish, ...]:
    """Return the items of an order as they were wished for."""
    return tuple(
        ItemWish(
            kind=ItemKind(item.kind),
            offer_id=offer_id(item),
            qty=item.qty,
            action=ItemAction(item.action) if item.action else None,
        )
        for item in found.items
    )


def mark_policy(unit: Unit, found: Matter) -> None:
    """Say whether an order breaks the policy, unless the policy is overwritten (R-WL-32)."""
    order = found.order
    reasons = policy_reasons(
        found.type,
        found.items,
        eligible_on=found.line.upgrade_eligible_on if found.line is not None else None,
        reason=found.text(FieldId.REASON),
        on=unit.today,
    )
    order.is_policy_exception = bool(reasons) and not order.is_policy_overwritten


def _item(order_id: int, wish: ItemWish, offer: Offer) -> WirelessOrderItem:
    is_leaving = wish.action is ItemAction.REMOVE
    action = wish.action or (ItemAction.ADD if wish.kind is ItemKind.FEATURE else None)
    return WirelessOrderItem(
        order_id=order_id,
        kind=wish.kind.value,
        product_id=offer.offer_id if wish.kind in _PRODUCTS else None,
        plan_id=offer.offer_id if wish.kind is ItemKind.PLAN else None,
        feature_id=offer.offer_id if wish.kind is ItemKind.FEATURE else None,
        name=offer.name,
        qty=wish.qty,
        action=action.value if action is not None else None,
        price_onetime_cents=0 if is_leaving else offer.once_cents,
        price_monthly_cents=0 if is_leaving else offer.monthly_cents,
        is_in_policy=is_leaving or offer.is_in_policy,
    )


_PRODUCTS = frozenset({ItemKind.DEVICE, ItemKind.ACCESSORY, ItemKind.SIM})


def _name_of(found: Matter, wish: ItemWish) -> str:
    same = (one.name for one in found.items_of(wish.kind) if offer_id(one) == wish.offer_id)
    return next(same, str(wish.offer_id))


def _put_texts(unit: Unit, found: Matter, form: Form, content: Content) -> tuple[Change, ...]:
    """Write the fields exactly as they were typed (R-WL-12); what came back veiled stays as it is."""
    asked = {field.field_id: field for field in form}
    if unknown := [name for name in content.fields if found.definition.field(name) is None]:
        raise Rejected(*(Refusal("E-WL-FIELD", f"fields/{one}", "R-WL-15") for one in unknown))
    changes = []
    for name, text in content.fields.items():
        field, old = asked.get(name), found.text(name)
        if field is None or text == old or (found.is_veiled(field) and text == found.shown(field)):
            continue
        _put_text(unit, found, field, text)
        changes.append(_change(field, old, text))
    return tuple(changes)


def _put_text(unit: Unit, found: Matter, field: FormField, text: str) -> None:
    row = found.texts.get(field.field_id)
    if not text:
        if row is not None:
            unit.session.delete(row)
        return
    if row is None:
        row = WirelessOrderField(order_id=found.order.id, field_id=field.field_id.value)
        unit.session.add(row)
    row.value_text = seal(text) if field.is_encrypted else text
    row.is_encrypted = field.is_encrypted


def _change(field: FormField, old: str, new: str) -> Change:
    is_private = field.is_encrypted or field.field_id in PRIVATE
    told = [(veiled(one) if is_private else one) or None for one in (old, new)]
    return Change(field.field_id.value, told[0], told[1])


def _put_ship_to(unit: Unit, found: Matter, ship: ShipTo) -> None:
    if ship == ShipTo():
        if found.ship_to is not None:
            unit.session.delete(found.ship_to)
        return
    row = found.ship_to
    if row is None:
        row = WirelessShipTo(order_id=found.order.id)
        unit.session.add(row)
    for name in _SHIP:
        setattr(row, name, getattr(ship, name))


def _put_agreements(unit: Unit, found: Matter, agreed: Iterable[Acknowledged]) -> None:
    wanted = {code for code in agreed if code in found.definition.acknowledgements}
    for code, row in found.agreed.items():
        if code not in wanted:
            unit.session.delete(row)
    unit.session.add_all(
        WirelessAcknowledgement(
            order_id=found.order.id, code=code.value, text_version=TEXT_VERSION, accepted_at=unit.now
        )
        for code in sorted(wanted - set(found.agreed))
    )


def _told(found: Matter) -> dict[str, str | None]:
    """Say in short what an order holds beside its fields, for the trail; of an address the town."""
    rows = {
        "beneficiary": found.beneficiary.employee_no if found.beneficiary is not None else "",
        "vendor": found.vendor.code if found.vendor is not None else "",
        "line": veiled(found.line.number) if found.line is not None else "",
        "device": veiled(found.device.serial_no) if found.device is not None else "",
        "items": ", ".join(_said(item) for item in found.items),
        "ship_to": found.ship_to.city if found.ship_to is not None else "",
        "justification": found.order.justification,
        "acknowledged": ", ".join(sorted(found.agreed)),
        "is_policy_overwritten": "yes" if found.order.is_policy_overwritten else "",
    }
    return {name: text or None for name, text in rows.items()}


def _said(item: WirelessOrderItem) -> str:
    many = f"{item.qty} \u00d7 " if item.qty > 1 else ""
    leaving = "- " if item.action == ItemAction.REMOVE.value else ""
    return f"{leaving}{many}{item.name}"
