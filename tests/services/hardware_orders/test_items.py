"""Hardware orders while they are new: begun, items, prices, warehouses, the wish for enrolment."""

import pytest

from agentview.contract import customers, hardware_list, search
from agentview.contract import hardware_admin as admin
from agentview.contract import hardware_orders as contract
from agentview.contract.hardware import HardwareStatus
from agentview.contract.hardware_list import HardwareSort
from agentview.contract.hardware_orders import MOST_UNITS
from tests import build, migration_world
from tests.build_hardware import (
    ALPINE_PHONE,
    CASE,
    CLOSED,
    LICENCE,
    MELBOURNE,
    OLD_PHONE,
    PHONE,
    PLAIN_PHONE,
    SYDNEY,
    VIENNA,
)
from tests.services.hardware_orders.ordering import BACK, CSA, Ordering, at, open_commands


def test_r_hw_01_an_order_belongs_to_an_account_and_needs_no_subscription(ordering: Ordering) -> None:
    order = ordering.start(build.OKONKWO)
    assert (order.reference, order.status) == (f"HO-{order.order_id}", HardwareStatus.NEW)
    assert (order.account_id, order.currency, order.lines) == (build.OKONKWO, "AUD", ())
    assert order.delivery.is_masked
    assert order.delivery.name == "\N{BULLET}" * 5 + "kwo"
    assert order.delivery.address.city == "Sydney"
    assert order.delivery.address.line1.endswith("eet")
    assert "Quay" not in order.delivery.address.line1


def test_sm_3_only_an_active_account_orders(ordering: Ordering) -> None:
    error = ordering.refused(CSA, contract.START, account_id=build.SUSPENDED)
    assert error.code == "E-ACCOUNT-CLOSED-TO-ORDERS"
    assert ordering.refused(CSA, contract.START, account_id=build.ALPINE_LEE).code == "E-NOT-FOUND"


def test_r_hw_02_items_are_added_changed_and_removed_while_the_order_is_new(ordering: Ordering) -> None:
    order = ordering.add(ordering.start(), PHONE, qty=2)
    order = ordering.add(order, CASE, by=BACK)
    [phone, case] = order.lines
    assert (phone.qty, phone.amount_cents, phone.warehouse_id) == (2, 199_800, SYDNEY)
    changed = ordering.call(
        CSA, contract.CHANGE_LINE, **at(order), line_id=phone.line_id, qty=3, warehouse_id=MELBOURNE
    )
    assert (changed.lines[0].qty, changed.lines[0].warehouse) == (3, "Melbourne")
    left = ordering.call(CSA, contract.REMOVE_LINE, **at(changed), line_id=case.line_id)
    assert [line.product_id for line in left.lines] == [PHONE]
    generated = ordering.generate(ordering.deliver(left))
    line = {"line_id": phone.line_id}
    for op, more in (
        (contract.ADD_LINE, {"product_id": CASE}),
        (contract.CHANGE_LINE, {**line, "qty": 1}),
        (contract.REMOVE_LINE, line),
    ):
        assert ordering.refused(CSA, op, **at(generated), **more).code == "E-STATE", op.name
    assert "edit_lines" not in open_commands(generated)


def test_sm_3_a_line_has_one_to_ten_thousand_units(ordering: Ordering) -> None:
    order = ordering.add(ordering.start(), CASE, qty=1)
    order = ordering.add(order, CASE, qty=MOST_UNITS)
    assert [line.qty for line in order.lines] == [1, MOST_UNITS]
    for qty in (0, -1, MOST_UNITS + 1):
        with pytest.raises(ValueError, match="qty"):
            contract.ADD_LINE.request.model_validate({**at(order), "product_id": CASE, "qty": qty})


def test_of_two_who_saw_one_version_one_changes_the_order(ordering: Ordering) -> None:
    order = ordering.start()
    ordering.add(order, PHONE)
    error = ordering.refused(BACK, contract.ADD_LINE, **at(order), product_id=CASE)
    assert (error.code, error.values["by"]) == ("E-STALE", "Harbour Csa")
    assert len(ordering.look(order).lines) == 1


