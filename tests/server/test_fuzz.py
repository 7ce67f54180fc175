"""Whatever is sent to any operation, by whomever: an answer of the described shape, and never a bug."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from agentview.contract.op import Op
from agentview.contract.operations import OPERATIONS
from agentview.contract.session import SIGN_IN, SIGN_OUT
from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from agentview.server.openapi import describe
from tests import build, postgres
from tests.build import password_of
from tests.fixtures.live_server import served
from tests.product_order import add, document

CHECKS = [
    not_a_server_error,
    response_schema_conformance,
    content_type_conformance,
    status_code_conformance,
]
USERS = ("harbour_lead", "meridian_prov", "harbour_viewer")
EXAMPLES = 8
ORDERS = 4

SCHEMA = schemathesis.openapi.from_dict(describe(OPERATIONS))


class Target:
    """A server with a few orders, and people who call it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = requests.Session()
        self.tokens = {username: self._sign_in(username) for username in USERS}
        for number in range(ORDERS):
            wish = document(f"fuzz-{number}", add("MOB-40"))
            headers = {
                "Authorization": f"Bearer {self.tokens[USERS[0]]}",
                "Idempotency-Key": f"seed-{number}",
            }
            answer = self.session.post(f"{url}/v1/orders/place", json=wish, headers=headers, timeout=20)
            assert answer.status_code == 200, answer.text

    def _sign_in(self, username: str) -> str:
        body = {"username": username, "password": password_of(username)}
        token: str = self.session.post(self.url + SIGN_IN.path, json=body, timeout=20).json()["token"]
        return token

    def probe(self, case: Case[Any], username: str) -> None:
        """Send a case as somebody; judge the answer."""
        case.headers["Authorization"] = f"Bearer {self.tokens[username]}"
        response = case.call(base_url=self.url, session=self.session, timeout=20)
        case.validate_response(response, checks=CHECKS)


@pytest.fixture(scope="module")
def sqlite_file(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("fuzz") / "agentview.db"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="module")
def postgres_database(postgres_server: postgres.Server, postgres_template: str) -> Iterator[str]:
    name = f"fuzz_{os.getpid()}"
    yield postgres_server.create(name, postgres_template)
    postgres_server.drop(name)


@pytest.fixture(scope="module", params=["sqlite_file", "postgres_database"])
def target(request: pytest.FixtureRequest) -> Iterator[Target]:
    url: str = request.getfixturevalue(request.param)
    with closing(serve_from(Database(url), ManualClock(build.START))) as embedded, served(embedded) as url:
        opened = Target(url)
        with opened.session:
            yield opened


def with_known_ids(body: Any) -> Any:  # noqa: ANN401 - JSON
    """Bring the ids of a body near to those that there are, so that more than "not found" is met."""
    if isinstance(body, list):
        return [with_known_ids(part) for part in body]
    if not isinstance(body, dict):
        return body
    return {
        name: 1 + value % (ORDERS + 1)
        if (name.endswith("_id") or name == "version") and type(value) is int
        else with_known_ids(value)
        for name, value in body.items()
    }


def explored(examples: int) -> settings:
    return settings(
        max_examples=examples,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
        database=None,
    )


FUZZED = [op for op in OPERATIONS if op is not SIGN_OUT]


@pytest.mark.parametrize("op", FUZZED, ids=lambda op: op.name)
def test_fitting_requests_never_meet_a_bug(target: Target, op: Op[Any, Any]) -> None:
    @explored(EXAMPLES)
    @given(case=SCHEMA[op.path]["POST"].as_strategy(generation_mode=GenerationMode.POSITIVE))
    def send(case: Case[Any]) -> None:
        case.body = with_known_ids(case.body)
        for username in USERS:
            target.probe(case, username)

    send()


@pytest.mark.parametrize("op", FUZZED, ids=lambda op: op.name)
def test_unfit_requests_never_meet_a_bug(target: Target, op: Op[Any, Any]) -> None:
    @explored(EXAMPLES)
    @given(case=SCHEMA[op.path]["POST"].as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def send(case: Case[Any]) -> None:
        target.probe(case, USERS[0])

    send()


def test_the_judge_notices_a_bug(target: Target) -> None:
    """Negative control: an answer of 500, or of another shape, does not pass."""
    case = SCHEMA["/v1/session/me"]["POST"].Case()
    for status, content in ((500, b"{}"), (200, b"{}"), (200, b"<html>"), (418, b"{}")):
        answer = target.session.post(
            target.url + "/v1/session/me",
            headers={"Authorization": f"Bearer {target.tokens[USERS[0]]}"},
            timeout=20,
        )
        answer.status_code, answer._content = status, content
        with pytest.raises(schemathesis.core.failures.FailureGroup):
            case.validate_response(answer, checks=CHECKS)
