"""The table of SM-1: every state with every command, generated."""

from dataclasses import replace

import pytest

from agentview.contract.provisioning import TaskCommand, TaskStatus, TransferType
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.power import Power
from agentview.services.provisioning.lifecycle import BUCKETS, COMPLETION, LIFECYCLE, TaskFacts

ALL_POWERS = frozenset(Power)
MINE = TaskFacts(
    transfer_type=TransferType.NEW,
    caller_id=7,
    is_worked_here=True,
    is_retailed_here=True,
    is_customer=False,
    customers_may_resubmit=False,
    claimant_id=7,
    claimant="Me",
    claimed_at=None,
    service_status=SubscriptionStatus.PRE_ACTIVE,
    account_status=1,
)

A, P, H, C, X = TaskStatus
LEGAL: dict[TaskCommand, set[TaskStatus]] = {
    TaskCommand.CLAIM: {A, P},
    TaskCommand.RELEASE: {P},
    TaskCommand.TAKE_OVER: {P},
    TaskCommand.RENEW: {P},
    TaskCommand.EDIT: {A, P},
    TaskCommand.ACTIVATE: {A, P},
    TaskCommand.FINALISE_CANCELLATION: {A, P},
    TaskCommand.FINALISE_MIGRATION: {A, P},
    TaskCommand.HALT: {A, P},
    TaskCommand.AMEND: {H},
    TaskCommand.RESUBMIT: {H},
    TaskCommand.ABORT: {A, P, H},
    TaskCommand.ADD_NOTE: {A, P, H, C, X},
}
"""SM-1 and D-18 written down a second time, by hand."""


@pytest.mark.parametrize("state", list(TaskStatus))
@pytest.mark.parametrize("command", list(TaskCommand))
def test_what_stands_in_no_row_is_refused_with_e_state(state: TaskStatus, command: TaskCommand) -> None:
    refusals = LIFECYCLE.judge(state, command, MINE, ALL_POWERS).refusals
    assert ("E-STATE" in {refusal.code for refusal in refusals}) is (state not in LEGAL[command])


def judged(command: TaskCommand, facts: TaskFacts, state: TaskStatus = P) -> set[str]:
    return {refusal.code for refusal in LIFECYCLE.judge(state, command, facts, ALL_POWERS).refusals}


@pytest.mark.parametrize("kind", list(TransferType))
def test_r_prv_14_each_transfer_type_has_one_completing_command(kind: TransferType) -> None:
    facts = replace(MINE, transfer_type=kind, service_status=SubscriptionStatus.PENDING_PROV_CANCEL)
    others = {
        TransferType.CANCEL: TaskCommand.FINALISE_CANCELLATION,
        TransferType.MIGRATE: TaskCommand.FINALISE_MIGRATION,
    }
    completing = {TaskCommand.ACTIVATE, *others.values()}
    assert {command for command in completing if not judged(command, facts)} == {COMPLETION[kind]}
    assert COMPLETION[kind] is others.get(kind, TaskCommand.ACTIVATE)


@pytest.mark.parametrize(
    "command",
    [TaskCommand.EDIT, TaskCommand.ACTIVATE, TaskCommand.HALT, TaskCommand.ABORT, TaskCommand.CLAIM],
)
def test_d_18_another_s_claim_refuses_and_names_the_claimant(command: TaskCommand) -> None:
    theirs = replace(MINE, claimant_id=8, claimant="T. Silva")
    verdict = LIFECYCLE.judge(P, command, theirs, ALL_POWERS)
    assert [refusal.code for refusal in verdict.refusals] == ["E-CLAIMED"]
    assert verdict.refusals[0].values["by"] == "T. Silva"


def test_r_prv_22_the_wholesaler_does_not_resubmit_on_the_retailer_s_behalf() -> None:
    assert judged(TaskCommand.RESUBMIT, replace(MINE, is_retailed_here=False), H) == {"E-NOT-RETAILER"}
    assert judged(TaskCommand.RESUBMIT, MINE, H) == set()


def test_r_prv_22_customers_resubmit_only_where_the_portal_option_is_on() -> None:
    customer = replace(MINE, is_customer=True)
    assert judged(TaskCommand.RESUBMIT, customer, H) == {"E-PORTAL-OFF"}
    assert judged(TaskCommand.RESUBMIT, replace(customer, customers_may_resubmit=True), H) == set()


def test_sm_1_an_account_that_may_not_order_does_not_resubmit() -> None:
    assert judged(TaskCommand.RESUBMIT, replace(MINE, account_status=2), H) == {"E-ACCOUNT-STATUS"}


def test_r_prv_25_what_is_active_is_not_aborted() -> None:
    active = replace(MINE, service_status=SubscriptionStatus.ACTIVE)
    assert judged(TaskCommand.ABORT, active) == {"E-STATE"}


def test_r_gen_02_a_missing_power_is_a_reason_like_any_other() -> None:
    for (state, command), row in LIFECYCLE.table.items():
        refusals = LIFECYCLE.judge(state, command, MINE, frozenset()).refusals
        assert ("E-POWER" in {refusal.code for refusal in refusals}) is bool(row.powers)


def test_every_state_has_its_list() -> None:
    assert set(BUCKETS) == set(TaskStatus)
