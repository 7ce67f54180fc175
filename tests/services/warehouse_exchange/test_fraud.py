"""The fraud check comes before anything is sent (R-HW-08 to R-HW-11)."""

from collections.abc import Sequence

import pytest
from sqlalchemy import update

from agentview.adaptors.fraud_port import Delivery, Failed, FraudReason, Passed, Unknown, Verdict
from agentview.adaptors.fraud_rules import FraudRules
from agentview.models.batch import Batch
from agentview.models.database import Stamp
from agentview.models.hardware import HardwareOrder
from agentview.models.trail import AuditEntry
from agentview.models.work_item import WorkItem
from agentview.services.sales_order_request.fraud import doubts, record_verdict
from tests import build
from tests.build_hardware import PHONE, SYDNEY
from tests.services.warehouse_exchange.depot import Depot

HELD = Failed((FraudReason.LISTED,))


class Checker:
    """Gives the answers that it was told, and keeps what it was asked."""

    def __init__(self, answers: Sequence[Verdict]) -> None:
        self.asked: list[Delivery] = []
        self._answers = list(answers)

    def check(self, delivery: Delivery) -> Verdict:
        self.asked.append(delivery)
        return self._answers.pop(0)


def test_a_delivery_that_passes_is_sent_in_the_same_round(depot: Depot) -> None:
    """R-HW-08, R-HW-10: and the file says that a check was asked for."""
    order = depot.order((PHONE, SYDNEY, 1), fraud="PENDING")
    depot.request(Checker([Passed()]))
    [told] = depot.taken(SYDNEY)
    assert told.fraud_check_required
    assert depot.orders()[order] == "AWAITING_DISPATCH"
    [row] = depot.rows(HardwareOrder)
    assert (row.fraud_status, row.fraud_reasons, row.fraud_checked_at) == ("PASSED", [], build.START)


def test_without_a_check_the_file_says_so(depot: Depot) -> None:
    """R-HW-08."""
    depot.order((PHONE, SYDNEY, 1))
    depot.request()
    [told] = depot.taken(SYDNEY)
    assert not told.fraud_check_required


def test_a_delivery_that_fails_is_held_and_shown_to_a_supervisor(depot: Depot) -> None:
    """R-HW-09: nothing goes to any warehouse, in this round or a later one; it is not asked about again."""
    order = depot.order((PHONE, SYDNEY, 1), fraud="PENDING")
    depot.request(Checker([HELD]))
    depot.request()
    assert depot.rows(Batch) == []
    assert depot.orders()[order] == "AWAITING_GENERATION"
    [row] = depot.rows(HardwareOrder)
    assert (row.fraud_status, row.fraud_reasons) == ("FAILED", ["E-FRAUD-LISTED"])
    [case] = depot.rows(WorkItem)
    assert (case.type_code, case.level, case.level_id) == ("FRAU", "HARDWARE_ORDER", order)
    assert (case.department, case.account_id) == ("SUPERVISOR", build.MARLOW)
    [entry] = [one for one in depot.rows(AuditEntry) if one.entity == "hardware_order"]
    assert (entry.action, entry.new_value) == ("fraud_held", "FAILED")


def test_without_an_answer_nothing_is_sent_and_it_is_asked_again(depot: Depot) -> None:
    """R-HW-09: unknown stays PENDING."""
    order = depot.order((PHONE, SYDNEY, 1), fraud="PENDING")
    depot.request(Checker([Unknown()]))
    assert depot.rows(Batch) == []
    [row] = depot.rows(HardwareOrder)
    assert row.fraud_status == "PENDING"
    depot.request(Checker([Passed()]))
    assert depot.orders()[order] == "AWAITING_DISPATCH"


def test_name_address_and_contact_are_checked(depot: Depot) -> None:
    """R-HW-11."""
    order = depot.order((PHONE, SYDNEY, 1), fraud="PENDING", name="Marlow Reception")
    checker = Checker([Passed()])
    depot.request(checker)
    [asked] = checker.asked
    assert (asked.name, asked.line1, asked.city) == ("Marlow Reception", "1 Quay Street", "Sydney")
    assert (asked.phone, asked.country, asked.home_country) == ("+61355501234", "AU", "AU")
    assert asked.reference == f"HO-{order}"


def test_the_rules_hold_a_test_name(depot: Depot) -> None:
    """R-HW-11: with the checker that is there by default."""
    depot.order((PHONE, SYDNEY, 1), fraud="PENDING", name="x")
    depot.request(FraudRules())
    [row] = depot.rows(HardwareOrder)
    assert row.fraud_status == "FAILED"
    assert row.fraud_reasons


def test_an_answer_counts_once(depot: Depot) -> None:
    """R-HW-09: two rounds at once raise one case."""
    depot.order((PHONE, SYDNEY, 1), fraud="PENDING")
    with depot.backend.database.read() as session:
        [doubt] = doubts(session, build.HARBOUR)
    assert depot.act(lambda unit: record_verdict(unit, doubt, HELD))
    assert not depot.act(lambda unit: record_verdict(unit, doubt, Passed()))
    [row] = depot.rows(HardwareOrder)
    assert row.fraud_status == "FAILED"
    assert len(depot.rows(WorkItem)) == 1


def test_an_answer_about_a_delivery_that_was_changed_does_not_count(depot: Depot) -> None:
    """R-HW-11: what was checked is what is sent."""
    depot.order((PHONE, SYDNEY, 1), fraud="PENDING")
    with depot.backend.database.read() as session:
        [doubt] = doubts(session, build.HARBOUR)
    with depot.backend.database.write(Stamp("lead", build.START)) as session:
        session.get_one(HardwareOrder, doubt.order_id).delivery_name = "Somebody Else"
    assert not depot.act(lambda unit: record_verdict(unit, doubt, Passed()))
    [row] = depot.rows(HardwareOrder)
    assert row.fraud_status == "PENDING"


def test_a_check_that_passes_at_last_ends_its_case(depot: Depot) -> None:
    """R-HW-10: after a delivery was changed and is checked again."""
    order = depot.order((PHONE, SYDNEY, 1), fraud="PENDING")
    depot.request(Checker([HELD]))
    with depot.backend.database.write(Stamp("lead", build.START)) as session:
        session.execute(update(HardwareOrder).values(fraud_status="PENDING"))
    depot.request(Checker([Passed()]))
    [case] = depot.rows(WorkItem)
    assert case.status == "RESOLVED"
    assert depot.orders()[order] == "AWAITING_DISPATCH"


@pytest.mark.parametrize("status", ["PENDING", "FAILED"])
def test_nothing_of_an_order_in_doubt_is_claimed(depot: Depot, status: str) -> None:
    """R-HW-09: while orders beside it are sent."""
    held = depot.order((PHONE, SYDNEY, 1), fraud=status)
    sent = depot.order((PHONE, SYDNEY, 1))
    depot.request(Checker([Unknown()]))
    assert [one.id for one in depot.taken(SYDNEY)] == [f"HO-{sent}"]
    assert depot.lines(held)[0].request_batch_id is None
