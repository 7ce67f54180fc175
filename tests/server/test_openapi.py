"""The description of the server is valid, whole and true."""

import json
from typing import Any

import pytest
import requests
from jsonschema_rs import validator_for

from agentview.contract.operations import OPERATIONS
from agentview.server.openapi import describe
from tests.fixtures.backend import Backend


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return describe(OPERATIONS)


def test_every_operation_is_described(document: dict[str, Any]) -> None:
    for op in OPERATIONS:
        described = document["paths"][op.path]["post"]
        assert (described["operationId"], described["summary"]) == (op.name, op.summary)
        assert described["tags"] == [op.area]
        assert {"200", "401", "403", "404", "409", "422", "429", "500", "503"} == set(described["responses"])
        has_key = any(each["name"] == "Idempotency-Key" for each in described.get("parameters", []))
        assert has_key is op.takes_key
        assert ("security" in described) is op.is_public
    assert {"/v1/changes", "/v1/health", "/v1/metrics", "/v1/ready"} <= set(document["paths"])


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    def references(node: object) -> set[str]:
        if isinstance(node, dict):
            own = {node["$ref"]} if isinstance(node.get("$ref"), str) else set()
            return own.union(*map(references, node.values()))
        return set().union(*map(references, node)) if isinstance(node, list) else set()

    names = {reference.removeprefix("#/components/schemas/") for reference in references(document)}
    assert names <= set(document["components"]["schemas"])
    schemas = json.dumps(document["components"]["schemas"]).replace("#/components/schemas/", "#/$defs/")
    each = {name: {"$ref": f"#/$defs/{name}"} for name in names}
    # One schema that refers to all of them: each alone would carry all the others along.
    validator_for({"type": "object", "properties": each, "$defs": json.loads(schemas)})


def test_the_server_serves_description_documents_and_health(http_backend: Backend) -> None:
    url = http_backend.url
    served = requests.get(f"{url}/openapi.json", timeout=20).json()
    assert set(served["paths"]) == set(describe(OPERATIONS)["paths"])
    assert "swagger" in requests.get(f"{url}/docs", timeout=20).text
    health = requests.get(f"{url}/v1/health", timeout=20).json()
    assert health == {"version": "0.1.0", "revision": http_backend.embedded.revision()}
    assert health["revision"]
