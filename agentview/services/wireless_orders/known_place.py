"""Where the physical items of a draft would go, as far as person and company tell (R-WL-10, S-28)."""

from sqlalchemy import select

from agentview.contract.wireless import WirelessStatus
from agentview.contract.wireless_orders import ShipTo
from agentview.models.customer import Address
from agentview.services.unit import Unit
from agentview.services.wireless_forms.matter import Matter

_MOST_LINE, _MOST_STATE, _MOST_POSTCODE = 200, 100, 20


def known_place(unit: Unit, found: Matter) -> ShipTo | None:
    """Return the person's name, else the company's, at the company's first address, in one statement.

    None where nothing is sent, and for what is a draft no more: nothing is filled in there.
    """
    if found.status is not WirelessStatus.DRAFT or not found.is_shipped:
        return None
    name = found.beneficiary.name if found.beneficiary is not None else found.account.name
    address = unit.session.scalars(
        select(Address).where(Address.account_id == found.account.id).order_by(Address.id).limit(1)
    ).first()
    if address is None:
        return ShipTo(name=name)
    return ShipTo(
        name=name,
        line1=", ".join(filter(None, (address.line1, address.line2)))[:_MOST_LINE],
        city=address.city,
        state=address.region[:_MOST_STATE],
        postal_code=address.postcode[:_MOST_POSTCODE],
        country=address.country,
    )
