"""Makes status reports for the tests of the customers area."""

from datetime import date, timedelta

from agentview.contract.customers import RestrictionStatus
from agentview.contract.status import (
    Bar,
    Cause,
    Finding,
    HoldCause,
    HoldOrigin,
    InvoiceLine,
    Money,
    NetworkState,
    OpenOrder,
    PlanLine,
    RecordKind,
    ServiceStatus,
    Severity,
    StatusReport,
    Step,
    StepKind,
)
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.value import CommandState, RefusalInfo
from agentview.core.power import Role
from tests.ui.fake_desk import NOON

NO_POWER = (RefusalInfo(code="E-POWER", values={"power": "CREDIT_CONTROL"}),)
LIFT = Step(
    kind=StepKind.LIFT,
    refusals=NO_POWER,
    roles=(Role.SUPERVISOR, Role.CREDIT_CONTROLLER),
    provider="Harbour Mobile",
)
PROMISE = Step(
    kind=StepKind.NOTE_PROMISE,
    command="add_note",
    record=RecordKind.ACCOUNT,
    record_id=5,
    roles=(Role.CSA,),
    provider="Harbour Mobile",
)
PAY = Step(kind=StepKind.PAY, values={"amount_cents": 12_000, "currency": "AUD"})


def unpaid() -> Finding:
    """Return that a service is barred for money."""
    return Finding(
        cause=Cause.HELD_UNPAID,
        severity=Severity.LIMITED,
        values={
            "hold": HoldCause.NON_PAYMENT.value,
            "bar": Bar.OUTGOING.value,
            "unpaid_since_on": "2025-10-04",
            "amount_cents": 12_000,
            "currency": "AUD",
            "by": "AgentView",
            "reason": "Standard",
        },
        steps=(PAY, PROMISE, LIFT),
    )


def halted(task_id: int = 77) -> Finding:
    """Return that the order of a service is halted, which this caller may resubmit."""
    step = Step(
        kind=StepKind.RESUBMIT,
        command="resubmit",
        record=RecordKind.TASK,
        record_id=task_id,
        reference="PO-10001/1",
        roles=(Role.CSA,),
        provider="Harbour Mobile",
    )
    abort = step.model_copy(
        update={"kind": StepKind.ABORT, "command": "abort", "refusals": NO_POWER, "roles": (Role.SUPERVISOR,)}
    )
    return Finding(
        cause=Cause.TASK_HALTED,
        severity=Severity.STOPPED,
        values={
            "reference": "PO-10001/1",
            "by": "Meridian Wholesale",
            "reason": "No such street",
            "since_at": (NOON - timedelta(hours=3)).isoformat(),
        },
        steps=(step, abort),
    )


def works() -> Finding:
    """Return that nothing is wrong."""
    return Finding(cause=Cause.WORKS, severity=Severity.FINE, steps=(Step(kind=StepKind.CHECK_DEVICE),))


def service_status(service_id: int = 1, *findings: Finding, **more: object) -> ServiceStatus:
    """Return a mobile service with these findings."""
    values: dict[str, object] = {
        "service_id": service_id,
        "reference": f"SS-{service_id}",
        "package_id": service_id,
        "package": "Mobile 40",
        "name": "Mobile voice",
        "service_type": "Mobile",
        "identifier_label": "Phone number",
        "identifier": "+61491570156",
        "status": SubscriptionStatus.ACTIVE,
        "restriction": RestrictionStatus.NONE.value,
        "network": NetworkState.NOT_ASKED,
        "hold_cause": None,
        "hold_origin": None,
        "hold_reason": "",
        "bar": None,
        "since": None,
        "placed_by": "",
        "further_holds": 0,
        "findings": findings or (works(),),
    }
    return ServiceStatus.model_validate({**values, **more})


def barred(service_id: int = 1) -> ServiceStatus:
    """Return a service that is barred for money, as the network has confirmed."""
    return service_status(
        service_id,
        unpaid(),
        restriction=RestrictionStatus.RESTRICTED.value,
        network=NetworkState.CONFIRMED,
        hold_cause=HoldCause.NON_PAYMENT,
        hold_origin=HoldOrigin.AUTO,
        bar=Bar.OUTGOING,
    )


def money(**more: object) -> Money:
    """Return what is owed: two invoices, one of them in dispute."""
    invoice = InvoiceLine(
        invoice_no="INV-1",
        issued_on=date(2025, 9, 20),
        due_on=date(2025, 10, 4),
        overdue_days=43,
        total_cents=8_000,
        due_cents=8_000,
        disputed_cents=0,
    )
    late = invoice.model_copy(update={"invoice_no": "INV-2", "due_cents": 5_000, "disputed_cents": 500})
    values: dict[str, object] = {
        "currency": "AUD",
        "owing_cents": 13_000,
        "overdue_cents": 13_000,
        "disputed_cents": 500,
        "oldest_overdue_days": 43,
        "rule_set": "Standard",
        "threshold_cents": 1_000,
        "to_restore_cents": 12_000,
        "is_omitted": False,
        "invoices": (invoice, late),
        "plans": (
            PlanLine(start_on=NOON.date(), frequency="MONTHLY", number_of_payments=3, status="IN_PROGRESS"),
        ),
    }
    return Money.model_validate({**values, **more})


def report(*services: ServiceStatus, **more: object) -> StatusReport:
    """Return how these services stand; one that works where none is named."""
    order = OpenOrder(
        record_id=9,
        reference="PO-9",
        type="NEW",
        status="ORDER_PENDING",
        requested_on=NOON.date(),
        is_cancel_request=False,
    )
    values: dict[str, object] = {
        "account_id": 5,
        "account_no": "004-0005",
        "name": "Marlow Dental Group",
        "account_status": 1,
        "account_reason": "",
        "account_since": None,
        "may_order": CommandState(command="new_order"),
        "may_note": True,
        "findings": (),
        "services": services or (service_status(),),
        "money": money(),
        "orders": (order,),
        "as_of": NOON,
    }
    return StatusReport.model_validate({**values, **more})
