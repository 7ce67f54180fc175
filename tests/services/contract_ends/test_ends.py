"""R-CON-03: at the end of a contract its package goes on, is cancelled, or is bound anew, by itself."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from threading import Barrier

import pytest
from sqlalchemy import select

from agentview.contract.contract_terms import ContractStatus
from agentview.contract.customers import TIMELINE, TimelineKind
from agentview.contract.migrations import WITHDRAW
from agentview.contract.transfers import UPGRADE
from agentview.jobs.contract_ends import ROUND_EVERY, ContractEndsJob
from agentview.models.contract import Contract, ContractType
from agentview.models.database import Stamp
from agentview.models.order import CancelRequest
from agentview.models.provisioning import ProvisioningTask
from agentview.models.trail import AuditEntry, ChangeRow
from tests import build
from tests.fixtures.backend import Backend
from tests.migration_world import CANCELLING, FIXED, RENEWING, Terms, bind, contract_type, home, plan_id
from tests.services.holdings import Held, group, hold, package_status, service_status
from tests.services.migrating import begin, submitted
from tests.services.provisioning.working import Working
from tests.world import assert_world

TODAY = date(2026, 11, 16)
_NAMES = count(1)
YESTERDAY = TODAY - timedelta(days=1)


def bound(
    backend: Backend, terms: Terms = FIXED, end_on: date = YESTERDAY, held: Held | None = None
) -> tuple[Held, int]:
    held = held or hold(backend)
    own = replace(terms, name=f"{terms.name} {next(_NAMES)}")
    return held, bind(backend, held.package_id, contract_type(backend, own), end_on)


def run(backend: Backend) -> int:
    """Go once through what is due; return how many ends were looked at."""
    job = ContractEndsJob(backend.embedded)
    steps = 0
    while job.step():
        steps += 1
    return steps


def standing(backend: Backend, contract_id: int) -> tuple[str, date, date | None]:
    with backend.database.read() as session:
        row = session.get_one(Contract, contract_id)
        return row.status, row.end_on, row.ended_on


def audited(backend: Backend, contract_id: int) -> list[tuple[str, str]]:
    with backend.database.read() as session:
        rows = session.execute(
            select(AuditEntry.action, AuditEntry.actor)
            .where(AuditEntry.entity == "contract", AuditEntry.entity_id == contract_id)
            .order_by(AuditEntry.id)
        )
        return [(row.action, row.actor) for row in rows]


def test_r_con_03_without_an_end_method_the_contract_ends_and_the_package_goes_on(backend: Backend) -> None:
    held, contract_id = bound(backend)
    assert run(backend) == 1
    assert standing(backend, contract_id) == ("ENDED", YESTERDAY, YESTERDAY)
    assert package_status(backend, held.package_id) == "Active"
    assert audited(backend, contract_id) == [("end_contract", "AgentView")]
    told = Working(backend).call("harbour_csa", TIMELINE, account_id=build.MARLOW)
    assert (told.entries[0].action, told.entries[0].kind) == ("end_contract", TimelineKind.SERVICES)
    with backend.database.read() as session:
        change = session.scalars(select(ChangeRow).order_by(ChangeRow.id.desc()).limit(1)).one()
        assert (change.topic, change.record_id, change.provider_id) == (
            "ACCOUNT",
            build.MARLOW,
            build.HARBOUR,
        )
    assert run(backend) == 0
    assert_world(backend.database)


@pytest.mark.parametrize(("end_on", "is_due"), [(YESTERDAY, True), (TODAY, False)])
def test_r_con_03_the_last_day_still_binds(local_backend: Backend, end_on: date, *, is_due: bool) -> None:
    _, contract_id = bound(local_backend, end_on=end_on)
    run(local_backend)
    assert (standing(local_backend, contract_id)[0] == "ENDED") is is_due


def test_r_con_03_the_day_is_that_of_the_provider(local_backend: Backend) -> None:
    here = bound(local_backend, end_on=TODAY)[1]
    there = bound(local_backend, end_on=TODAY, held=hold(local_backend, "ALP-40", build.ALPINE_LEE))[1]
    # The 17th has begun in Sydney and not in Vienna.
    local_backend.clock.set(datetime(2026, 11, 16, 14, 0, tzinfo=UTC))
    assert run(local_backend) == 1
    assert (standing(local_backend, here)[0], standing(local_backend, there)[0]) == ("ENDED", "ACTIVE")
    local_backend.clock.set(datetime(2026, 11, 16, 23, 0, tzinfo=UTC))
    assert run(local_backend) == 1
    assert standing(local_backend, there)[0] == "ENDED"


def test_r_con_03_cancel_service_raises_the_cancellation_with_its_tasks(backend: Backend) -> None:
    held, contract_id = bound(backend, CANCELLING, held=hold(backend, "DUO"))
    assert run(backend) == 1
    assert standing(backend, contract_id)[0] == "ENDED"
    assert package_status(backend, held.package_id) == "PendingProvCancel"
    assert {service_status(backend, one) for one in held.service_ids} == {"PendingProvCancel"}
    with backend.database.read() as session:
        request = session.scalars(select(CancelRequest)).one()
        assert (request.reason_code, request.provider_id) == ("CONTRACT_ENDED", build.HARBOUR)
        assert (request.submitted_by, request.requested_on) == ("system", TODAY)
        tasks = session.scalars(select(ProvisioningTask.reference).order_by(ProvisioningTask.id)).all()
    assert tasks == [f"CR-{request.id}/{part}" for part in (1, 2, 3)]
    assert run(backend) == 0
    assert_world(backend.database)


def test_r_con_03_with_the_primary_package_its_group_ends(local_backend: Backend) -> None:
    family = group(local_backend)
    primary = hold(local_backend, group_id=family, is_primary=True)
    _, contract_id = bound(local_backend, CANCELLING, held=primary)
    other = hold(local_backend, group_id=family)
    run(local_backend)
    assert standing(local_backend, contract_id)[0] == "ENDED"
    assert package_status(local_backend, other.package_id) == "PendingProvCancel"
    assert_world(local_backend.database)


def test_r_con_03_renew_moves_the_end_by_the_length(backend: Backend) -> None:
    _, contract_id = bound(backend, RENEWING)
    assert run(backend) == 1
    assert standing(backend, contract_id) == ("RENEWED", date(2027, 11, 15), None)
    assert run(backend) == 0
    assert_world(backend.database)


def test_r_con_03_after_days_off_it_is_renewed_until_the_end_is_not_past(local_backend: Backend) -> None:
    days = Terms("Ten days", length=10, length_unit=RENEWING.length_unit.DAY, end=RENEWING.end)
    _, contract_id = bound(local_backend, days, end_on=TODAY - timedelta(days=21))
    run(local_backend)
    assert standing(local_backend, contract_id)[1] == TODAY + timedelta(days=9)
    assert [action for action, _ in audited(local_backend, contract_id)] == ["renew_contract"] * 3
    _, exact = bound(local_backend, days, end_on=TODAY - timedelta(days=20))
    run(local_backend)
    assert standing(local_backend, exact)[1] == TODAY, "the last day still binds"


def test_r_gen_05_of_several_processes_one_carries_it_out(local_backend: Backend) -> None:
    _, contract_id = bound(local_backend, CANCELLING)
    gate = Barrier(4)
    jobs = [ContractEndsJob(local_backend.embedded) for _ in range(4)]

    def step(job: ContractEndsJob) -> None:
        gate.wait(20)
        job.step()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(step, jobs))
    assert [action for action, _ in audited(local_backend, contract_id)] == ["end_contract"]
    with local_backend.database.read() as session:
        assert len(session.scalars(select(CancelRequest)).all()) == 1
    assert_world(local_backend.database)


def test_r_gen_06_what_is_refused_waits_and_does_not_stop_the_others(
    local_backend: Backend, caplog: pytest.LogCaptureFixture
) -> None:
    held, refused = bound(local_backend, CANCELLING)
    _, fine = bound(local_backend)
    working = Working(local_backend)
    working.call("harbour_csa", UPGRADE, package_id=held.package_id, plan_id=plan_id(local_backend, "MOB-80"))
    job = ContractEndsJob(local_backend.embedded)
    assert [job.step() for _ in range(4)] == [True, True, False, False]
    assert (standing(local_backend, refused)[0], standing(local_backend, fine)[0]) == ("ACTIVE", "ENDED")
    assert [record.getMessage() for record in caplog.records] == ["contract_end.refused"]
    caplog.clear()
    local_backend.clock.move(ROUND_EVERY)
    assert [job.step(), job.step()] == [True, False], "it is tried again in the next round"
    assert len(caplog.records) == 1
    caplog.clear()


def test_r_gen_06_a_broken_record_does_not_stop_the_others(local_backend: Backend) -> None:
    _, broken = bound(local_backend, RENEWING)
    _, fine = bound(local_backend, Terms("Others"))
    with local_backend.database.write(Stamp("test", build.START)) as session:
        type_id = session.get_one(Contract, broken).contract_type_id
        session.get_one(ContractType, type_id).length = 0
    job = ContractEndsJob(local_backend.embedded)
    with pytest.raises(LookupError):
        job.step()
    assert [job.step(), job.step()] == [True, False]
    assert (standing(local_backend, broken)[0], standing(local_backend, fine)[0]) == ("ACTIVE", "ENDED")


def in_pool(backend: Backend, terms: Terms) -> tuple[Held, int]:
    type_id = home(backend, terms).type_id
    held = hold(backend)
    return held, bind(backend, held.package_id, type_id, TODAY)


@pytest.mark.parametrize("terms", [CANCELLING, RENEWING, FIXED], ids=lambda terms: terms.end)
def test_a_contract_whose_package_is_being_migrated_waits_for_the_migration(
    backend: Backend, terms: Terms
) -> None:
    held, contract_id = in_pool(backend, terms)
    working = Working(backend)
    made = submitted(working, held.package_id)
    backend.clock.move(timedelta(days=1))
    assert run(backend) == 0
    assert standing(backend, contract_id)[0] == "ACTIVE"
    assert package_status(backend, held.package_id) == "PendingProvCancel"
    working.sign_in_again()
    working.call(
        "harbour_lead", WITHDRAW, order_id=made.order_id, version=made.version, reason="Changed their mind"
    )
    assert package_status(backend, held.package_id) == "Active"
    assert run(backend) == 1
    expected = ContractStatus.RENEWED if terms is RENEWING else ContractStatus.ENDED
    assert standing(backend, contract_id)[0] == expected
    assert_world(backend.database)


@pytest.mark.parametrize(
    ("terms", "status"), [(CANCELLING, "ACTIVE"), (RENEWING, "RENEWED"), (FIXED, "ENDED")]
)
def test_a_wizard_that_is_open_holds_up_a_cancellation_alone(
    local_backend: Backend, terms: Terms, status: str
) -> None:
    held, contract_id = in_pool(local_backend, terms)
    begin(Working(local_backend), held.package_id)
    local_backend.clock.move(timedelta(days=1))
    run(local_backend)
    assert standing(local_backend, contract_id)[0] == status
    assert package_status(local_backend, held.package_id) == "Active"


def test_what_is_being_cancelled_already_is_not_cancelled_again(local_backend: Backend) -> None:
    held, contract_id = bound(local_backend, CANCELLING, held=hold(local_backend, status="PendingProvCancel"))
    run(local_backend)
    assert standing(local_backend, contract_id)[0] == "ENDED"
    assert package_status(local_backend, held.package_id) == "PendingProvCancel"
    with local_backend.database.read() as session:
        assert session.scalars(select(CancelRequest)).all() == []
