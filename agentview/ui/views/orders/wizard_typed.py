"""What refusals of the services call the fields of an order form; imports no Qt."""

from __future__ import annotations

from collections.abc import Sequence

from agentview.ui.forms.typed_form import Place, Values, plain_name

_SERVICES = "services"


def field_name(place: Place, values: Values) -> str:
    """The name of a field: a service by the number of its plan, a new customer's fields by themselves."""
    if len(place) > 2 and place[0] == _SERVICES:  # noqa: PLR2004 - services, number, name
        services = values[_SERVICES]
        number = place[1]
        if isinstance(services, Sequence) and isinstance(number, int):
            return f"{_SERVICES}/{services[number]['service_plan_id']}/{place[2]}"
    if place and place[0] == "new_customer":
        return ".".join(str(part) for part in place[1:] if part != "fields")
    return plain_name(place, values)
