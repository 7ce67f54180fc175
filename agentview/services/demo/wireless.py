"""Fills the wireless area of the demo: carriers and their offers, companies with lines, devices, orders."""

from datetime import datetime
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.models.customer import Account
from agentview.models.database import Stamp
from agentview.models.hardware_catalogue import Product
from agentview.models.party import Provider, User
from agentview.models.wireless_catalogue import (
    AccessoryFit,
    FieldConfig,
    WirelessFeature,
    WirelessModel,
    WirelessPlan,
    WirelessSetting,
    WirelessVendor,
)
from agentview.services.demo.lists import read
from agentview.services.demo.wireless_fleet import Fleet, Offer
from agentview.services.demo.wireless_lists import WirelessEntry, WirelessLists
from agentview.services.demo.wireless_requests import Requests

_SEED = 60


def play_wireless(session: Session, now: datetime) -> None:
    """Write what companies have and want; the same each time but for the day."""
    session.info["stamp"] = Stamp("import", now)
    for code, entry in read("wireless", WirelessLists).root.items():
        provider = session.scalars(select(Provider).where(Provider.code == code)).first()
        if provider is None:
            continue
        random = Random(_SEED)  # noqa: S311 - the demo is the same each time
        offer = _offer(session, provider, entry)
        for account, is_large in _companies(session, provider):
            fleet = Fleet(session, random, provider, account, now)
            fleet.furnish(entry, offer, is_large=is_large)
            if is_large:
                Requests(session, fleet, offer, now).play()


def _companies(session: Session, provider: Provider) -> list[tuple[Account, bool]]:
    """Return a business with its own people, and the company of the customer who signs in."""
    business = session.scalars(
        select(Account)
        .where(Account.provider_id == provider.id, Account.account_type == "BUSINESS", Account.status == 1)
        .order_by(Account.id)
    ).first()
    viewed = session.scalars(
        select(Account)
        .join(User, User.account_id == Account.id)
        .where(Account.provider_id == provider.id)
        .order_by(User.id)
    ).first()
    found = [(business, True), (viewed, False)]
    return [(account, is_large) for account, is_large in found if account is not None]


def _offer(session: Session, provider: Provider, entry: WirelessEntry) -> Offer:
    vendors = {
        one.code: WirelessVendor(
            provider_id=provider.id,
            code=one.code,
            name=one.name,
            reactivation_limit_days=one.reactivation_days,
        )
        for one in entry.vendors
    }
    session.add_all(vendors.values())
    session.flush()
    plans = {
        one.code: WirelessPlan(
            provider_id=provider.id,
            vendor_id=vendors[one.vendor].id if one.vendor is not None else None,
            code=one.code,
            name=one.name,
            onetime_cents=one.once,
            monthly_cents=one.monthly,
            contract_months=one.months,
            device_types=[kind.value for kind in one.types],
            is_in_policy=one.in_policy,
        )
        for one in entry.plans
    }
    features = {
        one.code: WirelessFeature(
            provider_id=provider.id,
            vendor_id=vendors[one.vendor].id,
            code=one.code,
            name=one.name,
            monthly_cents=one.monthly,
            is_in_policy=one.in_policy,
        )
        for one in entry.features
    }
    session.add_all([*plans.values(), *features.values()])
    products = _models(session, provider, entry)
    session.add_all(
        FieldConfig(
            provider_id=provider.id,
            type_code=one.type.value,
            field_id=one.field.value,
            label=one.label,
            field_type=one.kind.value,
            requirement=one.requirement.value,
            is_encrypted=one.encrypted,
            max_length=1_000,
        )
        for one in entry.fields
    )
    session.add(WirelessSetting(provider_id=provider.id, unapproved_types=["ACCESSORY"]))
    session.flush()
    return Offer(vendors, plans, features, products)


def _models(session: Session, provider: Provider, entry: WirelessEntry) -> dict[str, Product]:
    rows = session.scalars(select(Product).where(Product.provider_id == provider.id))
    products = {row.sku: row for row in rows}
    for one in entry.models:
        session.add(
            WirelessModel(
                product_id=products[one.sku].id,
                provider_id=provider.id,
                device_type=one.type.value,
                vendor_codes=list(one.vendors),
                is_in_policy=one.in_policy,
            )
        )
    session.flush()
    session.add_all(
        AccessoryFit(accessory_id=products[sku].id, model_id=products[one.sku].id)
        for one in entry.models
        for sku in one.fits
    )
    return products
