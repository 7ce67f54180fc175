"""What may say who somebody is does not stay in a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentview.core.redact import GONE, bare_url, redacted


@pytest.mark.parametrize(
    "secret",
    [
        "mia.chen@harbour.example",
        "+61 3 5550 0142",
        "0412 555 018",
        "(03) 5550-0142",
        "490154203237518",
        "8961012345678901234",
        "4111 1111 1111 1111",
        "k7Vf0aQ2mZx81LpWq93RtYbN5cDs",
        "9f86d081884c7d659a2feaa0c55ad015",
    ],
)
def test_who_somebody_is_goes(secret: str) -> None:
    for around in ("{}", "of {} at once", "'{}'", "({})", "value={},"):
        text = redacted(around.format(secret))
        assert secret not in text
        assert GONE in text


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-28",
        "PO-10482 halted",
        "gateway.call:118 < remote.post:44",
        "E-CERTIFICATE",
        "127.0.0.1",
        "6.11.3",
        "1366 x 768 at 1.5",
        "sqlalchemy.pool.impl.QueuePool",
        "took 123456 ms",
    ],
)
def test_what_tells_of_the_program_stays(text: str) -> None:
    assert redacted(text) == text


@given(st.text("0123456789", min_size=7, max_size=22), st.text("abc :=\"'()", max_size=5))
def test_no_long_number_stays(number: str, before: str) -> None:
    assert number not in redacted(f"{before} {number} end")


def test_a_home_folder_loses_the_name_of_its_person() -> None:
    assert redacted("/users/mia/agentview/x", {"/users/mia": "~"}) == "~/agentview/x"
    assert redacted("x", {"": "~"}) == "x"


def test_a_url_keeps_where_it_leads_and_no_secret() -> None:
    url = "postgresql+psycopg://agentview:SECRET@db.example:5432/agentview?sslkey=k#x"
    assert bare_url(url) == "postgresql+psycopg://db.example:5432/agentview"
