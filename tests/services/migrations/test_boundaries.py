"""Where the rules of a migration's end turn: days, usage, what is dropped, waived, or forced."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from agentview.contract import migrations as contract
from agentview.contract.contract_terms import ContractStatus
from agentview.contract.migration_form import MigrationForm
from agentview.contract.migrations import MigrationChanged, MigrationDetail, MigrationStatus
from agentview.core.errors import AgentViewError
from agentview.models.contract import Contract
from agentview.models.subscription import Cardline, PackageSubscription, ServiceSubscription
from agentview.models.trail import AuditEntry
from tests import migration_world as world
from tests.fixtures.backend import Backend
from tests.services.holdings import hold, service_status
from tests.services.migrating import CSA, PROVISIONER, chosen, finalise, submit, submitted, task_of
from tests.services.provisioning.working import Working
from tests.world import assert_world

LEAD = "harbour_lead"
TODAY = world.TODAY
DAY = timedelta(days=1)


def codes(error: AgentViewError) -> list[str]:
    return [refusal.code for refusal in error.refusals]


def detail(working: Working, made: MigrationChanged) -> MigrationDetail:
    return working.call(CSA, contract.DETAIL, order_id=made.order_id)


def charged(backend: Backend, kind: str) -> list[int]:
    with backend.database.read() as session:
        return list(session.scalars(select(Cardline.amount_ex_cents).where(Cardline.kind == kind)))


def forced(working: Working, made: MigrationChanged, **more: object) -> dict[str, object]:
    found = detail(working, made)
    assert found.quote is not None
    asked = {"order_id": made.order_id, "version": found.version, "typed_number": 1}
    return {**asked, "fingerprint": found.quote.fingerprint, **more}


@pytest.mark.usefixtures("home")
def test_r_mig_16_a_day_that_was_accepted_and_passed_is_refused_at_submit(working: Working) -> None:
    draft = chosen(working, hold(working.backend).package_id, effective_on=TODAY)
    working.backend.clock.move(DAY)
    working.sign_in_again()
    assert draft.quote is not None
    asked = {"version": draft.version, "fingerprint": draft.quote.fingerprint}
    error = working.refused(CSA, contract.SUBMIT, order_id=draft.order_id, **asked)
    assert codes(error) == ["E-EFFECTIVE-PAST"]
    assert working.call(CSA, contract.DRAFT, order_id=draft.order_id).status is MigrationStatus.INCOMPLETE


@pytest.mark.usefixtures("home")
def test_r_mig_18_what_is_dropped_has_no_successor_and_ends_with_the_migration(working: Working) -> None:
    backend, held = working.backend, hold(working.backend, "DUO")
    made = submitted(working, held.package_id, "MOB-80")
    finalise(working, made)
    assert [service_status(backend, one) for one in held.service_ids] == ["Cancelled"] * 3
    winning_id = detail(working, made).winning_package_id
    with backend.database.read() as session:
        wanted = select(ServiceSubscription).where(ServiceSubscription.package_subscription_id == winning_id)
        followers = session.scalars(wanted).all()
    assert [(one.source_id, one.status) for one in followers] == [(held.service_ids[0], "Active")]
    assert_world(backend.database)


@pytest.mark.parametrize(
    ("losing", "winning", "services", "expected"),
    [
        ("MOB-40", "MOB-80", 1, []),
        ("DUO", "14277", 3, []),
        ("TALK", "BOX", 2, ["E-FORCE-AUTOMATIC"]),
        ("TALK", "TRUNK", 2, []),
    ],
    ids=["semi-manual", "semi-manual and manual", "automatic", "the automatic one is dropped"],
)
def test_r_mig_19_forcing_is_for_what_people_provision_and_offered_for_nothing_else(
    working: Working, losing: str, winning: str, services: int, expected: list[str]
) -> None:
    backend = working.backend
    world.plan(backend, "TRUNK", 3)
    places = tuple(world.Place(code, 1) for code in (losing, winning))
    world.pool(backend, world.contract_type(backend), places)
    made = submitted(working, hold(backend, losing).package_id, winning)
    found = working.call(LEAD, contract.DETAIL, order_id=made.order_id)
    [state] = [one for one in found.commands if one.command == "force_complete"]
    assert [one.code for one in state.refusals] == expected
    asked = forced(working, made, typed_number=services)
    if expected:
        assert codes(working.refused(LEAD, contract.FORCE_COMPLETE, **asked)) == expected
    else:
        working.call(LEAD, contract.FORCE_COMPLETE, **asked)
        assert detail(working, made).status is MigrationStatus.COMPLETED
    assert_world(backend.database)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("end_on", [TODAY - DAY, TODAY, TODAY + DAY])
def test_r_mig_20_forced_the_losing_package_ends_on_the_day_that_is_given(
    working: Working, end_on: date
) -> None:
    backend, held = working.backend, hold(working.backend)
    made = submitted(working, held.package_id, effective_on=TODAY + 2 * DAY)
    with_day = MigrationForm(winning_plan_id=world.plan_id(backend, "MOB-80"), effective_on=end_on + DAY)
    quote = working.call(CSA, contract.QUOTE, order_id=made.order_id, form=with_day.model_dump(mode="json"))
    asked = forced(working, made, end_on=end_on, fingerprint=quote.fingerprint)
    working.call(LEAD, contract.FORCE_COMPLETE, **asked)
    with backend.database.read() as session:
        losing = session.get_one(PackageSubscription, held.package_id)
        winning = session.get_one(PackageSubscription, losing.followed_by_id)
        assert (losing.status, losing.end_on) == ("Cancelled", end_on)
        assert (winning.status, winning.start_on) == ("Active", end_on + DAY)
    assert detail(working, made).fee_charged_cents == quote.total_cents
    assert_world(backend.database)


@pytest.mark.usefixtures("home")
def test_sm_2_a_halted_migration_is_neither_forced_nor_finalised(working: Working) -> None:
    made = submitted(working, hold(working.backend).package_id)
    task = task_of(working, made, PROVISIONER)
    working.halt(task)
    assert codes(working.refused(LEAD, contract.FORCE_COMPLETE, **forced(working, made))) == ["E-STATE"]
    again = task_of(working, made, PROVISIONER)
    [state] = [one for one in again.commands if one.command == "finalise_migration"]
    assert [one.code for one in state.refusals] == ["E-STATE"]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("is_submitted", [False, True])
def test_sm_2_a_colleague_does_not_withdraw_and_a_supervisor_does(
    working: Working, *, is_submitted: bool
) -> None:
    held = hold(working.backend)
    draft = chosen(working, held.package_id, by=LEAD)
    if is_submitted:
        submit(working, draft, LEAD)
    found = working.call(LEAD, contract.DETAIL, order_id=draft.order_id)
    asked = {"order_id": draft.order_id, "version": found.version, "reason": "Stays"}
    assert codes(working.refused(CSA, contract.WITHDRAW, **asked)) == ["E-NOT-INITIATOR"]
    assert working.call(LEAD, contract.WITHDRAW, **asked).status is MigrationStatus.WITHDRAWN


def test_r_mig_28_a_waived_fee_is_not_charged_and_its_waiver_is_audited(working: Working) -> None:
    backend, held = working.backend, hold(working.backend)
    world.home(backend)
    contract_id = world.bind(
        backend, held.package_id, world.contract_type(backend, world.EARLY), date(2026, 12, 31)
    )
    made = submitted(
        working, held.package_id, by=LEAD, is_early_fee_waived=True, waive_reason="Ten years with us"
    )
    finalise(working, made)
    assert charged(backend, "EARLY_UPGRADE_FEE") == charged(backend, "BREAK_OUT_FEE") == []
    assert charged(backend, "UPGRADE_CHARGE") == [1500]
    with backend.database.read() as session:
        entry = session.scalars(
            select(AuditEntry).where(AuditEntry.action == "waive_early_upgrade_fee")
        ).one()
        assert (entry.actor, entry.reason) == ("Harbour Lead", "Ten years with us")
        assert session.get_one(Contract, contract_id).status == ContractStatus.BROKEN.value


@pytest.mark.parametrize(
    ("is_prorated", "used", "expected"),
    [(False, 3000, []), (False, 3001, [1]), (True, 1500, []), (True, 1501, [1])],
)
def test_r_mig_31_usage_beyond_what_is_included_is_billed_at_completion(
    working: Working, *, is_prorated: bool, used: int, expected: list[int]
) -> None:
    """3,000 c are included in the 30 days of November; the losing package has had 15 of them."""
    backend = working.backend
    type_id = world.contract_type(backend)
    world.plan(backend, "LITE", included=3000, is_prorated=is_prorated)
    world.pool(backend, type_id, (world.Place("LITE", 1), world.Place("MOB-40", 1)), name="Lite")
    held = hold(backend, "LITE")
    world.use(backend, held.package_id, used)
    made = submitted(working, held.package_id, "MOB-40")
    assert charged(backend, "EXCESS_USAGE") == []
    finalise(working, made)
    assert charged(backend, "EXCESS_USAGE") == expected


def test_r_con_04_without_a_default_type_the_contract_ends_and_none_begins(working: Working) -> None:
    backend = working.backend
    type_id = world.contract_type(backend)
    world.pool(backend, type_id)
    held = hold(backend)
    contract_id = world.bind(backend, held.package_id, type_id, date(2027, 1, 31))
    finalise(working, submitted(working, held.package_id))
    with backend.database.read() as session:
        [row] = session.scalars(select(Contract)).all()
        assert (row.id, row.status, row.ended_on) == (contract_id, ContractStatus.ENDED.value, TODAY - DAY)
    assert_world(backend.database)
