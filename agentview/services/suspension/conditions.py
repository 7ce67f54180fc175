"""What keeps the rules from an account, as parts of a statement about the account with the key given."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Subquery, and_, case, exists, func, literal_column, or_, select, tuple_
from sqlalchemy.orm import aliased

from agentview.contract.ledger import PaymentStatus, PromiseStatus
from agentview.contract.restriction import CaseState
from agentview.models.dialect import local_day
from agentview.models.events import Notification
from agentview.models.money import Invoice, Payment, PaymentPlan, PaymentPlanInvoice, PaymentPromise
from agentview.models.party import Provider
from agentview.models.subscription import Cardline
from agentview.models.suspension import (
    AccountGroupMember,
    Complaint,
    ExcludedGroup,
    RestrictionCase,
    SuspensionExemption,
)
from agentview.models.trail import EventInstance
from agentview.services.cardline import PENDING

PLAN_RUNS = "IN_PROGRESS"
SENT = "SENT"
NOTICES = ("INVOICE_DUE", "INVOICE_OVERDUE")
ENDED = (CaseState.RESTORED.value, CaseState.CLOSED.value)

Key = ColumnElement[int]
Day = ColumnElement[date]

_NOTHING: ColumnElement[int] = literal_column("0")
"""Written out: a bound parameter would hide the partial index of open invoices from SQLite."""
IS_DUE = Invoice.amount_due_inc_cents > _NOTHING
IS_OPEN_CASE = RestrictionCase.state.not_in([literal_column(f"'{state}'") for state in ENDED])
IS_CREDIT = (Cardline.amount_ex_cents < 0) & (Cardline.status == PENDING)
IS_EXEMPTION = SuspensionExemption.ended_at.is_(None)
IS_UNDER_WAY = or_(
    Payment.status == PaymentStatus.PENDING.value,
    (Payment.status == PaymentStatus.RECEIVED.value) & (Payment.unallocated_cents > 0),
)
UNDER_WAY_CENTS: ColumnElement[int] = case(
    (Payment.status == PaymentStatus.PENDING.value, Payment.amount_cents), else_=Payment.unallocated_cents
)
"""Of a payment on its way all of it; of one that has come what has found no invoice."""


IS_NOTICE = and_(
    Notification.status == SENT,
    Notification.event_type.in_(NOTICES),
    EventInstance.id == Notification.event_instance_id,
    Invoice.id == EventInstance.payload["invoice_id"].as_integer(),
    Invoice.account_id == Notification.account_id,
    IS_DUE,
    Provider.id == Notification.provider_id,
    local_day(Notification.sent_at, Provider.timezone) >= Invoice.due_on,
)
"""A message that was sent about an open invoice when that was due already: Invoice Due may come before."""


def open_case(key: Key) -> ColumnElement[bool]:
    """It has an open case (R-SUS-12)."""
    return exists().where(RestrictionCase.account_id == key, IS_OPEN_CASE)


def in_excluded_group(key: Key, rule_set_id: Key) -> ColumnElement[bool]:
    """It is in a group that the rule set leaves out (R-SUS-04)."""
    return exists().where(
        AccountGroupMember.account_id == key,
        ExcludedGroup.account_group_id == AccountGroupMember.account_group_id,
        ExcludedGroup.rule_set_id == rule_set_id,
    )


def exempt(key: Key, today: Day) -> ColumnElement[bool]:
    """Somebody has exempted it, to the end of a day (E.3)."""
    return exists().where(
        SuspensionExemption.account_id == key, IS_EXEMPTION, SuspensionExemption.until_on >= today
    )


def open_complaint(key: Key) -> ColumnElement[bool]:
    """A case of the ombudsman is open (R-SUS-08)."""
    return exists().where(Complaint.account_id == key, Complaint.closed_on.is_(None))


def restored_lately(key: Key, today: Day) -> ColumnElement[bool]:
    """It was restored by hand, and the pause is not over (R-SUS-09)."""
    return exists().where(RestrictionCase.account_id == key, RestrictionCase.resuspend_not_before > today)


def promised(key: Key, today: Day) -> ColumnElement[bool]:
    """The customer has promised to pay by a day that has not passed (E.3)."""
    return exists().where(
        PaymentPromise.account_id == key,
        PaymentPromise.status == PromiseStatus.OPEN.value,
        PaymentPromise.promised_for >= today,
    )


def noticed(key: Key) -> ColumnElement[bool]:
    """A message about an open invoice was sent since that became due, by the provider's calendar (E.3)."""
    return exists().where(Notification.account_id == key, IS_NOTICE)


@dataclass(frozen=True, slots=True)
class Cover:
    """Something that covers what is owed: whose it is, what of each row is added up, and which rows count."""

    owner: Key
    cents: ColumnElement[int]
    which: ColumnElement[bool]

    def of_all(self, name: str) -> Subquery:
        """Add up by account, for all at once: there are few, and looking each account up takes longer."""
        total = func.sum(self.cents).label("cents")
        rows = select(self.owner.label("account_id"), total).where(self.which)
        return rows.group_by(self.owner).subquery(name)

    def of_one(self, key: Key) -> ColumnElement[int]:
        """Add up for one account: where a page is wanted, nearly all the others are never looked at."""
        return select(func.sum(self.cents)).where(self.owner == key, self.which).scalar_subquery()


def planned() -> Cover:
    """Return what is due of invoices in payment plans of their account that run (R-SUS-05).

    An invoice in two plans counts once.
    """
    invoice = aliased(Invoice)
    linked = (
        select(PaymentPlanInvoice.invoice_id, PaymentPlan.account_id)
        .join(PaymentPlan, PaymentPlan.id == PaymentPlanInvoice.payment_plan_id)
        .where(PaymentPlan.status == PLAN_RUNS)
    )
    is_linked = tuple_(invoice.id, invoice.account_id).in_(linked)
    return Cover(invoice.account_id.expression, invoice.amount_due_inc_cents.expression, is_linked)


def credit() -> Cover:
    """Return pending credits (R-SUS-06)."""
    return Cover(Cardline.account_id.expression, -Cardline.amount_ex_cents, IS_CREDIT)


def under_way() -> Cover:
    """Return the money that is on its way or has found no invoice yet (E.3)."""
    return Cover(Payment.account_id.expression, UNDER_WAY_CENTS, IS_UNDER_WAY)
