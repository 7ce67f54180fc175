"""The round of promises and plans: each provider's own, and twice does nothing twice (E.3, E50)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import pytest

from agentview.contract import payment_plans, promises
from agentview.core.caller import Caller
from agentview.gateway.dispatch import Dispatcher
from agentview.gateway.embedded import Embedded
from agentview.jobs.promises import has_work, settle
from agentview.models.party import Provider
from agentview.services.network.system import system_of
from agentview.services.unit import Unit
from tests import build
from tests.fixtures.backend import Backend
from tests.services.crediting import NEXT, Crediting
from tests.services.ledger.booking import LEAD

T = TypeVar("T")


@dataclass
class RunAtHand:
    """A run without an engine."""

    embedded: Embedded
    caller: Caller
    said: list[int] = field(default_factory=list)
    run_id: int = 1
    payload: Mapping[str, Any] = field(default_factory=dict)

    @property
    def dispatcher(self) -> Dispatcher:
        return self.embedded.dispatcher

    @property
    def now(self) -> datetime:
        return self.dispatcher.clock.now()

    def act(self, work: Callable[[Unit], T]) -> T:
        return self.dispatcher.act(self.caller, work)

    def progress(self, done: int, total: int | None = None, failed: int = 0) -> None:
        assert (total, failed) == (None, 0)
        self.said.append(done)

    def step(self, _name: str, work: Callable[[], T]) -> T:
        return work()


def run_of(backend: Backend, provider_id: int) -> RunAtHand:
    with backend.database.read() as session:
        return RunAtHand(backend.embedded, system_of(session.get_one(Provider, provider_id)))


@pytest.fixture
def crediting(local_backend: Backend) -> Crediting:
    """Return somebody at work, with a promise and a plan of which both days pass."""
    crediting = Crediting(local_backend)
    crediting.invoice()
    crediting.promise(days=0)
    crediting.plan(crediting.invoice(account=build.OKONKWO).invoice_id, account=build.OKONKWO)
    return crediting


def test_a_round_settles_what_is_due_once_and_of_its_own_provider(crediting: Crediting) -> None:
    backend = crediting.backend
    ours, others = run_of(backend, build.HARBOUR), run_of(backend, build.ALPINE)
    assert has_work(backend.embedded, build.HARBOUR)
    assert not has_work(backend.embedded, build.ALPINE)
    settle(ours)
    crediting.later(4 * NEXT)
    settle(others)
    for _ in range(2):
        settle(ours)
    assert (ours.said, others.said) == ([0, 2, 0], [0])
    [promise] = crediting.call(LEAD, promises.LIST, filter={"view": "ALL"}).rows
    [plan] = crediting.call(LEAD, payment_plans.LIST, account_id=build.OKONKWO).rows
    assert (promise.status, plan.status) == ("BROKEN", "FAILED")
    assert not has_work(backend.embedded, build.HARBOUR)
