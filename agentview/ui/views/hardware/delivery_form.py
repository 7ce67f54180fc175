"""The form of an order's delivery: its fields, what they hold, what is sent (R-HW-06)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from agentview.contract import hardware_orders as contract
from agentview.contract.hardware import BillingMode, HardwareCommand
from agentview.contract.hardware_catalogue import DeliveryMethodRow
from agentview.contract.hardware_orders import Delivery, HardwareOrder
from agentview.contract.provisioning import AddressFields
from agentview.contract.value import RefusalInfo
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Value, Values
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.texts.hardware import billing_word, delivery_word
from agentview.ui.views.hardware.order_form import OrderForm, against
from agentview.ui.views.hardware.words import amount, joined

_ADDRESS = ("line1", "line2", "city", "region", "postcode", "country")
_CHARS = {"city": 24, "region": 16, "postcode": 10, "country": 4, "phone": 24}
_LENGTHS = {"country": 2}
_LINE = 200
_OF_FIELDS = frozenset({"E-DELIVERY", "E-ADDRESS-WRONG"})
_NAMES = frozenset({"name", *_ADDRESS, "delivery_method_id"})


@dataclass(frozen=True)
class OpenDelivery:
    """An order, and the ways of delivery that there are."""

    order: HardwareOrder
    methods: tuple[DeliveryMethodRow, ...]


def delivery_form(opened: OpenDelivery) -> OrderForm:
    """The form; what is hidden in it is kept unless something else is typed."""
    order = opened.order
    text = DialogText(
        _word("Delivery of {order}").replace("{order}", order.reference),
        _word("Save delivery"),
        _word("Back"),
        _word("Saving..."),
        _word("Name, address and method are needed before the order can be generated."),
    )
    wanted = contract.OrderRef(order_id=order.order_id)
    spec = FormSpec[HardwareOrder](
        draft=f"hardware:{order.order_id}:{HardwareCommand.EDIT_DELIVERY.value}",
        op=contract.SET_DELIVERY,
        request=delivery_request,
        values_of=delivery_values,
        read=lambda gateway: gateway.call(contract.GET, wanted),
        against=lambda theirs: against(theirs, HardwareCommand.EDIT_DELIVERY),
    )
    return OrderForm(order, spec, text, delivery_fields(opened), delivery_values(order))


def delivery_values(order: HardwareOrder) -> Values:
    """What the fields hold for an order."""
    delivery: Delivery = order.delivery
    method = delivery.delivery_method_id
    values: Values = {"name": delivery.name}
    values |= {name: str(getattr(delivery.address, name)) for name in _ADDRESS}
    return {
        **values,
        "phone": delivery.phone,
        "email": delivery.email,
        "delivery_method_id": None if method is None else str(method),
        "instructions": delivery.instructions,
        "billing_mode": order.billing_mode.value,
    }


def delivery_request(seen: HardwareOrder, values: Values) -> contract.DeliveryRequest:
    """What is sent of the fields; raises ValidationError for what the contract does not take."""
    method = values["delivery_method_id"]
    address = {name: _text(values[name]) for name in _ADDRESS}
    return contract.DeliveryRequest(
        order_id=seen.order_id,
        version=seen.version,
        name=_text(values["name"]),
        address=AddressFields(**{**address, "country": address["country"].upper()}),
        phone=_text(values["phone"]),
        email=_text(values["email"]),
        delivery_method_id=int(method) if isinstance(method, str) else None,
        instructions=_text(values["instructions"]),
        billing_mode=BillingMode(str(values["billing_mode"])),
    )


def delivery_fields(opened: OpenDelivery) -> tuple[Field, ...]:
    """The fields in reading order; a way of delivery tells its price and until when it leaves today."""
    ways = tuple((str(one.delivery_method_id), method_word(one)) for one in opened.methods)
    hidden = _word("Some of it is hidden; leave it as it is to keep it.")
    modes = tuple((mode.value, billing_word(mode)) for mode in BillingMode)
    country = _word("Two letters, such as AU.")
    return (
        Field(
            "name",
            delivery_word("name"),
            help=hidden if opened.order.delivery.is_masked else "",
            most_chars=_LINE,
        ),
        *(
            Field(
                name,
                delivery_word(name),
                help=country if name == "country" else "",
                chars=_CHARS.get(name, 0),
                most_chars=_LENGTHS.get(name, _LINE),
            )
            for name in _ADDRESS
        ),
        Field("phone", delivery_word("phone"), chars=_CHARS["phone"], most_chars=_LINE),
        Field("email", delivery_word("email"), most_chars=_LINE),
        Field("delivery_method_id", delivery_word("delivery_method_id"), FieldKind.CHOICE, choices=ways),
        Field(
            "instructions",
            delivery_word("instructions"),
            FieldKind.NOTE,
            help=_word("The carrier reads this, such as where to leave it. At most 1,000 characters."),
        ),
        Field(
            "billing_mode",
            delivery_word("billing_mode"),
            FieldKind.CHOICE,
            choices=modes,
            can_be_empty=False,
            required=True,
        ),
    )


def method_word(method: DeliveryMethodRow) -> str:
    """A way of delivery with its price, and the time after which an order leaves a day later."""
    until = _word("until {time} the same day").replace("{time}", method.cut_off) if method.cut_off else ""
    return joined((method.name, amount(method.price_cents, method.currency), until))


def in_words(refusals: Sequence[RefusalInfo]) -> tuple[RefusalInfo, ...]:
    """Refusals with the fields of the delivery by the names that people read."""
    return tuple(
        one.model_copy(update={"values": {**one.values, "field": delivery_word(one.field)}})
        if one.code in _OF_FIELDS and one.field in _NAMES
        else one
        for one in refusals
    )


def address_line(address: AddressFields) -> str:
    """An address on one line."""
    place = " ".join(part for part in (address.postcode, address.city) if part)
    parts = (address.line1, address.line2, place, address.region, address.country)
    return ", ".join(part for part in parts if part)


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _word(text: str) -> str:
    return QCoreApplication.translate("HardwareDelivery", text)
