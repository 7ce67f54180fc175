"""Makes a form of what the pages hold, and says by field what cannot be stored; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from pydantic import ValidationError

from agentview.contract.op import Message
from agentview.core.errors import Refusal

F = TypeVar("F", bound=Message)
Values = Mapping[str, object]
Place = Sequence[str | int]
NameOf = Callable[[Place, Values], str]


def plain_name(place: Place, _values: Values) -> str:
    """The name of a field that no other form is inside of."""
    return "/".join(map(str, place))


def form_with(form: F, values: Values, name_of: NameOf = plain_name) -> tuple[F, tuple[Refusal, ...]]:
    """The form with a page's values in it; where something cannot be stored, the old form and the reasons.

    `name_of` says what refusals of the services call the field at a place.
    """
    wanted = {**form.model_dump(), **values}
    try:
        return type(form).model_validate(wanted), ()
    except ValidationError as error:
        fields = sorted({name_of(part["loc"], wanted) for part in error.errors()})
        return form, tuple(Refusal("E-FIELD", field, values={"kind": "value_error"}) for field in fields)
