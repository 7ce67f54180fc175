"""Recognises an order that comes in twice: its key, and whether its content is still the same (D-25)."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select

from agentview.contract.orders import OrderItem, ProductOrder
from agentview.core.reference import Prefix, reference
from agentview.core.text import fold
from agentview.models.order import CancelRequest, Order
from agentview.models.provisioning import ProvisioningTask
from agentview.services.unit import Unit

# Cannot occur in a key that came in: text from people holds no control characters.
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Known:
    """A request that stands already under a key."""

    reference: str
    status: str
    content_hash: str | None


def external_key(order: ProductOrder) -> str | None:
    """Return the sender's own key of the order: externalId, else id."""
    return order.external_id or order.id


def key_of_part(key: str, number: int) -> str:
    """Return the key of the request with this number among those of one order, counted from 0."""
    return key if number == 0 else f"{key}{_SEPARATOR}{number}"


def requested_day(order: ProductOrder, zone: str) -> date | None:
    """Return the requested start as a day in the provider's zone; a moment without zone is meant there."""
    moment: datetime | None = order.requested_start_date
    if moment is None:
        return None
    return moment.date() if moment.tzinfo is None else moment.astimezone(ZoneInfo(zone)).date()


def known_requests(unit: Unit, key: str) -> tuple[Known, ...]:
    """Return what stands under a key at the caller's provider, the order first."""
    provider_id = unit.caller.provider_id
    orders = unit.session.execute(
        select(Order.id, Order.status, Order.content_hash).where(
            Order.provider_id == provider_id, Order.external_key == key
        )
    )
    cancels = unit.session.execute(
        select(CancelRequest.id, CancelRequest.status, CancelRequest.content_hash)
        .where(
            CancelRequest.provider_id == provider_id,
            or_(
                CancelRequest.external_key == key,
                CancelRequest.external_key.startswith(key + _SEPARATOR, autoescape=True),
            ),
        )
        .order_by(CancelRequest.id)
    )
    of_orders = (Known(reference(Prefix.ORDER, row.id), row.status, row.content_hash) for row in orders)
    of_cancels = (
        Known(reference(Prefix.CANCEL_REQUEST, row.id), row.status, row.content_hash) for row in cancels
    )
    return (*of_orders, *of_cancels)


def task_references(unit: Unit, requests: tuple[str, ...]) -> tuple[str, ...]:
    """Return the references of the tasks that requests led to, in order."""
    references: list[str] = []
    for request in requests:
        prefix, number = request.split("-")
        column = ProvisioningTask.order_id if prefix == Prefix.ORDER else ProvisioningTask.cancel_request_id
        references += unit.session.scalars(
            select(ProvisioningTask.reference).where(column == int(number)).order_by(ProvisioningTask.id)
        )
    return tuple(references)


def content_hash(order: ProductOrder, requested_on: date | None) -> str:
    """Return a hash of what AgentView reads of an order: the same for one that says the same."""
    parties = sorted(
        (fold(party.role), party.id)
        for party in order.related_party
        if fold(party.role) in {"customer", "serviceprovider", "newowner"} or is_customer(party.referred_type)
    )
    relevant = {
        "category": fold(order.category),
        "description": order.description,
        "requested_on": requested_on.isoformat() if requested_on else None,
        "notes": [(note.author, note.text) for note in order.note],
        "parties": parties,
        "items": sorted((_item(item) for item in order.product_order_item), key=json.dumps),
    }
    return hashlib.sha256(json.dumps(relevant, sort_keys=True).encode()).hexdigest()


def is_customer(referred_type: str) -> bool:
    """Say whether a party without role is the customer, as in TM Forum's published example."""
    return fold(referred_type) == "customer"


def _item(item: OrderItem) -> dict[str, object]:
    product = item.product.model_dump(mode="json") if item.product else None
    return {
        "id": item.id,
        "action": item.action,
        "quantity": item.quantity,
        "product": product,
        "offering": item.product_offering.id if item.product_offering else None,
        "bundles": sorted(
            relation.id
            for relation in item.product_order_item_relationship
            if fold(relation.relationship_type) == "bundles"
        ),
        "items": sorted((_item(part) for part in item.product_order_item), key=json.dumps),
    }
