"""SM-2 as a table: each command in each state, and what guards it; what stands in no row is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest

from agentview.contract.migrations import MigrationCommand as C
from agentview.contract.migrations import MigrationStatus as S
from agentview.core.power import Power
from agentview.services.migration_lifecycle import LIFECYCLE, MigrationFacts
from tests.migration_world import TODAY

OPEN = MigrationFacts(
    is_initiator=True,
    is_lead=False,
    initiator="Ana",
    may_end_early=False,
    today=TODAY,
    effective_on=TODAY,
)
LEADS = replace(OPEN, is_initiator=False, is_lead=True)
COLLEAGUES = replace(OPEN, is_initiator=False)
POWERS = frozenset({Power.PKG_CANCEL_MIGRATE, Power.FORCE_COMPLETE})
LEADS_TO = {
    (S.INCOMPLETE, C.SAVE_PAGE): None,
    (S.INCOMPLETE, C.SUBMIT): S.AWAITING_PROVISIONING,
    (S.INCOMPLETE, C.WITHDRAW): S.WITHDRAWN,
    (S.AWAITING_PROVISIONING, C.WITHDRAW): S.WITHDRAWN,
    (S.AWAITING_PROVISIONING, C.FORCE_COMPLETE): S.COMPLETED,
    (S.AWAITING_PROVISIONING, C.FINALISE): S.COMPLETED,
    (S.AWAITING_PROVISIONING, C.HALT): S.HALTED,
    (S.HALTED, C.WITHDRAW): S.WITHDRAWN,
    (S.HALTED, C.RESUBMIT): S.AWAITING_PROVISIONING,
}


def refusals(state: S, command: C, facts: MigrationFacts, powers: frozenset[Power] = POWERS) -> list[str]:
    return [one.code for one in LIFECYCLE.judge(state, command, facts, powers).refusals]


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("command", list(C))
def test_sm_2_each_command_leads_where_the_table_says_and_nowhere_else(state: S, command: C) -> None:
    verdict = LIFECYCLE.judge(state, command, OPEN, POWERS)
    if (state, command) in LEADS_TO:
        assert (verdict.refusals, verdict.target) == ((), LEADS_TO[state, command])
    else:
        assert [one.code for one in verdict.refusals] == ["E-STATE"]


@pytest.mark.parametrize(
    ("state", "command", "by_lead", "by_colleague"),
    [
        (S.INCOMPLETE, C.SAVE_PAGE, [], ["E-NOT-INITIATOR"]),
        (S.INCOMPLETE, C.SUBMIT, ["E-NOT-INITIATOR"], ["E-NOT-INITIATOR"]),
        (S.INCOMPLETE, C.WITHDRAW, [], ["E-NOT-INITIATOR"]),
        (S.AWAITING_PROVISIONING, C.WITHDRAW, [], ["E-NOT-INITIATOR"]),
        (S.HALTED, C.WITHDRAW, [], ["E-NOT-INITIATOR"]),
    ],
)
def test_sm_2_who_may_do_what(state: S, command: C, by_lead: list[str], by_colleague: list[str]) -> None:
    assert refusals(state, command, LEADS) == by_lead
    assert refusals(state, command, COLLEAGUES) == by_colleague


@pytest.mark.parametrize(
    ("state", "command", "power"),
    [
        (S.INCOMPLETE, C.SAVE_PAGE, Power.PKG_CANCEL_MIGRATE),
        (S.INCOMPLETE, C.SUBMIT, Power.PKG_CANCEL_MIGRATE),
        (S.HALTED, C.WITHDRAW, Power.PKG_CANCEL_MIGRATE),
        (S.AWAITING_PROVISIONING, C.FORCE_COMPLETE, Power.FORCE_COMPLETE),
    ],
)
def test_r_mig_10_a_command_takes_its_power(state: S, command: C, power: Power) -> None:
    assert refusals(state, command, OPEN, POWERS - {power}) == ["E-POWER"]


@pytest.mark.parametrize(
    ("days", "is_early", "may_end_early", "expected"),
    [
        (-1, False, False, []),
        (0, False, False, []),
        (1, False, False, ["E-TOO-EARLY"]),
        (1, True, False, ["E-TOO-EARLY"]),
        (1, False, True, ["E-TOO-EARLY"]),
        (1, True, True, []),
    ],
)
def test_sm_2_it_is_finalised_from_its_day_on_or_by_a_permit(
    days: int, *, is_early: bool, may_end_early: bool, expected: list[str]
) -> None:
    facts = replace(
        OPEN, effective_on=TODAY + timedelta(days=days), is_early=is_early, may_end_early=may_end_early
    )
    assert refusals(S.AWAITING_PROVISIONING, C.FINALISE, facts) == expected


@pytest.mark.parametrize("types", [(), ("Voicemail",), ("Voicemail", "Fax")])
def test_r_mig_19_each_type_that_no_person_provisions_stands_against_forcing(types: tuple[str, ...]) -> None:
    found = refusals(S.AWAITING_PROVISIONING, C.FORCE_COMPLETE, replace(OPEN, automatic_types=types))
    assert found == ["E-FORCE-AUTOMATIC"] * len(types)
