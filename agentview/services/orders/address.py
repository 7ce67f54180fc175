"""Turns a place of an order into a service address."""

from agentview.contract.orders import Place
from agentview.contract.provisioning import AddressFields
from agentview.models.customer import Address
from agentview.models.subscription import ServiceSubscription
from agentview.services.unit import Unit

_CODE = 2


def address_at(unit: Unit, place: Place | AddressFields | None, account_id: int) -> int | None:
    """Make the address of a service; None where the place says nothing."""
    if place is None:
        return None
    fields = place if isinstance(place, AddressFields) else _fields_of(place)
    if not any((fields.line1, fields.line2, fields.city, fields.region, fields.postcode)):
        return None
    return address_of(unit, fields, account_id)


def address_of(unit: Unit, fields: AddressFields, account_id: int) -> int:
    """Make an address as it was typed."""
    address = Address(account_id=account_id, **fields.model_dump())
    unit.session.add(address)
    unit.session.flush()
    return address.id


def _fields_of(place: Place) -> AddressFields:
    street = " ".join(part for part in (place.street_nr, place.street_name) if part)
    country = place.country.strip()
    is_code = len(country) == _CODE and country.isascii() and country.isalpha()
    return AddressFields(
        line1=(street or place.name)[:200],
        # A country that is written out has no column of its own; nothing that was sent is lost.
        line2="" if is_code else country,
        city=place.city,
        region=place.state_or_province,
        postcode=place.postcode,
        country=country.upper() if is_code else "",
    )


def address_like(unit: Unit, source: ServiceSubscription, account_id: int) -> int | None:
    """Copy the address of the service that is replaced: a later correction of one leaves the other alone."""
    if source.service_address_id is None:
        return None
    return address_of(unit, known_address(unit, source.service_address_id), account_id)


def known_address(unit: Unit, address_id: int) -> AddressFields:
    """Return an address as it stands."""
    known = unit.session.get_one(Address, address_id)
    return AddressFields(
        line1=known.line1,
        line2=known.line2,
        city=known.city,
        region=known.region,
        postcode=known.postcode,
        country=known.country,
    )
