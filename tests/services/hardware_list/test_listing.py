"""The list of hardware orders: views, words, sorts, pages, export, commands, who sees what (S-17)."""

import pytest
from sqlalchemy import insert, select

from agentview.contract import hardware_list as contract
from agentview.contract import hardware_orders
from agentview.contract.hardware_list import HardwareRow, HardwareSort, HardwareView
from agentview.models.database import Stamp
from agentview.models.hardware import HardwareOrder
from agentview.models.trail import AuditEntry
from tests import build, migration_world
from tests.build_hardware import CASE, MELBOURNE, PHONE, SIM_CARD
from tests.fixtures.backend import Backend
from tests.fixtures.statements import statements
from tests.services.hardware_orders.ordering import BACK, CSA, LEAD, Ordering, at

V = HardwareView


@pytest.fixture
def ordering(backend: Backend) -> Ordering:
    """Return the people of the small operator on each backend."""
    return Ordering(backend)


def rows(ordering: Ordering, by: str = CSA, **wanted: object) -> list[HardwareRow]:
    return list(ordering.call(by, contract.FIND, filter=wanted).rows)


def references(ordering: Ordering, by: str = CSA, **wanted: object) -> list[str]:
    return [row.reference for row in rows(ordering, by, **{"view": V.ALL, **wanted})]


def test_s_17_each_view_holds_its_states(ordering: Ordering) -> None:
    new = ordering.start(by=BACK)
    ordering.switch_fraud_check()
    held = ordering.generated()
    ordering.fraud_fails(held)
    ordering.switch_fraud_check(is_on=False)
    waits, sent = ordering.generated(), ordering.sent()
    failed = ordering.fail(ordering.sent())
    done = ordering.ship(ordering.sent())
    gone = ordering.call(CSA, hardware_orders.CANCEL, **at(ordering.start()), reason="x")
    expected = {
        V.OPEN: [failed, sent, waits, held, new],
        V.MINE: [failed, sent, waits, held],
        V.NEW: [new],
        V.FRAUD: [held],
        V.AWAITING: [sent, waits, held],
        V.ERROR: [failed],
        V.ENDED: [gone, done],
        V.ALL: [gone, done, failed, sent, waits, held, new],
    }
    for view, orders in expected.items():
        assert references(ordering, view=view) == [one.reference for one in orders], view
        assert ordering.call(CSA, contract.SIZE, filter={"view": view}).rows == len(orders)
    counts = ordering.call(CSA, contract.VIEWS).counts
    assert {one.view: one.rows for one in counts} == {view: len(found) for view, found in expected.items()}


def test_what_is_searched_is_taken_as_it_is(ordering: Ordering) -> None:
    first = ordering.ship(ordering.sent(((PHONE, 1),)))
    second = ordering.generate(ordering.ready(((SIM_CARD, 1),), account=build.BRIGHT))
    serial = first.lines[0].units[0].serial_no
    for text in (first.reference, str(first.order_id), "marlow", "dental mar", "PH-X1", "ph-", serial):
        assert references(ordering, text=text) == [first.reference], text
    assert references(ordering, text="sim-n") == [second.reference]
    for text in ("%", "_", "HO-999", "PO-1", serial[:-1]):
        assert references(ordering, text=text) == [], text
    assert references(ordering, account_id=build.BRIGHT) == [second.reference]
    assert references(ordering, warehouse_ids=[MELBOURNE]) == [second.reference]
    assert references(ordering, statuses=["COMPLETE"]) == [first.reference]
    days = {"generated_from": "2026-11-16", "generated_to": "2026-11-16"}
    assert len(references(ordering, **days)) == 2
    assert references(ordering, generated_from="2026-11-17") == []
    assert references(ordering, generated_to="2026-11-15") == []


@pytest.mark.parametrize("sort", list(HardwareSort))
def test_each_order_is_read_page_by_page_and_back(ordering: Ordering, sort: HardwareSort) -> None:
    for account in (build.MARLOW, build.BRIGHT):
        ordering.generate(ordering.ready(((CASE, 1),), account=account))
    whole = ordering.call(CSA, contract.FIND, sort=sort).rows
    first = ordering.call(CSA, contract.FIND, sort=sort, limit=1)
    second = ordering.call(CSA, contract.FIND, sort=sort, limit=1, after=first.last)
    back = ordering.call(CSA, contract.FIND, sort=sort, limit=1, before=second.first)
    assert first.rows + second.rows == whole
    assert back.rows == first.rows
    exported = ordering.call(CSA, contract.EXPORT, sort=sort, columns=("order",))
    assert (exported.rows, exported.total) == (whole, 2)
    with ordering.backend.database.read() as session:
        said = session.scalars(select(AuditEntry.new_value).where(AuditEntry.action == "export")).all()
    assert said == ["hardware orders: 2 rows: order"]


def test_a_row_says_what_the_page_of_its_order_says(ordering: Ordering) -> None:
    orders = [
        ordering.start(),
        ordering.ready(((PHONE, 2), (CASE, 1))),
        ordering.generated(),
        ordering.fail(ordering.sent()),
        ordering.ship(ordering.sent()),
    ]
    for by in (CSA, LEAD, BACK):
        page = ordering.call(by, contract.FIND, filter={"view": V.ALL})
        listed = {row.order_id: row for row in page.rows}
        for order in orders:
            seen, row = ordering.look(order, by), listed[order.order_id]
            assert page.commands[row.commands] == seen.commands
            assert (row.total_cents, row.line_count) == (seen.total_cents, len(seen.lines))
            assert (row.delivery_name, row.version) == (seen.delivery.name, seen.version)
            assert (row.created_by, row.status, row.fraud) == (seen.created_by, seen.status, seen.fraud)


def test_r_gen_10_whose_orders_are_listed(ordering: Ordering) -> None:
    backend = ordering.backend
    own = migration_world.agent(backend, visibility="OWN_ONLY")
    migration_world.seller(backend, "pia", own)
    others, sold = ordering.generated(), ordering.start(build.BRIGHT, by="pia")
    assert references(ordering) == [sold.reference, others.reference]
    assert references(ordering, "pia") == [sold.reference]
    assert references(ordering, "alpine_csa") == []
    assert references(ordering, "harbour_viewer") == [others.reference]


def test_a_page_takes_the_same_statements_however_many_rows_it_has(ordering: Ordering) -> None:
    def counted() -> int:
        with statements(ordering.backend.database) as noted:
            ordering.call(CSA, contract.FIND)
        return len(noted)

    ordering.generated()
    ordering.on(CSA)
    one = counted()
    for _ in range(3):
        ordering.generated(((PHONE, 1), (CASE, 2)))
    assert counted() == one <= 6


def test_the_pills_count_to_a_thousand(ordering: Ordering) -> None:
    with ordering.backend.database.write(Stamp("test", build.START)) as session:
        row = {
            "provider_id": build.HARBOUR,
            "account_id": build.MARLOW,
            "status": "NEW",
            "billing_mode": "NEXT_INVOICE",
            "currency": "AUD",
            "fraud_reasons": [],
            "created_at": build.START,
            "created_by": CSA,
            "updated_at": build.START,
            "updated_by": CSA,
            "row_version": 1,
        }
        session.execute(insert(HardwareOrder), [row] * 1_001)
    counts = ordering.call(CSA, contract.VIEWS)
    assert {one.rows for one in counts.counts if one.view is V.NEW} == {counts.cap} == {1_000}
    assert ordering.refused(CSA, contract.EXPORT).code == "E-EXPORT-LARGE"
    assert ordering.call(LEAD, contract.EXPORT).total == 1_001
