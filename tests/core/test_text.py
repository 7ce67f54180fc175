"""Text from people: what is stored, what it is compared by, what is masked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentview.core.phone import e164, grouped
from agentview.core.reference import Prefix, parse_reference, reference
from agentview.core.text import clean, digits, fold, has_forbidden, masked, words


@given(st.text(alphabet=st.characters(exclude_categories=[])))
def test_clean_text_can_be_stored_in_both_databases(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert not has_forbidden(cleaned)


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Árnadóttir", "arnadottir"),
        ("  STRAẞE  9 ", "strasse 9"),
        ("Ⅳ", "iv"),
        ("e\u0301", "e"),
        ("Søren Łęcki Đukić Ærø", "soren lecki dukic aero"),
        ("ISPARTA \u0131sparta İzmir", "isparta isparta izmir"),
        ("김민수", "김민수"),
        ("\u200e٤٢\u200f", "42"),
        ("محـمد", "محمد"),
    ],
)
def test_folding_removes_case_accents_and_blanks(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_words_of_indian_scripts_are_whole() -> None:
    assert len(words("हिन्दी कुमार")) == 2


@given(st.text(st.characters(max_codepoint=0x24F)))
def test_latin_letters_are_folded_one_by_one_as_all_together(text: str) -> None:
    beyond = "\N{GREEK SMALL LETTER OMEGA}"
    assert fold(f"{text} {beyond}") == f"{fold(text)} {beyond}".strip()


def test_words_are_folded_and_once_each() -> None:
    assert words("O'Brien & O'Brien, Plumbing") == ("o", "brien", "plumbing")


def test_digits_of_any_script_are_ascii() -> None:
    assert digits("+61 (0)3-5550 ٤٢") == "6103555042"


@pytest.mark.parametrize(("text", "shown"), [("+61355500142", "•••••142"), ("12", "•••••"), ("123", "•••••")])
def test_masked_text_keeps_three_at_most(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    ("typed", "region", "number"),
    [
        ("(03) 5550 0142", "AU", "+61355500142"),
        ("03/5550/0142", "AU", "+61355500142"),
        ("+61 3 5550 0142", "AT", "+61355500142"),
        ("not a number", "AU", None),
        ("12", "AU", None),
    ],
)
def test_numbers_become_e164(typed: str, region: str, number: str | None) -> None:
    assert e164(typed, region) == number


def test_numbers_are_grouped_without_breaks() -> None:
    assert grouped("+61355500142") == "+61\u00a03\u00a05550\u00a00142"
    assert grouped("trunk-7") == "trunk-7"


def test_d_23_references_are_read_as_they_are_shown() -> None:
    assert reference(Prefix.ORDER, 10482, 1) == "PO-10482/1"
    assert parse_reference(" po-10482/1 ") == (Prefix.ORDER, 10482, 1)
    assert parse_reference("CR-7") == (Prefix.CANCEL_REQUEST, 7, None)
    assert parse_reference("XX-7") is None
    assert parse_reference("PO-") is None
