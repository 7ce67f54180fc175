"""Telephone numbers: what is read quickly is read as slowly."""

from random import Random

import pytest

from agentview.core import phone
from agentview.core.phone import e164, grouped

SEPARATORS = ("", "", "", " ", "-", "/", ".")


@pytest.mark.parametrize("region", sorted(phone._REGIONS))
def test_numbers_that_begin_alike_are_read_as_each_of_them_alone(region: str) -> None:
    random = Random(region)
    beginnings = ("", "0", "1", "00", *phone._CODES)
    for _ in range(4_000):
        digits = "".join(
            random.choice("0123456789") + random.choice(SEPARATORS) for _ in range(random.randint(5, 14))
        )
        typed = random.choice(beginnings) + digits
        assert e164(typed, region) == phone._parsed(typed, region), typed


def test_a_number_is_read_in_the_region_where_it_was_typed() -> None:
    assert e164("(02) 5550-1234", "AU") == "+61255501234"
    assert e164("+61 (0)491 570 156", "AT") == "+61491570156"
    assert e164("ask for Jo", "AU") is None
    assert e164("12", "AU") is None
    assert grouped("+61491570156") == "+61\N{NO-BREAK SPACE}491\N{NO-BREAK SPACE}570\N{NO-BREAK SPACE}156"
    assert grouped("not a number") == "not a number"
