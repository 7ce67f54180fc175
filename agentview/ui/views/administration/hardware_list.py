"""The lists of products, warehouses and ways of delivery: columns, filters, words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from agentview.contract.feed import Topic
from agentview.contract.hardware import ProductKind
from agentview.contract.hardware_admin import AdminMethod, AdminProduct, AdminWarehouse
from agentview.core.power import Power
from agentview.ui.kit.column import Column, Kind, SortOrder
from agentview.ui.kit.plural import plural
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import EmptyText, FilterField, ListSpec, ListWords
from agentview.ui.navigation import Desk
from agentview.ui.views.administration.catalogue_words import NOTHING, amount_word
from agentview.ui.views.administration.hardware_reading import FoundBy, methods, products, warehouses
from agentview.ui.views.administration.hardware_words import (
    format_word,
    granularity_word,
    kind_word,
    offer_chip,
    sale_chip,
    serial_word,
    warehouse_chip,
    word,
    yes_no,
)

_NAME = "NAME"


def product_serial(row: AdminProduct) -> str:
    """Which serial number its pieces bear."""
    return serial_word(row.fields.serial_type) if row.fields.is_serialised else NOTHING


def _product_columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[AdminProduct]]:
    return (
        Column(
            "name",
            lambda: word("Product"),
            lambda row: row.fields.name,
            sample=lambda: "Pomelo 14 Pro, 256 GB",
            least=lambda: "Pomelo 14, 128 GB",
            stretch=True,
        ),
        Column(
            "sku", lambda: word("SKU"), lambda row: row.fields.sku, Kind.ID, sample=lambda: "PML-14-PROMAX"
        ),
        Column(
            "status",
            lambda: word("Status"),
            lambda row: sale_chip(is_on_sale=row.fields.is_on_sale).word,
            Kind.CHIP,
            mark=lambda row: sale_chip(is_on_sale=row.fields.is_on_sale),
            sample=lambda: word("Withdrawn"),
        ),
        Column(
            "kind",
            lambda: word("Kind"),
            lambda row: kind_word(row.fields.kind),
            sample=lambda: max(map(kind_word, ProductKind), key=len),
            gives_way=1,
        ),
        Column(
            "serial",
            lambda: word("Serial number"),
            product_serial,
            sample=lambda: "ICCID",
            gives_way=3,
        ),
        Column(
            "enrolled",
            lambda: word("Enrolled"),
            lambda row: yes_no(row.fields.enrolment_provider_id),
            sample=lambda: word("yes"),
            gives_way=4,
        ),
        Column(
            "warehouses",
            lambda: word("Warehouses"),
            lambda row: str(len(row.fields.ships_from)),
            Kind.NUMBER,
            sample=lambda: "9",
            gives_way=5,
        ),
        Column(
            "price",
            lambda: word("Price"),
            lambda row: amount_word(row.fields.price_cents, row.currency),
            Kind.NUMBER,
            sample=lambda: "10,000.00 AUD",
        ),
    )


def _warehouse_columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[AdminWarehouse]]:
    return (
        Column(
            "name",
            lambda: word("Warehouse"),
            lambda row: row.fields.name,
            sort_key=_NAME,
            sample=lambda: "Melbourne Tullamarine",
            least=lambda: "Melbourne Tullamarine",
            stretch=True,
        ),
        Column("code", lambda: word("Code"), lambda row: row.fields.code, Kind.ID, sample=lambda: "MEL-2"),
        Column(
            "status",
            lambda: word("Status"),
            lambda row: warehouse_chip(row.fields).word,
            Kind.CHIP,
            mark=lambda row: warehouse_chip(row.fields),
            sample=lambda: word("Disconnected"),
            tip=lambda row: warehouse_chip(row.fields).sentence,
        ),
        Column(
            "format",
            lambda: word("Files"),
            lambda row: format_word(row.fields.request_format),
            sample=lambda: "EDIFACT (EDI)",
            gives_way=1,
        ),
        Column(
            "granularity",
            lambda: word("Granularity"),
            lambda row: granularity_word(row.fields.granularity),
            sample=lambda: word("A record for each order"),
            gives_way=3,
        ),
        Column(
            "fraud",
            lambda: word("Fraud check"),
            lambda row: yes_no(row.fields.is_fraud_check_required),
            sample=lambda: word("yes"),
            gives_way=2,
        ),
    )


def _method_columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[AdminMethod]]:
    return (
        Column(
            "name",
            lambda: word("Way of delivery"),
            lambda row: row.fields.name,
            sort_key=_NAME,
            sample=lambda: "Courier, next working day",
            stretch=True,
        ),
        Column("code", lambda: word("Code"), lambda row: row.fields.code, Kind.ID, sample=lambda: "COURIER"),
        Column(
            "status",
            lambda: word("Status"),
            lambda row: offer_chip(is_active=row.fields.is_active).word,
            Kind.CHIP,
            mark=lambda row: offer_chip(is_active=row.fields.is_active),
            sample=lambda: word("Not offered"),
        ),
        Column(
            "cut_off",
            lambda: word("Cut-off"),
            lambda row: row.fields.cut_off or NOTHING,
            Kind.NUMBER,
            sample=lambda: "15:00",
        ),
        Column(
            "price",
            lambda: word("Price"),
            lambda row: amount_word(row.fields.price_cents, row.currency),
            Kind.NUMBER,
            sample=lambda: "1,000.00 AUD",
        ),
    )


def _product_words() -> ListWords:
    empty = EmptyText(
        word("No products yet"), word("A product is what customers order as hardware."), word("New product")
    )
    count = partial(plural, word("1 product"), word("{count} products"))
    return ListWords(word("Products"), count, lambda _view: empty, "products")


def _warehouse_words() -> ListWords:
    empty = EmptyText(
        word("No warehouses yet"),
        word("A warehouse ships what was ordered; files go to it and come from it."),
        word("New warehouse"),
    )
    count = partial(plural, word("1 warehouse"), word("{count} warehouses"))
    return ListWords(word("Warehouses"), count, lambda _view: empty, "warehouses")


def _method_words() -> ListWords:
    empty = EmptyText(
        word("No ways of delivery yet"),
        word("An order chooses one of them, and pays its price."),
        word("New way of delivery"),
    )
    count = partial(plural, word("1 way of delivery"), word("{count} ways of delivery"))
    return ListWords(word("Delivery methods"), count, lambda _view: empty, "delivery-methods")


def _fields() -> tuple[FilterField, ...]:
    return (FilterField("text", word("Text"), hint=word("Name or code")),)


PRODUCT_SPEC: ListSpec[FoundBy, AdminProduct] = ListSpec(
    key="administration.products",
    first=FoundBy(),
    order=SortOrder(_NAME),
    columns=_product_columns,
    row_id=lambda row: row.product_id,
    pages=products(),
    words=_product_words,
    topics=frozenset({Topic.CATALOGUE}),
    fields=_fields,
    summary=lambda row: f"{row.fields.name}, {row.fields.sku}",
    power=Power.CATALOGUE_ADMIN,
)
"""The list of products."""

WAREHOUSE_SPEC: ListSpec[FoundBy, AdminWarehouse] = ListSpec(
    key="administration.warehouses",
    first=FoundBy(),
    order=SortOrder(_NAME),
    columns=_warehouse_columns,
    row_id=lambda row: row.warehouse_id,
    pages=warehouses(),
    words=_warehouse_words,
    topics=frozenset({Topic.CATALOGUE}),
    fields=_fields,
    summary=lambda row: f"{row.fields.name}, {row.fields.code}, {warehouse_chip(row.fields).word}",
    power=Power.CATALOGUE_ADMIN,
)
"""The list of warehouses."""

METHOD_SPEC: ListSpec[FoundBy, AdminMethod] = ListSpec(
    key="administration.delivery_methods",
    first=FoundBy(),
    order=SortOrder(_NAME),
    columns=_method_columns,
    row_id=lambda row: row.delivery_method_id,
    pages=methods(),
    words=_method_words,
    topics=frozenset({Topic.CATALOGUE}),
    fields=_fields,
    summary=lambda row: f"{row.fields.name}, {row.fields.code}",
    power=Power.CATALOGUE_ADMIN,
)
"""The list of ways of delivery."""
