"""Where something is sent: what its parts are called in a wireless order, and which a country asks for."""

from agentview.core.postal import required_fields

PLACE = {
    "line1": "line1",
    "city": "city",
    "region": "state",
    "postcode": "postal_code",
    "country": "country",
}
"""How the fields of a postal address are called here."""


def required_parts(country: str) -> frozenset[str]:
    """Return what has to be filled in for a country (ISO code); the rest may be empty (R-WL-10)."""
    return frozenset({"name", *(PLACE[one] for one in required_fields(country))})
