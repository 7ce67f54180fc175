"""Agrees on plans, and cancels them: while one runs its invoices hold the rules back (R-SUS-05, E50)."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from agentview.contract.payment_plans import (
    CancelPlanRequest,
    PlanPreview,
    PlanRow,
    PlanStatus,
    PlanTerms,
)
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Refusal, Rejected, rejected
from agentview.core.money import Money
from agentview.models.customer import Account
from agentview.models.money import Invoice, PaymentPlan, PaymentPlanInvoice
from agentview.services.contract_catalogue.scope import stale
from agentview.services.customer_scope import account_of, held_account, not_there, refuse_customers, visible
from agentview.services.customers.news import tell
from agentview.services.ledger.records import currency_of
from agentview.services.payment_plans import rules
from agentview.services.payment_plans.listing import shown
from agentview.services.payment_plans.queries import running_plan_of
from agentview.services.reevaluating import ask_again
from agentview.services.unit import Unit

ENTITY = "payment_plan"
_FREE = (PlanStatus.FAILED.value, PlanStatus.CANCELLED.value)
"""A plan that is over with something left to pay: the account may be picked now."""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A plan that is not made yet, with every reason against it."""

    invoices: Sequence[Invoice]
    schedule: rules.Schedule
    currency: str
    refusals: tuple[Refusal, ...]

    @property
    def total_cents(self) -> int:
        return sum(one.amount_due_inc_cents for one in self.invoices)


def preview(unit: Unit, request: PlanTerms) -> PlanPreview:
    """Say what a plan comes to; nothing is written. Raises NotFound, also for another's invoice."""
    refuse_customers(unit)
    draft = _draft(unit, account_of(unit, request.account_id), request)
    return PlanPreview(
        total_cents=draft.total_cents,
        currency=draft.currency,
        instalments=rules.instalments(draft.total_cents, draft.schedule),
        refusals=tuple(map(RefusalInfo.of, draft.refusals)),
    )


def create(unit: Unit, request: PlanTerms) -> PlanRow:
    """Agree on a plan over what is due of invoices now; it is in progress at once.

    Raises Rejected (`E-PLAN-START`, `E-PLAN-INVOICE`, `E-PLAN-PAID`, `E-PLAN-CENTS`), NotFound.
    """
    refuse_customers(unit)
    account = held_account(unit, request.account_id)
    draft = _draft(unit, account, request)
    if draft.refusals:
        raise Rejected(*draft.refusals)
    made = PaymentPlan(
        account_id=account.id,
        start_on=request.start_on,
        frequency=request.frequency.value,
        number_of_payments=request.number_of_payments,
        status=PlanStatus.IN_PROGRESS.value,
    )
    unit.session.add(made)
    unit.session.flush()
    for invoice in draft.invoices:
        unit.session.add(
            PaymentPlanInvoice(
                payment_plan_id=made.id, invoice_id=invoice.id, amount_cents=invoice.amount_due_inc_cents
            )
        )
    said = f"{Money(draft.total_cents, draft.currency).decimal()} {draft.currency}"
    write_down(unit, made, account, "create", new=f"{said}, {request.number_of_payments}")
    [row] = shown(unit, account, [made])
    return row


def cancel(unit: Unit, request: CancelPlanRequest) -> PlanRow:
    """Cancel a plan that runs: the rules go on. Raises Conflict (`E-STALE`), Rejected (`E-PLAN-OVER`)."""
    refuse_customers(unit)
    account = held_account(unit, _owner(unit, request.payment_plan_id))
    found = unit.session.get_one(
        PaymentPlan, request.payment_plan_id, populate_existing=True, with_for_update={"key_share": True}
    )
    if found.row_version != request.version:
        raise stale(unit, found)
    if found.status != PlanStatus.IN_PROGRESS.value:
        raise rejected("E-PLAN-OVER")
    end(unit, found, account, PlanStatus.CANCELLED, "cancel", request.reason)
    [row] = shown(unit, account, [found])
    return row


def end(
    unit: Unit, found: PaymentPlan, account: Account, status: PlanStatus, verb: str, reason: str = ""
) -> None:
    """Give a plan the state in which it stays."""
    found.status = status.value
    write_down(unit, found, account, verb, reason=reason)


def write_down(
    unit: Unit, found: PaymentPlan, account: Account, verb: str, *, new: str = "", reason: str = ""
) -> None:
    """Put a change into the trail, tell it, and have the rules look at the account again (R-SUS-20)."""
    unit.session.flush()
    unit.audit(
        ENTITY,
        found.id,
        verb,
        new=new or None,
        reason=reason or None,
        is_internal=bool(reason),
        account_id=account.id,
    )
    tell(unit, account, f"{verb}_plan")
    is_free = found.status in _FREE
    ask_again(unit, account.id, f"plan-{found.id}-{found.status}", owes_more=is_free)


def _draft(unit: Unit, account: Account, request: PlanTerms) -> _Draft:
    found = _invoices(unit, account, request.invoice_ids)
    planned = running_plan_of(unit, request.invoice_ids)
    schedule = rules.Schedule(request.start_on, request.frequency, request.number_of_payments)
    chosen = [
        rules.Chosen(one.invoice_no, one.amount_due_inc_cents, is_planned=one.id in planned) for one in found
    ]
    currency = currency_of(unit, account)
    return _Draft(found, schedule, currency, rules.refusals(chosen, schedule, currency, unit.today))


def _invoices(unit: Unit, account: Account, wanted: Sequence[int]) -> Sequence[Invoice]:
    """Return the invoices chosen, each once, the oldest first."""
    found = unit.session.scalars(
        select(Invoice)
        .where(Invoice.account_id == account.id, Invoice.id.in_(wanted))
        .order_by(Invoice.due_on, Invoice.id)
        .execution_options(populate_existing=True)
    ).all()
    missing = set(wanted) - {one.id for one in found}
    if missing:
        raise not_there("invoice_id", min(missing))
    return found


def _owner(unit: Unit, plan_id: int) -> int:
    found = unit.session.scalars(
        select(PaymentPlan.account_id)
        .join(Account, Account.id == PaymentPlan.account_id)
        .where(PaymentPlan.id == plan_id, visible(unit.caller))
    ).first()
    if found is None:
        raise not_there("payment_plan_id", plan_id)
    return found
