"""The forms of products, warehouses, ways of delivery and of the hardware setting; imports no Qt widgets."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agentview.contract.enrolment_catalogue import ProgrammeRow
from agentview.contract.hardware import (
    FileFormat,
    FraudSource,
    Granularity,
    ProductKind,
    SerialType,
    StockSource,
)
from agentview.contract.hardware_admin import (
    PRODUCT,
    SAVE_METHOD,
    SAVE_PRODUCT,
    SAVE_SETTING,
    SAVE_WAREHOUSE,
    SETTING,
    AdminMethod,
    AdminProduct,
    AdminWarehouse,
    HardwareSetting,
    ProductRef,
    SaveMethodRequest,
    SaveProductRequest,
    SaveSettingRequest,
    SaveWarehouseRequest,
)
from agentview.contract.op import Message, Nothing
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Value, Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.views.administration.catalogue_words import cents, number, typed, whole
from agentview.ui.views.administration.form_parts import choice, choices, draft, plain
from agentview.ui.views.administration.form_parts import text as dialog_text
from agentview.ui.views.administration.hardware_reading import method_of, warehouse_of
from agentview.ui.views.administration.hardware_words import (
    format_word,
    fraud_word,
    granularity_word,
    kind_word,
    serial_word,
    stock_word,
    word,
)

_CHOICE, _CHECK, _NUMBER = FieldKind.CHOICE, FieldKind.CHECK, FieldKind.NUMBER
_SHIPS = "ships_"
_MOST_PLACES = 9
_RATE = re.compile(r"\s*(\S+)\s+(\S+?)\s*%?\s*")


def product_form(
    row: AdminProduct | None, warehouses: Sequence[AdminWarehouse], programmes: Sequence[ProgrammeRow]
) -> RecordForm:
    """A product, new or known, with the warehouses that ship it."""

    def values_of(shown: AdminProduct) -> Values:
        fields = shown.fields
        ships = {one.warehouse_id: one.priority for one in fields.ships_from}
        return {
            **plain(fields.model_dump(mode="json", exclude={"ships_from"})),
            "price_cents": typed(fields.price_cents),
            "return_days": number(fields.return_days),
            **{f"{_SHIPS}{one.warehouse_id}": _place(ships.get(one.warehouse_id)) for one in warehouses},
        }

    def request(shown: AdminProduct | None, values: Values) -> Message:
        ships = [
            {"warehouse_id": int(name.removeprefix(_SHIPS)), "priority": int(str(value))}
            for name, value in values.items()
            if name.startswith(_SHIPS) and value
        ]
        fields = {
            **{name: value for name, value in values.items() if not name.startswith(_SHIPS)},
            "price_cents": cents(values["price_cents"]),
            "return_days": whole(values["return_days"]),
            "ships_from": ships,
        }
        at = {} if shown is None else {"product_id": shown.product_id, "version": shown.version}
        return SaveProductRequest.model_validate({**at, "fields": fields})

    def read(gateway: Gateway) -> AdminProduct:
        assert row is not None  # noqa: S101 - a new one is never read again
        return gateway.call(PRODUCT, ProductRef(product_id=row.product_id))

    initial: Values = {
        "kind": ProductKind.HANDSET.value,
        "serial_type": SerialType.UNKNOWN.value,
        "return_days": number(30),
        "is_on_sale": True,
    }
    words = word("New product"), word("Orders keep the price that they were made with.")
    text = dialog_text(words, None if row is None else row.fields.name, word("Add product"))
    key = draft("product", row.product_id if row else None)
    spec = FormSpec(key, SAVE_PRODUCT, request, *((values_of, read) if row else ()))
    fields = _product_fields(warehouses, programmes)
    return RecordForm(row, spec, text, fields, initial if row is None else values_of(row))


def warehouse_form(row: AdminWarehouse | None) -> RecordForm:
    """A warehouse, new or known."""

    def values_of(shown: AdminWarehouse) -> Values:
        return plain(shown.fields.model_dump(mode="json"))

    def request(shown: AdminWarehouse | None, values: Values) -> Message:
        at = {} if shown is None else {"warehouse_id": shown.warehouse_id, "version": shown.version}
        return SaveWarehouseRequest.model_validate({**at, "fields": dict(values)})

    def read(gateway: Gateway) -> AdminWarehouse:
        assert row is not None  # noqa: S101 - a new one is never read again
        return warehouse_of(gateway, row.warehouse_id)

    initial: Values = {
        "exchange_url": "",
        "stock_address": "",
        "granularity": Granularity.PER_PRODUCT.value,
        "request_format": FileFormat.JSON.value,
        "stock_source": StockSource.FILE.value,
        "is_connected": True,
        "supports_stock_check": True,
    }
    words = word("New warehouse"), word("What was sent to it already stays as it is.")
    text = dialog_text(words, None if row is None else row.fields.name, word("Add warehouse"))
    key = draft("warehouse", row.warehouse_id if row else None)
    spec = FormSpec(key, SAVE_WAREHOUSE, request, *((values_of, read) if row else ()))
    return RecordForm(row, spec, text, _warehouse_fields(), initial if row is None else values_of(row))


def method_form(row: AdminMethod | None) -> RecordForm:
    """A way of delivery, new or known."""

    def values_of(shown: AdminMethod) -> Values:
        price = {"price_cents": typed(shown.fields.price_cents)}
        return {**plain(shown.fields.model_dump(mode="json")), **price}

    def request(shown: AdminMethod | None, values: Values) -> Message:
        fields = {**values, "price_cents": cents(values["price_cents"])}
        at = (
            {}
            if shown is None
            else {"delivery_method_id": shown.delivery_method_id, "version": shown.version}
        )
        return SaveMethodRequest.model_validate({**at, "fields": fields})

    def read(gateway: Gateway) -> AdminMethod:
        assert row is not None  # noqa: S101 - a new one is never read again
        return method_of(gateway, row.delivery_method_id)

    words = word("New way of delivery"), word("Orders keep the price that they chose it with.")
    text = dialog_text(words, None if row is None else row.fields.name, word("Add way of delivery"))
    key = draft("delivery_method", row.delivery_method_id if row else None)
    spec = FormSpec(key, SAVE_METHOD, request, *((values_of, read) if row else ()))
    initial: Values = {"is_active": True, "cut_off": ""} if row is None else values_of(row)
    return RecordForm(row, spec, text, _method_fields(), initial)


def setting_form(row: HardwareSetting) -> RecordForm:
    """How the provider sells hardware: the fraud check, and tax for what is invoiced at once (R-HW-08)."""

    def values_of(shown: HardwareSetting) -> Values:
        fields = shown.fields
        return {
            "is_fraud_check_required": fields.is_fraud_check_required,
            "fraud_source": fields.fraud_source.value,
            "tax_rates": "\n".join(f"{rate.tax_code} {rate.percent}" for rate in fields.tax_rates),
        }

    def request(shown: HardwareSetting, values: Values) -> Message:
        lines = [line for line in str(values["tax_rates"] or "").splitlines() if line.strip()]
        fields = {**values, "tax_rates": [_rate(line) for line in lines]}
        return SaveSettingRequest.model_validate({"version": shown.version, "fields": fields})

    def read(gateway: Gateway) -> HardwareSetting:
        return gateway.call(SETTING, Nothing())

    text = DialogText(
        word("Fraud check and tax"),
        word("Save"),
        word("Change nothing"),
        word("Saving..."),
        word("It holds for orders that are generated from now on."),
    )
    sources = tuple((one.value, fraud_word(one)) for one in FraudSource)
    fields = (
        Field(
            "is_fraud_check_required",
            word("Check every delivery for fraud before it is sent"),
            _CHECK,
            help=word(
                "sales.order.request.extract.fraudcheckrequired; a warehouse can ask for it on its own."
            ),
        ),
        choice("fraud_source", word("Checked by"), sources),
        Field(
            "tax_rates",
            word("Tax of what is invoiced at once"),
            FieldKind.NOTE,
            help=word("A line for each tax code with its percent, such as GST 10."),
        ),
    )
    spec = FormSpec("hardware_setting", SAVE_SETTING, request, values_of, read)
    return RecordForm(row, spec, text, fields, values_of(row))


def _rate(line: str) -> dict[str, object]:
    found = _RATE.fullmatch(line)
    code, percent = found.groups() if found else (line.strip(), "")
    return {"tax_code": code, "percent": int(percent) if percent.isdecimal() else percent}


def _product_fields(
    warehouses: Sequence[AdminWarehouse], programmes: Sequence[ProgrammeRow]
) -> tuple[Field, ...]:
    known = tuple((str(one.programme_id), one.name) for one in programmes)
    places = tuple((str(place), str(place)) for place in range(1, max(len(warehouses), _MOST_PLACES) + 1))
    asked = word("Lowest number first; empty: it does not ship it.")
    return (
        Field("sku", word("SKU"), required=True, chars=20, most_chars=40),
        Field("name", word("Name"), required=True, most_chars=200),
        choice("kind", word("Kind"), choices(ProductKind, kind_word)),
        Field("price_cents", word("Price without tax"), _NUMBER, required=True, chars=12),
        Field("tax_code", word("Tax code"), required=True, chars=12, most_chars=20),
        Field("is_serialised", word("Each piece bears a serial number"), _CHECK),
        choice("serial_type", word("Kind of serial number"), choices(SerialType, serial_word)),
        Field(
            "enrolment_provider_id",
            word("Enrolment programme"),
            _CHOICE,
            help=word("Its devices can be enrolled there; empty: enrolment is not supported."),
            choices=known,
        ),
        Field("return_days", word("Days in which it may come back"), _NUMBER, required=True, chars=8),
        Field("is_on_sale", word("On sale"), _CHECK),
        *(
            Field(
                f"{_SHIPS}{one.warehouse_id}",
                word("Place of {name}").replace("{name}", one.fields.name),
                _CHOICE,
                help=asked,
                choices=places,
            )
            for one in warehouses
        ),
    )


def _warehouse_fields() -> tuple[Field, ...]:
    return (
        Field("code", word("Code"), required=True, chars=12, most_chars=20),
        Field("name", word("Name"), required=True, most_chars=200),
        Field("is_connected", word("Connected: orders are sent to it"), _CHECK),
        Field(
            "exchange_url",
            word("Exchange address"),
            help=word(
                "file:///folder or sftp://user@host/folder, without a password: keys lie in the folder "
                "exchange-keys. Empty: nothing is sent."
            ),
            most_chars=400,
        ),
        choice("request_format", word("Format of its files"), choices(FileFormat, format_word)),
        choice("granularity", word("Granularity"), choices(Granularity, granularity_word)),
        Field("is_fraud_check_required", word("Its deliveries are checked for fraud"), _CHECK),
        Field("supports_stock_check", word("Its stock can be checked"), _CHECK),
        choice("stock_source", word("How its stock is known"), choices(StockSource, stock_word)),
        Field(
            "stock_address",
            word("Address of its stock system"),
            help=word("https://host/path, where it is asked. Without a password."),
            most_chars=400,
        ),
    )


def _method_fields() -> tuple[Field, ...]:
    return (
        Field("code", word("Code"), required=True, chars=12, most_chars=20),
        Field("name", word("Name"), required=True, most_chars=200),
        Field("price_cents", word("Price without tax"), _NUMBER, required=True, chars=12),
        Field(
            "cut_off",
            word("Cut-off"),
            help=word("Such as 15:00: what is ordered later leaves a day later. Empty: none."),
            chars=8,
            most_chars=5,
        ),
        Field("is_active", word("Offered to orders"), _CHECK),
    )


def _place(priority: int | None) -> Value:
    return None if priority is None else str(priority)
