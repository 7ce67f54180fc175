"""The search of orders (S-04): what it finds, for whom, in which order."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

import pytest
from sqlalchemy import select, update

from agentview.contract import order_search as contract
from agentview.contract.order_search import OrderFilter, OrderRow, OrderSort, OrdersRequest, OrderView
from agentview.contract.orders import PLACE
from agentview.core.errors import Rejected
from agentview.models.customer import Account
from agentview.models.database import Stamp
from agentview.models.order import Order
from agentview.models.party import User
from agentview.models.trail import AuditEntry
from agentview.services.search.index import index_account
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Unit
from tests import build
from tests.fixtures.backend import Backend
from tests.fixtures.statements import statements
from tests.product_order import add, order

_KEYS = count(1)


class Searching:
    """Orders and looks for them."""

    def __init__(self, backend: Backend) -> None:
        self.backend = backend
        self._gateways = {name: backend.gateway(name) for name in ("harbour_csa", "alpine_csa")}
        with backend.database.write(Stamp("seed", build.START)) as session:
            for account in session.scalars(select(Account)).all():
                index_account(Unit(session, NOBODY, build.START), account)

    def place(
        self, plan: str = "MOB-40", account: int = build.MARLOW, who: str = "harbour_csa", **more: object
    ) -> str:
        wanted = order(f"S{next(_KEYS)}", add(plan), account=account, **more)
        return self._gateways[who].call(PLACE, wanted).order_reference

    def rows(self, who: str = "harbour_csa", **wanted: object) -> tuple[OrderRow, ...]:
        if who not in self._gateways:
            self._gateways[who] = self.backend.gateway(who)
        request = OrdersRequest(filter=OrderFilter.model_validate(wanted))
        return self._gateways[who].call(contract.FIND, request).rows

    def found(self, who: str = "harbour_csa", **wanted: object) -> list[str]:
        return [row.reference for row in self.rows(who, **wanted)]

    def set_status(self, reference: str, status: str, **more: object) -> None:
        with self.backend.database.write(Stamp("test", build.START)) as session:
            number = int(reference.removeprefix("PO-"))
            session.execute(update(Order).where(Order.id == number).values(status=status, **more))

    def draft(self, username: str) -> str:
        """Make an order that its owner has not submitted: it has neither customer nor package."""
        with self.backend.database.write(Stamp(username, build.START)) as session:
            owner = session.scalars(select(User.id).where(User.username == username)).one()
            made = Order(
                provider_id=build.HARBOUR,
                order_type="NEW",
                status="ORDER_INCOMPLETE",
                source="CSA",
                form_data={},
                requested_on=date(2026, 11, 16),
                started_at=build.START,
                owner_id=owner,
            )
            session.add(made)
            session.flush()
            return f"PO-{made.id}"


@pytest.fixture
def searching(backend: Backend) -> Searching:
    return Searching(backend)


@pytest.fixture
def searching_here(local_backend: Backend) -> Searching:
    return Searching(local_backend)


def test_r_prv_37_nothing_shows_before_something_is_asked_for(searching: Searching) -> None:
    searching.place()
    gateway = searching.backend.gateway("harbour_csa")
    assert gateway.call(contract.FIND, OrdersRequest()).rows == ()
    assert gateway.call(contract.SIZE, contract.OrderSizeRequest()).rows == 0
    assert gateway.call(contract.EXPORT, contract.OrderExportRequest()).rows == ()
    counts = gateway.call(contract.VIEWS, contract.OrderViewsRequest()).counts
    assert {one.view: one.rows for one in counts}[OrderView.ALL] is None


def test_s_04_a_row_has_its_columns(searching: Searching) -> None:
    number = searching.place()
    [row] = searching.rows(order=number)
    assert (row.reference, row.type, row.status, row.source) == (number, "NEW", "ORDER_COMPLETED", "API")
    assert (row.package, row.customer, row.account_no) == (
        "MOB-40 internal",
        "Marlow Dental Group",
        build.ACCOUNT_NO[build.MARLOW],
    )
    assert (row.submitted_at, row.agent, row.taken_by) == (build.START, None, "Harbour Csa")


def test_orders_are_found_by_each_criterion(searching: Searching) -> None:
    marlow = searching.place()
    bright = searching.place("BOX", build.BRIGHT)
    for typed in (marlow, marlow.lower(), marlow[3:], f"{marlow}/1"):
        assert searching.found(order=typed) == [marlow], typed
    assert searching.found(customer="dent mar") == [marlow]
    assert searching.found(customer="BRÍGHT") == [bright]
    assert searching.found(package="box") == [bright]
    assert searching.found(package="Plan MOB") == [marlow]
    assert searching.found(statuses=["ORDER_PENDING"]) == [bright]
    assert searching.found(types=["NEW"]) == [bright, marlow]
    assert searching.found(types=["UPGRADE"]) == []
    assert searching.found(account_id=build.BRIGHT) == [bright]
    assert searching.found(customer="bright", package="mob") == []
    for nothing in ("CR-1", "nonsense", "99999999999999", "0", "PO-0", "٣"):
        assert searching.found(order=nothing) == [], nothing
    for odd in ("%", "_", "' OR 1=1", "x" * 200):
        assert searching.found(customer=odd) == [], odd
        assert searching.found(package=odd) == [] or odd == "_"


@pytest.mark.parametrize("sort", list(OrderSort))
def test_few_letters_of_a_customer_s_name_find_orders_in_each_sorting(
    searching_here: Searching, sort: OrderSort
) -> None:
    marlow = searching_here.place()
    searching_here.place("BOX", build.BRIGHT)
    gateway = searching_here.backend.gateway("harbour_csa")
    wanted = OrdersRequest(filter=OrderFilter(customer="ma"), sort=sort)
    assert [row.reference for row in gateway.call(contract.FIND, wanted).rows] == [marlow]


def test_days_are_the_own_zone_s_and_both_are_included(searching_here: Searching) -> None:
    searching = searching_here
    first = searching.place()
    searching.backend.clock.move(timedelta(hours=5))  # past midnight in Sydney
    second = searching.place()
    monday, tuesday = "2026-11-16", "2026-11-17"
    assert searching.found(submitted_to=monday) == [first]
    assert searching.found(submitted_from=tuesday) == [second]
    assert searching.found(submitted_from=monday, submitted_to=tuesday) == [second, first]
    assert searching.found(submitted_from="0001-01-01", submitted_to="9999-12-31") == [second, first]


def test_the_pills(searching: Searching) -> None:
    mine, theirs = searching.draft("harbour_csa"), searching.draft("harbour_lead")
    halted, failed, pending = searching.place(), searching.place(), searching.place("BOX")
    searching.set_status(halted, "PROVISIONING_HALTED")
    searching.set_status(failed, "ORDER_FAILED")
    assert searching.found(view="MINE") == [mine]
    assert searching.found("harbour_lead", view="MINE") == [theirs]
    assert searching.found(view="HALTED") == [halted]
    assert searching.found(view="TROUBLED") == [pending, failed]
    assert searching.found(view="TROUBLED", statuses=["ORDER_FAILED", "ORDER_COMPLETED"]) == [failed]
    assert searching.found(view="HALTED", statuses=["ORDER_FAILED"]) == []
    gateway = searching.backend.gateway("harbour_csa")
    counts = gateway.call(contract.VIEWS, contract.OrderViewsRequest()).counts
    assert {one.view.value: one.rows for one in counts} == {
        "MINE": 1,
        "HALTED": 1,
        "TROUBLED": 2,
        "ALL": None,
    }
    [row] = searching.rows(view="MINE")
    assert (row.customer, row.package, row.submitted_at) == (None, None, None)
    assert (row.started_at, row.taken_by) == (build.START, "Harbour Csa")


def test_d_31_only_the_own_provider_s_orders_and_a_viewer_s_own_alone(searching: Searching) -> None:
    ours, other = searching.place(), searching.place(account=build.BRIGHT)
    theirs = searching.place("ALP-40", build.ALPINE_LEE, "alpine_csa")
    assert searching.found(types=["NEW"]) == [other, ours]
    assert searching.found("alpine_csa", types=["NEW"]) == [theirs]
    assert searching.found("alpine_csa", order=ours) == []
    assert searching.found("alpine_csa", customer="marlow") == []
    assert searching.found("alpine_csa", account_id=build.MARLOW) == []
    assert searching.found("meridian_prov", types=["NEW"]) == [], "a wholesaler sees tasks, not orders"
    assert searching.found("harbour_viewer", types=["NEW"]) == [ours]
    assert searching.found("harbour_viewer", order=other) == []


def _by_number(row: OrderRow) -> tuple[str, int]:
    return "", row.order_id


def _by_package(row: OrderRow) -> tuple[str, int]:
    return row.package or "", row.order_id


def _by_customer(row: OrderRow) -> tuple[str, int]:
    return (row.customer or "").casefold(), row.order_id


@pytest.mark.parametrize(
    ("sort", "key"),
    [
        (OrderSort.ORDER, _by_number),
        (OrderSort.PACKAGE, _by_package),
        (OrderSort.CUSTOMER, _by_customer),
    ],
)
@pytest.mark.parametrize("wanted", [{"types": ["NEW"]}, {"statuses": ["ORDER_COMPLETED"]}])
def test_pages_go_on_where_the_last_ended_with_and_without_parties(
    searching_here: Searching,
    sort: OrderSort,
    key: Callable[[OrderRow], tuple[str, int]],
    wanted: dict[str, object],
) -> None:
    searching = searching_here
    accounts = (build.MARLOW, build.BRIGHT, build.OKONKWO)
    for number in range(6):
        searching.place(("MOB-40", "MOB-80")[number % 2], accounts[number % 3])
    searching.draft("harbour_csa")
    gateway = searching.backend.gateway("harbour_csa")

    def page(*, is_descending: bool, **place: object) -> contract.OrdersPage:
        asked = {"filter": wanted, "sort": sort, "is_descending": is_descending, **place}
        return gateway.call(contract.FIND, OrdersRequest.model_validate(asked))

    for is_descending in (False, True):
        everything = page(is_descending=is_descending).rows
        assert len(everything) == (7 if "types" in wanted else 6)
        assert list(everything) == sorted(everything, key=key, reverse=is_descending)
        first = page(is_descending=is_descending, limit=3)
        second = page(is_descending=is_descending, limit=3, after=first.last)
        third = page(is_descending=is_descending, limit=3, after=second.last)
        assert first.rows + second.rows + third.rows == everything
        assert page(is_descending=is_descending, limit=3, before=second.first).rows == first.rows
        assert page(is_descending=is_descending, limit=1, offset=2).rows == everything[2:3]


def test_a_cursor_of_another_list_is_refused(searching_here: Searching) -> None:
    gateway = searching_here.backend.gateway("harbour_csa")
    with pytest.raises(Rejected, match="E-CURSOR"):
        gateway.call(contract.FIND, OrdersRequest(filter=OrderFilter(customer="x"), after="bm9wZQ=="))


def test_the_export_is_what_the_search_shows_and_audited(searching: Searching) -> None:
    number = searching.place()
    gateway = searching.backend.gateway("harbour_csa")
    wanted = contract.OrderExportRequest(filter=OrderFilter(customer="marlow"), columns=("order",))
    page = gateway.call(contract.EXPORT, wanted)
    assert ([row.reference for row in page.rows], page.total, page.last) == ([number], 1, None)
    with searching.backend.database.read() as session:
        said = session.scalars(select(AuditEntry.new_value).where(AuditEntry.action == "export")).all()
    assert said == ["orders: 1 rows: order"]


def test_a_page_takes_one_statement_however_many_rows_it_has(searching_here: Searching) -> None:
    searching = searching_here
    for _ in range(3):
        searching.place()
    gateway = searching.backend.gateway("harbour_csa")
    with statements(searching.backend.database) as sent:
        gateway.call(contract.FIND, OrdersRequest(filter=OrderFilter(customer="marlow")))
    assert len(sent) == 1


def test_a_customer_without_a_name_is_no_reason_to_find_everybody(searching_here: Searching) -> None:
    searching_here.place()
    with searching_here.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(Account).values(name_key=""))
    assert searching_here.found(customer="marlow") == []
