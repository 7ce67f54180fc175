"""Sales Order Request, broken off anywhere and run at once: each warehouse gets each order once (R-HW-26)."""

import pytest

from agentview.adaptors.fraud_port import Passed
from agentview.core.fault_point import fault_point
from tests.build_hardware import CASE, MELBOURNE, PHONE, SYDNEY
from tests.services.warehouse_exchange.breaking import at_once, broken_off_at, is_broken_off, meanwhile_at
from tests.services.warehouse_exchange.depot import Depot
from tests.services.warehouse_exchange.test_fraud import Checker

POINTS = (
    "sales_order_request.after_check",
    "sales_order_request.after_verdict",
    "sales_order_request.after_claim",
    "sales_order_request.after_keep",
    "sales_order_request.after_write",
    "sales_order_request.after_stage",
    "sales_order_request.after_publish",
    "sales_order_request.after_send",
)


def assert_each_once(depot: Depot, orders: list[int]) -> None:
    """Each line reached its warehouse in one published file, and every order awaits its dispatch."""
    asked = [
        (one.line_id, one.unit)
        for warehouse in (SYDNEY, MELBOURNE)
        for name, content in depot.at(warehouse).taken
        for record in depot.read(warehouse, content)
        for one in record.lines
    ]
    wanted = [
        (line.id, unit)
        for order in orders
        for line in depot.lines(order)
        for unit in (range(1, line.qty + 1) if line.warehouse_id == SYDNEY else (None,))
    ]
    assert sorted(asked, key=str) == sorted(wanted, key=str)
    assert {depot.orders()[order] for order in orders} == {"AWAITING_DISPATCH"}
    assert {batch.status for batch in depot.batches()} == {"SENT"}
    for warehouse in (SYDNEY, MELBOURNE):
        assert depot.at(warehouse).on("outbox") == []


@pytest.mark.parametrize("takes_early", [True, False], ids=["taken at once", "taken at the end"])
@pytest.mark.parametrize("point", POINTS)
def test_broken_off_twice_each_order_is_sent_once(depot: Depot, point: str, *, takes_early: bool) -> None:
    """R-HW-26: also where the warehouse has taken the file before the program could note that it is sent."""
    orders = [depot.order((PHONE, SYDNEY, 2), (CASE, MELBOURNE, 3), fraud="PENDING") for _ in range(2)]
    checker = Checker([Passed()] * 6)
    with broken_off_at(point, times=2):
        for _ in range(2):
            assert is_broken_off(lambda: depot.request(checker))
            if takes_early:
                depot.take_all()
        depot.request(checker)
    depot.take_all()
    depot.request(checker)
    depot.take_all()
    assert_each_once(depot, orders)


def test_every_point_is_passed(depot: Depot) -> None:
    """R-HW-26: a point that nobody passes any more would prove nothing."""
    depot.order((PHONE, SYDNEY, 1), fraud="PENDING")
    with broken_off_at("none") as passed:
        depot.request(Checker([Passed()]))
        fault_point("test.last")
    assert set(passed) == {*POINTS, "test.last"}


@pytest.mark.parametrize("runs", [2, 4])
def test_runs_at_once_send_each_order_once(depot: Depot, runs: int) -> None:
    """R-HW-26."""
    orders = [depot.order((PHONE, SYDNEY, 2), (CASE, MELBOURNE, 1)) for _ in range(5)]
    at_once(*[depot.request] * runs)
    depot.request()
    depot.take_all()
    assert_each_once(depot, orders)


def test_runs_at_once_go_on_with_what_was_broken_off(depot: Depot) -> None:
    """R-HW-26: with a batch that is CREATED and one that is STAGED."""
    first = depot.order((PHONE, SYDNEY, 1))
    with broken_off_at("sales_order_request.after_claim"):
        assert is_broken_off(depot.request)
    second = depot.order((CASE, MELBOURNE, 1))
    with broken_off_at("sales_order_request.after_stage"):
        assert is_broken_off(depot.request)
    at_once(depot.request, depot.request)
    depot.request()
    depot.take_all()
    assert_each_once(depot, [first, second])


def test_a_slow_run_does_not_publish_what_another_one_has_sent(depot: Depot) -> None:
    """R-HW-26: its copy is thrown away, although the warehouse took the file meanwhile."""
    order = depot.order((PHONE, SYDNEY, 1))

    def overtake() -> None:
        depot.request()
        depot.take_all()

    with meanwhile_at("sales_order_request.after_write", overtake):
        depot.request()
    depot.take_all()
    assert_each_once(depot, [order])
    assert depot.at(SYDNEY).on("outbox") == []


def test_what_a_dying_run_left_is_not_published(depot: Depot) -> None:
    """R-HW-26: written after another run had published its own copy, which the warehouse took at once."""
    order = depot.order((PHONE, SYDNEY, 1))

    def overtake() -> None:
        with broken_off_at("sales_order_request.after_publish"):
            assert is_broken_off(depot.request)
        depot.take_all()

    depot.at(SYDNEY).before_stage = overtake
    with broken_off_at("sales_order_request.after_write", skip=1):
        assert is_broken_off(depot.request)
    depot.request()
    depot.take_all()
    assert_each_once(depot, [order])
