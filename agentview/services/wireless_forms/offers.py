"""What can be chosen of each kind, with prices, marks of policy and reasons against (R-WL-08, R-WL-13)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from agentview.contract.hardware import ProductKind
from agentview.contract.wireless import DeviceType, ItemKind, OrderType
from agentview.contract.wireless_catalogue import VendorChoice
from agentview.core.power import Power
from agentview.core.text import fold, words
from agentview.models.hardware_catalogue import Product
from agentview.models.wireless_catalogue import (
    AccessoryFit,
    WirelessFeature,
    WirelessModel,
    WirelessPlan,
    WirelessSetting,
    WirelessVendor,
)
from agentview.models.wireless_inventory import LineFeature
from agentview.services.hardware_orders.placing import ON_SALE
from agentview.services.unit import Unit
from agentview.services.wireless_forms.definition import Definition

MOST_ACCESSORIES = 5
"""What one may order of an accessory where a provider has set nothing."""
_MOST_OFFERS = 1_000


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be chosen; `is_had`: the line has it, `is_in_policy`: the company wants it so."""

    kind: ItemKind
    offer_id: int
    code: str
    name: str
    once_cents: int
    monthly_cents: int
    is_in_policy: bool
    device_type: DeviceType | None = None
    device_types: tuple[str, ...] = ()
    contract_months: int = 0
    is_had: bool = False
    most: int = 1


@dataclass(frozen=True, slots=True)
class Choosing:
    """For what is chosen: type, carrier, line, and the models for which accessories have to fit."""

    definition: Definition
    vendor: WirelessVendor | None = None
    line_id: int | None = None
    line_plan_id: int | None = None
    model_ids: Collection[int] = field(default_factory=tuple)


Offers = Mapping[int, Offer]


def offers(
    unit: Unit, choosing: Choosing, kind: ItemKind, *, text: str = "", ids: Collection[int] | None = None
) -> Offers:
    """Return what can be chosen of a kind, by id, in policy first and then by name, in one statement."""
    if choosing.definition.rule(kind) is None:
        return {}
    found = _FINDERS[kind](unit, choosing, text, ids)
    ranked = sorted(found, key=lambda one: (not one.is_in_policy, fold(one.name), one.offer_id))
    return {one.offer_id: one for one in ranked}


def most_accessories(unit: Unit, provider_id: int) -> int | None:
    """Return how many of an accessory the caller may order; None for any number (R-WL-13)."""
    if unit.caller.has(Power.BULK_LARGE):
        return None
    set_most = unit.session.scalars(
        select(WirelessSetting.most_accessories).where(WirelessSetting.provider_id == provider_id)
    ).first()
    return MOST_ACCESSORIES if set_most is None else set_most


def _devices(unit: Unit, choosing: Choosing, text: str, ids: Collection[int] | None) -> list[Offer]:
    rows = unit.session.execute(
        select(Product, WirelessModel)
        .join(WirelessModel, WirelessModel.product_id == Product.id)
        .where(*_on_sale(unit, text, ids))
        .limit(_MOST_OFFERS)
    )
    code = choosing.vendor.code if choosing.vendor is not None else ""
    return [
        _product(ItemKind.DEVICE, product, DeviceType(model.device_type), is_in_policy=model.is_in_policy)
        for product, model in rows
        if not code or not model.vendor_codes or code in model.vendor_codes
    ]


def _accessories(unit: Unit, choosing: Choosing, text: str, ids: Collection[int] | None) -> list[Offer]:
    """Return the accessories that fit each of the models; in policy where they are so for all of them."""
    wanted = sorted(set(choosing.model_ids))
    is_in_policy = func.min(func.cast(AccessoryFit.is_in_policy, Product.price_cents.type))
    fitting = (
        select(AccessoryFit.accessory_id, is_in_policy.label("is_in_policy"))
        .where(AccessoryFit.model_id.in_(wanted))
        .group_by(AccessoryFit.accessory_id)
        .having(func.count() == len(wanted))
        .subquery()
    )
    rows = unit.session.execute(
        select(Product, fitting.c.is_in_policy)
        .join(fitting, fitting.c.accessory_id == Product.id)
        .where(*_on_sale(unit, text, ids))
        .limit(_MOST_OFFERS)
    )
    return [_product(ItemKind.ACCESSORY, product, None, is_in_policy=bool(fits)) for product, fits in rows]


