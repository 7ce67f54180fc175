"""Two commands on one record at one moment: one gets through, the other is told, nothing is half done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import func, select

from agentview.contract import cancelling, network, order_entry, provisioning, transfers
from agentview.contract.op import Op
from agentview.contract.orders import PLACE
from agentview.core.errors import Conflict, Denied, NotFound, Rejected
from agentview.models.database import Stamp
from agentview.models.network import NetworkRequest
from agentview.models.order import CancelRequest, Order
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from tests import build
from tests.fixtures.backend import Backend
from tests.services.holdings import group, hold, package_status
from tests.services.network.carrying import NO_ACCOUNT, Carrying
from tests.services.order_entry.ordering import Ordering, at
from tests.services.provisioning.working import Working, package_of
from tests.services.provisioning.working import at as of_task
from tests.world import assert_world

Attempt = Callable[[], object]
ROUNDS = range(3)
"""Each race is run more than once: who is first changes."""


def at_once(*attempts: Attempt) -> list[str]:
    """Carry out commands at the same moment; return "done" or the code of the refusal of each."""
    gate = Barrier(len(attempts))

    def one(attempt: Attempt) -> str:
        gate.wait(20)
        try:
            attempt()
        except (Conflict, Rejected, Denied, NotFound) as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(len(attempts)) as pool:
        return list(pool.map(one, attempts))


def calling(backend: Backend, username: str, op: Op[Any, Any], **request: object) -> Attempt:
    """Return a command of a person who is signed in already."""
    return partial(backend.gateway(username).call, op, op.request.model_validate(request))


def count_of(backend: Backend, table: type[Any]) -> int:
    with backend.database.read() as session:
        return session.scalars(select(func.count()).select_from(table)).one()


@pytest.mark.parametrize("again", ROUNDS)
def test_an_order_is_submitted_or_given_up(local_backend: Backend, again: int) -> None:
    ordering = Ordering(local_backend)
    draft = ordering.ready()
    outcome = at_once(
        calling(local_backend, "harbour_csa", order_entry.SUBMIT, **at(draft)),
        calling(local_backend, "harbour_csa", order_entry.DISCARD, **at(draft)),
    )
    assert outcome.count("done") == 1, (again, outcome)
    assert set(outcome) - {"done"} <= {"E-STATE", "E-STALE"}
    is_submitted = outcome[0] == "done"
    assert ordering.made() == ((1, 1, 1) if is_submitted else (0, 0, 0))
    assert_world(local_backend.database)


@pytest.mark.parametrize("again", ROUNDS)
def test_a_page_is_saved_before_the_order_is_submitted_or_not_at_all(
    local_backend: Backend, again: int
) -> None:
    ordering = Ordering(local_backend)
    draft = ordering.ready()
    page = {"page": "REVIEW", "go_on_at": "REVIEW", "form": draft.form.model_dump(mode="json")}
    outcome = at_once(
        calling(local_backend, "harbour_csa", order_entry.SUBMIT, **at(draft)),
        calling(local_backend, "harbour_lead", order_entry.SAVE_PAGE, **at(draft), **page),
    )
    assert outcome.count("done") == 1, (again, outcome)
    assert_world(local_backend.database)


@pytest.mark.parametrize("again", ROUNDS)
def test_r_prv_33_a_package_is_cancelled_or_moves_to_another_owner(
    local_backend: Backend, again: int
) -> None:
    held = hold(local_backend)
    outcome = at_once(
        calling(
            local_backend,
            "harbour_csa",
            cancelling.CANCEL_PACKAGE,
            package_id=held.package_id,
            reason="PRICE",
        ),
        calling(
            local_backend,
            "harbour_lead",
            transfers.CHANGE_OWNER,
            package_id=held.package_id,
            new_account_id=build.OKONKWO,
        ),
    )
    assert outcome.count("done") == 1, (again, outcome)
    made = (count_of(local_backend, CancelRequest), count_of(local_backend, Order))
    assert made == ((1, 0) if outcome[0] == "done" else (0, 1))
    assert_world(local_backend.database)


@pytest.mark.parametrize("again", ROUNDS)
def test_a_package_is_cancelled_at_the_desk_or_by_another_system(local_backend: Backend, again: int) -> None:
    held = hold(local_backend)
    item = {"id": "1", "action": "delete", "product": {"id": f"PS-{held.package_id}"}}
    party = {"id": build.ACCOUNT_NO[build.MARLOW], "role": "customer"}
    wish = PLACE.request.model_validate(
        {"externalId": f"X{again}", "relatedParty": [party], "productOrderItem": [item]}
    )
    outcome = at_once(
        calling(
            local_backend,
            "harbour_csa",
            cancelling.CANCEL_PACKAGE,
            package_id=held.package_id,
            reason="PRICE",
        ),
        partial(local_backend.gateway("harbour_lead").call, PLACE, wish),
    )
    assert outcome.count("done") == 1, outcome
    assert count_of(local_backend, CancelRequest) == 1
    assert_world(local_backend.database)


COMMANDS: dict[str, tuple[Op[Any, Any], dict[str, object]]] = {
    "claim": (provisioning.CLAIM, {}),
    "halt": (provisioning.HALT, {"code": "OTHER", "text": "x"}),
    "activate": (provisioning.ACTIVATE, {"service_start_on": build.START.date()}),
}


@pytest.mark.parametrize("again", ROUNDS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_package_that_is_cancelled_and_its_task_agree(
    local_backend: Backend, command: str, again: int
) -> None:
    """What the provisioner does at that moment comes before the cancellation, or is refused."""
    working = Working(local_backend)
    task = working.new()
    package_id = int(package_of(local_backend, task).removeprefix("PS-"))
    primary = lead_by_an_active_one(local_backend, package_id)
    op, values = COMMANDS[command]
    target = {"task_id": task.row.task_id} if command == "claim" else of_task(task)
    outcome = at_once(
        calling(
            local_backend,
            "harbour_csa",
            cancelling.CANCEL_PACKAGE,
            package_id=primary,
            reason="PRICE",
            typed_number=2,
        ),
        calling(local_backend, "meridian_prov", op, **target, **values),
    )
    assert "done" in outcome, (again, outcome)
    with local_backend.database.read() as session:
        status = session.get_one(ProvisioningTask, task.row.task_id).status
    assert (package_status(local_backend, package_id) == "Aborted") is (status == "ABORTED")
    assert_world(local_backend.database)


def lead_by_an_active_one(backend: Backend, package_id: int) -> int:
    """Put a package into a group; return its primary one, which is active and takes it along (R-PRV-32)."""
    group_id = group(backend)
    with backend.database.write(Stamp("test", build.START)) as session:
        session.get_one(PackageSubscription, package_id).group_id = group_id
    return hold(backend, group_id=group_id, is_primary=True).package_id


@pytest.mark.parametrize("again", ROUNDS)
def test_a_refused_request_is_retried_or_given_up(local_backend: Backend, again: int) -> None:
    carrying = Carrying(local_backend)
    row = carrying.failed(NO_ACCOUNT)
    seen = {"request_id": row.request_id, "version": row.version}
    outcome = at_once(
        calling(local_backend, "harbour_lead", network.RETRY, **seen, confirm=True),
        calling(local_backend, "harbour_lead", network.ABORT, **seen, reason="x"),
        carrying.job.step,
    )
    assert (outcome[0] == "done") is not (outcome[1] == "done"), (again, outcome)
    carrying.run()
    assert_world(local_backend.database)


@pytest.mark.parametrize("again", ROUNDS)
def test_what_the_platform_is_asked_again_is_not_given_up_with_its_package(
    local_backend: Backend, again: int
) -> None:
    carrying = Carrying(local_backend)
    row = carrying.failed(NO_ACCOUNT)
    with local_backend.database.read() as session:
        request = session.get_one(NetworkRequest, row.request_id)
        service = session.get_one(ServiceSubscription, request.service_subscription_id)
        package_id = service.package_subscription_id
    primary = lead_by_an_active_one(local_backend, package_id)
    outcome = at_once(
        calling(
            local_backend,
            "harbour_csa",
            cancelling.CANCEL_PACKAGE,
            package_id=primary,
            reason="PRICE",
            typed_number=2,
        ),
        calling(
            local_backend,
            "harbour_lead",
            network.RETRY,
            request_id=row.request_id,
            version=row.version,
            confirm=True,
        ),
    )
    assert (outcome[0] == "done") is not (outcome[1] == "done"), (again, outcome)
    carrying.run()
    assert_world(local_backend.database)
