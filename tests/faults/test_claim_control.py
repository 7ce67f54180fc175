"""The negative control of the claim: without the one conditional UPDATE several people hold one task."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from itertools import repeat
from threading import Barrier

import pytest
from sqlalchemy import update

from agentview.contract import provisioning as contract
from agentview.contract.provisioning import TaskCommand
from agentview.core.clock import ManualClock
from agentview.core.errors import AgentViewError
from agentview.gateway.embedded import serve_from
from agentview.gateway.port import Gateway
from agentview.models.database import Database
from agentview.models.provisioning import ProvisioningTask
from agentview.services.provisioning import seize
from agentview.services.provisioning.facts import Dossier, dossier
from agentview.services.unit import Unit
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working
from tests.world import assert_world

PEOPLE = ("meridian_prov", "meridian_prov2", "meridian_lead")
ROUNDS = 5


@pytest.fixture
def postgres_backend(postgres_url: str, clock: ManualClock) -> Iterator[Backend]:
    """Return the services on PostgreSQL."""
    with (
        closing(serve_from(Database(postgres_url), clock)) as embedded,
        closing(Backend("postgresql", embedded, clock)) as backend,
    ):
        yield backend


def winners(working: Working) -> list[int]:
    """Let everybody claim one task at once, several times; return how many thought that they got it."""
    gateways = [working.on(name) for name in PEOPLE]

    def claim(gateway: Gateway, start: Barrier, task_id: int) -> bool:
        start.wait(timeout=20)
        try:
            gateway.call(contract.CLAIM, contract.TaskRef(task_id=task_id))
        except AgentViewError:
            return False
        return True

    def one_round(number: int) -> int:
        task_id = working.new(phone=f"+6149157{number:04d}").row.task_id
        everybody = (gateways, repeat(Barrier(len(PEOPLE))), repeat(task_id))
        with ThreadPoolExecutor(len(PEOPLE)) as pool:
            return sum(pool.map(claim, *everybody))

    return [one_round(number) for number in range(ROUNDS)]


def read_then_write(backend: Backend, meeting: Barrier) -> Callable[..., Dossier | None]:
    """Return a way to claim that looks first and writes later: the guard is gone."""

    def hold(unit: Unit, task_id: int, _command: TaskCommand, _version: int | None) -> Dossier | None:
        with backend.database.read() as session:
            is_free = session.get_one(ProvisioningTask, task_id).status == "AWAITING_PROVISIONING"
        meeting.wait(timeout=20)
        if not is_free:
            return None
        blindly = update(ProvisioningTask).where(ProvisioningTask.id == task_id)
        unit.session.execute(blindly.values(**seize.claim_values(unit)))
        return dossier(unit, task_id)

    return hold


def test_d_18_of_all_who_claim_at_once_one_wins(local_backend: Backend) -> None:
    assert winners(Working(local_backend)) == [1] * ROUNDS
    assert_world(local_backend.database)


def test_control_without_the_conditional_update_several_win(
    postgres_backend: Backend, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On PostgreSQL only: SQLite lets one writer in at a time, there nobody can look while another writes.
    working = Working(postgres_backend)
    monkeypatch.setattr(seize, "_hold", read_then_write(postgres_backend, Barrier(len(PEOPLE))))
    assert max(winners(working)) > 1