def _sims(unit: Unit, _choosing: Choosing, text: str, ids: Collection[int] | None) -> list[Offer]:
    wanted = select(Product).where(Product.kind == ProductKind.SIM.value, *_on_sale(unit, text, ids))
    found = unit.session.scalars(wanted.limit(_MOST_OFFERS))
    return [_product(ItemKind.SIM, product, None, is_in_policy=True) for product in found]


def _plans(unit: Unit, choosing: Choosing, text: str, ids: Collection[int] | None) -> list[Offer]:
    """Return the plans of the carrier; of a type without one those of reimbursement."""
    plan = WirelessPlan
    meant = [plan.provider_id == unit.caller.provider_id, plan.is_active, *_named(plan.name, text)]
    if choosing.definition.vendor is VendorChoice.NONE:
        meant.append(plan.vendor_id.is_(None))
    else:
        meant.append(plan.vendor_id == (choosing.vendor.id if choosing.vendor is not None else 0))
    meant += [] if ids is None else [plan.id.in_(ids)]
    return [
        Offer(
            ItemKind.PLAN,
            row.id,
            row.code,
            row.name,
            row.onetime_cents,
            row.monthly_cents,
            row.is_in_policy,
            device_types=tuple(row.device_types),
            contract_months=row.contract_months,
            is_had=row.id == choosing.line_plan_id,
        )
        for row in unit.session.scalars(select(plan).where(*meant).limit(_MOST_OFFERS))
        if choosing.definition.type is not OrderType.CHANGE_PLAN or row.id != choosing.line_plan_id
    ]


def _features(unit: Unit, choosing: Choosing, text: str, ids: Collection[int] | None) -> list[Offer]:
    """Return the features of the carrier, and which of them the line has today."""
    had = select(LineFeature.feature_id).where(
        LineFeature.line_id == (choosing.line_id or 0),
        LineFeature.start_on <= unit.today,
        or_(LineFeature.end_on.is_(None), LineFeature.end_on >= unit.today),
    )
    feature = WirelessFeature
    meant = [
        feature.provider_id == unit.caller.provider_id,
        feature.vendor_id == (choosing.vendor.id if choosing.vendor is not None else 0),
        or_(feature.is_active, feature.id.in_(had)),
        *_named(feature.name, text),
    ]
    meant += [] if ids is None else [feature.id.in_(ids)]
    rows = unit.session.execute(select(feature, feature.id.in_(had)).where(*meant).limit(_MOST_OFFERS))
    return [
        Offer(
            ItemKind.FEATURE,
            row.id,
            row.code,
            row.name,
            row.onetime_cents,
            row.monthly_cents,
            row.is_in_policy,
            is_had=bool(is_had),
        )
        for row, is_had in rows
    ]


_FINDERS = {
    ItemKind.DEVICE: _devices,
    ItemKind.ACCESSORY: _accessories,
    ItemKind.SIM: _sims,
    ItemKind.PLAN: _plans,
    ItemKind.FEATURE: _features,
}


def _product(
    kind: ItemKind, product: Product, device_type: DeviceType | None, *, is_in_policy: bool
) -> Offer:
    return Offer(
        kind,
        product.id,
        product.sku,
        product.name,
        product.price_cents,
        0,
        is_in_policy,
        device_type=device_type,
    )


def _on_sale(unit: Unit, text: str, ids: Collection[int] | None) -> list[ColumnElement[bool]]:
    meant = [Product.provider_id == unit.caller.provider_id, Product.status == ON_SALE]
    for word in words(text):
        begins = Product.words.startswith(word, autoescape=True)
        meant.append(or_(begins, Product.words.contains(f" {word}", autoescape=True)))
    return meant if ids is None else [*meant, Product.id.in_(ids)]


def _named(column: InstrumentedAttribute[str], text: str) -> list[ColumnElement[bool]]:
    return [column.icontains(word, autoescape=True) for word in words(text)]
