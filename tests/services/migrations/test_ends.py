"""What submitting, finalising, withdrawing and forcing do, all of it at once (R-MIG-18 to 22, 30 to 37)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from agentview.contract import migrations as contract
from agentview.contract import provisioning
from agentview.contract.contract_terms import ContractStatus
from agentview.contract.migration_quote import ChargeKind
from agentview.contract.migrations import MigrationChanged, MigrationDetail, MigrationStatus
from agentview.core.errors import AgentViewError
from agentview.models.contract import Contract
from agentview.models.customer import CustomerNote
from agentview.models.order import Order
from agentview.models.subscription import BillingPeriod, BoltOn, Cardline, PackageSubscription
from agentview.models.trail import EventInstance
from tests import migration_world as world
from tests.fixtures.backend import Backend
from tests.services.holdings import group, hold, package_status, service_status
from tests.services.migrating import CSA, PROVISIONER, chosen, finalise, submitted, task_of
from tests.services.provisioning.working import Working, at
from tests.world import assert_world

LEAD, WORKER_LEAD = "harbour_lead", "meridian_lead"
TODAY = world.TODAY
TOMORROW = TODAY + timedelta(days=1)


def codes(error: AgentViewError) -> list[str]:
    return [refusal.code for refusal in error.refusals]


def detail(working: Working, made: MigrationChanged) -> MigrationDetail:
    return working.call(CSA, contract.DETAIL, order_id=made.order_id)


def cardlines(backend: Backend) -> list[tuple[str, int]]:
    with backend.database.read() as session:
        return [(row.kind, row.amount_ex_cents) for row in session.scalars(select(Cardline))]


def package(backend: Backend, package_id: int) -> PackageSubscription:
    with backend.database.read() as session:
        return session.get_one(PackageSubscription, package_id)


def withdraw(working: Working, made: MigrationChanged, by: str = CSA, reason: str = "Stays") -> object:
    version = detail(working, made).version
    return working.call(by, contract.WITHDRAW, order_id=made.order_id, version=version, reason=reason)


@pytest.mark.usefixtures("home")
def test_r_mig_18_submitting_lets_the_losing_wait_for_its_end_and_makes_one_service_for_each_kept(
    working: Working,
) -> None:
    backend, held = working.backend, hold(working.backend, "DUO")
    made = submitted(working, held.package_id, "MOB-80")
    assert made.status is MigrationStatus.AWAITING_PROVISIONING
    assert package_status(backend, held.package_id) == "PendingProvCancel"
    assert {service_status(backend, one) for one in held.service_ids} == {"PendingProvCancel"}
    moves = [
        (one.losing_reference, one.winning_name, one.winning_status) for one in detail(working, made).services
    ]
    mobile, line, sip = (f"SS-{one}" for one in held.service_ids)
    assert moves == [(mobile, "MOB-80-SIM", "PreActive"), (line, "", None), (sip, "", None)]
    assert made.task_references == (f"{made.reference}/1",)
    assert cardlines(backend) == []
    assert_world(backend.database)


@pytest.mark.usefixtures("home")
def test_r_mig_36_submit_refuses_another_quote_than_was_seen(working: Working) -> None:
    draft = chosen(working, hold(working.backend).package_id)
    request = {"order_id": draft.order_id, "version": draft.version, "fingerprint": "another"}
    assert codes(working.refused(CSA, contract.SUBMIT, **request)) == ["E-QUOTE-CHANGED"]
    assert working.call(CSA, contract.DRAFT, order_id=draft.order_id).status is MigrationStatus.INCOMPLETE


def test_r_mig_21_22_and_30_finalising_links_notes_and_charges_the_quote(
    working: Working, home: world.Home
) -> None:
    backend, held = working.backend, hold(working.backend)
    world.bind(backend, held.package_id, home.type_id, date(2027, 1, 31))
    world.bolt_on(backend, held.package_id)
    draft = chosen(working, held.package_id)
    made = submitted_of(working, draft)
    world.home(backend, world.RENEWING, (world.Place("MOB-80", 1, upgrade=99_999),))
    finalise(working, made)
    assert draft.quote is not None
    charged = [(line.kind.value, line.amount_cents) for line in draft.quote.lines if line.is_charged]
    assert cardlines(backend) == charged == [("UPGRADE_CHARGE", 1500), ("PRORATA_CREDIT", -2495)]
    found = detail(working, made)
    assert (found.status, found.fee_charged_cents) == (MigrationStatus.COMPLETED, draft.quote.total_cents)
    losing, winning = package(backend, held.package_id), package(backend, found.winning_package_id or 0)
    assert (losing.followed_by_id, winning.previous_id) == (winning.id, losing.id)
    assert (losing.status, losing.end_on) == ("Cancelled", TODAY - timedelta(days=1))
    assert (winning.status, winning.start_on) == ("Active", TODAY)
    with backend.database.read() as session:
        notes = session.scalars(
            select(CustomerNote).where(CustomerNote.package_subscription_id == losing.id)
        ).all()
        assert any(note.is_system and made.reference in note.text for note in notes)
        assert [row.status for row in session.scalars(select(BoltOn))] == ["ENDED"]
        last = session.scalars(
            select(BillingPeriod.to_on)
            .where(BillingPeriod.package_subscription_id == losing.id)
            .order_by(BillingPeriod.to_on.desc())
        ).first()
        assert last == TODAY - timedelta(days=1)
    assert_world(backend.database)


@pytest.mark.usefixtures("home")
def test_r_prv_07_the_new_package_is_told_of_once_with_its_first_service(working: Working) -> None:
    held = hold(working.backend)
    made = submitted(working, held.package_id, "DUO")
    assert told(working.backend) == []
    finalise(working, made)
    winning = detail(working, made).winning_package_id
    service = detail(working, made).services[0].winning_reference.removeprefix("SS-")
    assert told(working.backend) == [f"NEW_PACKAGE_ACTIVATION:{winning}", f"SERVICE_ACTIVATION:{service}"]


def told(backend: Backend) -> list[str]:
    with backend.database.read() as session:
        return sorted(session.scalars(select(EventInstance.dedupe_key)))


def submitted_of(working: Working, draft: contract.MigrationDraft) -> MigrationChanged:
    assert draft.quote is not None
    return working.call(
        CSA,
        contract.SUBMIT,
        order_id=draft.order_id,
        version=draft.version,
        fingerprint=draft.quote.fingerprint,
    )


def test_r_con_04_the_losing_contract_ends_and_the_winning_package_has_its_own(
    working: Working, home: world.Home
) -> None:
    held = hold(working.backend)
    world.bind(working.backend, held.package_id, home.type_id, date(2027, 1, 31))
    made = submitted(working, held.package_id)
    finalise(working, made)
    winning = detail(working, made).winning_package_id
    with working.backend.database.read() as session:
        rows = session.scalars(select(Contract).order_by(Contract.id)).all()
    assert [(row.package_subscription_id, row.status) for row in rows] == [
        (held.package_id, ContractStatus.ENDED.value),
        (winning, ContractStatus.ACTIVE.value),
    ]
    assert (rows[1].started_on, rows[1].end_on) == (TODAY, date(2027, 11, 15))


@pytest.mark.usefixtures("home")
def test_r_mig_39_a_discount_is_written_on_completion_and_not_on_submit(working: Working) -> None:
    held = hold(working.backend, "MOB-80")
    made = submitted(working, held.package_id, "MOB-40")
    assert cardlines(working.backend) == []
    finalise(working, made)
    assert ("MIGRATION_DISCOUNT", -700) in cardlines(working.backend)
    assert ("DOWNGRADE_CHARGE", 500) in cardlines(working.backend)


@pytest.mark.parametrize(
    ("ends_on", "kind", "amount"),
    [
        (date(2027, 2, 15), ChargeKind.EARLY_UPGRADE_FEE, 2500),
        (date(2027, 2, 16), ChargeKind.BREAK_OUT_FEE, 9000),
    ],
)
def test_r_mig_27_leaving_a_contract_of_another_type_costs_its_fee_at_completion(
    working: Working, ends_on: date, kind: ChargeKind, amount: int
) -> None:
    world.home(working.backend)
    held = hold(working.backend)
    other = world.contract_type(working.backend, world.EARLY)
    contract_id = world.bind(working.backend, held.package_id, other, ends_on)
    finalise(working, submitted(working, held.package_id))
    assert (kind.value, amount) in cardlines(working.backend)
    with working.backend.database.read() as session:
        row = session.get_one(Contract, contract_id)
        assert row.status == ContractStatus.BROKEN.value
        fee = session.get_one(Cardline, row.break_fee_cardline_id)
        assert (fee.amount_ex_cents, fee.tax_code) == (amount, "GST")
        others = session.scalars(select(Cardline).where(Cardline.id != fee.id)).all()
        assert {line.tax_code for line in others} == {None}, "they are no fees of the contract"


@pytest.mark.usefixtures("home")
def test_sm_2_it_is_finalised_from_its_day_on_and_not_before(working: Working) -> None:
    made = submitted(working, hold(working.backend).package_id, effective_on=TOMORROW)
    task = task_of(working, made, PROVISIONER)
    assert codes(working.refused(PROVISIONER, provisioning.FINALISE_MIGRATION, **at(task))) == ["E-TOO-EARLY"]
    working.backend.clock.move(timedelta(days=1))
    working.sign_in_again()
    finalise(working, made)
    assert detail(working, made).status is MigrationStatus.COMPLETED


@pytest.mark.usefixtures("home")
def test_sm_2_it_is_finalised_early_with_the_power_and_a_reason(working: Working) -> None:
    made = submitted(working, hold(working.backend).package_id, effective_on=TOMORROW)
    task = at(task_of(working, made, WORKER_LEAD))
    op = provisioning.FINALISE_MIGRATION
    assert codes(working.refused(WORKER_LEAD, op, **task, is_early=True)) == ["E-EARLY-REASON"]
    assert codes(working.refused(PROVISIONER, op, **task, is_early=True, reason="Now")) == ["E-TOO-EARLY"]
    working.call(WORKER_LEAD, op, **task, is_early=True, reason="The customer waits")
    found = detail(working, made)
    assert (found.status, found.effective_on) == (MigrationStatus.COMPLETED, TOMORROW)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("is_halted", [False, True])
def test_r_mig_32_withdrawing_gives_everything_back_and_charges_nothing(
    working: Working, *, is_halted: bool
) -> None:
    backend, held = working.backend, hold(working.backend, "DUO")
    made = submitted(working, held.package_id, "MOB-80")
    if is_halted:
        working.halt(task_of(working, made, PROVISIONER))
    version = detail(working, made).version
    asked = {"order_id": made.order_id, "version": version}
    assert codes(working.refused(CSA, contract.WITHDRAW, **asked)) == ["E-WITHDRAW-REASON"]
    withdraw(working, made)
    found = detail(working, made)
    assert (found.status, found.withdrawn_reason) == (MigrationStatus.WITHDRAWN, "Stays")
    assert package_status(backend, held.package_id) == "Active"
    assert {service_status(backend, one) for one in held.service_ids} == {"Active"}
    assert package_status(backend, found.winning_package_id or 0) == "Aborted"
    assert cardlines(backend) == []
    assert task_of(working, made).row.status == provisioning.TaskStatus.ABORTED
    assert working.call(CSA, contract.CHECK, package_id=held.package_id).blockers == ()
    assert_world(backend.database)


@pytest.mark.usefixtures("home")
def test_r_mig_33_a_completed_migration_is_not_withdrawn(working: Working) -> None:
    made = submitted(working, hold(working.backend).package_id)
    finalise(working, made)
    found = detail(working, made)
    asked = {"order_id": made.order_id, "version": found.version, "reason": "Too late"}
    for somebody in (CSA, LEAD):
        assert "E-STATE" in codes(working.refused(somebody, contract.WITHDRAW, **asked))


@pytest.mark.usefixtures("home")
def test_r_mig_37_a_halted_migration_leaves_the_losing_services_in_use_and_goes_on(working: Working) -> None:
    backend, held = working.backend, hold(working.backend)
    made = submitted(working, held.package_id)
    working.halt(task_of(working, made, PROVISIONER))
    assert detail(working, made).status is MigrationStatus.HALTED
    assert service_status(backend, held.service_ids[0]) not in {"Cancelled", "Aborted"}
    assert package(backend, held.package_id).end_on is None
    with backend.database.read() as session:
        assert session.get_one(Order, made.order_id).status == "PROVISIONING_HALTED"
    task = task_of(working, made)
    working.call(CSA, provisioning.RESUBMIT, **at(task), note="Try again")
    assert detail(working, made).status is MigrationStatus.AWAITING_PROVISIONING
    finalise(working, made)
    assert_world(backend.database)


def force(working: Working, made: MigrationChanged, **more: object) -> dict[str, object]:
    quote = detail(working, made).quote
    assert quote is not None
    return {
        "order_id": made.order_id,
        "version": detail(working, made).version,
        "typed_number": 1,
        "fingerprint": quote.fingerprint,
        **more,
    }


@pytest.mark.usefixtures("home")
def test_r_mig_20_forced_it_is_complete_at_once_though_its_day_is_to_come(working: Working) -> None:
    backend, held = working.backend, hold(working.backend)
    made = submitted(working, held.package_id, effective_on=TOMORROW)
    assert codes(working.refused(CSA, contract.FORCE_COMPLETE, **force(working, made))) == ["E-POWER"]
    wrong = force(working, made, typed_number=2)
    assert codes(working.refused(LEAD, contract.FORCE_COMPLETE, **wrong)) == ["E-FORCE-NUMBER"]
    working.call(LEAD, contract.FORCE_COMPLETE, **force(working, made))
    losing = package(backend, held.package_id)
    assert (losing.status, losing.end_on) == ("Cancelled", TODAY)
    assert detail(working, made).winning_status == "Active"
    assert task_of(working, made).row.status == provisioning.TaskStatus.COMPLETED
    assert_world(backend.database)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("days", "expected"), [(-2, "E-FORCE-END"), (1, "E-FORCE-END"), (-1, "E-QUOTE-CHANGED")]
)
def test_r_mig_20_the_end_that_is_given_is_not_in_the_past_and_has_its_own_quote(
    working: Working, days: int, expected: str
) -> None:
    made = submitted(working, hold(working.backend).package_id, effective_on=TOMORROW)
    asked = force(working, made, end_on=TODAY + timedelta(days=days))
    assert codes(working.refused(LEAD, contract.FORCE_COMPLETE, **asked)) == [expected]


def test_r_mig_19_what_no_person_provisions_is_not_forced(working: Working) -> None:
    type_id = world.contract_type(working.backend)
    world.pool(working.backend, type_id, (world.Place("TALK", 1), world.Place("BOX", 2)))
    made = submitted(working, hold(working.backend, "TALK").package_id, "BOX")
    asked = force(working, made, typed_number=2)
    assert "E-FORCE-AUTOMATIC" in codes(working.refused(LEAD, contract.FORCE_COMPLETE, **asked))


@pytest.mark.usefixtures("home")
def test_e26_a_group_has_one_primary_package_before_and_after(working: Working) -> None:
    backend = working.backend
    family = group(backend)
    held = hold(backend, group_id=family, is_primary=True)
    other = hold(backend, group_id=family)
    made = submitted(working, held.package_id)
    assert_world(backend.database)
    finalise(working, made)
    winning_id = package(backend, held.package_id).followed_by_id or 0
    primary = [package(backend, one).is_primary_in_group for one in (held.package_id, winning_id)]
    assert primary == [False, True]
    assert package(backend, winning_id).group_id == package(backend, other.package_id).group_id
    assert_world(backend.database)
