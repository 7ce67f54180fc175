"""Hardware orders are generated, checked for fraud, cancelled (R-HW-06 to R-HW-09, R-HW-25, R-HW-28)."""

import pytest
from sqlalchemy import select

from agentview.contract import hardware_orders as contract
from agentview.contract.hardware import BillingMode, FraudStatus, HardwareLineStatus, HardwareStatus
from agentview.models.database import Stamp
from agentview.models.hardware import HardwareOrder as Row
from agentview.models.hardware import StockCheck
from agentview.models.hardware_catalogue import HardwareSetting
from agentview.models.job_run import JobRun
from agentview.models.work_item import WorkItem
from tests import build
from tests.build_hardware import CASE, CLOSED, PHONE, SIM_CARD, SYDNEY
from tests.services.hardware_orders.ordering import BACK, CSA, LEAD, Ordering, at, open_commands

GENERATE, CANCEL = contract.GENERATE, contract.CANCEL


def hold_for_fraud(ordering: Ordering, order: contract.HardwareOrder) -> contract.HardwareOrder:
    """Let the check say no."""
    ordering.fraud_fails(order)
    return ordering.look(order, LEAD)


def test_r_hw_06_an_order_without_a_line_is_not_generated(ordering: Ordering) -> None:
    order = ordering.deliver(ordering.start())
    error = ordering.refused(CSA, GENERATE, **at(order))
    assert [one.code for one in error.refusals] == ["E-NO-LINES"]
    assert "generate" not in open_commands(order)


def test_r_hw_06_every_field_of_the_delivery_that_is_missing_is_named(ordering: Ordering) -> None:
    order = ordering.add(ordering.start())
    error = ordering.refused(CSA, GENERATE, **at(order))
    named = [(one.code, one.field) for one in error.refusals]
    wanted = ("region", "postcode", "delivery_method_id")
    assert named == [("E-DELIVERY", field) for field in wanted]
    order = ordering.deliver(order, name="", address={}, phone="", email="", delivery_method_id=None)
    error = ordering.refused(CSA, GENERATE, **at(order))
    assert [one.field for one in error.refusals] == ["name", "line1", "city", "country", "delivery_method_id"]
    order = ordering.deliver(order, phone="", email="")
    assert ordering.generate(order).status is HardwareStatus.AWAITING_GENERATION


def test_sm_3_a_line_without_a_connected_warehouse_is_not_generated(ordering: Ordering) -> None:
    order = ordering.ready()
    ordering.change_warehouse(SYDNEY, is_connected=False)
    error = ordering.refused(CSA, GENERATE, **at(order))
    assert [one.code for one in error.refusals] == ["E-NO-WAREHOUSE"]
    ordering.change_warehouse(SYDNEY, is_connected=True)
    assert ordering.generate(order).lines[0].status is HardwareLineStatus.GENERATED


def test_r_hw_07_generate_makes_an_order_eligible_and_wakes_the_job(ordering: Ordering) -> None:
    order = ordering.generated(((PHONE, 1), (CASE, 2)))
    assert (order.status, order.fraud) == (HardwareStatus.AWAITING_GENERATION, FraudStatus.NOT_REQUIRED)
    assert {line.status for line in order.lines} == {HardwareLineStatus.GENERATED}
    assert (order.generated_by, order.generated_at) == ("Harbour Csa", build.START)
    with ordering.backend.database.read() as session:
        runs = session.execute(select(JobRun.job, JobRun.provider_id)).all()
    assert [tuple(row) for row in runs] == [("sales_order_request", build.HARBOUR)]


@pytest.mark.parametrize(("switch", "warehouse"), [(True, False), (False, True), (False, False)])
def test_r_hw_08_the_switch_or_a_warehouse_asks_for_a_fraud_check(
    ordering: Ordering, switch: bool, warehouse: bool
) -> None:
    ordering.switch_fraud_check(is_on=switch)
    ordering.change_warehouse(SYDNEY, is_fraud_check_required=warehouse)
    ordering.change_warehouse(CLOSED, is_fraud_check_required=True)
    wanted = FraudStatus.PENDING if switch or warehouse else FraudStatus.NOT_REQUIRED
    assert ordering.generated().fraud is wanted


