"""The orders of a customer: every kind in one list, paged without gaps."""

from agentview.contract import customers as contract
from agentview.contract.customers import CustomerOrders, RequestKind
from agentview.models.order import Order
from tests import build
from tests.services.customers import having
from tests.services.customers.having import TODAY
from tests.services.provisioning.working import Working, package_of


def read(working: Working, username: str = "harbour_csa", **wanted: object) -> CustomerOrders:
    return working.call(username, contract.ORDERS, account_id=build.MARLOW, **wanted)


def test_orders_and_cancel_requests_stand_in_one_list(working: Working) -> None:
    task = working.active()
    cancel = working.cancel(package_of(working.backend, task))
    working.halt(cancel)
    first, second = read(working).orders
    assert (first.kind, first.type, first.plan) == (RequestKind.CANCEL_REQUEST, "CANCEL", "Plan MOB-40")
    assert (first.task_reference, first.halt_reason) == (cancel.row.reference, "No such address")
    assert (second.kind, second.type, second.task_id) == (RequestKind.ORDER, "NEW", None)
    assert second.by == "Harbour Csa"


def test_pages_follow_each_other_where_all_came_at_the_same_moment(working: Working) -> None:
    for number in range(4):
        task = working.active(phone=f"+6149157015{number}")
        working.cancel(package_of(working.backend, task))
    seen: list[str] = []
    while True:
        page = read(working, limit=3, after=seen[-1] if seen else "")
        seen += [order.reference for order in page.orders]
        if not page.has_older:
            break
    assert len(seen) == len(set(seen)) == 8
    assert seen == [order.reference for order in read(working).orders]


def test_a_place_that_is_not_known_is_refused(working: Working) -> None:
    for after in ("nonsense", "PO-999", "PS-1", "CR-99999999999"):
        refused = working.refused("harbour_csa", contract.ORDERS, account_id=build.MARLOW, after=after)
        assert refused.code == "E-CURSOR"


def test_incomplete_orders_are_there_but_not_for_the_customer(working: Working) -> None:
    with having.writing(working.backend) as session:
        session.add(
            Order(
                provider_id=build.HARBOUR,
                account_id=build.MARLOW,
                order_type="NEW",
                status="ORDER_INCOMPLETE",
                source="DESKTOP",
                requested_on=TODAY,
                started_at=build.START,
            )
        )
    order = read(working).orders[0]
    assert (order.status, order.plan, order.by) == ("ORDER_INCOMPLETE", "", "seed")
    assert having.seen(working).counts.incomplete_orders == 1
    assert read(working, "harbour_viewer").orders == ()
