"""A server that is killed while it submits or finalises a migration; asked again, it is done exactly once."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from agentview.contract import migrations, provisioning
from agentview.contract.op import Message, Op
from agentview.core.clock import ManualClock, SystemClock
from agentview.core.errors import Unknown
from agentview.gateway.embedded import serve_from
from agentview.gateway.port import Gateway
from agentview.gateway.remote import RemoteGateway
from agentview.models.database import Database
from agentview.models.migration import Migration
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import Cardline, PackageSubscription
from agentview.models.trail import EventInstance
from tests import migration_world as world
from tests.build import password_of
from tests.fixtures.backend import Backend
from tests.server.test_serve import started
from tests.services.holdings import hold
from tests.services.migrating import CSA, PROVISIONER, chosen, submit
from tests.services.provisioning.working import Working
from tests.world import assert_world

Wish = tuple[Op[Any, Any], Message]


@dataclass
class Found:
    """What stands in the database."""

    migration: list[str]
    packages: list[str]
    tasks: list[str]
    charges: list[str]
    events: int


DRAFT = Found(["INCOMPLETE"], ["Active"], [], [], 0)
WAITING = Found(
    ["AWAITING_PROVISIONING"], ["PendingProvCancel", "PreActive"], ["AWAITING_PROVISIONING"], [], 0
)
CHARGED = ["PRORATA_CREDIT", "UPGRADE_CHARGE"]
DONE = Found(["COMPLETED"], ["Cancelled", "Active"], ["COMPLETED"], CHARGED, 2)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    url: str = request.getfixturevalue("postgres_url" if request.param == "postgresql" else "sqlite_url")
    return url


def begun(url: str, *, is_submitted: bool) -> int:
    """Begin a migration, and submit it; return its order."""
    clock = ManualClock(SystemClock().now())
    with closing(serve_from(Database(url), clock)) as embedded:
        working = Working(Backend("local", embedded, clock))
        world.home(working.backend)
        draft = chosen(working, hold(working.backend).package_id)
        if is_submitted:
            submit(working, draft)
        return draft.order_id


def submitting(gateway: Gateway, order_id: int) -> Wish:
    draft = gateway.call(migrations.DRAFT, migrations.MigrationRef(order_id=order_id))
    assert draft.quote is not None
    seen = {"order_id": order_id, "version": draft.version, "fingerprint": draft.quote.fingerprint}
    return migrations.SUBMIT, migrations.SubmitRequest.model_validate(seen)


def finalising(gateway: Gateway, order_id: int) -> Wish:
    queue = provisioning.QueueRequest(filter=provisioning.QueueFilter(text=f"MG-{order_id}"))
    [row] = gateway.call(provisioning.QUEUE, queue).rows
    task = {"task_id": row.task_id, "version": row.version}
    return provisioning.FINALISE_MIGRATION, provisioning.FinaliseMigrationRequest.model_validate(task)


@contextmanager
def signed_in(url: str, by: str) -> Iterator[RemoteGateway]:
    with closing(RemoteGateway(url)) as gateway:
        gateway.sign_in(by, password_of(by))
        yield gateway


def found(url: str) -> Found:
    """Read what stands there; the world must hold."""
    with closing(Database(url)) as database:
        assert_world(database)
        with database.read() as session:
            columns = (
                select(Migration.status),
                select(PackageSubscription.status).order_by(PackageSubscription.id),
                select(ProvisioningTask.status),
                select(Cardline.kind).order_by(Cardline.kind),
            )
            migration, packages, tasks, charges = (list(session.scalars(one)) for one in columns)
            events = len(session.scalars(select(EventInstance.id)).all())
            return Found(migration, packages, tasks, charges, events)


CASES = [
    pytest.param(CSA, submitting, DRAFT, WAITING, id="submit"),
    pytest.param(PROVISIONER, finalising, WAITING, DONE, id="finalise"),
]


@pytest.mark.parametrize("moment", ["before_commit", "after_commit"])
@pytest.mark.parametrize(("by", "wish_of", "before", "after"), CASES)
def test_killed_in_the_middle_and_asked_again_with_its_key_it_is_done_once(
    database_url: str,
    tmp_path: Path,
    moment: str,
    by: str,
    wish_of: Callable[[Gateway, int], Wish],
    before: Found,
    after: Found,
) -> None:
    order_id = begun(database_url, is_submitted=before is WAITING)
    assert found(database_url) == before
    with (
        ThreadPoolExecutor(1) as pool,
        started(database_url, tmp_path, "--hold", moment, "--by", by) as dying,
        signed_in(dying.url, by) as gateway,
    ):
        op, request = wish_of(gateway, order_id)
        asked = pool.submit(gateway.call, op, request, key="k")
        dying.wait_until_held()
        dying.kill()
        with pytest.raises(Unknown, match="E-UNKNOWN"):
            asked.result(30)
    assert found(database_url) == (after if moment == "after_commit" else before)
    with (
        started(database_url, tmp_path, "--port", str(dying.port)) as server,
        signed_in(server.url, by) as gateway,
    ):
        assert gateway.call(op, request, key="k") == gateway.call(op, request, key="k")
    assert found(database_url) == after