def test_r_hw_09_a_held_order_is_corrected_and_checked_again(ordering: Ordering) -> None:
    ordering.switch_fraud_check()
    order = ordering.generated()
    for op in (contract.RECHECK_FRAUD, contract.OVERRIDE_FRAUD):
        more = {"reason": "Known"} if op is contract.OVERRIDE_FRAUD else {}
        assert ordering.refused(LEAD, op, **at(order), **more).code == "E-FRAUD-STATE"
    held = hold_for_fraud(ordering, order)
    assert (held.status, held.fraud) == (HardwareStatus.AWAITING_GENERATION, FraudStatus.FAILED)
    assert [one.code for one in held.fraud_reasons] == ["E-FRAUD-COUNTRY"]
    assert {"edit_delivery", "recheck_fraud", "override_fraud", "cancel"} <= open_commands(held)
    assert cases(ordering) == [("FRAU", "OPEN", held.order_id)]
    assert ordering.refused(CSA, contract.RECHECK_FRAUD, **at(held)).code == "E-POWER"
    edited = ordering.deliver(held, by=LEAD, name="M. Marlow")
    again = ordering.call(LEAD, contract.RECHECK_FRAUD, **at(edited))
    assert (again.fraud, again.fraud_reasons) == (FraudStatus.PENDING, ())
    assert cases(ordering) == [("FRAU", "RESOLVED", held.order_id)]


def test_sm_3_a_supervisor_overrides_with_a_reason_that_stands_with_the_order(ordering: Ordering) -> None:
    ordering.switch_fraud_check()
    held = hold_for_fraud(ordering, ordering.generated())
    assert ordering.refused(BACK, contract.OVERRIDE_FRAUD, **at(held), reason="x").code == "E-POWER"
    passed = ordering.call(LEAD, contract.OVERRIDE_FRAUD, **at(held), reason="Rang back")
    assert passed.fraud is FraudStatus.PASSED
    told = (passed.fraud_override_reason, passed.fraud_overridden_by)
    assert told == ("Rang back", "Harbour Lead")
    assert cases(ordering) == [("FRAU", "RESOLVED", held.order_id)]


def test_r_hw_25_an_order_is_cancelled_before_a_batch_was_written(ordering: Ordering) -> None:
    new = ordering.call(CSA, CANCEL, **at(ordering.ready()), reason="Changed mind")
    generated = ordering.call(BACK, CANCEL, **at(ordering.generated()), reason="Changed mind")
    ordering.switch_fraud_check()
    held = hold_for_fraud(ordering, ordering.generated())
    cancelled = ordering.call(CSA, CANCEL, **at(held), reason="Changed mind")
    for order in (new, generated, cancelled):
        assert (order.status, order.close_reason) == (HardwareStatus.CANCELLED, "Changed mind")
        assert {line.status for line in order.lines} == {HardwareLineStatus.CANCELLED}
        assert open_commands(order) == set()
        assert ordering.charges(order) == []
    assert cases(ordering) == [("FRAU", "RESOLVED", held.order_id)]


def test_r_hw_25_cancel_is_refused_once_a_batch_of_the_order_is_written_or_being_written(
    ordering: Ordering,
) -> None:
    order = ordering.generated(((PHONE, 1), (CASE, 1)))
    ordering.claim(order)
    assert ordering.refused(CSA, CANCEL, **at(order), reason="x").code == "E-BATCH-WRITTEN"
    sent = ordering.sent()
    assert ordering.refused(CSA, CANCEL, **at(sent), reason="x").code == "E-STATE"
    failed = ordering.fail(sent)
    again = ordering.call(CSA, contract.RETRY, **at(failed))
    assert again.status is HardwareStatus.AWAITING_GENERATION
    assert ordering.refused(CSA, CANCEL, **at(again), reason="x").code == "E-BATCH-WRITTEN"


