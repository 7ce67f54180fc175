"""Two commands on one migration at one moment: one gets through, the other is told, nothing is half done."""

from dataclasses import dataclass
from datetime import date
from functools import partial

import pytest
from sqlalchemy import select

from agentview.contract import contracts, migrations, provisioning
from agentview.contract.migrations import MigrationStatus
from agentview.models.contract import Contract
from agentview.models.migration import Migration
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import Cardline, PackageSubscription
from tests import migration_world as world
from tests.fixtures.backend import Backend
from tests.services.holdings import hold, package_status
from tests.services.migrating import CSA, PROVISIONER, chosen, submitted, task_of
from tests.services.provisioning.working import Working, at
from tests.services.test_races import ROUNDS, Attempt, at_once, calling
from tests.world import assert_world

LEAD, OTHER = "harbour_lead", "meridian_prov2"
STALE = {"E-STATE", "E-STALE"}
"""What the second is told: where it stands by now, or who changed it and when."""

again = pytest.mark.parametrize("again", ROUNDS)


@dataclass
class Outcome:
    """What stands in the database after a race."""

    statuses: list[str]
    packages: list[str]
    tasks: list[str]
    charges: int


@pytest.fixture
def working(local_backend: Backend) -> Working:
    world.home(local_backend)
    return Working(local_backend)


def outcome(backend: Backend) -> Outcome:
    """Return what a race led to; the world must hold."""
    assert_world(backend.database)
    with backend.database.read() as session:
        return Outcome(
            list(session.scalars(select(Migration.status).order_by(Migration.id))),
            list(session.scalars(select(PackageSubscription.status).order_by(PackageSubscription.id))),
            list(session.scalars(select(ProvisioningTask.status).order_by(ProvisioningTask.id))),
            len(session.scalars(select(Cardline.id)).all()),
        )


def loser(told: list[str]) -> str:
    """Return what the one that did not get through was told; the other must have."""
    assert told.count("done") == 1, told
    return next(one for one in told if one != "done")


def withdrawing(backend: Backend, order_id: int, version: int, by: str = LEAD) -> Attempt:
    asked = {"order_id": order_id, "version": version, "reason": "Stays"}
    return calling(backend, by, migrations.WITHDRAW, **asked)


@again
def test_r_mig_35_two_begin_and_one_has_it(working: Working, again: int) -> None:
    backend, held = working.backend, hold(working.backend)
    press = partial(calling, backend, op=migrations.START, package_id=held.package_id)
    assert loser(at_once(press(CSA), press(LEAD))) == "E-IN-MIGRATION", again
    assert outcome(backend) == Outcome(["INCOMPLETE"], ["Active"], [], 0)


@again
def test_it_is_submitted_or_withdrawn(working: Working, again: int) -> None:
    backend, draft = working.backend, chosen(working, hold(working.backend).package_id)
    assert draft.quote is not None
    seen = {"order_id": draft.order_id, "version": draft.version}
    submit = calling(backend, CSA, migrations.SUBMIT, **seen, fingerprint=draft.quote.fingerprint)
    told = at_once(submit, withdrawing(backend, draft.order_id, draft.version))
    assert loser(told) in STALE, again
    if told[0] == "done":
        waiting = ["PendingProvCancel", "PreActive"]
        assert outcome(backend) == Outcome(["AWAITING_PROVISIONING"], waiting, ["AWAITING_PROVISIONING"], 0)
    else:
        assert outcome(backend) == Outcome(["WITHDRAWN"], ["Active"], [], 0)


@again
def test_r_mig_33_it_is_finalised_or_withdrawn(working: Working, again: int) -> None:
    backend = working.backend
    made = submitted(working, hold(backend).package_id)
    task = at(task_of(working, made, PROVISIONER))
    told = at_once(
        calling(backend, PROVISIONER, provisioning.FINALISE_MIGRATION, **task),
        withdrawing(backend, made.order_id, made.version),
    )
    assert loser(told) in STALE, again
    if told[0] == "done":
        assert outcome(backend) == Outcome(["COMPLETED"], ["Cancelled", "Active"], ["COMPLETED"], 2)
    else:
        assert outcome(backend) == Outcome(["WITHDRAWN"], ["Active", "Aborted"], ["ABORTED"], 0)


@again
def test_it_is_finalised_once(working: Working, again: int) -> None:
    backend = working.backend
    made = submitted(working, hold(backend).package_id)
    task = at(task_of(working, made, PROVISIONER))

    def finalise(by: str) -> Attempt:
        return calling(backend, by, provisioning.FINALISE_MIGRATION, **task)

    assert loser(at_once(finalise(PROVISIONER), finalise(OTHER))) in STALE, again
    assert outcome(backend) == Outcome(["COMPLETED"], ["Cancelled", "Active"], ["COMPLETED"], 2)


@again
def test_it_is_finalised_or_forced(working: Working, again: int) -> None:
    backend = working.backend
    made = submitted(working, hold(backend).package_id)
    task = at(task_of(working, made, PROVISIONER))
    quote = working.call(LEAD, migrations.DETAIL, order_id=made.order_id).quote
    assert quote is not None
    asked = {"order_id": made.order_id, "version": made.version, "fingerprint": quote.fingerprint}
    told = at_once(
        calling(backend, PROVISIONER, provisioning.FINALISE_MIGRATION, **task),
        calling(backend, LEAD, migrations.FORCE_COMPLETE, **asked, typed_number=1),
    )
    assert loser(told) in STALE, again
    assert outcome(backend) == Outcome(["COMPLETED"], ["Cancelled", "Active"], ["COMPLETED"], 2)


@again
def test_r_mig_29_its_contract_is_broken_before_it_is_submitted_or_not_at_all(
    working: Working, again: int
) -> None:
    """Who breaks out changes the quote that the other has seen; of what is submitted nobody breaks out."""
    backend, held = working.backend, hold(working.backend)
    type_id = world.contract_type(backend, world.PER_MONTH)
    contract_id = world.bind(backend, held.package_id, type_id, date(2027, 1, 31))
    draft = chosen(working, held.package_id)
    assert draft.quote is not None
    assert draft.preflight.contract is not None
    fee = draft.preflight.contract.break_out.amount_cents
    seen = {"order_id": draft.order_id, "version": draft.version}
    told = at_once(
        calling(backend, CSA, migrations.SUBMIT, **seen, fingerprint=draft.quote.fingerprint),
        calling(backend, LEAD, contracts.BREAK_OUT, contract_id=contract_id, version=1, fee_cents=fee),
    )
    refused = loser(told)
    with backend.database.read() as session:
        status = session.get_one(Contract, contract_id).status
    found = outcome(backend)
    if told[0] == "done":
        assert refused == "E-OPEN-ORDER"
        assert (found.statuses, found.charges, status) == (["AWAITING_PROVISIONING"], 0, "ACTIVE")
    else:
        assert refused == "E-QUOTE-CHANGED"
        assert (found.statuses, found.charges, status) == (["INCOMPLETE"], 1, "BROKEN")
        assert package_status(backend, held.package_id) == "Active"
    assert again in ROUNDS
    assert MigrationStatus(found.statuses[0]).is_open
