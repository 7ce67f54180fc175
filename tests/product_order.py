"""Writes orders as senders do: TMF622 ProductOrder documents for the small operator of the tests."""

from typing import Any

from agentview.contract.orders import ProductOrder
from tests import build

Document = dict[str, Any]


def add(
    offering: str,
    item_id: str = "1",
    *,
    number: str | None = None,
    bundles: tuple[str, ...] = (),
    quantity: int = 1,
    place: Document | None = None,
    product_id: str | None = None,
) -> Document:
    """Return a line that asks for an offering."""
    product: Document = {"id": product_id} if product_id else {}
    if number is not None:
        product["productCharacteristic"] = [{"name": "phoneNumber", "value": number}]
    if place is not None:
        product["place"] = [place]
    line: Document = {
        "id": item_id,
        "action": "add",
        "quantity": quantity,
        "product": product,
        "productOffering": {"id": offering},
    }
    if bundles:
        relations = [{"id": part, "relationshipType": "bundles"} for part in bundles]
        line["productOrderItemRelationship"] = relations
    return line


def delete(product_id: str, item_id: str = "1") -> Document:
    """Return a line that ends a product."""
    return {"id": item_id, "action": "delete", "product": {"id": product_id}}


def document(
    key: str | None,
    *items: Document,
    account: int = build.MARLOW,
    category: str = "B2C product order",
    new_owner: int | None = None,
    **more: object,
) -> Document:
    """Return an order for an account, as JSON."""
    parties = [{"id": build.ACCOUNT_NO[account], "role": "customer", "@referredType": "Customer"}]
    if new_owner is not None:
        parties.append({"id": build.ACCOUNT_NO[new_owner], "role": "newOwner", "@referredType": "Customer"})
    return {
        **({"externalId": key} if key else {}),
        "category": category,
        "relatedParty": parties,
        "productOrderItem": list(items),
        "@type": "ProductOrder",
        **more,
    }


def order(key: str | None, *items: Document, **more: Any) -> ProductOrder:  # noqa: ANN401 - as `document`
    """Return an order for an account, read."""
    return ProductOrder.model_validate(document(key, *items, **more))
