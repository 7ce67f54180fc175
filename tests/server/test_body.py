"""What no database could store, or a parser would choke on, is refused at the edge."""

import json
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentview.contract.desk import Preference
from agentview.core.errors import Rejected
from agentview.server.body import DEEPEST, LONGEST, parsed
from tests.fixtures.backend import Backend
from tests.server.test_problem import Client, problem

PATH = "/v1/session/sign-in"


def refusal(body: bytes) -> str:
    with pytest.raises(Rejected) as error:
        parsed(body, Preference)
    return error.value.code


def wrapped(value: str) -> bytes:
    return b'{"name": "n", "value": ' + value.encode() + b"}"


@pytest.mark.parametrize(
    "value",
    [
        "NaN",
        "Infinity",
        "-Infinity",
        "[1, NaN]",
        "1e999",
        "1E+400",
        "1" * 41,
        "1" * 5000,
        "0." + "1" * 400,
        r'"\u0000"',
        r'"a\\\u0000"',
        r'{"\u0000": 1}',
        r'"\ud800"',
        r'"\udc00x"',
        '"\x00"',
        "{",
        "'x'",
        "",
        "tru",
    ],
)
def test_what_cannot_be_stored_is_refused(value: str) -> None:
    assert refusal(wrapped(value)) == "E-JSON"


@pytest.mark.parametrize("body", [b"\xff\xfe", b"\xed\xa0\x80", b'"\xc3"', b"[]x", b"\xef\xbb\xbf{}"])
def test_what_is_no_json_is_refused(body: bytes) -> None:
    assert refusal(body) in {"E-JSON", "E-FIELD"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (r'"\\u0000"', "\\u0000"),
        ('"NaN and Infinity, 1e999"', "NaN and Infinity, 1e999"),
        (f'"{"[" * 100}"', "[" * 100),
        (r'"\"[[\""', '"[["'),
        (r'"\ud83d\ude00"', "\N{GRINNING FACE}"),
        ("1.5e10", 1.5e10),
        ("123456789012345678901234567890", 123456789012345678901234567890),
        ("null", None),
    ],
)
def test_what_only_looks_like_it_is_taken(value: str, expected: object) -> None:
    assert parsed(wrapped(value), Preference).value == expected


def test_depth_is_limited() -> None:
    def nested(depth: int) -> str:
        return "[" * depth + "]" * depth

    assert parsed(wrapped(nested(DEEPEST - 1)), Preference).name == "n"
    assert refusal(wrapped(nested(DEEPEST))) == "E-JSON-DEPTH"
    assert refusal(wrapped("[" * 100_000)) == "E-JSON-DEPTH"
    assert parsed(wrapped(json.dumps([[]] * 1000)), Preference).name == "n"


@pytest.mark.parametrize("filler", ['"', '\\"', "\\", '"\\', "[]", "1", "NaN"])
def test_looking_is_quick_whatever_fills_the_body(filler: str) -> None:
    """A search that goes back and forth would take hours here, not moments."""
    body = wrapped('"' + filler * (LONGEST // len(filler)))
    assert refusal(body) == "E-JSON"


@given(st.binary(max_size=200))
def test_any_bytes_are_taken_or_refused(body: bytes) -> None:
    with suppress(Rejected):
        parsed(body, Preference)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**30), 10**30) | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
        max_leaves=10,
    )
)
def test_what_is_fit_arrives_unchanged(value: object) -> None:
    body = json.dumps({"name": "n", "value": value}).encode()
    is_fit = "\\u0000" not in json.dumps(value, ensure_ascii=True).replace("\\\\", "")
    if is_fit:
        assert parsed(body, Preference).value == value
    else:
        assert refusal(body) == "E-JSON"


def test_each_field_that_is_wrong_is_named() -> None:
    with pytest.raises(Rejected) as error:
        parsed(b'{"name": "", "value": 1, "colour": "red"}', Preference)
    assert {(each.code, each.field) for each in error.value.refusals} == {
        ("E-FIELD", "name"),
        ("E-FIELD", "colour"),
    }


@pytest.fixture
def client(http_backend: Backend) -> Iterator[Client]:
    assert http_backend.url is not None
    opened = Client(http_backend.url)
    with opened.session:
        yield opened


def test_a_body_over_the_limit_is_refused_before_it_is_read(client: Client) -> None:
    found = problem(client.post(PATH, b" " * (LONGEST + 1)), 422)
    assert (found.code, found.refusals[0].values) == ("E-BODY-SIZE", {"most": LONGEST})
    assert problem(client.post(PATH, b" " * LONGEST), 422).code == "E-JSON"


def test_a_body_of_unknown_length_is_cut_at_the_limit(client: Client) -> None:
    parts = (b" " * 65536 for _ in range(LONGEST // 65536 + 1))
    answer = client.session.post(client.url + PATH, data=parts, timeout=20)
    assert problem(answer, 422).code == "E-BODY-SIZE"
