"""Every error has one shape, and says nothing that is not for the caller."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
import requests

from agentview.contract.value import Problem
from agentview.core import log
from tests.build import password_of
from tests.fixtures.counting import BREAK, COUNT, COUNT_UP, GUARDED, REFUSE, Counting

KEY = {"Idempotency-Key": "k"}


class Client:
    """Speaks plain HTTP with the server."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = requests.Session()
        signing_in = {"username": "harbour_csa", "password": password_of("harbour_csa")}
        answer = self.session.post(f"{url}/v1/session/sign-in", json=signing_in, timeout=20)
        self.token: str = answer.json()["token"]
        self.headers = {"Authorization": f"Bearer {self.token}"}

    def post(self, path: str, body: bytes | str = b"{}", **headers: str) -> requests.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.session.post(self.url + path, body, headers=self.headers | named, timeout=20)


@pytest.fixture
def client(http_counting: Counting) -> Iterator[Client]:
    assert http_counting.backend.url is not None
    opened = Client(http_counting.backend.url)
    with opened.session:
        yield opened


def problem(answer: requests.Response, status: int) -> Problem:
    """Return the problem that an answer holds, after judging its outside."""
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    found = Problem.model_validate_json(answer.content)
    assert found.status == status
    assert found.request_id == answer.headers["X-Request-Id"]
    assert len(found.request_id) == 32
    assert found.refusals[0].code == found.code
    return found


def test_a_good_answer_bears_the_number_of_its_request(client: Client) -> None:
    first, second = client.post(COUNT.path), client.post(COUNT.path)
    assert (first.json(), first.headers["Content-Type"]) == ({"value": 0}, "application/json")
    assert first.headers["X-Request-Id"] != second.headers["X-Request-Id"]


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic dXNlcg=="])
def test_without_a_token_nobody_is_signed_in(client: Client, header: str) -> None:
    answer = client.post(COUNT.path, Authorization=header)
    assert problem(answer, 401).code == "E-SIGN-IN"
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_that_nobody_was_given_is_refused(client: Client) -> None:
    assert problem(client.post(COUNT.path, Authorization="Bearer x"), 401).code == "E-SESSION-ENDED"


def test_the_word_bearer_may_be_written_small(client: Client) -> None:
    assert client.post(COUNT.path, Authorization=f"bearer {client.token}").status_code == 200


def test_a_refusal_names_rule_field_and_values(client: Client) -> None:
    found = problem(client.post(REFUSE.path, '{"amount": 3}', Idempotency_Key="k"), 422)
    assert found.title == "Rejected"
    assert found.refusals[0].model_dump() == {
        "code": "E-TEST",
        "field": "amount",
        "rule": None,
        "values": {"amount": 3},
    }


def test_a_missing_power_is_forbidden(client: Client) -> None:
    assert problem(client.post(GUARDED.path), 403).refusals[0].values == {"power": "USER_ADMIN"}


@pytest.mark.parametrize("path", ["/", "/v1", "/v1/counting/count/", "/v1/counting/countess", "/v2/x"])
def test_an_unknown_path_has_the_same_shape(client: Client, path: str) -> None:
    assert problem(client.post(path), 404).code == "E-PATH"


def test_a_method_that_a_path_does_not_have_has_the_same_shape(client: Client) -> None:
    answer = client.session.get(client.url + COUNT.path, timeout=20)
    assert problem(answer, 405).code == "E-METHOD"
    assert answer.headers["Allow"] == "POST"


def test_a_wait_is_told_in_the_header_too(client: Client) -> None:
    body = json.dumps({"username": "somebody", "password": "x"})
    answers = [client.post("/v1/session/sign-in", body) for _ in range(4)]
    assert [problem(answer, 401).code for answer in answers[:3]] == ["E-CREDENTIALS"] * 3
    assert problem(answers[3], 429).code == "E-THROTTLED"
    assert answers[3].headers["Retry-After"] == "3"


def test_a_command_must_bear_a_key(client: Client) -> None:
    assert problem(client.post(COUNT_UP.path), 422).code == "E-KEY-MISSING"
    for key in ("", "two words", "x" * 101, "schlüssel"):
        answer = client.post(COUNT_UP.path, Idempotency_Key=key.encode().decode("latin-1"))
        assert problem(answer, 422).code == "E-KEY-INVALID"
    assert client.post(COUNT_UP.path, Idempotency_Key="x" * 100).json() == {"value": 1}


def test_a_bug_says_no_more_than_where_to_look(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", logger="agentview")
    answer = client.post(BREAK.path, Idempotency_Key="k")
    found = problem(answer, 500)
    # The line of a request is written after its answer went out, and before the next one is looked at.
    client.post(COUNT.path)
    assert (found.code, found.refusals[0].values) == ("E-BUG", {})
    assert b"Marlow" not in answer.content
    written = [lines(record) for record in caplog.records if record.name == "agentview"]
    bug = next(line for line in written if line["event"] == "server.bug")
    assert bug["request_id"] == found.request_id
    assert bug["error"] == "ZeroDivisionError"
    assert "counting._break" in bug["where"]
    assert "Marlow" not in json.dumps(written)
    done = next(line for line in written if line.get("status") == 500)
    assert (done["operation"], done["request_id"]) == (BREAK.name, found.request_id)


def lines(record: logging.LogRecord) -> dict[str, Any]:
    """Return what a record becomes in the file."""
    found: dict[str, Any] = json.loads(log.JsonLines().format(record))
    return found


def test_the_log_holds_neither_secrets_nor_what_was_typed(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", logger="agentview")
    body = json.dumps({"username": "canary_user", "password": "canary_password"})
    client.post("/v1/session/sign-in", body)
    client.post("/v1/canary_path?canary=query", "canary_body", canary="header")
    client.post(COUNT.path, Authorization="Bearer canary_token")
    client.post(COUNT_UP.path, Idempotency_Key="canary_key")
    client.post(COUNT.path)
    written = [log.JsonLines().format(record) for record in caplog.records]
    assert len(written) >= 4
    assert "canary" not in "".join(written)
    assert client.token not in "".join(written)
