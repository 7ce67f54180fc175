"""Makes an order form of what the pages hold, and says by field what cannot be stored; imports no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pydantic import ValidationError

from agentview.contract.order_form import OrderForm
from agentview.core.errors import Refusal

Values = Mapping[str, object]
_SERVICES = "services"


def form_with(form: OrderForm, values: Values) -> tuple[OrderForm, tuple[Refusal, ...]]:
    """The form with a page's values in it; where something cannot be stored, the old form and the reasons."""
    wanted = {**form.model_dump(), **values}
    try:
        return OrderForm.model_validate(wanted), ()
    except ValidationError as error:
        fields = sorted({_field(part["loc"], wanted) for part in error.errors()})
        return form, tuple(Refusal("E-FIELD", field, values={"kind": "value_error"}) for field in fields)


def _field(place: Sequence[str | int], values: Values) -> str:
    """The name of a field as refusals of the services call it."""
    if len(place) > 2 and place[0] == _SERVICES:  # noqa: PLR2004 - services, number, name
        services = values[_SERVICES]
        number = place[1]
        if isinstance(services, Sequence) and isinstance(number, int):
            return f"{_SERVICES}/{services[number]['service_plan_id']}/{place[2]}"
    if place and place[0] == "new_customer":
        return ".".join(str(part) for part in place[1:] if part != "fields")
    return "/".join(map(str, place))
