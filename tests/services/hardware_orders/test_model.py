"""A model of hardware orders beside the real ones: several people, warehouses, a moving clock (SM-3)."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
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

from agentview.contract import hardware_orders as contract
from agentview.contract.hardware import BillingMode, FraudStatus, HardwareLineStatus, HardwareStatus
from agentview.contract.hardware_orders import HardwareOrder
from agentview.contract.op import Op
from agentview.core.clock import ManualClock
from agentview.core.errors import AgentViewError
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from agentview.services.hardware_lifecycle import order_status
from tests import build, postgres
from tests.build_hardware import CASE, PHONE, SIM_CARD
from tests.fixtures.backend import Backend
from tests.services.hardware_orders.ordering import BACK, CSA, LEAD, Ordering
from tests.services.provisioning.working import Res
from tests.world import assert_world

L = HardwareLineStatus
S = HardwareStatus
F = FraudStatus
PEOPLE = st.sampled_from([CSA, BACK, LEAD])
PICK = st.integers(0, 9)
STALE = st.sampled_from([False, False, False, True])
RETURNABLE = timedelta(days=30)
_NUMBERS = count(1)


@dataclass
class Item:
    """What a line must be."""

    status: HardwareLineStatus = L.NEW
    is_claimed: bool = False
    was_sent: bool = False
    dispatched_at: datetime | None = None


@dataclass
class Order:
    """What an order must be."""

    order_id: int
    items: dict[int, Item] = field(default_factory=dict)
    is_generated: bool = False
    is_cancelled: bool = False
    has_delivery: bool = False
    fraud: FraudStatus = F.NOT_REQUIRED

    @property
    def status(self) -> HardwareStatus:
        """Return where it must stand: NEW, or what its lines say (R-HW-30)."""
        if self.is_cancelled:
            return S.CANCELLED
        if not self.is_generated:
            return S.NEW
        return order_status(item.status for item in self.items.values())

    @property
    def is_held(self) -> bool:
        """Say whether the fraud check stands against sending it."""
        return self.fraud in {F.PENDING, F.FAILED}

    def of(self, *statuses: HardwareLineStatus) -> list[int]:
        """Return its lines in one of these states."""
        return [key for key, item in self.items.items() if item.status in statuses]


class OrderingHardware(RuleBasedStateMachine):
    """Every command by everybody at every moment; the model says what must come of it."""

    open_backend: Callable[[], Backend]

    @initialize()
    def begin(self) -> None:
        self.backend = type(self).open_backend()
        self.ordering = Ordering(self.backend)
        self.orders: dict[int, Order] = {}
        self.is_checked = False

    def teardown(self) -> None:
        if hasattr(self, "backend"):
            self.backend.close()
            self.backend.embedded.close()

    def try_it(self, act: Callable[[], Res]) -> Res | None:
        try:
            return act()
        except AgentViewError:
            return None

    def one(self, number: int, *fitting: HardwareStatus) -> Order:
        """Return an order; mostly one in a state that a command is for."""
        orders = list(self.orders.values())
        fits = [order for order in orders if order.status in fitting]
        chosen = fits if fits and number else orders
        return chosen[number % len(chosen)]

    def seen(self, order: Order) -> HardwareOrder:
        return self.ordering.call(LEAD, contract.GET, order_id=order.order_id)

    def attempt(
        self, order: Order, who: str, op: Op[Any, HardwareOrder], **more: object
    ) -> HardwareOrder | None:
        """Give a command; `is_stale` names a version that is not that of today."""
        version = self.seen(order).version + bool(more.pop("is_stale", False))
        return self.try_it(
            lambda: self.ordering.call(who, op, order_id=order.order_id, version=version, **more)
        )

    @rule(days=st.sampled_from([1, 10, 31]))
    def wait(self, days: int) -> None:
        self.backend.clock.move(timedelta(days=days))
        self.ordering.sign_in_again()

    @rule(is_on=st.booleans())
    def switch(self, *, is_on: bool) -> None:
        self.ordering.switch_fraud_check(is_on=is_on)
        self.is_checked = is_on

    @rule(who=PEOPLE, mode=st.sampled_from(list(BillingMode)), products=st.integers(0, 3))
    def start(self, who: str, mode: BillingMode, products: int) -> None:
        made = self.ordering.start(by=who, mode=mode)
        order = self.orders[made.order_id] = Order(made.order_id)
        for product in (PHONE, CASE, SIM_CARD)[:products]:
            made = self.ordering.add(made, product, by=who, qty=products)
        order.items = {line.line_id: Item() for line in made.lines}

    @precondition(lambda self: self.orders)
    @rule(number=PICK, who=PEOPLE, is_stale=STALE)
    def add(self, number: int, who: str, *, is_stale: bool) -> None:
        order = self.one(number, S.NEW)
        done = self.attempt(order, who, contract.ADD_LINE, is_stale=is_stale, product_id=CASE)
        assert (done is not None) is (order.status is S.NEW and not is_stale)
        if done is not None:
            order.items[done.lines[-1].line_id] = Item()

    @precondition(lambda self: self.orders)
    @rule(number=PICK, who=PEOPLE)
    def deliver(self, number: int, who: str) -> None:
        order = self.one(number, S.NEW)
        seen = self.seen(order)
        done = self.try_it(lambda: self.ordering.deliver(seen, by=who))
        is_mended = order.status is S.AWAITING_GENERATION and order.fraud is F.FAILED and who == LEAD
        assert (done is not None) is (order.status is S.NEW or is_mended)
        order.has_delivery = order.has_delivery or done is not None

    @precondition(lambda self: self.orders)
    @rule(number=PICK, who=PEOPLE, is_stale=STALE)
    def generate(self, number: int, who: str, *, is_stale: bool) -> None:
        order = self.one(number, S.NEW)
        may = order.status is S.NEW and bool(order.items) and order.has_delivery and not is_stale
        done = self.attempt(order, who, contract.GENERATE, is_stale=is_stale)
        assert (done is not None) is may
        if done is not None:
            order.is_generated = True
            order.fraud = F.PENDING if self.is_checked else F.NOT_REQUIRED
            for item in order.items.values():
                item.status = L.GENERATED

    @rule(who=PEOPLE, products=st.integers(1, 3), what=st.sampled_from(["", "send", "send"]))
    def order(self, who: str, products: int, what: str) -> None:
        """Go all the way to a warehouse in one step: most of what can happen, happens there."""
        self.start(who, BillingMode.NEXT_INVOICE, products)
        number = list(self.orders)[-1]
        order = self.orders[number]
        self.ordering.deliver(self.seen(order), by=who)
        order.has_delivery = True
        done = self.attempt(order, who, contract.GENERATE)
        assert done is not None
        order.is_generated = True
        order.fraud = F.PENDING if self.is_checked else F.NOT_REQUIRED
        for item in order.items.values():
            item.status = L.GENERATED
        if what and not order.is_held:
            self.let_send(order)

    @precondition(lambda self: self.orders)
    @rule(number=PICK, is_good=st.booleans())
    def fraud_result(self, number: int, *, is_good: bool) -> None:
        order = self.one(number, S.AWAITING_GENERATION)
        if order.status is S.AWAITING_GENERATION and order.fraud is F.PENDING:
            self.ordering.fraud_result(self.seen(order), is_good=is_good)
            order.fraud = F.PASSED if is_good else F.FAILED

    @precondition(lambda self: self.orders)
    @rule(number=PICK, who=PEOPLE, is_overridden=st.booleans(), is_stale=STALE)
    def decide(self, number: int, who: str, *, is_overridden: bool, is_stale: bool) -> None:
        order = self.one(number, S.AWAITING_GENERATION)
        op = contract.OVERRIDE_FRAUD if is_overridden else contract.RECHECK_FRAUD
        more = {"reason": "Known"} if is_overridden else {}
        done = self.attempt(order, who, op, is_stale=is_stale, **more)
        is_held = order.status is S.AWAITING_GENERATION and order.fraud is F.FAILED
        assert (done is not None) is (is_held and who == LEAD and not is_stale)
        if done is not None:
            order.fraud = F.PASSED if is_overridden else F.PENDING

    @precondition(lambda self: self.orders)
    @rule(number=PICK, who=PEOPLE, is_stale=STALE)
    def cancel(self, number: int, who: str, *, is_stale: bool) -> None:
        order = self.one(number, S.NEW, S.AWAITING_GENERATION)
        done = self.attempt(order, who, contract.CANCEL, is_stale=is_stale, reason="Stays")
        is_early = order.status in {S.NEW, S.AWAITING_GENERATION}
        has_batch = any(item.is_claimed or item.was_sent for item in order.items.values())
        assert (done is not None) is (is_early and not has_batch and not is_stale)
        if done is not None:
            order.is_cancelled = True
            for item in order.items.values():
                item.status = L.CANCELLED

    @precondition(lambda self: self.orders)
    @rule(number=PICK)
    def claim(self, number: int) -> None:
        """A batch is being written of what waits."""
        order = self.one(number, S.AWAITING_GENERATION)
        if not order.is_held:
            self.ordering.claim(self.seen(order))
            for key in order.of(L.GENERATED):
                order.items[key].is_claimed = True

    @precondition(lambda self: self.orders)
    @rule(number=PICK)
    def send(self, number: int) -> None:
        order = self.one(number, S.AWAITING_GENERATION, S.ERROR)
        waiting = [key for key in order.of(L.GENERATED) if not order.items[key].is_claimed]
        if waiting and not order.is_held:
            self.let_send(order)

    def let_send(self, order: Order) -> None:
        waiting = [key for key in order.of(L.GENERATED) if not order.items[key].is_claimed]
        self.ordering.send(self.seen(order))
        for key in waiting:
            order.items[key].status = L.SENT
            order.items[key].was_sent = True

    @precondition(lambda self: any(order.of(L.SENT) for order in self.orders.values()))
    @rule(number=PICK, is_good=st.booleans())
    def answer(self, number: int, *, is_good: bool) -> None:
        """A warehouse has shipped a line, or could not."""
        orders = [order for order in self.orders.values() if order.of(L.SENT)]
        order = orders[number % len(orders)]
        key = order.of(L.SENT)[number % len(order.of(L.SENT))]
        seen = self.seen(order)
        [line] = [line for line in seen.lines if line.line_id == key]
        if is_good:
            self.ordering.ship(seen, line)
            order.items[key].dispatched_at = self.backend.clock.now()
        else:
            self.ordering.fail(seen, line)
        order.items[key].status = L.DISPATCHED if is_good else L.ERROR

    @precondition(lambda self: self.orders)
    @rule(number=PICK, who=PEOPLE, is_one=st.booleans(), is_stale=STALE)
    def retry(self, number: int, who: str, *, is_one: bool, is_stale: bool) -> None:
        order = self.one(number, S.ERROR)
        failed = order.of(L.ERROR)
        chosen = failed[:1] if is_one else failed
        named = chosen if is_one else []
        done = self.attempt(order, who, contract.RETRY, is_stale=is_stale, line_ids=named)
        assert (done is not None) is (order.status is S.ERROR and not is_stale)
        if done is not None:
            for key in chosen:
                order.items[key].status, order.items[key].is_claimed = L.GENERATED, False

    @precondition(lambda self: self.orders)
    @rule(number=PICK, who=PEOPLE, is_stale=STALE)
    def close(self, number: int, who: str, *, is_stale: bool) -> None:
        order = self.one(number, S.ERROR)
        done = self.attempt(order, who, contract.CLOSE, is_stale=is_stale, reason="Enough")
        is_written = any(order.items[key].is_claimed for key in order.of(L.GENERATED))
        may = order.status is S.ERROR and who == LEAD and not is_written and not is_stale
        assert (done is not None) is may
        if done is not None:
            for key in order.of(L.ERROR, L.GENERATED, L.SENT):
                order.items[key].status = L.CANCELLED

    @precondition(lambda self: any(order.items for order in self.orders.values()))
    @rule(number=PICK, who=PEOPLE, is_stale=STALE)
    def take_back(self, number: int, who: str, *, is_stale: bool) -> None:
        order = self.one(number, S.COMPLETE)
        if not order.items:
            return
        key = list(order.items)[number % len(order.items)]
        item = order.items[key]
        more = {"line_id": key, "reason": "Broken"}
        done = self.attempt(order, who, contract.RETURN_LINE, is_stale=is_stale, **more)
        at_most = self.backend.clock.now() - RETURNABLE
        is_in_time = item.dispatched_at is not None and item.dispatched_at >= at_most
        is_out = order.status is S.COMPLETE and item.status is L.DISPATCHED
        assert (done is not None) is (is_out and is_in_time and not is_stale)
        if done is not None:
            item.status = L.RETURNED

    @invariant()
    def all_is_as_the_model_says(self) -> None:
        for order in getattr(self, "orders", {}).values():
            seen = self.seen(order)
            told = (seen.status, seen.fraud, {line.line_id: line.status for line in seen.lines})
            wanted = {key: item.status for key, item in order.items.items()}
            assert told == (order.status, order.fraud, wanted)
        if hasattr(self, "backend"):
            assert_world(self.backend.database)


def play(open_backend: Callable[[], Backend], examples: int) -> None:
    """Run the machine on backends that `open_backend` makes."""
    machine = type("HardwareOnBackend", (OrderingHardware,), {"open_backend": staticmethod(open_backend)})
    effort = settings(
        max_examples=examples, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(machine, settings=effort)


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


@pytest.mark.timeout(600)
def test_sm_3_hardware_orders_follow_their_model_on_sqlite(sqlite_template: Path, folder: Path) -> None:
    def open_backend() -> Backend:
        path = folder / f"{next(_NUMBERS)}.db"
        shutil.copyfile(sqlite_template, path)
        clock = ManualClock(build.START)
        return Backend("sqlite", serve_from(Database(f"sqlite:///{path}"), clock), clock)

    play(open_backend, examples=10)


@pytest.mark.timeout(600)
def test_sm_3_hardware_orders_follow_their_model_on_postgresql(
    postgres_server: postgres.Server, postgres_template: str
) -> None:
    def open_backend() -> Backend:
        url = postgres_server.create(f"hardware_{next(_NUMBERS)}_{id(play)}", postgres_template)
        clock = ManualClock(build.START)
        return Backend("postgresql", serve_from(Database(url), clock), clock)

    play(open_backend, examples=5)