def test_r_hw_28_a_shortage_warns_and_does_not_stand_against_generating(ordering: Ordering) -> None:
    order = ordering.ready(((PHONE, 5), (CASE, 1)))
    for available, short in ((4, True), (5, False), (0, True)):
        checked(ordering, order, available)
        warnings = ordering.look(order).warnings
        assert bool(warnings) is short
        if short:
            [warning] = warnings
            assert (warning.code, warning.rule) == ("E-STOCK-SHORT", "R-HW-28")
            told = (warning.values["available"], warning.values["wanted"])
            assert told == (available, 5)
    assert ordering.generate(order).status is HardwareStatus.AWAITING_GENERATION


def test_r_hw_03_a_stock_check_is_offered_where_a_warehouse_can_be_asked(ordering: Ordering) -> None:
    order = ordering.start()
    assert "check_stock" in open_commands(order)
    for warehouse in (1, 2):
        ordering.change_warehouse(warehouse, supports_stock_check=False)
    states = {state.command: state for state in ordering.look(order).commands}
    assert [one.code for one in states["check_stock"].refusals] == ["E-NO-STOCK-SOURCE"]
    ordering.change_warehouse(CLOSED, supports_stock_check=True)
    assert "check_stock" not in open_commands(ordering.look(order))


def test_r_hw_22_what_has_no_tax_is_not_generated_to_be_invoiced_at_once(ordering: Ordering) -> None:
    order = ordering.ready(((CASE, 1),), mode=BillingMode.IMMEDIATE)
    with ordering.backend.database.write(Stamp("test", build.START)) as session:
        row = session.scalars(
            select(HardwareSetting).where(HardwareSetting.provider_id == build.HARBOUR)
        ).one()
        row.tax_percent = {"VAT": 20}
    error = ordering.refused(CSA, GENERATE, **at(order))
    assert [(one.code, one.values["tax_code"]) for one in error.refusals] == [("E-NO-TAX", "GST")]
    later = ordering.deliver(order, billing_mode=BillingMode.NEXT_INVOICE)
    assert ordering.generate(later).status is HardwareStatus.AWAITING_GENERATION


def test_sm_3_what_an_order_is_not_ready_for_is_refused_with_its_state(ordering: Ordering) -> None:
    order = ordering.generated(((SIM_CARD, 1),))
    assert ordering.refused(CSA, GENERATE, **at(order)).code == "E-STATE"
    assert ordering.refused(CSA, contract.RETRY, **at(order)).code == "E-STATE"
    assert ordering.refused(LEAD, contract.CLOSE, **at(order), reason="x").code == "E-STATE"
    line = order.lines[0].line_id
    error = ordering.refused(CSA, contract.RETURN_LINE, **at(order), line_id=line, reason="x")
    assert error.code == "E-STATE"


def cases(ordering: Ordering) -> list[tuple[str, str, int | None]]:
    """Return type, status and order of the cases of hardware orders."""
    with ordering.backend.database.read() as session:
        rows = session.execute(
            select(WorkItem.type_code, WorkItem.status, WorkItem.level_id)
            .where(WorkItem.level == "HARDWARE_ORDER")
            .order_by(WorkItem.id)
        )
        return [(row[0], row[1], row[2]) for row in rows]


def checked(ordering: Ordering, order: contract.HardwareOrder, available: int) -> None:
    """Let the Sydney warehouse say how many phones it has."""
    with ordering.backend.database.write(Stamp("test", build.START)) as session:
        assert session.get_one(Row, order.order_id).status == "NEW"
        session.add(
            StockCheck(
                provider_id=build.HARBOUR,
                hardware_order_id=order.order_id,
                warehouse_id=SYDNEY,
                product_id=PHONE,
                requested_qty=5,
                available_qty=available,
                status="OK",
                checked_at=build.START,
                checked_by="Harbour Csa",
            )
        )
