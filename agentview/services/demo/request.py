"""Writes orders as the retailer's shop and web site send them: TMF622 ProductOrder documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from agentview.contract.orders import ProductOrder
from agentview.core.reference import Prefix, reference
from agentview.models.customer import Address
from agentview.models.party import Provider
from agentview.services.demo.crowd import Customer
from agentview.services.demo.holdings import Held
from agentview.services.demo.identifier import Identifiers
from agentview.services.demo.lists import Texts
from agentview.services.demo.scenery import Offer, Part

Document = dict[str, object]
_NOTE_SHARE = 0.3
_NUMBER_SHARE = 0.5
_FIRST_KEY = 240_183


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who orders, where, and when."""

    provider: Provider
    customer: Customer
    at: datetime


class Requests:
    """Writes orders, each with a key of its own."""

    def __init__(self, random: Random, identifiers: Identifiers, texts: Texts) -> None:
        """Draw from `random`."""
        self._random = random
        self._identifiers = identifiers
        self._texts = texts
        self._number = _FIRST_KEY

    def new(self, buyer: Buyer, offer: Offer, *, is_port: bool = False) -> ProductOrder:
        """Ask for a package; a port brings its numbers along."""
        options = [part for part in offer.parts if not part.plan.is_mandatory and self._random.random() < 0.5]  # noqa: PLR2004
        has_numbers = is_port or self._random.random() < _NUMBER_SHARE
        numbers = self._numbers(buyer.provider, (*offer.mandatory, *options)) if has_numbers else []
        item: Document = {
            "id": "1",
            "action": "add",
            "productOffering": {"id": offer.plan.code},
            "product": {"productCharacteristic": numbers, "place": [_place(buyer.customer.address)]},
            "productOrderItem": [
                {"id": f"1.{at}", "action": "add", "productOffering": {"id": part.plan.code}}
                for at, part in enumerate(options, 1)
            ],
        }
        plain = "B2B product order" if buyer.customer.is_business else "B2C product order"
        return self._order(buyer, "port" if is_port else plain, item)

    def upgrade(self, buyer: Buyer, held: Held, offer: Offer) -> ProductOrder:
        """Ask for another package in the place of one that is held."""
        return self._order(buyer, "upgrade", _replacing(held, offer.plan.code))

    def chown(self, buyer: Buyer, held: Held, owner: Customer) -> ProductOrder:
        """Ask to hand a package to another customer."""
        party: Document = {"id": owner.account.account_no, "role": "newOwner"}
        return self._order(buyer, "chown", _replacing(held, held.offer.plan.code), party)

    def cancel(self, buyer: Buyer, held: Held) -> ProductOrder:
        """Ask to end a package."""
        product: Document = {"id": reference(Prefix.PACKAGE, held.package.id)}
        return self._order(buyer, "cancellation", {"id": "1", "action": "delete", "product": product})

    def _order(self, buyer: Buyer, category: str, item: Document, *parties: Document) -> ProductOrder:
        self._number += self._random.randint(1, 9)
        customer: Document = {"id": buyer.customer.account.account_no, "role": "customer"}
        wanted_at = buyer.at + timedelta(days=self._random.choice((0, 0, 1, 1, 2, 3, 5)))
        has_note = self._random.random() < _NOTE_SHARE
        return ProductOrder.model_validate(
            {
                "externalId": f"{self._random.choice(self._texts.channels)}-{self._number}",
                "category": category,
                "requestedStartDate": wanted_at.isoformat(),
                "note": [{"text": self._random.choice(self._texts.order_notes)}] if has_note else [],
                "relatedParty": [customer, *parties],
                "productOrderItem": [item],
            }
        )

    def _numbers(self, provider: Provider, parts: Sequence[Part]) -> list[Document]:
        return [
            {
                "name": part.service_type.identifier_label,
                "value": self._identifiers.new(part.form, provider.region),
            }
            for part in parts
        ]


def _replacing(held: Held, code: str) -> Document:
    product: Document = {"id": reference(Prefix.PACKAGE, held.package.id)}
    return {"id": "1", "action": "modify", "product": product, "productOffering": {"id": code}}


def _place(address: Address) -> Document:
    return {
        "role": "service address",
        "streetName": ", ".join(part for part in (address.line2, address.line1) if part),
        "city": address.city,
        "stateOrProvince": address.region,
        "postcode": address.postcode,
        "country": address.country,
    }
