"""Who reads a delivery in full: whoever typed all of it; for all others what is personal is masked."""

from agentview.contract.hardware_orders import Delivery, DeliveryRequest
from agentview.contract.provisioning import AddressFields
from agentview.core.text import masked
from agentview.models.hardware import HardwareOrder
from agentview.services.hardware_orders.facts import place_of
from agentview.services.hardware_orders.matter import Matter
from agentview.services.unit import Unit

PERSONAL_PLACE = ("line1", "line2", "postcode")
"""The fields of an address that are masked; town, region and country tell of nobody."""
PERSONAL = frozenset({"name", "phone", "email", *PERSONAL_PLACE})

Texts = dict[str, str]


def texts_of(found: Matter) -> Texts:
    """Return name, address, telephone and e-mail of a delivery in full."""
    order = found.order
    return {
        "name": order.delivery_name,
        **place_of(found.address),
        "phone": order.delivery_phone or "",
        "email": order.delivery_email or "",
    }


def is_masked(unit: Unit, order: HardwareOrder) -> bool:
    """Say whether a delivery is masked for the caller."""
    return order.delivery_typed_by is None or order.delivery_typed_by != unit.caller.user_id


def hidden(name: str, text: str) -> str:
    """Mask the text of a field that is personal."""
    return masked(text) if text and name in PERSONAL else text


def shown(unit: Unit, found: Matter) -> Delivery:
    """Return the delivery of an order as the caller may read it."""
    order, is_hidden = found.order, is_masked(unit, found.order)
    texts = texts_of(found)
    if is_hidden:
        texts = {name: hidden(name, text) for name, text in texts.items()}
    return Delivery(
        name=texts["name"],
        address=address_fields(texts),
        phone=texts["phone"],
        email=texts["email"],
        delivery_method_id=order.delivery_method_id,
        delivery_method=found.method.name if found.method is not None else "",
        price_cents=order.delivery_price_cents,
        instructions=order.delivery_instructions,
        is_masked=is_hidden,
    )


def typed(unit: Unit, found: Matter, request: DeliveryRequest) -> tuple[Texts, frozenset[str]]:
    """Return what was typed, and the fields that came back masked as they were shown: these stay."""
    sent = {
        "name": request.name,
        **{name: getattr(request.address, name) for name in place_of(None)},
        "phone": request.phone,
        "email": request.email,
    }
    if not is_masked(unit, found.order):
        return sent, frozenset()
    now = texts_of(found)
    kept = frozenset(name for name in PERSONAL if now[name] and sent[name] == hidden(name, now[name]))
    return {name: now[name] if name in kept else text for name, text in sent.items()}, kept


def address_fields(texts: Texts) -> AddressFields:
    """Return the address among the texts of a delivery."""
    return AddressFields(**{name: texts[name] for name in place_of(None)})