def test_r_hw_29_the_price_of_a_line_is_that_of_the_moment_when_it_was_added(ordering: Ordering) -> None:
    order = ordering.add(ordering.start(), CASE, qty=2)
    [row] = [
        one
        for one in ordering.call("harbour_admin", admin.PRODUCTS, text="CASE").rows
        if one.product_id == CASE
    ]
    fields = {**row.fields.model_dump(mode="json"), "price_cents": 9_999, "tax_code": "FREE"}
    ordering.call("harbour_admin", admin.SAVE_PRODUCT, product_id=CASE, version=row.version, fields=fields)
    changed = ordering.call(CSA, contract.CHANGE_LINE, **at(order), line_id=order.lines[0].line_id, qty=3)
    assert (changed.lines[0].unit_price_cents, changed.lines[0].amount_cents) == (2_950, 8_850)
    assert ordering.add(changed, CASE).lines[1].unit_price_cents == 9_999


def test_sm_3_a_chosen_warehouse_ships_the_product_and_is_connected(ordering: Ordering) -> None:
    order = ordering.start()
    for product, warehouse in ((LICENCE, SYDNEY), (PHONE, CLOSED)):
        error = ordering.refused(
            CSA, contract.ADD_LINE, **at(order), product_id=product, warehouse_id=warehouse
        )
        assert (error.code, error.refusals[0].field) == ("E-NOT-SHIPPED", "warehouse_id")
    for strange in ({"product_id": ALPINE_PHONE}, {"product_id": PHONE, "warehouse_id": VIENNA}):
        assert ordering.refused(CSA, contract.ADD_LINE, **at(order), **strange).code == "E-NOT-FOUND"
    assert ordering.add(order, LICENCE).lines[0].warehouse_id == MELBOURNE


def test_sm_3_a_withdrawn_product_is_not_ordered(ordering: Ordering) -> None:
    error = ordering.refused(CSA, contract.ADD_LINE, **at(ordering.start()), product_id=OLD_PHONE)
    assert (error.code, error.values["product"]) == ("E-PRODUCT-WITHDRAWN", "Fruit Phone 8")


def test_r_enr_01_enrolment_is_wished_where_the_product_supports_it(ordering: Ordering) -> None:
    order = ordering.add(ordering.start(), PHONE, is_enrolment_requested=True)
    assert order.lines[0].is_enrolment_requested
    assert order.lines[0].can_be_enrolled
    error = ordering.refused(
        CSA, contract.ADD_LINE, **at(order), product_id=PLAIN_PHONE, is_enrolment_requested=True
    )
    assert (error.code, error.refusals[0].rule) == ("E-ENROL-UNSUPPORTED", "R-ENR-01")


def test_r_gen_10_an_agent_s_people_see_the_orders_of_own_sales_and_customers(ordering: Ordering) -> None:
    backend = ordering.backend
    own = migration_world.agent(backend, visibility="OWN_ONLY")
    migration_world.seller(backend, "pia", own)
    others = ordering.start()
    assert ordering.refused("pia", contract.GET, order_id=others.order_id).code == "E-NOT-FOUND"
    sold = ordering.start(by="pia")
    assert ordering.look(sold, "pia").reference == sold.reference
    for sort in HardwareSort:
        page = ordering.call("pia", hardware_list.FIND, sort=sort)
        assert [row.reference for row in page.rows] == [sold.reference]
    for who, told, found in (("pia", 1, 0), ("harbour_csa", 2, 1)):
        seen = ordering.call(who, customers.CUSTOMER, account_id=build.MARLOW)
        hits = ordering.call(who, search.FIND, text=others.reference).hits
        assert (seen.counts.open_hardware, len(hits)) == (told, found)


def test_d_19_a_customer_reads_generated_orders_of_the_own_account_alone(ordering: Ordering) -> None:
    order = ordering.ready()
    viewer = "harbour_viewer"
    assert ordering.refused(viewer, contract.GET, order_id=order.order_id).code == "E-NOT-FOUND"
    ordering.switch_fraud_check()
    ordering.generate(order)
    seen = ordering.look(order, viewer)
    assert (seen.fraud, seen.batches, seen.warnings) == ("NOT_REQUIRED", (), ())
    assert seen.delivery.name == "\N{BULLET}" * 5 + "low"
    assert open_commands(seen) == set()
    strange = ordering.generate(ordering.ready(account=build.BRIGHT))
    assert ordering.refused(viewer, contract.GET, order_id=strange.order_id).code == "E-NOT-FOUND"
