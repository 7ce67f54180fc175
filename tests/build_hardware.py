"""Makes the hardware of the small operator: programmes, products, warehouses and ways of delivery."""

from sqlalchemy.orm import Session

from agentview.core.text import fold
from agentview.models.hardware_catalogue import (
    DeliveryMethod,
    DeviceEnrolmentProvider,
    EnrolmentAgreement,
    HardwareSetting,
    Product,
    ProductSubstitute,
    Warehouse,
    WarehouseProduct,
)
from agentview.models.numbering import go_on_after_rows

FRUIT, ALPINE_FRUIT = 1, 2
"""Enrolment programmes, by id."""
PHONE, PLAIN_PHONE, CASE, LICENCE, SIM_CARD, OLD_PHONE, ALPINE_PHONE = 1, 2, 3, 4, 5, 6, 7
"""Products, by id. PHONE can be enrolled, OLD_PHONE is withdrawn."""
SYDNEY, MELBOURNE, CLOSED, VIENNA = 1, 2, 3, 4
"""Warehouses, by id. CLOSED is not connected."""
COURIER, PICKUP, ALPINE_POST = 1, 2, 3
"""Ways of delivery, by id."""


def seed_hardware(session: Session, harbour: int, alpine: int, account_with_agreement: int) -> None:
    """Add the hardware of two retailers."""
    _programmes(session, harbour, alpine, account_with_agreement)
    _products(session, harbour, alpine)
    _warehouses(session, harbour, alpine)
    methods = (
        (COURIER, harbour, "COURIER", "Courier, next day", 1500),
        (PICKUP, harbour, "PICKUP", "Pick up at a shop", 0),
        (ALPINE_POST, alpine, "POST", "Post", 590),
    )
    for key, provider, code, name, price in methods:
        session.add(DeliveryMethod(id=key, provider_id=provider, code=code, name=name, price_cents=price))
    for provider in (harbour, alpine):
        session.add(HardwareSetting(provider_id=provider, tax_percent={"GST": 10, "VAT": 20}))
    session.flush()
    for table in (DeviceEnrolmentProvider, Product, Warehouse, DeliveryMethod):
        go_on_after_rows(session, table)


def _programmes(session: Session, harbour: int, alpine: int, account_with_agreement: int) -> None:
    rows = ((FRUIT, harbour, "FRUIT-DEP"), (ALPINE_FRUIT, alpine, "FRUIT-DEP"))
    for key, provider, code in rows:
        session.add(
            DeviceEnrolmentProvider(
                id=key, provider_id=provider, code=code, name="Fruit", organisation_ref=f"ORG-{key}"
            )
        )
    session.flush()
    session.add(
        EnrolmentAgreement(
            account_id=account_with_agreement, enrolment_provider_id=FRUIT, organisation_ref="ORG-MARLOW"
        )
    )


def _products(session: Session, harbour: int, alpine: int) -> None:
    rows = (
        (PHONE, harbour, "PH-X1", "Fruit Phone X1 128 GB", "HANDSET", 99900, "IMEI", FRUIT),
        (PLAIN_PHONE, harbour, "PH-B2", "Basic Phone B2", "HANDSET", 12900, "IMEI", None),
        (CASE, harbour, "CASE-1", "Leather case", "ACCESSORY", 2950, None, None),
        (LICENCE, harbour, "LIC-MDM", "Device management licence", "SOFTWARE_LICENCE", 500, None, None),
        (SIM_CARD, harbour, "SIM-N", "Nano SIM", "SIM", 200, "ICCID", None),
        (OLD_PHONE, harbour, "PH-OLD", "Fruit Phone 8", "HANDSET", 50000, "IMEI", FRUIT),
        (ALPINE_PHONE, alpine, "PH-X1", "Fruit Phone X1 128 GB", "HANDSET", 89900, "IMEI", ALPINE_FRUIT),
    )
    for key, provider, sku, name, kind, price, serial, programme in rows:
        session.add(
            Product(
                id=key,
                provider_id=provider,
                sku=sku,
                name=name,
                words=fold(f"{name} {sku}"),
                kind=kind,
                price_cents=price,
                tax_code="GST" if provider == harbour else "VAT",
                is_serialised=serial is not None,
                serial_type=serial or "UNKNOWN",
                enrolment_provider_id=programme,
                status="WITHDRAWN" if key == OLD_PHONE else "ACTIVE",
            )
        )
    session.flush()
    session.add(ProductSubstitute(product_id=PHONE, substitute_id=PLAIN_PHONE, rank=1))


def _warehouses(session: Session, harbour: int, alpine: int) -> None:
    rows = (
        (SYDNEY, harbour, "SYD", "Sydney", "PER_UNIT", "JSON"),
        (MELBOURNE, harbour, "MEL", "Melbourne", "PER_ORDER", "CSV"),
        (CLOSED, harbour, "OLD", "Old depot", "PER_PRODUCT", "XML"),
        (VIENNA, alpine, "VIE", "Vienna", "PER_PRODUCT", "JSON"),
    )
    for key, provider, code, name, granularity, form in rows:
        session.add(
            Warehouse(
                id=key,
                provider_id=provider,
                code=code,
                name=name,
                is_connected=key != CLOSED,
                granularity=granularity,
                request_format=form,
            )
        )
    session.flush()
    shipped = {
        SYDNEY: (PHONE, PLAIN_PHONE, CASE),
        MELBOURNE: (CASE, LICENCE, SIM_CARD, PHONE),
        CLOSED: (PHONE, SIM_CARD),
        VIENNA: (ALPINE_PHONE,),
    }
    for warehouse, products in shipped.items():
        for product in products:
            session.add(WarehouseProduct(warehouse_id=warehouse, product_id=product, priority=warehouse))
