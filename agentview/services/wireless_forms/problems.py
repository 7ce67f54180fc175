"""What stands against submitting an order: every reason at once, each with the field that it names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from agentview.contract.hardware import SerialType
from agentview.contract.wireless import ItemAction, ItemKind, OrderType
from agentview.contract.wireless_forms import FieldId
from agentview.core.errors import Refusal
from agentview.core.postal import address_problems
from agentview.core.serial import is_serial
from agentview.core.ship_to import PLACE
from agentview.models.wireless_catalogue import WirelessSetting
from agentview.models.wireless_order import WirelessOrderItem, WirelessShipTo
from agentview.services.unit import Unit
from agentview.services.wireless_forms.eligibility import fault_refusals
from agentview.services.wireless_forms.fields import Form, day_of, text_refusals
from agentview.services.wireless_forms.matter import Matter
from agentview.services.wireless_forms.offers import Choosing, Offer, Offers, most_accessories, offers
from agentview.services.wireless_forms.subjects import subject_refusals


@dataclass(frozen=True, slots=True)
class Around:
    """What an order is judged by beside itself: its form, what can be chosen of each kind, and how much."""

    form: Form
    offers: Mapping[ItemKind, Offers]
    most_accessories: int | None
    may_serial_be_unknown: bool


def around(unit: Unit, found: Matter, form: Form) -> Around:
    """Read what an order is judged by: a statement a kind of its type, and one for the setting."""
    known = {
        rule.kind: offers(unit, choosing_of(found), rule.kind, ids=_ids(found, rule.kind))
        for rule in found.definition.items
    }
    setting = unit.session.scalars(
        select(WirelessSetting.may_serial_be_unknown).where(
            WirelessSetting.provider_id == found.order.provider_id
        )
    ).first()
    most = most_accessories(unit, found.order.provider_id)
    return Around(form, known, most, setting is None or setting)


def choosing_of(found: Matter) -> Choosing:
    """Return for what the items of an order are chosen."""
    chosen = [item.product_id for item in found.items_of(ItemKind.DEVICE) if item.product_id is not None]
    own = [found.device.product_id] if found.device is not None and found.device.product_id else []
    return Choosing(
        definition=found.definition,
        vendor=found.vendor,
        line_id=found.order.line_id,
        line_plan_id=found.line.plan_id if found.line is not None else None,
        model_ids=chosen or own,
    )


def problems(unit: Unit, found: Matter, known: Around) -> tuple[Refusal, ...]:
    """Return all that stands against submitting an order (SM-6)."""
    return (
        *subject_refusals(unit, found),
        *field_refusals(found, known),
        *item_refusals(found, known),
        *ship_refusals(found),
        *agreement_refusals(found),
    )


def field_refusals(found: Matter, known: Around) -> tuple[Refusal, ...]:
    """Return what stands against what was typed (R-WL-02, R-WL-12, R-WL-15, R-WL-35)."""
    refusals = [
        refusal for field in known.form for refusal in text_refusals(field, found.text(field.field_id))
    ]
    if found.type is OrderType.WARRANTY_REPLACEMENT:
        refusals += fault_refusals(found.text(FieldId.FAULT))
    first, last = day_of(found.text(FieldId.TRAVEL_FROM)), day_of(found.text(FieldId.TRAVEL_TO))
    if first is not None and last is not None and last < first:
        refusals.append(Refusal("E-WL-TRAVEL", "fields/TRAVEL_TO", "SM-6"))
    kind, number = found.text(FieldId.SERIAL_TYPE), found.text(FieldId.SERIAL_NO)
    refusals += serial_refusals(kind, number, may_be_unknown=known.may_serial_be_unknown)
    return tuple(refusals)


def serial_refusals(kind: str, number: str, *, may_be_unknown: bool) -> tuple[Refusal, ...]:
    """Refuse a number that cannot be one of its kind: an IMEI has 15 digits, the last checks (R-WL-35)."""
    if kind == SerialType.UNKNOWN.value and not may_be_unknown:
        return (Refusal("E-WL-SERIAL-UNKNOWN", "fields/SERIAL_TYPE", "R-WL-35"),)
    if not number or is_serial(kind or SerialType.UNKNOWN.value, number):
        return ()
    values = {"serial_kind": kind or SerialType.UNKNOWN.value}
    return (Refusal("E-WL-SERIAL", "fields/SERIAL_NO", "R-WL-35", {**values}),)


def item_refusals(found: Matter, known: Around) -> tuple[Refusal, ...]:
    """Return what stands against the items: too few or many, not offered, not fitting (R-WL-08, R-WL-13)."""
    refusals = []
    for rule in found.definition.items:
        count = len(found.items_of(rule.kind))
        if not rule.least <= count <= rule.most:
            values = {"item_kind": rule.kind.value, "least": rule.least, "most": rule.most}
            refusals.append(Refusal("E-WL-ITEM-COUNT", f"items/{rule.kind}", "SM-6", {**values}))
    for item in found.items:
        kind = ItemKind(item.kind)
        offer = known.offers.get(kind, {}).get(offer_id(item))
        refusals += _against(item, offer, known, has_quantity=found.definition.has_quantity(kind))
    return (*refusals, *_plan_refusals(found, known))


def _against(
    item: WirelessOrderItem, offer: Offer | None, known: Around, *, has_quantity: bool
) -> Iterable[Refusal]:
    kind = ItemKind(item.kind)
    field = f"items/{kind}"
    if offer is None:
        yield Refusal("E-WL-NOT-OFFERED", field, "R-WL-13", {"item": item.name})
    elif kind is ItemKind.FEATURE and offer.is_had is (item.action == ItemAction.ADD.value):
        code = "E-WL-FEATURE-HAD" if offer.is_had else "E-WL-FEATURE-NOT-HAD"
        yield Refusal(code, field, "R-WL-08", {"item": item.name})
    most = known.most_accessories if has_quantity else 1
    if most is not None and item.qty > most:
        yield Refusal("E-WL-TOO-MANY", field, "R-WL-13", {"item": item.name, "most": most})


def _plan_refusals(found: Matter, known: Around) -> Iterable[Refusal]:
    """Return the plans that do not work on the device that was chosen, or that is in use."""
    device_type = _device_type(found, known)
    for item in found.items_of(ItemKind.PLAN):
        offer = known.offers.get(ItemKind.PLAN, {}).get(offer_id(item))
        if offer is not None and offer.device_types and device_type not in {"", *offer.device_types}:
            values = {"item": item.name, "device": device_type}
            yield Refusal("E-WL-PLAN-DEVICE", "items/PLAN", "SM-6", {**values})


def _device_type(found: Matter, known: Around) -> str:
    for item in found.items_of(ItemKind.DEVICE):
        offer = known.offers.get(ItemKind.DEVICE, {}).get(offer_id(item))
        return offer.device_type.value if offer is not None and offer.device_type is not None else ""
    device = found.device or found.line_device
    return device.device_type if device is not None else ""


def ship_refusals(found: Matter) -> tuple[Refusal, ...]:
    """Return what is missing of the address, where something goes by post (R-WL-10)."""
    if not found.is_shipped:
        return ()
    ship = found.ship_to or WirelessShipTo(
        name="", attention_to="", line1="", city="", state="", postal_code="", country=""
    )
    lacking, wrong = address_problems({theirs: getattr(ship, ours) for theirs, ours in PLACE.items()})
    named = () if ship.name else ("name",)
    refusals = [
        Refusal("E-WL-SHIP-TO", f"ship_to/{name}", "R-WL-10", {"field": name})
        for name in (*named, *(PLACE[one] for one in lacking))
    ]
    refusals += [
        Refusal("E-ADDRESS-WRONG", f"ship_to/{PLACE[one]}", "R-WL-10", {"field": PLACE[one]}) for one in wrong
    ]
    return tuple(refusals)


def agreement_refusals(found: Matter) -> tuple[Refusal, ...]:
    """Return what was not agreed to (R-WL-03, R-WL-11)."""
    rule = "R-WL-03" if found.type is OrderType.WARRANTY_REPLACEMENT else "R-WL-11"
    return tuple(
        Refusal("E-WL-NOT-AGREED", "acknowledged", rule, {"agreement": code.value})
        for code in found.definition.acknowledgements
        if code not in found.agreed
    )


def offer_id(item: WirelessOrderItem) -> int:
    """Return the id of the product, plan or feature that an item is."""
    return item.product_id or item.plan_id or item.feature_id or 0


def _ids(found: Matter, kind: ItemKind) -> list[int]:
    return [offer_id(item) for item in found.items_of(kind)]
