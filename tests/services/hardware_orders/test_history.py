"""What was done to a hardware order, by whom, when and why (R-GEN-01, R-GEN-09, S-18)."""

from sqlalchemy import func, select

from agentview.contract import customers
from agentview.contract import hardware_orders as contract
from agentview.contract.hardware_orders import HardwareOrder, HistoryEntry
from agentview.models.database import Stamp
from agentview.models.trail import AuditEntry
from tests import build
from tests.build_hardware import CASE, PHONE, SYDNEY
from tests.services.hardware_orders.ordering import BACK, CSA, LEAD, Ordering, at

VIEWER = "harbour_viewer"
LEFT_BEHIND = "Rosalind Marslow"


def told(ordering: Ordering, order: HardwareOrder, by: str = CSA) -> list[HistoryEntry]:
    """Return what was done to an order, oldest first."""
    found = ordering.call(by, contract.HISTORY, order_id=order.order_id)
    assert not found.has_older
    return list(reversed(found.entries))


def actions(ordering: Ordering, order: HardwareOrder, by: str = CSA) -> list[str]:
    return [entry.action for entry in told(ordering, order, by)]


def test_s_18_edits_name_their_line_and_the_delivery_stays_masked(ordering: Ordering) -> None:
    order = ordering.add(ordering.start(), qty=2)
    [line] = order.lines
    order = ordering.call(
        CSA, contract.CHANGE_LINE, **at(order), line_id=line.line_id, qty=3, warehouse_id=SYDNEY
    )
    order = ordering.add(order, CASE)
    order = ordering.call(CSA, contract.REMOVE_LINE, **at(order), line_id=order.lines[1].line_id)
    order = ordering.deliver(order, name=LEFT_BEHIND)
    found = told(ordering, order)
    assert [(one.action, one.sku, one.old, one.new) for one in found[:5]] == [
        ("start_hardware_order", "", None, "NEW"),
        ("add_line", "PH-X1", None, "2"),
        ("change_line", "PH-X1", "2 SYD", "3 SYD"),
        ("add_line", "CASE-1", None, "1"),
        ("remove_line", "CASE-1", "1", None),
    ]
    assert {one.by for one in found} == {"Harbour Csa"}
    delivery = {one.field: one.new for one in found if one.action == "edit_delivery"}
    assert delivery["name"] == "\u2022\u2022\u2022\u2022\u2022low"
    assert delivery["delivery_method_id"] == "Courier, next day"
    assert not [one for one in found if LEFT_BEHIND in f"{one.old} {one.new}"]


def test_r_gen_09_a_value_that_was_written_in_full_by_other_means_is_masked(ordering: Ordering) -> None:
    order = ordering.ready()
    with ordering.backend.database.write(Stamp("test", build.START)) as session:
        session.add(
            AuditEntry(
                at=build.START,
                actor="Import",
                provider_id=build.HARBOUR,
                entity="hardware_order",
                entity_id=order.order_id,
                action="edit_delivery",
                field="name",
                old_value="Old Holder",
                new_value=LEFT_BEHIND,
            )
        )
    last = told(ordering, order)[-1]
    assert (last.old, last.new) == ("\u2022\u2022\u2022\u2022\u2022der", "\u2022\u2022\u2022\u2022\u2022low")


def test_r_hw_09_what_the_fraud_check_found_and_who_let_it_pass_and_why(ordering: Ordering) -> None:
    ordering.switch_fraud_check()
    order = ordering.generated()
    ordering.fraud_fails(order)
    order = ordering.call(LEAD, contract.RECHECK_FRAUD, **at(ordering.look(order)))
    ordering.fraud_fails(order)
    order = ordering.call(
        LEAD, contract.OVERRIDE_FRAUD, **at(ordering.look(order)), reason="Known to the branch"
    )
    found = told(ordering, order)[-5:]
    assert [(one.action, one.text, [why.code for why in one.reasons]) for one in found] == [
        ("generate", "", []),
        ("fraud_held", "", ["E-FRAUD-COUNTRY"]),
        ("recheck_fraud", "", []),
        ("fraud_held", "", ["E-FRAUD-COUNTRY"]),
        ("override_fraud", "Known to the branch", []),
    ]
    assert found[1].by == "AgentView"
    assert found[-1].by == "Harbour Lead"


