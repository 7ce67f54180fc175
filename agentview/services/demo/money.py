"""Gives customers invoices, some of them late, and what follows: bars, payment plans, packages in groups.

Draws from numbers of its own, so that the orders of the demo stay as they are.
"""

from collections import defaultdict
from datetime import date, timedelta
from random import Random

from agentview.contract.account import AccountStatus
from agentview.contract.ledger import InvoiceStatus, PaymentStatus
from agentview.contract.restriction import RuleSetStatus
from agentview.contract.status import Bar, HoldCause, HoldOrigin
from agentview.models.customer import Account
from agentview.models.money import Invoice, Payment, PaymentPlan, PaymentPlanInvoice
from agentview.models.party import Provider
from agentview.models.subscription import PackageGroup, ServiceHold, ServiceSubscription
from agentview.models.suspension import SuspensionRuleSet
from agentview.services.demo.crowd import Customer
from agentview.services.demo.holdings import Held
from agentview.services.demo.restrictions import Restrictions
from agentview.services.ledger_posting import open_entries, paid_entries
from agentview.services.unit import SYSTEM_NAME, Unit

LEAST_CENTS, LEAST_DAYS, THRESHOLD_CENTS = 5_000, 14, 1_000
_TERM = timedelta(days=14)
_LATE_SHARE, _DISPUTE_SHARE, _PLAN_SHARE, _MANUAL_SHARE = 0.14, 0.1, 0.25, 0.03
_PAID_BEFORE = 3
_TAX = (11, 10)
_BARRED = "RESTRICTED"
_NETWORK = (_BARRED,) * 8 + ("RESTRICT_PENDING", "RESTRICT_FAILED")
_BY_HAND: tuple[tuple[HoldCause, Bar, str], ...] = (
    (HoldCause.LOST_OR_STOLEN, Bar.ALL, "Handset stolen, police report filed"),
    (HoldCause.CUSTOMER_REQUEST, Bar.OUTGOING, "Abroad until the end of the month"),
    (HoldCause.FRAUD, Bar.ALL, "Calls to premium numbers at night, under review"),
    (HoldCause.CREDIT_LIMIT, Bar.OUTGOING, "Roaming over the agreed limit"),
)
_IN_FORCE = "Standard"
_GROUPS = {True: "Company fleet", False: "Family"}


