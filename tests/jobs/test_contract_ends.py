"""The job of contracts' ends runs by itself, and survives being killed in the middle of one."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from agentview.core.clock import ManualClock
from agentview.gateway.embedded import serve_from
from agentview.jobs.contract_ends import ContractEndsJob, start_contract_ends
from agentview.models.contract import Contract
from agentview.models.database import Database
from agentview.models.order import CancelRequest
from agentview.models.subscription import PackageSubscription
from tests import build
from tests.fixtures.backend import Backend
from tests.fixtures.patience import eventually
from tests.jobs.contract_ends_process import IN_THE_MIDDLE
from tests.migration_world import CANCELLING, FIXED, TODAY, bind, contract_type
from tests.services.holdings import hold
from tests.world import assert_world

ROOT = Path(__file__).parents[2]
OVER = TODAY.replace(day=TODAY.day - 1)


def status(database: Database, contract_id: int) -> str:
    with database.read() as session:
        return session.get_one(Contract, contract_id).status


def test_what_became_due_while_nothing_ran_is_carried_out_at_the_start(local_backend: Backend) -> None:
    held = hold(local_backend)
    contract_id = bind(local_backend, held.package_id, contract_type(local_backend, FIXED), OVER)
    with closing(start_contract_ends(local_backend.embedded)):
        assert eventually(lambda: status(local_backend.database, contract_id) == "ENDED")


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_in_the_middle_nothing_is_half_done_and_then_it_is_done_once(
    request: pytest.FixtureRequest, kind: str
) -> None:
    url = str(request.getfixturevalue("postgres_url" if kind == "postgresql" else "sqlite_url"))
    clock = ManualClock(build.START)
    with closing(serve_from(Database(url), clock)) as embedded:
        backend = Backend(kind, embedded, clock)
        held = hold(backend)
        contract_id = bind(backend, held.package_id, contract_type(backend, CANCELLING), OVER)
    command = [sys.executable, "-m", "tests.jobs.contract_ends_process", url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == IN_THE_MIDDLE
        process.kill()
    with closing(serve_from(Database(url), clock)) as embedded:
        assert status(embedded.database, contract_id) == "ACTIVE"
        job = ContractEndsJob(embedded)
        assert [job.step(), job.step()] == [True, False]
        assert status(embedded.database, contract_id) == "ENDED"
        with embedded.database.read() as session:
            assert len(session.scalars(select(CancelRequest)).all()) == 1
            package = session.get_one(PackageSubscription, held.package_id)
            assert package.status == "PendingProvCancel"
        assert_world(embedded.database)
