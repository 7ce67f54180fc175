"""Two orders for the same line or device at one moment, on two connections: one stands, the other is told."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from functools import partial

import pytest
from sqlalchemy import text

from agentview.contract import wireless_orders as contract
from agentview.contract.wireless import OrderType, WirelessStatus
from agentview.contract.wireless_orders import WirelessOrder
from agentview.core.clock import ManualClock
from agentview.core.errors import Rejected
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from agentview.models.wireless_order import WirelessOrder as Order
from agentview.services.unit import Unit
from agentview.services.wireless_approval.opening import open_round
from agentview.services.wireless_orders import submitting
from tests import wireless_world as world
from tests.fixtures.backend import Backend
from tests.fixtures.patience import PATIENCE_SECONDS, eventually
from tests.services.test_races import ROUNDS, at_once, calling
from tests.services.wireless_orders.requesting import BACK, WORKER, Requesting, at

T = OrderType
PAIRS = [(T.SUSPEND, T.DISCONNECT), (T.ADD_LINE_EXISTING_DEVICE, T.ACTIVATE_IN_STOCK)]
"""Two of the same line, and two of the same spare device."""
_WAITS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


def confirmed(requesting: Requesting, kind: OrderType, by: str) -> WirelessOrder:
    """Return a draft that can be submitted."""
    return requesting.confirm(requesting.drafted(kind, by), by)


def statuses(requesting: Requesting, *orders: tuple[WirelessOrder, str]) -> list[WirelessStatus]:
    """Return where orders stand now, as their requesters see them."""
    return [requesting.look(order, by).status for order, by in orders]


@pytest.mark.parametrize("again", ROUNDS)
@pytest.mark.parametrize("kinds", PAIRS)
def test_r_wl_34_of_two_orders_at_once_for_one_thing_one_stands(
    local_backend: Backend, kinds: tuple[OrderType, OrderType], again: int
) -> None:
    world.furnish(local_backend)
    requesting = Requesting(local_backend)
    first, second = (confirmed(requesting, kind, by) for kind, by in zip(kinds, (WORKER, BACK), strict=True))
    outcome = at_once(
        calling(local_backend, WORKER, contract.SUBMIT, **at(first)),
        calling(local_backend, BACK, contract.SUBMIT, **at(second)),
    )
    assert sorted(outcome) == ["E-WL-ORDER-OPEN", "done"], (again, outcome)
    found = statuses(requesting, (first, WORKER), (second, BACK))
    assert sorted(found) == [WirelessStatus.DRAFT, WirelessStatus.SUBMITTED_TO_VENDOR]
    assert found[outcome.index("done")] is WirelessStatus.SUBMITTED_TO_VENDOR


@pytest.fixture
def requesting(postgres_url: str, clock: ManualClock) -> Iterator[Requesting]:
    """Return people who request on PostgreSQL: on SQLite one writes at a time."""
    with (
        closing(serve_from(Database(postgres_url), clock)) as embedded,
        closing(Backend("postgresql", embedded, clock)) as backend,
    ):
        world.furnish(backend)
        yield Requesting(backend)


def submitted_meanwhile(
    requesting: Requesting, monkeypatch: pytest.MonkeyPatch, *, is_locked: bool = True
) -> tuple[Future[WirelessOrder], list[tuple[WirelessOrder, str]]]:
    """Submit an order, and before that is committed another one for the same line on another connection.

    The first one ends when the second waits for it, or is done without.
    """
    first, second = confirmed(requesting, T.SUSPEND, WORKER), confirmed(requesting, T.DISCONNECT, BACK)
    engine = requesting.backend.database.engine
    submit = partial(
        requesting.on(BACK).call, contract.SUBMIT, contract.SUBMIT.request.model_validate(at(second))
    )
    futures: list[Future[WirelessOrder]] = []

    def is_settled() -> bool:
        with engine.connect() as looking:
            return futures[0].done() or bool(looking.execute(_WAITS).scalar_one())

    with ThreadPoolExecutor(1) as pool:

        def open_it(unit: Unit, order: Order) -> None:
            """The first one was judged by now, and nothing of it is committed."""
            open_round(unit, order)
            if order.id == first.order_id:
                futures.append(pool.submit(submit))
                assert eventually(is_settled)

        monkeypatch.setattr(submitting, "open_round", open_it)
        if not is_locked:
            monkeypatch.setattr(submitting, "lock_subjects", lambda _unit, _found: None)
        requesting.submit(first)
        futures[0].exception(timeout=PATIENCE_SECONDS)
    return futures[0], [(first, WORKER), (second, BACK)]


def test_r_wl_34_who_comes_second_waits_and_is_told(
    requesting: Requesting, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, orders = submitted_meanwhile(requesting, monkeypatch)
    with pytest.raises(Rejected, match="E-WL-ORDER-OPEN"):
        told.result()
    found = statuses(requesting, *orders)
    assert found == [WirelessStatus.SUBMITTED_TO_VENDOR, WirelessStatus.DRAFT]


def test_control_without_the_lock_both_orders_are_on_their_way(
    requesting: Requesting, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, orders = submitted_meanwhile(requesting, monkeypatch, is_locked=False)
    assert told.exception() is None
    assert statuses(requesting, *orders) == [WirelessStatus.SUBMITTED_TO_VENDOR] * 2
