"""What is filled in of an address, and what is left as somebody typed it (R-WL-10)."""

from agentview.contract.wireless_orders import Content, ShipTo
from agentview.ui.wireless.shipping_fill import filled, refilled

WENDY = ShipTo(name="Wendy Worker", line1="1 Quay Street", city="Sydney", country="AU")
CARL = WENDY.model_copy(update={"name": "Carl Colleague"})


def typed(**parts: object) -> Content:
    return Content(ship_to=ShipTo.model_validate(parts))


def test_an_empty_address_is_filled_and_express_stays() -> None:
    assert filled(typed(is_expedited=True), WENDY).ship_to == WENDY.model_copy(update={"is_expedited": True})


def test_where_something_is_typed_nothing_is_filled() -> None:
    """What somebody emptied stays empty, too."""
    form = typed(city="Perth")
    assert filled(form, WENDY) == form


def test_nothing_known_fills_nothing() -> None:
    assert filled(typed(), None) == typed()
    assert refilled(typed(name="Wendy"), WENDY, None) == typed(name="Wendy")
    assert refilled(typed(name="Wendy"), None, WENDY) == typed(name="Wendy")


def test_for_another_person_only_what_was_filled_in_changes() -> None:
    form = typed(**{**WENDY.model_dump(), "city": "Perth", "line1": ""})
    wanted = {**CARL.model_dump(), "city": "Perth", "line1": ""}
    assert refilled(form, WENDY, CARL).ship_to.model_dump() == wanted
    assert refilled(typed(name="Reception"), WENDY, CARL).ship_to.name == "Reception"
