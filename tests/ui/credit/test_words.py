"""What is said of cases, holds and agreements: every code has words, and the story is in order."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from agentview.contract.credit_desk import AgeBucket, CaseRow
from agentview.contract.customers import RestrictionStatus
from agentview.contract.ledger import PaymentStatus, PromiseStatus
from agentview.contract.payment_plans import Frequency, PlanStatus
from agentview.contract.restriction import (
    CaseOrigin,
    CaseState,
    Obstacle,
    RestrictionAction,
    RestrictionOutcome,
)
from agentview.contract.status import HoldCause
from agentview.contract.suspension_cases import CaseCommand, CasePeriod, CloseCode
from agentview.ui.credit.amounts import cents_of, typed
from agentview.ui.credit.services_part import network_chip
from agentview.ui.credit.story import history_of
from agentview.ui.texts import restriction as words
from agentview.ui.views.customers.timeline_credit import credit_head
from agentview.ui.views.suspension.cases.figures import age_word
from agentview.ui.views.suspension.cases.next_step import next_step
from tests.ui.views.customers.builders import entry

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
ZONE = ZoneInfo("Australia/Sydney")


def test_every_code_has_words_of_its_own() -> None:
    chips = (
        [words.case_chip(one) for one in CaseState],
        [words.promise_chip(one) for one in PromiseStatus],
        [words.plan_chip(one) for one in PlanStatus],
        [words.payment_chip(one) for one in PaymentStatus],
        [words.outcome_chip(action, one) for action in RestrictionAction for one in RestrictionOutcome],
    )
    for found in chips:
        assert len({chip.word for chip in found}) == len(found)
        assert all(chip.glyph for chip in found), "never colour alone"
    texts = (
        [words.cause_word(one) for one in HoldCause],
        [words.frequency_word(one) for one in Frequency],
        [words.end_word(one.value) for one in (*Obstacle, *CloseCode)],
        [age_word(one) for one in AgeBucket],
    )
    for said in texts:
        assert len(set(said)) == len(said)
    assert words.end_word("Paid at the desk") == "Paid at the desk"
    assert all(network_chip(one.value).word for one in RestrictionStatus)


def row(**more: object) -> CaseRow:
    values: dict[str, object] = {
        "case_id": 12,
        "version": 1,
        "reference": "SC-12",
        "account_id": 5,
        "account_no": "004-0005",
        "customer": "Marlow",
        "account_status": 1,
        "state": CaseState.FLAGGED,
        "origin": CaseOrigin.AUTO,
        "since": NOW,
        "flagged_at": NOW,
        "owing_cents": 9_000,
        "owing_cents_at_flag": 9_000,
        "currency": "AUD",
        "overdue_days": 20,
        "restricted_services": 1,
        "failed_services": 0,
        "next_window": None,
        "resuspend_not_before": None,
        "closed_code": "",
    }
    return CaseRow.model_validate({**values, **more})


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({}, "No action window follows"),
        ({"next_window": NOW + timedelta(days=3)}, "Restricted from Thu 20:00"),
        ({"state": "RESTRICTING"}, "The network answers"),
        ({"state": "RESTORING", "failed_services": 1}, "Ask the network again"),
        ({"state": "RESTRICTED"}, "The customer pays"),
        ({"state": "RESTRICTED", "origin": "MANUAL"}, "Somebody restores it"),
        ({"state": "RESTORED"}, "Nothing"),
        ({"state": "RESTORED", "resuspend_not_before": "2026-11-23"}, "Left alone before 23 Nov 2026"),
        ({"state": "CLOSED", "closed_code": "PROMISE"}, "The customer has promised to pay"),
    ],
)
def test_the_next_step_of_a_case_is_said(more: dict[str, object], said: str) -> None:
    assert next_step(row(**more), NOW, ZONE) == said


def period(case_id: int, **more: object) -> CasePeriod:
    values: dict[str, object] = {
        "case_id": case_id,
        "reference": f"SC-{case_id}",
        "origin": CaseOrigin.AUTO,
        "state": CaseState.RESTORED,
        "reason": "Standard",
        "restricted_by": "AgentView",
        "flagged_at": NOW - timedelta(days=case_id),
        "since": NOW - timedelta(days=case_id),
        "until": NOW,
        "suspended_at": None,
        "restore_origin": CaseOrigin.MANUAL,
        "restored_by": "Mei Chen",
        "restore_reason": "Paid at the desk",
        "closed_code": "",
        "resuspend_not_before": date(2026, 11, 23),
        "services": 2,
    }
    return CasePeriod.model_validate({**values, **more})


def test_r_sus_26_the_history_has_every_restriction_with_from_to_reason_and_who() -> None:
    running = {"state": "RESTRICTED", "until": None, "restored_by": "", "resuspend_not_before": None}
    found = history_of([period(30), period(2, **running), period(9)])
    assert [one.head for one in found] == ["SC-2: Restricted", "SC-9: Restored", "SC-30: Restored"]
    assert "Restored by Mei Chen: Paid at the desk" in found[1].body
    assert "Left alone before 23 Nov 2026" in found[1].body
    assert (found[0].body, found[0].who, found[0].reference) == ("Standard", "AgentView", "2 services")


@pytest.mark.parametrize(
    ("entity", "action", "new", "said"),
    [
        ("payment_promise", "take", "82.39 AUD, 2026-11-20", "Promise to pay: 82.39 AUD, 20 Nov 2026"),
        (
            "payment_promise",
            "break",
            "82.39 AUD, 2026-11-20",
            "Promise to pay broken: 82.39 AUD, 20 Nov 2026",
        ),
        ("payment_plan", "create", "90.00 AUD, 3", "Payment plan agreed"),
        ("complaint", "open", "TIO-7", "Case of the ombudsman: TIO-7"),
        ("service", "place_hold", "NON_PAYMENT", "Hold placed: Unpaid invoices"),
        ("notification", "withhold", "NOT_SENT", "Message not sent"),
    ],
)
def test_the_timeline_says_what_happened(entity: str, action: str, new: str, said: str) -> None:
    assert credit_head(entry(1, entity=entity, action=action, new=new)) == said


def test_the_timeline_has_words_for_every_command_of_a_case() -> None:
    heads = {credit_head(entry(1, entity="restriction_case", action=one.value)) for one in CaseCommand}
    assert None not in heads
    assert len(heads) == len(CaseCommand)
    status = entry(1, entity="account", action="status", old="1", new="5")
    assert credit_head(status) == "Account: Active \u2192 Suspended"
    assert credit_head(entry(1, entity="order", action="submit")) is None


@pytest.mark.parametrize(
    ("value", "cents"),
    [(typed(12_345), 12_345), ("12.5", 1_250), ("", None), (None, None), ("12.345", None), ("0.001", None)],
)
def test_amounts_are_sent_in_minor_units(value: str | None, cents: int | None) -> None:
    assert cents_of(value) == cents
