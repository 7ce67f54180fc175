"""The delivery of a hardware order: filled from the account, edited, shown in full with an audited reason."""

from typing import Any

from sqlalchemy import select

from agentview.contract.customers import ContactKind
from agentview.contract.hardware import BillingMode, HardwareCommand, HardwareStatus
from agentview.contract.hardware_orders import (
    DeliveryRequest,
    HardwareOrder,
    RevealedDelivery,
    RevealRequest,
)
from agentview.core.email_address import is_email
from agentview.core.errors import Denied, NotFound, Refusal, refuse_if_any, rejected
from agentview.core.phone import e164
from agentview.core.postal import address_problems
from agentview.models.customer import Account, Address, Contact
from agentview.models.hardware import HardwareOrder as Order
from agentview.models.hardware_catalogue import DeliveryMethod
from agentview.services.customer_scope import is_customer
from agentview.services.hardware_orders import privacy
from agentview.services.hardware_orders.describe import described
from agentview.services.hardware_orders.facts import PLACE, place_of, untaxed
from agentview.services.hardware_orders.hold import hold
from agentview.services.hardware_orders.matter import Matter, matter_of, tell
from agentview.services.hardware_scope import own_methods
from agentview.services.unit import Unit

_ACTION = HardwareCommand.EDIT_DELIVERY.value


def fill_from_account(unit: Unit, order: Order, account: Account) -> None:
    """Deliver to the account's holder at its first address, as far as both are known."""
    holder = unit.session.scalars(
        select(Contact)
        .where(Contact.account_id == account.id)
        .order_by(Contact.kind != ContactKind.ACCOUNT_HOLDER.value, Contact.id)
        .limit(1)
    ).first()
    first = unit.session.scalars(
        select(Address).where(Address.account_id == account.id).order_by(Address.id).limit(1)
    ).first()
    order.delivery_name = (holder.name if holder is not None else "") or account.name
    if holder is not None:
        order.delivery_phone = holder.mobile or holder.phone
        order.delivery_email = holder.email
    place = Address(**place_of(first))
    unit.session.add(place)
    unit.session.flush()
    order.delivery_address_id = place.id


def set_delivery(unit: Unit, request: DeliveryRequest) -> HardwareOrder:
    """Change the delivery of an order; masked values that come back as they were shown stay.

    Of an order that the fraud check holds, with FRAUD_OVERRIDE. Raises Conflict (`E-STALE`), Rejected with
    every reason, Denied, NotFound.
    """
    found = hold(unit, request.order_id, request.version, HardwareCommand.EDIT_DELIVERY)
    texts, kept = privacy.typed(unit, found, request)
    texts["phone"], wrong = _number(found, texts["phone"])
    method = _method(unit, request.delivery_method_id)
    refuse_if_any((*wrong, *_text_refusals(texts)))
    before = {**privacy.texts_of(found), **_plain(found.order, found.method)}
    _write(found, texts, method, request)
    if not kept and any(texts[name] for name in privacy.PERSONAL):
        found.order.delivery_typed_by = unit.caller.user_id
    elif kept:
        found.order.delivery_typed_by = None
    if found.status is not HardwareStatus.NEW:
        _refuse_untaxed(unit, found)
    _tell_changes(unit, found.order, before, {**texts, **_plain(found.order, method)})
    return described(unit, matter_of(unit, request.order_id))


def reveal(unit: Unit, request: RevealRequest) -> RevealedDelivery:
    """Show name, address and contact of a delivery in full; the reason is audited, for the own provider.

    A customer's login asks the staff. Raises Denied (`E-STAFF-ONLY`), NotFound.
    """
    found = matter_of(unit, request.order_id)
    if is_customer(unit.caller):
        raise Denied(Refusal("E-STAFF-ONLY", rule="D-19"))
    if not request.reason:
        raise rejected("E-REASON", field="reason", rule="D-19")
    unit.audit(
        "hardware_order",
        found.order.id,
        "reveal",
        reason=request.reason,
        is_internal=True,
        account_id=found.account.id,
    )
    texts = privacy.texts_of(found)
    return RevealedDelivery(
        name=texts["name"],
        address=privacy.address_fields(texts),
        phone=texts["phone"],
        email=texts["email"],
    )


def _method(unit: Unit, method_id: int | None) -> DeliveryMethod | None:
    if method_id is None:
        return None
    found = unit.session.scalars(
        select(DeliveryMethod).where(DeliveryMethod.id == method_id, own_methods(unit.caller))
    ).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"delivery_method_id": method_id}))
    return found


def _number(found: Matter, typed: str) -> tuple[str, tuple[Refusal, ...]]:
    """Read a telephone number as it is dialled where the provider is."""
    if not typed:
        return "", ()
    read = e164(typed, found.provider.region)
    return (read, ()) if read is not None else (typed, (Refusal("E-PHONE", "phone", "R-HW-11"),))


def _text_refusals(texts: privacy.Texts) -> tuple[Refusal, ...]:
    """Refuse what can be no address or e-mail; what is missing is asked for when it is generated."""
    _, wrong = address_problems(texts)
    found = [Refusal("E-ADDRESS-WRONG", name, "R-HW-06", {"field": name}) for name in wrong]
    if texts["email"] and not is_email(texts["email"]):
        found.append(Refusal("E-EMAIL", "email"))
    return tuple(found)


def _write(
    found: Matter, texts: privacy.Texts, method: DeliveryMethod | None, request: DeliveryRequest
) -> None:
    order = found.order
    order.delivery_name = texts["name"]
    order.delivery_phone = texts["phone"] or None
    order.delivery_email = texts["email"] or None
    order.delivery_instructions = request.instructions
    order.billing_mode = request.billing_mode.value
    if found.address is not None:  # each order has one of its own from the start
        for name in PLACE:
            setattr(found.address, name, texts[name])
    if order.delivery_method_id != request.delivery_method_id:
        order.delivery_method_id = request.delivery_method_id
        order.delivery_price_cents = method.price_cents if method is not None else 0


def _refuse_untaxed(unit: Unit, found: Matter) -> None:
    codes = untaxed(unit, found.order, (item.line.tax_code for item in found.items))
    refuse_if_any(tuple(Refusal("E-NO-TAX", "billing_mode", "R-HW-22", {"tax_code": code}) for code in codes))


def _plain(order: Order, method: DeliveryMethod | None) -> dict[str, str]:
    return {
        "delivery_method_id": method.name if method is not None else "",
        "instructions": order.delivery_instructions,
        "billing_mode": BillingMode(order.billing_mode).value,
    }


def _tell_changes(unit: Unit, order: Order, before: dict[str, str], after: dict[str, Any]) -> None:
    """Write down each field that changed; what is personal, and what may name somebody, masked."""
    for name, new in after.items():
        if new == before[name]:
            continue
        if name == "instructions":
            tell(unit, order, _ACTION, field=name)
            continue
        old_text, new_text = privacy.hidden(name, before[name]), privacy.hidden(name, new)
        tell(unit, order, _ACTION, field=name, old=old_text or None, new=new_text or None)
