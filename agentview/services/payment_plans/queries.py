"""Reads plans with their invoices, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from agentview.contract.payment_plans import Frequency, PlanStatus
from agentview.models.money import Invoice, PaymentPlan, PaymentPlanInvoice
from agentview.services.payment_plans.rules import Schedule, still_due
from agentview.services.unit import Unit


@dataclass(frozen=True, slots=True)
class Linked:
    """An invoice of a plan: how much of it the plan has, and how much of that is left, in minor units."""

    invoice_no: str
    amount_cents: int
    left_cents: int


def invoices_of(unit: Unit, plan_ids: Collection[int]) -> Mapping[int, Sequence[Linked]]:
    """Return the invoices of plans, the oldest first."""
    found: dict[int, list[Linked]] = defaultdict(list)
    link = PaymentPlanInvoice
    rows = unit.session.execute(
        select(link.payment_plan_id, link.amount_cents, Invoice.invoice_no, Invoice.amount_due_inc_cents)
        .join(Invoice, Invoice.id == link.invoice_id)
        .where(link.payment_plan_id.in_(plan_ids))
        .order_by(Invoice.due_on, Invoice.id)
    )
    for plan_id, amount, number, due in rows:
        found[plan_id].append(Linked(number, amount, still_due(amount, due)))
    return found


def running_plan_of(unit: Unit, invoice_ids: Collection[int]) -> Mapping[int, int]:
    """Return the running plan of each invoice that has one."""
    link = PaymentPlanInvoice
    rows = unit.session.execute(
        select(link.invoice_id, link.payment_plan_id)
        .join(PaymentPlan, PaymentPlan.id == link.payment_plan_id)
        .where(link.invoice_id.in_(invoice_ids), PaymentPlan.status == PlanStatus.IN_PROGRESS.value)
        .order_by(link.payment_plan_id)
    )
    return {row[0]: row[1] for row in rows}


def schedule_of(row: PaymentPlan) -> Schedule:
    """Return when the parts of a stored plan are paid."""
    return Schedule(row.start_on, Frequency(row.frequency), row.number_of_payments)


def total_of(linked: Sequence[Linked]) -> int:
    """Return what a plan is over."""
    return sum(one.amount_cents for one in linked)


def left_of(linked: Sequence[Linked]) -> int:
    """Return what is left to pay of a plan."""
    return sum(one.left_cents for one in linked)
