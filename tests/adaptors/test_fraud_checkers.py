"""Every checker of deliveries keeps what the port promises; the rules hold what a person would (R-HW-11)."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentview.adaptors.fraud_port import Delivery, Failed, FraudReason, Passed, Unknown
from agentview.adaptors.fraud_rules import RULES, FraudRules
from agentview.adaptors.fraud_simulator import FraudBehaviour, FraudSimulator
from agentview.adaptors.fraud_sources import checker_of
from agentview.contract.hardware import FraudSource
from agentview.contract.texts import TEXTS

GOOD = Delivery(
    reference="HO-1",
    home_country="AU",
    name="Zoe Quill",
    line1="12 Station Street",
    city="Newtown",
    postcode="2042",
    country="AU",
    phone="+61 491 570 156",
    email="zoe.quill@example.org",
)
DOCUMENT = Path(__file__).parents[2] / "docs" / "fraud.md"
R = FraudReason
BAD: tuple[tuple[dict[str, str | None], FraudReason], ...] = (
    ({"name": "  "}, R.NAME_MISSING),
    ({"name": "Q"}, R.NAME_SHORT),
    ({"name": "1."}, R.NAME_SHORT),
    ({"name": "Test Person"}, R.NAME_TEST),
    ({"name": "Zoe TÉST"}, R.NAME_TEST),
    ({"name": "aaaa"}, R.NAME_TEST),
    ({"line1": ""}, R.ADDRESS_INCOMPLETE),
    ({"line1": "12"}, R.ADDRESS_INCOMPLETE),
    ({"city": " "}, R.ADDRESS_INCOMPLETE),
    ({"postcode": ""}, R.ADDRESS_INCOMPLETE),
    ({"country": ""}, R.ADDRESS_INCOMPLETE),
    ({"line1": "P.O. Box 12"}, R.ADDRESS_BOX),
    ({"line1": "PO BOX 12"}, R.ADDRESS_BOX),
    ({"line1": "Care of", "line2": "GPO Box 7"}, R.ADDRESS_BOX),
    ({"line1": "Packstation 145"}, R.ADDRESS_BOX),
    ({"line1": "Locked Bag 2"}, R.ADDRESS_BOX),
    ({"postcode": "20420"}, R.POSTCODE),
    ({"postcode": "A042"}, R.POSTCODE),
    ({"country": "NZ"}, R.COUNTRY),
    ({"phone": "12"}, R.PHONE),
    ({"phone": "call me"}, R.PHONE),
    ({"phone": "+61 491 000 000"}, R.PHONE),
    ({"email": "zoe.quill"}, R.EMAIL),
    ({"email": "zoe@@example.org"}, R.EMAIL),
    ({"email": "zoe@mailinator.com"}, R.EMAIL_DISPOSABLE),
    ({"email": "zoe@eu.YOPMAIL.com"}, R.EMAIL_DISPOSABLE),
)
KIND: tuple[dict[str, str | None], ...] = (
    {"name": "Bo"},
    {"name": "李娜"},
    {"name": "Testa Rossi"},
    {"name": "Box Hill Dental"},
    {"line1": "The Old Post Office", "line2": "Boxer Lane 3"},
    {"line1": "3 Postfachstrasse"},
    {"phone": None, "email": None},
    {"phone": "", "email": ""},
    {"email": "zoe@notmailinator.com"},
    {"email": "zoe@mailinator.com.au"},
)
text = st.text(max_size=40)


@pytest.mark.parametrize("source", list(FraudSource))
def test_r_hw_11_every_checker_passes_a_good_delivery(source: FraudSource) -> None:
    checker = checker_of(source)
    assert checker.check(GOOD) == Passed()
    assert checker.check(GOOD) == Passed(), "asking again changes nothing"


@pytest.mark.parametrize("source", list(FraudSource))
@given(typed=st.lists(text, min_size=7, max_size=7))
def test_r_hw_11_a_checker_answers_whatever_was_typed(source: FraudSource, typed: list[str]) -> None:
    name, line, city, postcode, country, phone, email = typed
    asked = Delivery("HO-1", "AU", name, line, city, postcode, country, phone=phone, email=email)
    checker = checker_of(source)
    first = checker.check(asked)
    assert first == checker.check(asked)
    assert isinstance(first, Passed | Unknown) or first.reasons


@pytest.mark.parametrize(("change", "reason"), BAD)
def test_r_hw_11_a_rule_speaks_against_a_delivery(change: dict[str, str], reason: FraudReason) -> None:
    verdict = FraudRules().check(replace(GOOD, **change))
    assert isinstance(verdict, Failed)
    assert reason in verdict.reasons


@pytest.mark.parametrize("change", KIND)
def test_r_hw_11_a_person_like_others_is_not_held(change: dict[str, str]) -> None:
    assert FraudRules().check(replace(GOOD, **change)) == Passed()


def test_every_rule_is_tried_above() -> None:
    assert {rule.reason for rule in RULES} == {reason for _, reason in BAD}


def test_r_hw_11_all_that_speaks_against_a_delivery_is_told() -> None:
    verdict = FraudRules().check(replace(GOOD, name="", line1="PO Box 1", country="NZ", email="x"))
    assert verdict == Failed((R.NAME_MISSING, R.ADDRESS_BOX, R.COUNTRY, R.EMAIL))


def test_countries_without_postcodes_need_none() -> None:
    asked = replace(GOOD, country="HK", home_country="HK", postcode="", phone=None)
    assert FraudRules().check(asked) == Passed()


def test_the_simulator_plays_each_answer() -> None:
    simulator = FraudSimulator()
    assert simulator.check(replace(GOOD, name="Frida Fraud")) == Failed((R.LISTED,))
    assert simulator.check(replace(GOOD, name="Nora Nowhere")) == Failed((R.ADDRESS_INCOMPLETE, R.LISTED))
    assert simulator.check(replace(GOOD, name="Sue Silence")) == Unknown()
    odd = FraudSimulator(FraudBehaviour({"zoe": (R.PHONE,)}, frozenset()))
    assert odd.check(GOOD) == Failed((R.PHONE,))


def test_every_reason_has_a_text_and_every_rule_stands_in_the_document() -> None:
    assert {reason.value for reason in FraudReason} <= set(TEXTS)
    rows = set(
        re.findall(r"^\| `(E-FRAUD-[A-Z-]+)` \| (.+) \|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert rows == {(rule.reason.value, rule.when) for rule in RULES}


def test_a_delivery_does_not_tell_who_it_is_for() -> None:
    """Its text gets into logs and reports of faults."""
    assert "Quill" not in repr(GOOD)
    assert "HO-1" in repr(GOOD)
