"""What a country asks for of an address: the marks of a form and the refusals have one source (R-WL-10)."""

import pytest

from agentview.core.postal import address_problems, required_fields
from agentview.core.ship_to import PLACE, required_parts


@pytest.mark.parametrize(
    ("country", "wanted"),
    [
        ("AU", {"name", "line1", "city", "state", "postal_code", "country"}),
        ("au", {"name", "line1", "city", "state", "postal_code", "country"}),
        ("DE", {"name", "line1", "city", "postal_code", "country"}),
        ("HK", {"name", "line1", "state", "country"}),
        ("", {"name", "line1", "city", "country"}),
        ("A", {"name", "line1", "city", "country"}),
        ("XX", {"name", "line1", "city", "country"}),
    ],
)
def test_each_country_asks_for_its_own(country: str, wanted: set[str]) -> None:
    """R-WL-10: Australia needs the state, Germany none; before a country is known, what all ask for."""
    assert required_parts(country) == wanted


@pytest.mark.parametrize("country", ["AU", "DE", "GB", "HK", "IE", "SG", "US", ""])
def test_what_is_marked_is_what_is_missing(country: str) -> None:
    """R-WL-10: of an address with a country alone exactly the marked fields are missing."""
    missing, wrong = address_problems({"country": country})
    assert set(missing) == set(required_fields(country)) - ({"country"} if country else set())
    assert wrong == ()
    assert set(PLACE) >= set(missing)


def test_a_country_that_there_is_not_is_wrong() -> None:
    assert address_problems({"country": "XX", "line1": "1 Quay Street", "city": "Sydney"}) == (
        (),
        ("country",),
    )
