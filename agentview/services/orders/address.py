"""Turns a place of an order into a service address."""

from agentview.contract.orders import Place
from agentview.models.customer import Address
from agentview.models.subscription import ServiceSubscription
from agentview.services.unit import Unit

_CODE = 2


def address_at(unit: Unit, place: Place | None, account_id: int) -> int | None:
    """Make the address of a service; None where the place says nothing."""
    if place is None:
        return None
    street = " ".join(part for part in (place.street_nr, place.street_name) if part)
    country = place.country.strip()
    is_code = len(country) == _CODE and country.isascii() and country.isalpha()
    address = Address(
        account_id=account_id,
        line1=(street or place.name)[:200],
        # A country that is written out has no column of its own; nothing that was sent is lost.
        line2="" if is_code else country,
        city=place.city,
        region=place.state_or_province,
        postcode=place.postcode,
        country=country.upper() if is_code else "",
    )
    if not any((address.line1, address.line2, address.city, address.region, address.postcode)):
        return None
    unit.session.add(address)
    unit.session.flush()
    return address.id


def address_like(unit: Unit, source: ServiceSubscription, account_id: int) -> int | None:
    """Copy the address of the service that is replaced: a later correction of one leaves the other alone."""
    if source.service_address_id is None:
        return None
    known = unit.session.get_one(Address, source.service_address_id)
    copy = Address(
        account_id=account_id,
        line1=known.line1,
        line2=known.line2,
        city=known.city,
        region=known.region,
        postcode=known.postcode,
        country=known.country,
    )
    unit.session.add(copy)
    unit.session.flush()
    return copy.id
