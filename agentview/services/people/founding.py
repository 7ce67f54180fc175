"""Founds an own database: its provider, and the owner who needs no password on this computer (D-32)."""

from dataclasses import dataclass
from zoneinfo import available_timezones

import phonenumbers
from sqlalchemy import select

from agentview.core.errors import Refusal, refuse_if_any
from agentview.core.power import Role
from agentview.models.customer import AccountProfile
from agentview.models.party import Provider
from agentview.services.events.standing import map_automation
from agentview.services.people.staff import add_person
from agentview.services.unit import Unit

_LONGEST_NAME = 200
_LONGEST_CODE = 40
_CURRENCY_LETTERS = 3
OWNER_ROLES = (Role.SUPERVISOR, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class NewOperator:
    """A provider and who owns it: the code stands in orders, the region says how numbers are dialled."""

    name: str
    code: str
    zone: str
    currency: str
    region: str
    owner: str


def found_operator(unit: Unit, operator: NewOperator) -> None:
    """Make the provider and its owner in an empty database.

    Raises Rejected: `E-DATABASE-IN-USE` where there is a provider, else a reason for each wrong value.
    """
    is_used = unit.session.scalars(select(Provider.id).limit(1)).first() is not None
    in_use = (Refusal("E-DATABASE-IN-USE"),) if is_used else ()
    refuse_if_any((*in_use, *operator_refusals(operator)))
    provider = Provider(
        code=operator.code,
        name=operator.name,
        kind="RSP",
        timezone=operator.zone,
        currency=operator.currency,
        region=operator.region,
        backdate_limit_days=90,
        private_fields=["RETAIL_PRICE", "CUSTOMER_EMAIL", "CUSTOMER_PHONE", "NOTES"],
    )
    unit.session.add(provider)
    unit.session.add(AccountProfile(name="Standard"))
    unit.session.flush()
    map_automation(unit.session, provider.id)
    unit.audit("provider", provider.id, "create", new=provider.code)
    add_person(unit, operator.owner, operator.owner, OWNER_ROLES, provider_code=operator.code)


def operator_refusals(operator: NewOperator) -> tuple[Refusal, ...]:
    """Return a reason for each value that no provider can have."""
    currency = operator.currency
    is_currency = len(currency) == _CURRENCY_LETTERS and currency.isascii() and currency.isupper()
    fits = {
        "provider": 0 < len(operator.name.strip()) <= _LONGEST_NAME,
        "code": 0 < len(operator.code) <= _LONGEST_CODE and operator.code.isascii(),
        "zone": operator.zone in available_timezones(),
        "currency": is_currency and currency.isalpha(),
        "region": operator.region in phonenumbers.SUPPORTED_REGIONS,
    }
    return tuple(
        Refusal("E-SETTING", name, values={"setting": name}) for name, is_fit in fits.items() if not is_fit
    )
