"""Describes the server for programs: an OpenAPI document made from the contract."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from agentview import __version__
from agentview.contract.feed import Changes
from agentview.contract.op import Op
from agentview.contract.value import Problem
from agentview.server.health import Health

_REFERENCE = "#/components/schemas/{model}"
_STATUSES = {
    401: "Nobody is signed in, or the session ended",
    403: "The caller lacks the power",
    404: "No such record, or one that the caller may not know of",
    409: "Somebody changed or did it first",
    422: "A field is wrong, a rule forbids it, or the state does not allow it",
    429: "Too many tries; Retry-After says when the next is allowed",
    500: "A bug; the request id is in the server's log",
    503: "The database does not answer",
}
_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "description": "A fresh UUID for each command; the same key again does nothing twice.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[!-~]+$"},
}


def describe(operations: Iterable[Op[Any, Any]]) -> dict[str, Any]:
    """Return the OpenAPI document of a server with these operations."""
    ops = tuple(operations)
    inputs: list[tuple[type[BaseModel], JsonSchemaMode]] = [(op.request, "validation") for op in ops]
    outputs: list[tuple[type[BaseModel], JsonSchemaMode]] = [(op.response, "serialization") for op in ops]
    others: list[tuple[type[BaseModel], JsonSchemaMode]] = [
        (model, "serialization") for model in (Problem, Changes, Health)
    ]
    pairs = tuple(dict.fromkeys(inputs + outputs + others))
    references, definitions = models_json_schema(pairs, ref_template=_REFERENCE)
    paths = {op.path: {"post": _operation(op, references)} for op in ops}
    return {
        "openapi": "3.1.0",
        "info": {"title": "AgentView", "version": __version__},
        "paths": paths | _streams(references),
        "components": {
            "schemas": definitions["$defs"],
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
        "tags": [{"name": area} for area in sorted({op.area for op in ops})],
    }


def _operation(op: Op[Any, Any], references: dict[Any, Any]) -> dict[str, Any]:
    content = {"application/json": {"schema": references[op.request, "validation"]}}
    described: dict[str, Any] = {
        "operationId": op.name,
        "summary": op.summary,
        "tags": [op.area],
        "requestBody": {"required": bool(op.request.model_fields), "content": content},
        "responses": _answers("application/json", references[op.response, "serialization"], references),
    }
    if op.takes_key:
        described["parameters"] = [_KEY]
    if op.is_public:
        described["security"] = []
    return described


def _streams(references: dict[Any, Any]) -> dict[str, Any]:
    text = {"type": "string"}
    changes = {
        "operationId": "feed.changes",
        "summary": "Hear what changes, as server-sent events whose data is Changes",
        "tags": ["feed"],
        "parameters": [
            {"name": "Last-Event-ID", "in": "header", "schema": text},
            {"name": "cursor", "in": "query", "schema": text},
        ],
        "responses": _answers("text/event-stream", references[Changes, "serialization"], references),
    }
    health = {
        "operationId": "server.health",
        "summary": "Say that the server and its database are alive",
        "security": [],
        "responses": _answers("application/json", references[Health, "serialization"], references),
    }
    ready = health | {
        "operationId": "server.ready",
        "summary": "Say whether calls may be sent here: the tables are those of this version",
    }
    metrics = {
        "operationId": "server.metrics",
        "summary": "Show the server's numbers to Prometheus, on this computer or with the token for them",
        "responses": _answers("text/plain", text, references),
    }
    found = {"changes": changes, "health": health, "metrics": metrics, "ready": ready}
    return {f"/v1/{name}": {"get": described} for name, described in found.items()}


def _answers(media_type: str, schema: Any, references: dict[Any, Any]) -> dict[str, Any]:  # noqa: ANN401
    problem = {"application/problem+json": {"schema": references[Problem, "serialization"]}}
    good = {"description": "Done", "content": {media_type: {"schema": schema}}}
    bad = {str(status): {"description": text, "content": problem} for status, text in _STATUSES.items()}
    return {"200": good} | bad
