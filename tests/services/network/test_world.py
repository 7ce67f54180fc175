"""Whatever happens in whatever order, the world stays whole: silences, deaths, retries, aborts."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import select, update

from agentview.contract import network as contract
from agentview.contract import orders
from agentview.core.errors import Rejected
from agentview.models.database import Stamp
from agentview.models.network import NetworkRequest
from agentview.models.subscription import PackageSubscription
from agentview.services.network.errand import take_errand
from agentview.services.network.system import SYSTEM
from tests import build
from tests.product_order import add, delete, order
from tests.services.network.carrying import (
    FINE,
    MISMATCH,
    NO_ACCOUNT,
    NO_BIRTH_DATE,
    SILENT,
    SILENT_FIRST,
    Carrying,
    at,
)
from tests.world import assert_world, violations

LEAD = "harbour_lead"
MAILBOXES = (FINE, FINE, NO_BIRTH_DATE, NO_ACCOUNT, MISMATCH, SILENT_FIRST, SILENT)


class Day:
    """A day drawn from a seed."""

    def __init__(self, carrying: Carrying, seed: int) -> None:
        self.carrying, self.random = carrying, Random(seed)
        self._number = seed * 1000

    def step(self) -> None:
        acts: tuple[Callable[[], object], ...] = (
            self.place,
            self.place,
            self.carrying.run,
            self.die,
            self.wait,
            self.retry,
            self.abort,
            self.end,
        )
        self.random.choice(acts)()

    def place(self) -> None:
        account = self.random.choice((build.MARLOW, build.BRIGHT, build.OKONKWO))
        plan = self.random.choice(("BOX", "BOX", "TALK"))
        self.carrying.place(add(plan, number=self.random.choice(MAILBOXES)), account=account)

    def die(self) -> None:
        """A worker takes something and is never heard of again."""
        self.carrying.backend.dispatcher.act(SYSTEM, take_errand)

    def wait(self) -> None:
        self.carrying.later(timedelta(minutes=self.random.choice((1, 5, 90))))

    def retry(self) -> None:
        for row in self.carrying.errors()[:2]:
            self.carrying.call(LEAD, contract.RETRY, **at(row), confirm=True)

    def abort(self) -> None:
        rows = self.carrying.errors()
        if rows:
            row = self.random.choice(rows)
            self.carrying.call(LEAD, contract.ABORT, **at(row), reason="x")

    def end(self) -> None:
        with self.carrying.backend.database.read() as session:
            active = session.execute(
                select(PackageSubscription.id, PackageSubscription.account_id).where(
                    PackageSubscription.status == "Active"
                )
            ).all()
        if not active:
            return
        package = self.random.choice(active)
        self._number += 1
        wanted = order(f"E{self._number}", delete(f"PS-{package.id}"), account=package.account_id)
        with suppress(Rejected):  # something is under way for it
            self.carrying.on(LEAD).call(orders.PLACE, wanted)


@pytest.mark.parametrize("seed", range(4))
def test_the_world_stays_whole(carrying_here: Carrying, seed: int) -> None:
    day = Day(carrying_here, seed)
    for _ in range(25):
        day.step()
    assert_world(carrying_here.backend.database)
    carrying_here.later(timedelta(hours=3))
    assert_world(carrying_here.backend.database)


@pytest.mark.parametrize(
    "broken",
    [{"status": "REFUSED"}, {"status": "SENT"}, {"finished_at": None}, {"next_try_at": build.START}],
)
def test_a_broken_world_is_noticed(carrying_here: Carrying, broken: dict[str, object]) -> None:
    """The negative control of the checks."""
    carrying_here.box()
    carrying_here.run()
    with carrying_here.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(NetworkRequest).values(**broken))
    assert violations(carrying_here.backend.database)
