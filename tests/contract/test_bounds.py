"""No request is without bounds: every text, number and list in it has a largest value."""

from collections.abc import Iterator
from typing import Any

import pytest

from agentview.contract.op import Op
from agentview.contract.operations import OPERATIONS

Schema = dict[str, Any]
OF_ANSWERS = "RefusalInfo"
"""Why a row of a file could not be read: bounded by the body, as the rows are."""


def unbounded(name: str, schema: Schema) -> Iterator[str]:
    for choice in schema.get("anyOf", ()):
        yield from unbounded(name, choice)
    if "enum" in schema or "const" in schema:
        return
    bounds: dict[str, tuple[str, ...]] = {
        "string": ("maxLength", "format", "pattern"),
        "integer": ("maximum", "exclusiveMaximum"),
        "array": ("maxItems",),
    }
    kind = schema.get("type", "")
    if kind in bounds and not set(bounds[kind]) & set(schema):
        yield f"{name}: {kind}"
    if kind == "array":
        yield from unbounded(f"{name}[]", schema.get("items", {}))


@pytest.mark.parametrize("op", OPERATIONS, ids=lambda op: op.name)
def test_a_request_is_bounded(op: Op[Any, Any]) -> None:
    whole = op.request.model_json_schema(by_alias=False)
    models = {op.request.__name__: whole, **whole.get("$defs", {})}
    found = [
        wrong
        for model, schema in models.items()
        if model != OF_ANSWERS
        for name, one in schema.get("properties", {}).items()
        for wrong in unbounded(f"{model}.{name}", one)
    ]
    assert not found