class Books:
    """Keeps the books of one retailer."""

    def __init__(self, unit: Unit, provider: Provider, today: date) -> None:
        """Write in the unit's session; the same each time for the same provider."""
        self._unit, self._provider, self._today = unit, provider, today
        self._random = Random(f"books of {provider.code}")  # noqa: S311 - the demo is the same each time
        self._next_invoice = 50_001
        self._invoices: list[Invoice] = []
        self._plans: list[PaymentPlan] = []
        self._restrictions = Restrictions(unit, provider, today)

    def furnish(self, customers: tuple[Customer, ...], held: tuple[Held, ...]) -> None:
        """Write rule sets, the invoices of all, bars, payment plans and groups."""
        self._rule_sets()
        packages: dict[int, list[Held]] = defaultdict(list)
        for one in held:
            packages[one.package.account_id].append(one)
        for customer in customers:
            own = packages[customer.account.id]
            if own:
                self._customer(customer.account, own)
        self._book()

    def _rule_sets(self) -> None:
        for name, days, cents in ((_IN_FORCE, -400, THRESHOLD_CENTS), ("From next year", 60, 500)):
            rule_set = SuspensionRuleSet(
                provider_id=self._provider.id,
                name=name,
                effective_from=self._today + timedelta(days=days),
                minimum_overdue_cents=LEAST_CENTS,
                minimum_overdue_days=LEAST_DAYS,
                restoration_threshold_cents=cents,
                resuspend_days=7,
                action_windows=[{"weekday": day, "from": "09:00", "to": "17:00"} for day in range(5)],
                status=RuleSetStatus.ENABLED.value,
                enabled_at=self._unit.now,
            )
            self._unit.session.add(rule_set)
            if name == _IN_FORCE:
                self._unit.session.flush()
                self._restrictions.ruled_by(rule_set)

    def _customer(self, account: Account, held: list[Held]) -> None:
        monthly = sum(one.package.access_fee_cents for one in held) * _TAX[0] // _TAX[1]
        is_late = account.status == AccountStatus.SUSPENDED or self._random.random() < _LATE_SHARE
        days_late = self._random.randint(2, 75) if is_late else 0
        if account.status == AccountStatus.SUSPENDED:
            days_late = max(days_late, LEAST_DAYS + 5)
        newest_due = self._today - timedelta(days=days_late % 30) if is_late else self._soon()
        late_invoices = days_late // 30 + 1 if is_late else 0
        for age in range(late_invoices + _PAID_BEFORE + 1):
            due_on = newest_due - timedelta(days=30 * age)
            is_open = age < late_invoices or (not is_late and age == 0)
            self._invoice(account, due_on, monthly, is_open=is_open)
        owing = monthly * late_invoices
        if is_late and owing >= LEAST_CENTS and days_late > LEAST_DAYS:
            self._overdue(account, held, days_late, owing)
        elif self._random.random() < _MANUAL_SHARE:
            self._hold_by_hand(self._random.choice(held).services[0])
        elif is_late:
            self._restrictions.kept_out(account, owing)
        else:
            self._restrictions.past(account, [service for one in held for service in one.services])
        self._group(account, held)

    def _soon(self) -> date:
        return self._today + timedelta(days=self._random.randint(1, 13))

    def _invoice(self, account: Account, due_on: date, cents: int, *, is_open: bool) -> None:
        is_disputed = is_open and self._random.random() < _DISPUTE_SHARE
        invoice = Invoice(
            account_id=account.id,
            invoice_no=f"INV-{self._next_invoice}",
            issued_on=due_on - _TERM,
            due_on=due_on,
            currency=self._provider.currency,
            total_inc_cents=cents,
            amount_due_inc_cents=cents if is_open else 0,
            disputed_cents=cents // 4 if is_disputed else 0,
            status=(InvoiceStatus.ISSUED if is_open else InvoiceStatus.PAID).value,
        )
        self._invoices.append(invoice)
        self._next_invoice += 1

    def _book(self) -> None:
        """Write the invoices, and what paid them, with their entries in the ledger."""
        session = self._unit.session
        session.add_all(self._invoices)
        session.flush()
        open_entries(self._unit, [(one.account_id, one.id, one.total_inc_cents) for one in self._invoices])
        paid = [one for one in self._invoices if one.status == InvoiceStatus.PAID.value]
        payments = [self._payment(one) for one in paid]
        session.add_all(payments)
        session.flush()
        paid_entries(
            self._unit,
            [
                (invoice.account_id, invoice.id, payment.id, payment.amount_cents)
                for invoice, payment in zip(paid, payments, strict=True)
            ],
        )

        self._link_plans()

    def _link_plans(self) -> None:
        """Let each payment plan be about all that its customer owes (R-SUS-05)."""
        owing: dict[int, list[Invoice]] = defaultdict(list)
        for invoice in self._invoices:
            if invoice.status != InvoiceStatus.PAID.value:
                owing[invoice.account_id].append(invoice)
        self._unit.session.add_all(
            PaymentPlanInvoice(
                payment_plan_id=plan.id, invoice_id=invoice.id, amount_cents=invoice.amount_due_inc_cents
            )
            for plan in self._plans
            for invoice in owing[plan.account_id]
        )

    def _payment(self, invoice: Invoice) -> Payment:
        return Payment(
            provider_id=self._provider.id,
            account_id=invoice.account_id,
            external_id=f"BANK-{invoice.invoice_no}",
            method="DIRECT_DEBIT",
            received_on=min(invoice.due_on, self._today),
            amount_cents=invoice.total_inc_cents,
            currency=invoice.currency,
            unallocated_cents=0,
            status=PaymentStatus.RECEIVED.value,
        )

    def _overdue(self, account: Account, held: list[Held], days_late: int, owing: int) -> None:
        """Bar every active service, unless the customer pays in parts (R-SUS-05, 15)."""
        if self._random.random() < _PLAN_SHARE:
            plan = PaymentPlan(
                account_id=account.id,
                start_on=self._today - timedelta(days=7),
                frequency="MONTHLY",
                number_of_payments=self._random.choice((2, 3, 4)),
                status="IN_PROGRESS",
            )
            self._unit.session.add(plan)
            self._plans.append(plan)
            return
        since = self._unit.now - timedelta(days=days_late - LEAST_DAYS, hours=2)
        network = self._random.choice(_NETWORK)
        holds = []
        for one in held:
            for service in one.services:
                hold = self._hold(service, HoldCause.NON_PAYMENT, HoldOrigin.AUTO, Bar.OUTGOING, _IN_FORCE)
                hold.placed_at = since
                _show_bar(service, hold, network)
                holds.append((service, hold))
        self._restrictions.running(account, holds, owing, days_late)

    def _hold_by_hand(self, service: ServiceSubscription) -> None:
        cause, bar, reason = self._random.choice(_BY_HAND)
        hold = self._hold(service, cause, HoldOrigin.MANUAL, bar, reason)
        _show_bar(service, hold, _BARRED)

    def _hold(
        self, service: ServiceSubscription, cause: HoldCause, origin: HoldOrigin, bar: Bar, reason: str
    ) -> ServiceHold:
        hold = ServiceHold(
            service_subscription_id=service.id,
            cause=cause.value,
            origin=origin.value,
            bar_code=bar.value,
            reason=reason,
            placed_at=self._unit.now - timedelta(hours=self._random.randint(3, 200)),
            placed_by=SYSTEM_NAME if origin is HoldOrigin.AUTO else "Credit control",
        )
        self._unit.session.add(hold)
        return hold

    def _group(self, account: Account, held: list[Held]) -> None:
        """Let all packages of who has several belong together; the oldest is the primary one (E26)."""
        if len(held) == 1:
            return
        group = PackageGroup(account_id=account.id, name=_GROUPS[account.account_type == "BUSINESS"])
        self._unit.session.add(group)
        self._unit.session.flush()
        for number, one in enumerate(held):
            one.package.group_id = group.id
            one.package.is_primary_in_group = number == 0


def _show_bar(service: ServiceSubscription, hold: ServiceHold, network: str) -> None:
    """Let a service stand as its hold wants it, and as far as the network is with that."""
    service.restriction_status = network
    service.bar_wanted, service.bar_wanted_at = hold.bar_code, hold.placed_at
    if network == _BARRED:
        service.bar_confirmed = hold.bar_code
        service.bar_confirmed_at = hold.placed_at + timedelta(minutes=7)
