"""A model of approval beside the real one: people, delegation, edits, expiry, a moving clock (SM-6)."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from agentview.contract import wireless_approvals as contract
from agentview.contract.op import Op
from agentview.contract.wireless import ApprovalStatus, OrderType, WirelessStatus
from agentview.contract.wireless_approvals import Standing
from agentview.core.clock import ManualClock
from agentview.core.errors import AgentViewError
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from tests import build
from tests import wireless_world as world
from tests.fixtures.backend import Backend
from tests.services.wireless_approval.approving import (
    DEPUTY,
    LEAD,
    LEAD_USER,
    PREDEFINED,
    WORKER_USER,
    Approving,
    step,
)
from tests.services.wireless_orders.requesting import BOSS, MANAGER, WORKER
from tests.services.wireless_orders.samples import SAMPLES

S, W = ApprovalStatus, WirelessStatus
USERS = {
    MANAGER: world.MANAGER_USER,
    BOSS: world.BOSS_USER,
    DEPUTY: world.DEPUTY_USER,
    LEAD: LEAD_USER,
    WORKER: WORKER_USER,
}
APPROVERS = (MANAGER, BOSS, DEPUTY, LEAD)
LEVELS = ((MANAGER, BOSS), (DEPUTY,), (BOSS, LEAD))
"""Who is asked on each level of the policy, beside the requester."""
PICK = st.integers(0, 5)
WHO = st.sampled_from(APPROVERS)
STALE = st.sampled_from([False, False, False, True])
EXPIRY = timedelta(days=30)
_NUMBERS = count(1)


@dataclass
class Order:
    """What an order must be. `skipped` is the level of its editor, which is not asked again."""

    order_id: int
    requester: str
    expires_at: datetime
    status: WirelessStatus = W.AWAITING_APPROVAL
    level: int = 1
    round_no: int = 1
    left: timedelta | None = None
    skipped: int = 0
    is_edited: bool = False

    def asked(self) -> tuple[str, ...]:
        """Return who is asked on the open level."""
        return tuple(one for one in LEVELS[self.level - 1] if one != self.requester)

    def go_on(self) -> None:
        """Open the next level that somebody is asked on; behind the last one it is approved."""
        while self.level <= len(LEVELS) and self.level == self.skipped:
            self.level += 1
        if self.level > len(LEVELS):
            self.status, self.level = W.APPROVED, 0


@dataclass(frozen=True)
class Delegated:
    """Who decides for whom, until when."""

    giver: str
    taker: str
    first: date
    last: date


class DecidingOrders(RuleBasedStateMachine):
    """Every command by everybody at every moment; the model says what must come of it."""

    open_backend: Callable[[], Backend]

    @initialize()
    def begin(self) -> None:
        self.backend = type(self).open_backend()
        world.furnish(self.backend)
        self.approving = Approving(self.backend)
        steps = [step(PREDEFINED, *(USERS[one] for one in level)) for level in LEVELS]
        self.approving.policy(*steps)
        self.orders: list[Order] = []
        self.delegated: list[Delegated] = []
        self.days = 0

    def teardown(self) -> None:
        if hasattr(self, "backend"):
            self.backend.close()
            self.backend.embedded.close()

    @property
    def now(self) -> datetime:
        return self.backend.clock.now()

    @property
    def today(self) -> date:
        return world.TODAY + timedelta(days=self.days)

    def decides(self, order: Order, who: str) -> bool:
        """Say whether somebody may decide the open level: asked, or for somebody who is."""
        if order.level == 0 or who == order.requester:
            return False
        givers = {
            one.giver for one in self.delegated if one.taker == who and one.first <= self.today <= one.last
        }
        return bool({who, *givers} & set(order.asked()))

    def is_late(self, order: Order) -> bool:
        return order.left is None and self.now > order.expires_at

    def seen(self, order: Order) -> Standing:
        return self.approving.call("harbour_admin", contract.GET, order_id=order.order_id)

    def attempt(
        self, order: Order, who: str, op: Op[Any, Standing], *, is_stale: bool, **more: object
    ) -> bool:
        """Give a command in the version of now, or another one; say whether it was carried out."""
        version = self.seen(order).version + is_stale
        try:
            self.approving.call(who, op, order_id=order.order_id, version=version, **more)
        except AgentViewError:
            return False
        return True

    def one(self, number: int) -> Order:
        """Return an order; mostly one that is not over."""
        going = [order for order in self.orders if order.level]
        chosen = going if going and number else self.orders
        return chosen[number % len(chosen)]

    @rule(requester=st.sampled_from([WORKER, WORKER, MANAGER]))
    def request(self, requester: str) -> None:
        made = self.approving.submitted(OrderType.ACCESSORY, requester)
        self.orders.append(Order(made.order_id, requester, self.now + EXPIRY))

    @rule(days=st.sampled_from([1, 3, 16]), seconds=st.sampled_from([0, 1]))
    def wait(self, days: int, seconds: int) -> None:
        self.days += days
        self.approving.later(timedelta(days=days, seconds=seconds))

    @rule(giver=WHO, taker=WHO, first=st.integers(0, 2), length=st.integers(0, 3))
    def delegate(self, giver: str, taker: str, first: int, length: int) -> None:
        if giver == taker:
            return
        days = (self.days + first, self.days + first + length)
        self.approving.delegate(giver, USERS[taker], days)
        begins = self.today + timedelta(days=first)
        self.delegated.append(Delegated(giver, taker, begins, begins + timedelta(days=length)))

    @precondition(lambda self: self.orders)
    @rule(number=PICK, who=WHO, is_stale=STALE)
    def approve(self, number: int, who: str, *, is_stale: bool) -> None:
        order = self.one(number)
        may = order.status is W.AWAITING_APPROVAL and self.decides(order, who) and not self.is_late(order)
        assert self.attempt(order, who, contract.APPROVE, is_stale=is_stale) is (may and not is_stale)
        if may and not is_stale:
            order.level += 1
            order.go_on()

    @precondition(lambda self: self.orders)
    @rule(number=PICK, who=WHO)
    def reject(self, number: int, who: str) -> None:
        order = self.one(number)
        may = order.status is W.AWAITING_APPROVAL and self.decides(order, who) and not self.is_late(order)
        assert self.attempt(order, who, contract.REJECT, is_stale=False, reason="No") is may
        if may:
            order.status, order.level = W.APPROVAL_REJECTED, 0

    @precondition(lambda self: self.orders)
    @rule(number=PICK, who=WHO)
    def ask(self, number: int, who: str) -> None:
        order = self.one(number)
        may = order.status is W.AWAITING_APPROVAL and self.decides(order, who) and not self.is_late(order)
        assert self.attempt(order, who, contract.ASK, is_stale=False, question="Why?") is may
        if may:
            order.status, order.left = W.INFO_REQUESTED, order.expires_at - self.now

    @precondition(lambda self: self.orders)
    @rule(number=PICK, who=st.sampled_from([WORKER, MANAGER]))
    def answer(self, number: int, who: str) -> None:
        order = self.one(number)
        may = order.status is W.INFO_REQUESTED and who == order.requester
        assert self.attempt(order, who, contract.ANSWER, is_stale=False, answer="So") is may
        if may and order.left is not None:
            order.status, order.expires_at, order.left = W.AWAITING_APPROVAL, self.now + order.left, None

    @precondition(lambda self: self.orders)
    @rule(number=PICK, who=WHO, is_stale=STALE)
    def edit(self, number: int, who: str, *, is_stale: bool) -> None:
        order = self.one(number)
        may = self.decides(order, who) and not order.is_edited and not self.is_late(order)
        content = SAMPLES[OrderType.ACCESSORY].content
        done = self.attempt(order, who, contract.EDIT, is_stale=is_stale, content=content)
        assert done is (may and not is_stale)
        if done:
            order.skipped, order.level, order.round_no = order.level, 1, 2
            order.is_edited, order.left = True, None
            order.status, order.expires_at = W.AWAITING_APPROVAL, self.now + EXPIRY
            order.go_on()

    @rule()
    def expire(self) -> None:
        late = [one for one in self.orders if one.status is W.AWAITING_APPROVAL and self.is_late(one)]
        assert self.approving.expire() == len(late)
        for order in late:
            order.status, order.level = W.EXPIRED, 0

    @invariant()
    def all_is_as_the_model_says(self) -> None:
        for order in getattr(self, "orders", []):
            seen = self.seen(order)
            assert (seen.status, seen.level, seen.round_no) == (order.status, order.level, order.round_no)
            assert seen.expires_at == (order.expires_at if order.status is W.AWAITING_APPROVAL else None)
            self.the_record_is_sound(order, seen)

    def the_record_is_sound(self, order: Order, seen: Standing) -> None:
        """One level is open at most, one decision settles a level, nobody decided the own order."""
        for one in seen.rounds:
            is_now = one.round_no == seen.round_no
            for level in one.levels:
                parts = level.parts
                open_parts = [part for part in parts if part.status in {S.PENDING, S.INFO_REQUESTED}]
                assert not open_parts or (is_now and level.level == order.level)
                if is_now and order.level:
                    assert (S.APPROVED in {part.status for part in parts}) is (
                        level.level < order.level or level.level == order.skipped
                    )
                assert sum(part.decided_at is not None for part in parts) <= 1
                people = {part.decided_by.user_id for part in parts if part.decided_by is not None}
                assert USERS[order.requester] not in people | {part.approver.user_id for part in parts}


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@pytest.mark.timeout(600)
def test_sm_6_approval_follows_its_model(sqlite_template: Path, folder: Path) -> None:
    """R-WL-18, 19, 21, 22, 24, 26 in any order, with delegation, edits, expiry and clock moves."""

    def open_backend() -> Backend:
        path = folder / f"{next(_NUMBERS)}.db"
        shutil.copyfile(sqlite_template, path)
        clock = ManualClock(build.START)
        return Backend("sqlite", serve_from(Database(f"sqlite:///{path}"), clock), clock)

    machine = type("DecidingOnBackend", (DecidingOrders,), {"open_backend": staticmethod(open_backend)})
    effort = settings(
        max_examples=8, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(machine, settings=effort)
