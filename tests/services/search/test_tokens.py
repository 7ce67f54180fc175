"""The tokens of a customer, made without a database, are those that indexing writes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from agentview.core.text import digits
from agentview.models.customer import Account
from agentview.models.database import Stamp
from agentview.models.desk import SearchToken
from agentview.services.search.index import Findable, account_token_rows, index_account
from agentview.services.search.number import bare_number, is_like_a_number, read_number
from agentview.services.search.query import read_query
from agentview.services.search.terms import LONGEST_TERM, spellings, stored_terms, typed_terms
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Unit
from tests import build
from tests.fixtures.backend import Backend


def test_rows_for_a_bulk_insert_are_those_that_indexing_writes(local_backend: Backend) -> None:
    with local_backend.database.write(Stamp("test", build.START)) as session:
        index_account(Unit(session, NOBODY, build.START), session.get_one(Account, build.MARLOW))
    with local_backend.database.read() as session:
        rows = session.execute(
            select(SearchToken.kind, SearchToken.token).where(
                SearchToken.entity == "account", SearchToken.entity_id == build.MARLOW
            )
        )
        written = {(row.kind, row.token) for row in rows}
    found = Findable(
        name="Marlow Dental Group",
        account_no="004-1001",
        contacts=("Marlow Dental Group",),
        numbers=("+61355500001",),
        emails=("contact1@example.com",),
        addresses=("1 Quay Street Sydney",),
    )
    made = account_token_rows(build.HARBOUR, build.MARLOW, found)
    assert {(row["kind"], row["token"]) for row in made} == written
    assert {(row["provider_id"], row["entity"], row["entity_id"]) for row in made} == {
        (build.HARBOUR, "account", build.MARLOW)
    }


@given(st.text("0123456789 ()/.-+#xdtel:", max_size=20))
def test_plain_numbers_are_read_as_all_others(text: str) -> None:
    plain = text.isascii() and text[:1] == "+" and text[1:].isdecimal()
    assert read_number(text) == (text[1:] if plain else digits(bare_number(text)))


@given(st.text(max_size=600), st.text(max_size=80))
def test_tokens_of_any_text_can_be_stored(name: str, number: str) -> None:
    rows = account_token_rows(
        1, 1, Findable(name=name, account_no=number, numbers=(number,), serials=(name,))
    )
    tokens = [(row["kind"], row["token"]) for row in rows]
    assert len(tokens) == len(set(tokens))
    assert all(0 < len(str(token)) <= LONGEST_TERM for _, token in tokens)


@given(st.text(max_size=200))
def test_whatever_is_stored_is_found_when_it_is_typed(name: str) -> None:
    for spelling in spellings(name):
        stored = tuple(stored_terms(spelling))
        for typed in typed_terms(spelling):
            assert any(term.startswith(typed) for term in stored)


@given(st.text(max_size=200))
def test_reading_a_query_never_fails(text: str) -> None:
    query = read_query(text, "AU")
    assert len(query.wordings) <= 2
    assert bool(query.number) == is_like_a_number(text) or len(text) > 64


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("+61 2 9555 0142 ext. 12", "61295550142"),
        ("+49 (0)30 123456", "4930123456"),
        ("030/123456-0", "0301234560"),
        ("+61295550142;ext=7", "61295550142"),
        ("x", ""),
    ],
)
def test_digits_of_a_number_leave_out_extension_and_bracketed_zero(typed: str, number: str) -> None:
    assert read_number(typed) == number