def test_s_18_retry_close_and_return_stand_with_their_reasons_and_charges(ordering: Ordering) -> None:
    order = ordering.sent(((PHONE, 1), (CASE, 1)))
    ordering.ship(order, order.lines[0])
    order = ordering.fail(order, order.lines[1])
    order = ordering.call(BACK, contract.RETRY, **at(order))
    ordering.send(order)
    order = ordering.fail(ordering.look(order))
    order = ordering.call(LEAD, contract.CLOSE, **at(order), reason="Sold out for good")
    ordering.call(
        CSA, contract.RETURN_LINE, **at(order), line_id=order.lines[0].line_id, reason="Wrong colour"
    )
    found = told(ordering, order)
    moves = [(one.action, one.old, one.new, one.text) for one in found if one.entity == "hardware_order"]
    assert ("retry", "ERROR", "AWAITING_GENERATION", "") in moves
    assert ("cancel_lines", None, "1", "") in moves
    assert ("close", "ERROR", "COMPLETE", "Sold out for good") in moves
    assert moves[-1] == ("return_line", None, "1", "Wrong colour")
    charges = [(one.sku, one.field, one.new) for one in found if one.action == "charge"]
    assert ("PH-X1", "HARDWARE", "99900 AUD") in charges
    assert ("PH-X1", "HARDWARE_CREDIT", "-99900 AUD") in charges


def test_r_hw_25_a_cancelled_order_tells_why(ordering: Ordering) -> None:
    order = ordering.call(CSA, contract.CANCEL, **at(ordering.generated()), reason="Changed their mind")
    last = told(ordering, order)[-1]
    assert (last.action, last.old, last.new, last.text) == (
        "cancel",
        "AWAITING_GENERATION",
        "CANCELLED",
        "Changed their mind",
    )


def test_r_gen_10_a_customer_reads_neither_the_fraud_check_nor_what_is_internal(
    ordering: Ordering,
) -> None:
    """The timeline of the customer is as silent as that of the order."""
    ordering.switch_fraud_check()
    order = ordering.generated()
    ordering.fraud_fails(order)
    order = ordering.call(LEAD, contract.OVERRIDE_FRAUD, **at(ordering.look(order)), reason="Known")
    ordering.call(LEAD, contract.REVEAL, order_id=order.order_id, reason="They called")
    assert {"fraud_held", "override_fraud", "reveal"} <= set(actions(ordering, order))
    shown = set(actions(ordering, order, VIEWER))
    assert "generate" in shown
    assert not {"fraud_held", "override_fraud", "reveal"} & shown
    whole = ordering.call(VIEWER, customers.TIMELINE, account_id=order.account_id)
    assert not {"fraud_held", "override_fraud", "reveal"} & {one.action for one in whole.entries}
    assert ordering.refused("alpine_csa", contract.HISTORY, order_id=order.order_id).code == "E-NOT-FOUND"


def test_pages_follow_each_other_without_a_gap(ordering: Ordering) -> None:
    order = ordering.ship(ordering.sent(((PHONE, 2), (CASE, 1))))
    whole = ordering.call(CSA, contract.HISTORY, order_id=order.order_id).entries
    pages: list[HistoryEntry] = []
    before = None
    while True:
        page = ordering.call(CSA, contract.HISTORY, order_id=order.order_id, before_id=before, limit=2)
        pages += page.entries
        if not page.has_older:
            break
        assert len(page.entries) == 2
        before = page.entries[-1].entry_id
    assert tuple(pages) == whole
    with ordering.backend.database.read() as session:
        lines = session.scalar(
            select(func.count()).where(
                AuditEntry.entity.in_(("hardware_order", "hardware_order_line", "cardline"))
            )
        )
    assert len(whole) == lines


def test_the_batches_of_an_order_name_their_warehouse(ordering: Ordering) -> None:
    order = ordering.sent()
    assert [batch.partner for batch in order.batches] == ["Sydney"]
