"""Settles plans: those of which the invoices are paid, and those of which a part is late (E50)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from agentview.contract.payment_plans import PlanStatus
from agentview.models.customer import Account
from agentview.models.money import PaymentPlan
from agentview.services.payment_plans.agreeing import end
from agentview.services.payment_plans.queries import invoices_of, left_of, schedule_of, total_of
from agentview.services.payment_plans.rules import outcome
from agentview.services.unit import Unit

_VERBS = {PlanStatus.COMPLETED: "complete", PlanStatus.FAILED: "fail"}
_BLOCK = 500


def settle_due(unit: Unit) -> int:
    """Settle the running plans of the own provider; return how many were. A second time settles none.

    One without invoices is left alone: nothing says what of it was paid.
    """
    wanted: Select[*tuple[Any, ...]] = (
        select(PaymentPlan, Account)
        .join(Account, Account.id == PaymentPlan.account_id)
        .where(
            Account.provider_id == unit.caller.provider_id,
            PaymentPlan.status == PlanStatus.IN_PROGRESS.value,
        )
        .order_by(PaymentPlan.id)
        .with_for_update(of=PaymentPlan, key_share=True)
        .execution_options(populate_existing=True)
    )
    rows = unit.session.execute(wanted).all()
    return sum(_settle(unit, rows[at : at + _BLOCK]) for at in range(0, len(rows), _BLOCK))


def has_running(session: Session, provider_id: int) -> bool:
    """Say whether a plan of a provider's account runs."""
    wanted = (
        select(PaymentPlan.id)
        .join(Account, Account.id == PaymentPlan.account_id)
        .where(Account.provider_id == provider_id, PaymentPlan.status == PlanStatus.IN_PROGRESS.value)
    )
    return session.execute(wanted.limit(1)).first() is not None


def _settle(unit: Unit, rows: Sequence[Row[Any]]) -> int:
    linked, settled = invoices_of(unit, [row.PaymentPlan.id for row in rows]), 0
    for row in rows:
        plan, of_plan = row.PaymentPlan, linked.get(row.PaymentPlan.id, ())
        if not total_of(of_plan):
            continue
        status = outcome(total_of(of_plan), left_of(of_plan), schedule_of(plan), unit.today)
        if status is not PlanStatus.IN_PROGRESS:
            end(unit, plan, row.Account, status, _VERBS[status])
            settled += 1
    return settled
