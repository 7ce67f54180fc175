"""Two commands on one hardware order at one moment: one gets through, the other is told (R-HW-25, 31)."""

from functools import partial

import pytest

from agentview.contract import hardware_orders as contract
from agentview.services.hardware_billing import bill_orders
from tests.build_hardware import CASE, PHONE
from tests.fixtures.backend import Backend
from tests.services.hardware_orders.ordering import BACK, CSA, LEAD, Ordering, at
from tests.services.test_races import ROUNDS, at_once, calling
from tests.world import assert_world

again = pytest.mark.parametrize("again", ROUNDS)
STALE = {"E-STATE", "E-STALE"}


@pytest.fixture
def ordering(local_backend: Backend) -> Ordering:
    """Return the people of the small operator on both databases."""
    return Ordering(local_backend)


@again
def test_r_prv_41_of_many_who_generate_one_does(ordering: Ordering, again: int) -> None:
    order = ordering.ready()
    backend = ordering.backend
    told = at_once(*(calling(backend, who, contract.GENERATE, **at(order)) for who in (CSA, BACK, LEAD)))
    assert told.count("done") == 1, again
    assert set(told) - {"done"} <= STALE
    assert_world(ordering.backend.database)


@again
def test_r_hw_25_an_order_is_cancelled_or_claimed_by_a_batch(ordering: Ordering, again: int) -> None:
    order = ordering.generated(((PHONE, 1), (CASE, 1)))
    cancel = calling(ordering.backend, CSA, contract.CANCEL, **at(order), reason="Changed mind")
    told = at_once(cancel, lambda: ordering.claim(order))
    seen = ordering.look(order)
    claimed = [batch.batch_id for batch in seen.batches]
    assert told[1] == "done", again
    assert (seen.status == "CANCELLED", bool(claimed)) in {(True, False), (False, True)}
    assert (told[0] == "done") is (seen.status == "CANCELLED")
    assert_world(ordering.backend.database)


@again
def test_r_hw_31_what_is_billed_by_two_at_once_is_billed_once(ordering: Ordering, again: int) -> None:
    order = ordering.sent(((PHONE, 1), (CASE, 1)))
    ordering.ship(order)
    bill = partial(ordering.system, lambda unit: bill_orders(unit, (order.order_id,)))
    line = {"line_id": order.lines[0].line_id, "reason": "Broken"}
    seen = ordering.look(order)
    back = [calling(ordering.backend, who, contract.RETURN_LINE, **at(seen), **line) for who in (CSA, LEAD)]
    told = at_once(bill, *back, bill)
    assert told[1:3].count("done") == 1, again
    assert sorted(kind for kind, _, _ in ordering.charges(order)) == [
        "HARDWARE",
        "HARDWARE",
        "HARDWARE_CREDIT",
        "HARDWARE_DELIVERY",
    ]
    assert_world(ordering.backend.database)
