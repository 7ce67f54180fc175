"""A cancel that meets the claim of a batch, on two connections: what is claimed stays (R-HW-25)."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from functools import partial

import pytest
from sqlalchemy import text

from agentview.contract import hardware_orders as contract
from agentview.contract.hardware_orders import HardwareOrder
from agentview.core.clock import ManualClock
from agentview.core.errors import Rejected
from agentview.gateway.embedded import serve_from
from agentview.models.database import Database
from agentview.models.hardware import HardwareOrderLine
from agentview.services.hardware_orders import cancelling
from agentview.services.hardware_orders.hold import move_lines
from tests.build_hardware import CASE, PHONE
from tests.fixtures.backend import Backend
from tests.fixtures.patience import eventually
from tests.services.hardware_orders.ordering import CSA, Ordering, at
from tests.world import assert_world

_CLAIM = text(
    "UPDATE hardware_order_line SET request_batch_id = :batch, row_version = row_version + 1 "
    "WHERE hardware_order_id = :order AND status = 'GENERATED' AND request_batch_id IS NULL"
)
_WAITS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


@pytest.fixture
def ordering(postgres_url: str, clock: ManualClock) -> Iterator[Ordering]:
    """Return people who order on PostgreSQL: on SQLite nobody can look while another one writes."""
    with (
        closing(serve_from(Database(postgres_url), clock)) as embedded,
        closing(Backend("postgresql", embedded, clock)) as backend,
    ):
        yield Ordering(backend)


def claimed_while_cancelled(ordering: Ordering) -> tuple[HardwareOrder, Future[HardwareOrder]]:
    """Claim the lines of an order on a connection, and end that when a cancel waits for it on another.

    The order itself is not held: it is one that was generated when the claim had begun to look.
    """
    order = ordering.generated(((PHONE, 1), (CASE, 1)))
    other = ordering.generated()
    batch = ordering.claim(other)
    engine = ordering.backend.database.engine
    cancel = partial(
        ordering.on(CSA).call,
        contract.CANCEL,
        contract.CANCEL.request.model_validate(at(order) | {"reason": "Changed mind"}),
    )

    def is_waiting() -> bool:
        with engine.connect() as looking:
            return bool(looking.execute(_WAITS).scalar_one())

    with ThreadPoolExecutor(1) as pool:
        with engine.begin() as claiming:
            claiming.execute(_CLAIM, {"batch": batch, "order": order.order_id})
            future = pool.submit(cancel)
            assert eventually(is_waiting)
        future.exception(timeout=20)
    return order, future


def lines_of(ordering: Ordering, order: HardwareOrder) -> set[tuple[str, bool]]:
    """Return state of each line of an order, and whether a batch has it."""
    with ordering.backend.database.read() as session:
        rows = session.query(HardwareOrderLine).filter_by(hardware_order_id=order.order_id)
        return {(row.status, row.request_batch_id is not None) for row in rows}


def test_r_hw_25_a_cancel_that_waits_for_a_claim_is_refused(ordering: Ordering) -> None:
    order, told = claimed_while_cancelled(ordering)
    with pytest.raises(Rejected) as refused:
        told.result()
    assert refused.value.code == "E-BATCH-WRITTEN"
    assert lines_of(ordering, order) == {("GENERATED", True)}
    assert ordering.look(order).status == "AWAITING_GENERATION"
    assert_world(ordering.backend.database)


def test_control_without_its_condition_what_a_batch_has_is_cancelled(
    ordering: Ordering, monkeypatch: pytest.MonkeyPatch
) -> None:
    def move(*arguments: object, is_unclaimed: bool) -> list[int]:
        assert is_unclaimed
        return move_lines(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(cancelling, "move_lines", move)
    order, told = claimed_while_cancelled(ordering)
    assert told.result().status == "CANCELLED"
    assert lines_of(ordering, order) == {("CANCELLED", True)}
