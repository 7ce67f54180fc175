"""What can be ordered: types with reasons, ranked by what a person says, and the form of a type (S-28)."""

from sqlalchemy import select

from agentview.contract.value import RefusalInfo
from agentview.contract.wireless_catalogue import (
    Form,
    FormRequest,
    OfferRow,
    Offers,
    OffersRequest,
    TypeRow,
    Types,
    TypesRequest,
    VendorChoice,
    VendorRow,
    Vendors,
    VendorsRequest,
)
from agentview.core.errors import Refusal
from agentview.core.power import Power
from agentview.core.text import words
from agentview.models.party import Provider
from agentview.models.wireless_catalogue import WirelessVendor
from agentview.models.wireless_inventory import WirelessLine
from agentview.services.customer_scope import account_of
from agentview.services.unit import Unit
from agentview.services.wireless_forms.definition import Definition
from agentview.services.wireless_forms.definitions import DEFINITIONS
from agentview.services.wireless_forms.fields import form_fields
from agentview.services.wireless_forms.offers import Choosing, most_accessories, offers
from agentview.services.wireless_orders.about import about, reasons, vendor_named


def types(unit: Unit, request: TypesRequest) -> Types:
    """Return every type with what stands against it for the line, device or person that is named.

    Words rank those that fit first. Raises NotFound.
    """
    found = about(unit, request.account_id, request.line_id, request.device_id, request.beneficiary_id)
    typed = words(request.text)
    rows = [
        _type_row(one, reasons(unit, one, found), is_found=bool(typed) and fit(one, typed) > 0)
        for one in DEFINITIONS.values()
    ]
    if typed:
        rows.sort(key=lambda row: -fit(DEFINITIONS[row.type], typed))
    return Types(rows=tuple(rows))


def fit(definition: Definition, typed: tuple[str, ...]) -> float:
    """Say how well a type fits what somebody says: 0 for not at all, more for what is more typical."""
    best = 0.0
    known = (definition.type.value.replace("_", " "), *definition.words)
    for place, said in enumerate(known):
        spoken = words(said)
        hits = sum(1 for word in spoken if any(_is_like(word, other) for other in typed))
        if hits:
            best = max(best, hits / len(spoken) + hits - place / 100)
    return best


def _is_like(word: str, typed: str) -> bool:
    """Say whether two words mean the same: one is the beginning of the other, and they are not short."""
    least = 3
    shorter, longer = sorted((word, typed), key=len)
    return word == typed or (len(shorter) >= least and longer.startswith(shorter))


def vendors(unit: Unit, request: VendorsRequest) -> Vendors:
    """Return the carriers that a type can be ordered from; a line that leaves its own is not offered it."""
    account = account_of(unit, request.account_id)
    if DEFINITIONS[request.type].vendor is not VendorChoice.CHOSEN:
        return Vendors(rows=())
    left = select(WirelessLine.vendor_id).where(
        WirelessLine.id == (request.not_of_line_id or 0), WirelessLine.account_id == account.id
    )
    rows = unit.session.scalars(
        select(WirelessVendor)
        .where(
            WirelessVendor.provider_id == account.provider_id,
            WirelessVendor.is_active,
            WirelessVendor.id.not_in(left),
        )
        .order_by(WirelessVendor.name, WirelessVendor.id)
    )
    return Vendors(rows=tuple(VendorRow(vendor_id=row.id, code=row.code, name=row.name) for row in rows))


def choices(unit: Unit, request: OffersRequest) -> Offers:
    """Return what can be chosen of a kind, with prices, marks of policy, and how many (R-WL-13).

    Raises NotFound.
    """
    found = about(unit, request.account_id, request.line_id, request.device_id, None)
    definition = DEFINITIONS[request.type]
    own = found.device.product_id if found.device is not None else None
    vendor = found.line_vendor
    if definition.vendor is VendorChoice.CHOSEN:
        vendor = vendor_named(unit, found.account, request.vendor_id)
    choosing = Choosing(
        definition=definition,
        vendor=vendor if definition.vendor is not VendorChoice.NONE else None,
        line_id=request.line_id,
        line_plan_id=found.line.plan_id if found.line is not None else None,
        model_ids=request.product_ids or ((own,) if own is not None else ()),
    )
    rows = list(offers(unit, choosing, request.kind, text=request.text).values())
    has_quantity = definition.has_quantity(request.kind)
    most = most_accessories(unit, found.account.provider_id) if has_quantity else 1
    return Offers(
        kind=request.kind,
        rows=tuple(
            OfferRow(
                offer_id=row.offer_id,
                code=row.code,
                name=row.name,
                device_type=row.device_type,
                once_cents=row.once_cents,
                monthly_cents=row.monthly_cents,
                is_in_policy=row.is_in_policy,
                is_had=row.is_had,
                most=most or MANY,
            )
            for row in rows[: request.limit]
        ),
        currency=unit.session.get_one(Provider, found.account.provider_id).currency,
        has_more=len(rows) > request.limit,
    )


MANY = 1_000
"""So many of an accessory may be ordered by who may order any number."""


def form(unit: Unit, request: FormRequest) -> Form:
    """Return the form of a type at a carrier. Raises NotFound."""
    account = account_of(unit, request.account_id)
    vendor = vendor_named(unit, account, request.vendor_id)
    definition = DEFINITIONS[request.type]
    return Form(
        type=request.type,
        fields=form_fields(unit, account.provider_id, definition, vendor.id if vendor is not None else None),
        acknowledgements=definition.acknowledgements,
        can_overwrite=unit.caller.has(Power.OVERWRITE_POLICY),
    )


def _type_row(definition: Definition, against: tuple[Refusal, ...], *, is_found: bool) -> TypeRow:
    return TypeRow(
        type=definition.type,
        group=definition.group,
        line=definition.line,
        device=definition.device,
        beneficiary=definition.beneficiary,
        vendor=definition.vendor,
        items=definition.items,
        acknowledgements=definition.acknowledgements,
        is_shipped=definition.is_shipped,
        is_found=is_found,
        refusals=tuple(map(RefusalInfo.of, against)),
    )
