"""The stock check asks every connected warehouse, with or without an order, and changes no order (S-19)."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from threading import Event, Thread
from threading import enumerate as enumerate_threads
from typing import Any

import pytest
from sqlalchemy import select

from agentview.adaptors.stock_port import (
    Asked,
    Available,
    Silence,
    StockAnswers,
    StockSystem,
    Unavailable,
)
from agentview.adaptors.stock_simulator import StockSimulator
from agentview.contract import hardware_orders, stock
from agentview.contract.hardware import HardwareStatus, StockSource, StockStatus
from agentview.contract.op import Op
from agentview.core.errors import Denied, NotFound, Rejected
from agentview.core.power import Power
from agentview.models.hardware import HardwareOrder, HardwareOrderLine
from agentview.services.stock import asking
from agentview.services.stock.asking import Question, ask_all
from tests import build, build_hardware, migration_world
from tests.build_hardware import ALPINE_PHONE, CASE, CLOSED, LICENCE, MELBOURNE, PHONE, PLAIN_PHONE, SYDNEY
from tests.fixtures.backend import Backend
from tests.fixtures.warehouse_server import Warehouse, warehouse
from tests.services.people.administering import give
from tests.services.provisioning.working import Working
from tests.services.stock.stocking import (
    BACK,
    CSA,
    asked_at,
    cell,
    checked,
    disconnect,
    filed,
    order,
    rows,
    trail,
)

Places = dict[int, Warehouse]


@pytest.fixture
def places(working: Working) -> Iterator[Places]:
    """Return both connected warehouses, which answer over HTTP."""
    with ExitStack() as stack:
        sydney = stack.enter_context(warehouse(PH_X1=5, PH_B2=9, CASE_1=0))
        melbourne = stack.enter_context(warehouse(PH_X1="1.0", CASE_1=30, LIC_MDM=500))
        found = {SYDNEY: sydney, MELBOURNE: melbourne}
        for warehouse_id, place in found.items():
            asked_at(working.backend, warehouse_id, StockSource.HTTP, place.url)
        yield found


def test_s_19_several_products_are_checked_at_all_warehouses(working: Working, places: Places) -> None:
    answer = checked(working, (PHONE, 3), (CASE, 2))
    assert [one.code for one in answer.warehouses] == ["MEL", "SYD"], "by name"
    phone, case = (one.stock for one in answer.products)
    assert (phone.sku, phone.requested, phone.price_cents, phone.currency) == ("PH-X1", 3, 99900, "AUD")
    found = {
        (one.sku, place): (cell(one, place).result, cell(one, place).available)
        for one in (phone, case)
        for place in (SYDNEY, MELBOURNE)
    }
    assert found == {
        ("PH-X1", SYDNEY): (StockStatus.OK, 5),
        ("PH-X1", MELBOURNE): (StockStatus.LOW, 1),
        ("CASE-1", SYDNEY): (StockStatus.NONE, 0),
        ("CASE-1", MELBOURNE): (StockStatus.OK, 30),
    }
    assert cell(phone, SYDNEY).as_of == answer.checked_at == build.START
    assert all(len(place.asked("checkProductStock")) == 1 for place in places.values())


def test_r_hw_04_a_check_needs_no_order_and_is_written_down(working: Working, places: Places) -> None:
    checked(working, (PHONE, 3))
    assert len(places) == 2
    written = {(row.warehouse_id, row.available_qty, row.status) for row in rows(working.backend)}
    assert written == {(SYDNEY, 5, "OK"), (MELBOURNE, 1, "LOW")}
    [row, _] = rows(working.backend)
    assert (row.hardware_order_id, row.product_id, row.requested_qty) == (None, PHONE, 3)
    assert (row.provider_id, row.checked_by, row.checked_at) == (build.HARBOUR, CSA, build.START)
    [entry] = trail(working.backend, "check")
    assert (entry.entity, entry.new_value) == ("stock_check", "MEL, SYD")


def test_s_19_substitutes_come_with_their_stock(working: Working, places: Places) -> None:
    [phone] = checked(working, (PHONE, 3)).products
    [plain] = phone.substitutes
    assert (plain.sku, plain.requested) == ("PH-B2", 3)
    assert cell(plain, SYDNEY).available == 9
    assert not cell(plain, MELBOURNE).is_held
    assert PLAIN_PHONE not in {row.product_id for row in rows(working.backend)}, "nobody asked for it"
    [asked] = places[SYDNEY].asked("checkProductStock")
    assert len(asked["checkProductStockItem"]) == 2, "in the same question"


def test_what_a_warehouse_does_not_hold_it_is_not_asked_for(working: Working, places: Places) -> None:
    [licence] = checked(working, (LICENCE, 1)).products
    here = cell(licence.stock, SYDNEY)
    assert (here.result, here.available, here.is_held) == (StockStatus.NONE, 0, False)
    assert here.refusal
    assert here.refusal.code == "E-STOCK-NOT-HELD"
    assert places[SYDNEY].questions == []
    assert [row.warehouse_id for row in rows(working.backend)] == [MELBOURNE]


def test_one_warehouse_can_be_asked_alone(working: Working, places: Places) -> None:
    answer = checked(working, (PHONE, 1), warehouse_ids=[SYDNEY])
    assert [one.code for one in answer.warehouses] == ["SYD"]
    assert places[MELBOURNE].questions == []


def test_s_19_a_warehouse_that_does_not_answer_says_so_and_holds_up_nobody(
    working: Working, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "DEADLINE_SECONDS", 0.5)
    places[MELBOURNE].is_silent = True
    [phone] = checked(working, (PHONE, 3)).products
    assert cell(phone.stock, SYDNEY).available == 5
    silent = cell(phone.stock, MELBOURNE)
    assert (silent.result, silent.available, silent.as_of) == (StockStatus.UNAVAILABLE, None, None)
    assert silent.refusal
    assert silent.refusal.code == "E-STOCK-TIMEOUT"
    written = {(row.warehouse_id, row.status, row.error_code) for row in rows(working.backend)}
    assert written == {(SYDNEY, "OK", None), (MELBOURNE, "UNAVAILABLE", "E-STOCK-TIMEOUT")}


def test_nothing_of_the_database_is_held_while_warehouses_answer(working: Working, places: Places) -> None:
    places[SYDNEY].is_silent = True
    order_id = order(working.backend)
    working.on(CSA)
    answers: list[object] = []
    asking_thread = Thread(
        target=lambda: answers.append(checked(working, (PHONE, 1), hardware_order_id=order_id))
    )
    asking_thread.start()
    assert places[SYDNEY].was_asked.wait(20)
    other = checked(working, (PHONE, 1), user=BACK, warehouse_ids=[MELBOURNE])
    assert other.products
    assert not answers, "the first one is still waiting"
    places[SYDNEY].is_over.set()
    asking_thread.join(20)
    assert len(answers) == 1


def test_r_hw_05_a_check_never_changes_the_order(working: Working, places: Places) -> None:
    order_id = order(working.backend)
    before = order_rows(working.backend)
    for place in places.values():
        place.levels.clear()
    checked(working, (PHONE, 3), hardware_order_id=order_id)
    assert order_rows(working.backend) == before
    assert {row.hardware_order_id for row in rows(working.backend)} == {order_id}
    [entry] = trail(working.backend, "check_stock")
    assert (entry.entity, entry.entity_id, entry.account_id) == ("hardware_order", order_id, build.MARLOW)


def order_rows(backend: Backend) -> list[tuple[object, ...]]:
    """Return all of every order and line."""
    with backend.database.read() as session:
        return [
            tuple(row)
            for table in (HardwareOrder.__table__, HardwareOrderLine.__table__)
            for row in session.execute(select(table))
        ]


@pytest.mark.parametrize("status", [one for one in HardwareStatus if one is not HardwareStatus.NEW])
def test_sm_3_only_a_new_order_is_checked(working: Working, places: Places, status: HardwareStatus) -> None:
    order_id = order(working.backend, status.value)
    refused = working.refused(CSA, stock.CHECK, products=[{"product_id": PHONE}], hardware_order_id=order_id)
    assert refused.code == "E-STATE"
    assert all(not place.questions for place in places.values()), "it is refused before anybody is asked"


def test_the_history_of_an_order_has_its_checks_newest_first(working: Working, places: Places) -> None:
    order_id, other_id = order(working.backend), order(working.backend)
    checked(working, (PHONE, 3), hardware_order_id=order_id)
    checked(working, (PHONE, 4), hardware_order_id=other_id)
    places[SYDNEY].levels.clear()
    checked(working, (PHONE, 5), hardware_order_id=order_id, warehouse_ids=[SYDNEY])
    page = working.call(CSA, stock.HISTORY, hardware_order_id=order_id, limit=2)
    newest = page.rows[0]
    assert (newest.warehouse, newest.requested, newest.available) == ("Sydney", 5, None)
    assert newest.refusal
    assert (newest.refusal.code, newest.checked_by) == ("E-STOCK-NOT-KNOWN", "Harbour Csa")
    assert page.has_older
    last = page.rows[-1].stock_check_id
    older = working.call(CSA, stock.HISTORY, hardware_order_id=order_id, before_id=last)
    assert [row.requested for row in older.rows] == [3]
    assert not older.has_older


def test_what_is_known_from_a_file_says_as_of_when(working: Working) -> None:
    yesterday = build.START - timedelta(days=1)
    filed(working.backend, SYDNEY, PHONE, 2, yesterday, date(2026, 12, 1))
    [phone] = checked(working, (PHONE, 3)).products
    here = cell(phone.stock, SYDNEY)
    assert (here.result, here.available, here.as_of) == (StockStatus.LOW, 2, yesterday)
    assert here.expected_on == date(2026, 12, 1)
    there = cell(phone.stock, MELBOURNE)
    assert there.result is StockStatus.UNAVAILABLE
    assert there.refusal
    assert there.refusal.code == "E-STOCK-NO-FILE"


def test_a_simulated_warehouse_answers(working: Working) -> None:
    asked_at(working.backend, SYDNEY, StockSource.SIMULATOR, "PH-X1=4")
    [phone] = checked(working, (PHONE, 3), warehouse_ids=[SYDNEY]).products
    assert cell(phone.stock, SYDNEY).available == 4


def test_r_hw_03_without_a_connected_warehouse_there_is_no_check(working: Working) -> None:
    disconnect(working.backend, SYDNEY, MELBOURNE)
    order_id = order(working.backend)
    for more in ({}, {"hardware_order_id": order_id}, {"warehouse_ids": [CLOSED]}):
        refused = working.refused(CSA, stock.CHECK, products=[{"product_id": PHONE}], **more)
        assert isinstance(refused, Rejected)
        assert refused.code == "E-NO-STOCK-SOURCE"
    places = working.call(CSA, stock.WAREHOUSES).rows
    assert {(one.code, one.is_asked) for one in places} == {("SYD", False), ("MEL", False), ("OLD", False)}


def test_a_product_is_asked_for_once(working: Working) -> None:
    twice = [{"product_id": PHONE}, {"product_id": PHONE, "qty": 2}]
    assert working.refused(CSA, stock.CHECK, products=twice).code == "E-STOCK-PRODUCT-TWICE"


def test_r_gen_10_another_provider_s_products_and_warehouses_are_not_there(working: Working) -> None:
    phone = {"product_id": PHONE}
    vienna = {"warehouse_ids": [build_hardware.VIENNA]}
    for request in ({"products": [{"product_id": ALPINE_PHONE}]}, {"products": [phone], **vienna}):
        assert isinstance(working.refused(CSA, stock.CHECK, **request), NotFound)
    foreign = {"products": [{"product_id": ALPINE_PHONE}], "hardware_order_id": order(working.backend)}
    assert isinstance(working.refused("alpine_csa", stock.CHECK, **foreign), NotFound)
    assert [one.code for one in working.call("alpine_csa", stock.WAREHOUSES).rows] == ["VIE"]


def test_a_customer_s_login_sees_no_stock_whatever_was_granted(working: Working) -> None:
    give(working, "harbour_viewer", Power.STOCK_CHECK)
    attempts: tuple[tuple[Op[Any, Any], dict[str, object]], ...] = (
        (stock.CHECK, {"products": [{"product_id": PHONE}]}),
        (stock.HISTORY, {"hardware_order_id": order(working.backend)}),
        (stock.WAREHOUSES, {}),
    )
    for op, request in attempts:
        refused = working.refused("harbour_viewer", op, **request)
        assert isinstance(refused, Denied)
        assert refused.code == "E-STAFF-ONLY"


class _Broken:
    """An adaptor that breaks its promise."""

    def check(self, asked: object) -> StockAnswers:
        """Raise what nobody expects."""
        raise RuntimeError(str(asked))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_adaptor_with_a_fault_is_one_warehouse_that_says_nothing() -> None:
    asked = (Asked("PH-X1", 1),)
    system: StockSystem = _Broken()
    answers = ask_all({1: Question(system, asked)}, 20)
    # Its thread tells what went wrong after it has answered: within this test, not beside the next one.
    for thread in enumerate_threads():
        if thread.name == "agentview-stock":
            thread.join(20)
    assert answers == {1: {"PH-X1": Unavailable(Silence.MALFORMED)}}


class _Late:
    """A warehouse that answers long after the deadline."""

    def __init__(self) -> None:
        self.is_over = Event()

    def check(self, asked: Sequence[Asked]) -> StockAnswers:
        """Answer when the test is over, or after a time."""
        self.is_over.wait(20)
        return {one.sku: Available(1) for one in asked}


def test_who_answers_after_the_deadline_has_not_answered() -> None:
    asked, late = (Asked("PH-X1", 1),), _Late()
    quick = StockSimulator("SYD", "PH-X1=4")
    answers = ask_all({1: Question(late, asked), 2: Question(quick, asked)}, 0.3)
    late.is_over.set()
    assert answers == {1: {"PH-X1": Unavailable(Silence.TIMEOUT)}, 2: {"PH-X1": Available(4)}}


def test_an_order_with_a_number_that_no_column_takes_is_refused(working: Working) -> None:
    wanted = {"products": [{"product_id": PHONE}], "hardware_order_id": 25546629380}
    refused = working.refused(CSA, stock.CHECK, **wanted)
    assert isinstance(refused, NotFound | Rejected)


def test_d_31_an_agents_people_check_stock_for_their_own_orders_alone(
    working: Working, places: Places
) -> None:
    own = migration_world.agent(working.backend, visibility="OWN_ONLY")
    migration_world.seller(working.backend, "pia", own)
    others = order(working.backend)
    sold = working.call("pia", hardware_orders.START, account_id=build.BRIGHT).order_id
    refused = working.refused("pia", stock.CHECK, products=[{"product_id": PHONE}], hardware_order_id=others)
    assert (type(refused), refused.code) == (NotFound, "E-NOT-FOUND")
    refused = working.refused("pia", stock.HISTORY, hardware_order_id=others)
    assert (type(refused), refused.code) == (NotFound, "E-NOT-FOUND")
    assert [len(place.questions) for place in places.values()] == [0, 0]
    checked(working, (PHONE, 3), user="pia", hardware_order_id=sold)
    assert {row.hardware_order_id for row in rows(working.backend)} == {sold}
