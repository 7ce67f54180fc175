"""Codes become sentences, beside fields and as a whole; a bug tells nothing of its text."""

import pytest

from agentview.contract.texts import TEXTS
from agentview.core.clock import ManualClock
from agentview.core.errors import Denied, Refusal, Rejected, rejected
from agentview.core.power import Role
from agentview.ui.texts.errors import CodeTexts
from agentview.ui.texts.role import role_word, roles_of
from agentview.ui.texts.status import status_word
from tests.ui.fake_desk import NOON, person


@pytest.fixture
def texts() -> CodeTexts:
    return CodeTexts(ManualClock(NOON))


def test_a_code_becomes_three_sentences(texts: CodeTexts) -> None:
    text = texts.refusal(Refusal("E-CREDENTIALS"))
    assert text.what == TEXTS["E-CREDENTIALS"].what
    assert text.next_step


def test_values_are_called_as_people_call_them(texts: CodeTexts) -> None:
    refusal = Refusal("E-STATE", values={"state": "IN_PROGRESS", "command": "halt"})
    assert texts.refusal(refusal).what == "This is In Progress, so halting is not possible."


def test_a_value_is_never_read_as_a_placeholder(texts: CodeTexts) -> None:
    refusal = Refusal("E-FIELD", field="text", values={"kind": "{code}"})
    assert texts.refusal(refusal).what.endswith("{code}.")


def test_an_unknown_code_is_named(texts: CodeTexts) -> None:
    assert "E-FROM-THE-FUTURE" in texts.refusal(Refusal("E-FROM-THE-FUTURE")).what


def test_all_reasons_are_told_once(texts: CodeTexts) -> None:
    error = Denied(Refusal("E-SIGN-IN"), Refusal("E-CREDENTIALS"), Refusal("E-SIGN-IN"))
    report = texts.report(error)
    assert report.text.what == "Nobody is signed in. The name or the password is wrong."
    assert report.details == "code: E-SIGN-IN, E-CREDENTIALS, E-SIGN-IN\ntime: 2026-03-10T12:00:00+00:00"


def test_a_bug_is_told_without_its_text(texts: CodeTexts) -> None:
    report = texts.report(KeyError("Marlow, 0412 555 018"))
    assert report.text.what == TEXTS["E-BUG"].what
    assert report.details.startswith("code: KeyError\n")
    assert "Marlow" not in report.details


def test_reasons_stand_beside_their_fields(texts: CodeTexts) -> None:
    error = Rejected(Refusal("E-FIELD", field="reason", values={"kind": "missing"}), Refusal("E-CREDENTIALS"))
    found = texts.by_field(error)
    assert found["reason"].startswith("reason")
    assert found[""].startswith("The name or the password is wrong.")


def test_a_state_has_a_word_and_an_unknown_one_stays() -> None:
    assert status_word("PROVISIONING_HALTED") == "Provisioning Halted"
    assert status_word("SOMETHING") == "SOMETHING"


def test_every_role_has_a_word() -> None:
    assert len({role_word(role) for role in Role}) == len(Role)
    assert roles_of(person(Role.CSA, Role.APPROVER)) == "Customer service agent, Approver"


def test_a_rejection_without_values_keeps_no_hole_where_it_needs_none(texts: CodeTexts) -> None:
    assert "{" not in texts.report(rejected("E-CREDENTIALS")).text.sentences
