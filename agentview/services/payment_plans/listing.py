"""The plans of an account, and its open invoices with the plans that pay them."""

from collections.abc import Sequence

from sqlalchemy import select

from agentview.contract.payment_plans import (
    PlannableInvoice,
    PlannableInvoices,
    PlanRow,
    Plans,
    PlansRequest,
    PlanStatus,
)
from agentview.models.customer import Account
from agentview.models.money import PaymentPlan
from agentview.services.customer_scope import account_of, refuse_customers
from agentview.services.ledger.records import currency_of, shown_invoice
from agentview.services.ledger_posting import open_invoices
from agentview.services.names import display_names
from agentview.services.payment_plans.queries import (
    invoices_of,
    left_of,
    running_plan_of,
    schedule_of,
    total_of,
)
from agentview.services.payment_plans.rules import instalments, next_day
from agentview.services.unit import Unit

_MOST = 50


def plans(unit: Unit, request: PlansRequest) -> Plans:
    """Return the newest plans of an account. Raises NotFound, Denied (`E-STAFF-ONLY`) for customers."""
    refuse_customers(unit)
    account = account_of(unit, request.account_id)
    wanted = select(PaymentPlan).where(PaymentPlan.account_id == account.id)
    rows = unit.session.scalars(wanted.order_by(PaymentPlan.id.desc()).limit(_MOST)).all()
    return Plans(rows=shown(unit, account, rows), as_of=unit.now)


def invoices(unit: Unit, request: PlansRequest) -> PlannableInvoices:
    """Return the open invoices of an account with their plans. Raises NotFound."""
    refuse_customers(unit)
    account = account_of(unit, request.account_id)
    found = open_invoices(unit, account)
    planned = running_plan_of(unit, [row.id for row in found])
    rows = tuple(
        PlannableInvoice(invoice=shown_invoice(row, unit.today), payment_plan_id=planned.get(row.id))
        for row in found
    )
    return PlannableInvoices(rows=rows, currency=currency_of(unit, account), as_of=unit.now)


def shown(unit: Unit, account: Account, rows: Sequence[PaymentPlan]) -> tuple[PlanRow, ...]:
    """Return plans of an account as they are shown."""
    linked = invoices_of(unit, [row.id for row in rows])
    names = display_names(unit, [row.created_by for row in rows])
    currency = currency_of(unit, account)
    shown_rows = []
    for row in rows:
        of_plan = linked.get(row.id, ())
        total, left = total_of(of_plan), left_of(of_plan)
        parts = instalments(total, schedule_of(row), total - left) if of_plan else ()
        status = PlanStatus(row.status)
        shown_rows.append(
            PlanRow(
                payment_plan_id=row.id,
                version=row.row_version,
                account_id=row.account_id,
                status=status,
                start_on=row.start_on,
                frequency=schedule_of(row).frequency,
                number_of_payments=row.number_of_payments,
                total_cents=total,
                paid_cents=total - left,
                currency=currency,
                invoice_nos=tuple(one.invoice_no for one in of_plan),
                instalments=parts,
                next_on=next_day(parts) if status is PlanStatus.IN_PROGRESS else None,
                made_at=row.created_at,
                made_by=names.get(row.created_by, row.created_by),
            )
        )
    return tuple(shown_rows)
