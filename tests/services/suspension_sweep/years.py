"""Plays years of a small provider hour by hour: invoices, payments, an outage, and rounds of the sweep.

Hours in which nothing can change cost nothing: a round is carried out where something was booked, where the
model of the test says that something must happen, and now and then for no reason at all.
"""

import heapq
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count
from random import Random
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select, update

from agentview.contract.ledger import (
    AddInvoiceRequest,
    DisputeRequest,
    ReceivePaymentRequest,
    ReversePaymentRequest,
)
from agentview.contract.restriction import CaseState
from agentview.models.customer import Account
from agentview.models.database import Stamp
from agentview.models.job_run import JobRun
from agentview.models.money import Invoice, Payment, PaymentPromise
from agentview.models.party import Provider
from agentview.models.suspension import ClosedDay, RestrictionCase
from agentview.services.ledger.invoices import add_invoice, dispute
from agentview.services.ledger.payments import receive, reverse
from agentview.services.suspension_sweep.account import look_again
from agentview.services.unit import Unit
from tests import build
from tests.fixtures.backend import Backend
from tests.services.holdings import hold
from tests.services.suspension.ruling import stored
from tests.services.suspension_sweep.customer_model import DAYS, LEAST, THRESHOLD, Customer, Debt
from tests.services.suspension_sweep.sweeping import Sweeping

T = TypeVar("T")

ACCOUNTS = (build.MARLOW, build.OKONKWO, build.BRIGHT)
CLOSED = ((12, 25), (12, 26), (1, 1))
BAR_STATES = (CaseState.RESTRICTING.value, CaseState.RESTRICTED.value)
WINDOWS = [
    *({"weekday": day, "from": "09:00", "to": "17:00"} for day in range(5)),
    {"weekday": 6, "from": "02:00", "to": "03:00"},
]
"""On Sundays at an hour that a change of the clock skips or repeats."""


class Years:
    """A provider in a zone, its customers, and what must be of them."""

    def __init__(self, backend: Backend, zone: str, seed: int) -> None:
        self.backend, self.zone = backend, ZoneInfo(zone)
        self.random = Random(seed)
        with backend.database.write(Stamp("test", build.START)) as session:
            session.execute(update(Provider).where(Provider.id == build.HARBOUR).values(timezone=zone))
            for month, day in CLOSED:
                session.add(
                    ClosedDay(provider_id=build.HARBOUR, year=None, month=month, day=day, name="Closed")
                )
        for account in ACCOUNTS:
            hold(backend, account=account)
        stored(
            backend,
            minimum_overdue_cents=LEAST,
            minimum_overdue_days=DAYS,
            restoration_threshold_cents=THRESHOLD,
            action_windows=WINDOWS,
            spares_eve_of_closed_day=True,
            first_run_cap=1_000,
            second_run_percent=100,
            breaker_percent=100,
        )
        self.sweeping = Sweeping(backend)
        self.sweeping.switch()
        self.customers = {account: Customer(account) for account in ACCOUNTS}
        self.now = build.START.replace(minute=0)
        self.plans: list[tuple[datetime, int, Callable[[], None]]] = []
        self.numbers = count(1)
        self.is_out = False
        self.last_run = self.rounds = 0
        self.seen: dict[str, int] = {}

    @property
    def local(self) -> datetime:
        return self.now.astimezone(self.zone)

    @property
    def today(self) -> date:
        return self.local.date()

    @property
    def is_open(self) -> bool:
        """Say whether the rules may restrict now, found out by other means than the program's."""
        days = {(one.month, one.day) for one in (self.today, self.today + timedelta(days=1))}
        if days & set(CLOSED):
            return False
        weekday, hour = self.local.weekday(), self.local.hour
        return (weekday < 5 and 9 <= hour < 17) or (weekday == 6 and hour == 2)

    def play(self, hours: int, outage: range) -> None:
        """Let so many hours pass; in some of them nothing of the program runs but the ledger."""
        for account in ACCOUNTS:
            self.at(self.now + timedelta(days=self.random.randint(0, 27)), partial(self.bill, account))
        for hour in range(hours):
            self.now = build.START.replace(minute=0) + timedelta(hours=hour)
            self.backend.clock.set(self.now)
            self.is_out = hour in outage
            is_booked = self._carry_out_plans()
            if self.is_out:
                continue
            is_back = hour - 1 in outage
            if is_booked or is_back:
                self._look_again()
            if is_booked or is_back or self._must_change() or self.random.random() < 1 / 800:
                self.round()

    def at(self, moment: datetime, deed: Callable[[], None]) -> None:
        """Do something at a moment."""
        heapq.heappush(self.plans, (moment, next(self.numbers), deed))

    def round(self) -> None:
        """Carry a round out, and compare every account with what must be of it."""
        self.rounds += 1
        before = {key: one.state for key, one in self.customers.items()}
        self.sweeping.round()
        if self.random.random() < 0.7:
            self.sweeping.answer()
        states = self._states()
        for key, customer in self.customers.items():
            wanted = customer.expected(self.today, is_open=self.is_open)
            if states.get(key) == CaseState.RESTORING.value:
                # The network still owes an answer: until then nobody is flagged anew.
                assert before[key] in {"BARRED", ""}
                self.sweeping.answer()
                wanted = "" if customer.state != "BARRED" or customer.is_to_be_restored() else "BARRED"
            found = self._simple(states.get(key))
            assert found == wanted, f"{self.local}: account {key} is {found!r} and must be {wanted!r}"
            self._note(before[key], wanted)
            customer.state = wanted

    def _note(self, old: str, new: str) -> None:
        if old != new:
            kind = "open" if self.is_open else "closed"
            self.seen[f"{old}-{new} {kind}"] = self.seen.get(f"{old}-{new} {kind}", 0) + 1

    def _simple(self, state: str | None) -> str:
        return "BARRED" if state in BAR_STATES else state if state == CaseState.FLAGGED.value else ""

    def _states(self) -> dict[int, str]:
        with self.backend.database.read() as session:
            rows = session.execute(
                select(RestrictionCase.account_id, RestrictionCase.state).order_by(RestrictionCase.id)
            )
            return {row.account_id: row.state for row in rows}

    def _must_change(self) -> bool:
        expected = (one.expected(self.today, is_open=self.is_open) for one in self.customers.values())
        is_other = any(
            wanted != one.state for wanted, one in zip(expected, self.customers.values(), strict=True)
        )
        is_flagged = any(one.state == "FLAGGED" for one in self.customers.values())
        return is_other or (is_flagged and self.random.random() < 1 / 6)

    def _carry_out_plans(self) -> bool:
        """Do what is due; say whether a round could make something of it."""
        is_booked = False
        while self.plans and self.plans[0][0] <= self.now:
            _, _, deed = heapq.heappop(self.plans)
            deed()
            is_booked = is_booked or any(one.state for one in self.customers.values())
        return is_booked

    def _look_again(self) -> None:
        """Carry out what the ledger asked for, and see that who paid is free within the hour, at any hour."""
        with self.backend.database.read() as session:
            runs = session.execute(
                select(JobRun.id, JobRun.payload)
                .where(JobRun.job == "suspension_account", JobRun.id > self.last_run)
                .order_by(JobRun.id)
            ).all()
        for row in runs:
            self.last_run = row.id
            account = int(str(row.payload["account_id"]))
            self._act(partial(look_again, account_id=account))
            customer = self.customers[account]
            if customer.state == "BARRED" and customer.is_to_be_restored():
                assert self._simple(self._states()[account]) == "", f"{self.local}: {account} has paid"
                self._note("BARRED", "")
                customer.state = ""

    def bill(self, account: int) -> None:
        """Issue an invoice, plan how it is paid, and the next one."""
        customer, cents = self.customers[account], self.random.choice((1_000, 4_999, 5_000, 6_000, 20_000))
        due_on = self.today + timedelta(days=14)
        request = AddInvoiceRequest(
            account_id=account,
            invoice_no=f"Y-{next(self.numbers)}",
            issued_on=self.today,
            due_on=due_on,
            total_cents=cents,
        )
        made = self._act(lambda unit: add_invoice(unit, request))
        customer.debts.append(Debt(made.invoice_id, due_on, cents))
        self._plan_payment(account)
        self.at(self.now + timedelta(days=28, hours=self.random.randint(0, 80)), lambda: self.bill(account))

    def _plan_payment(self, account: int) -> None:
        days = self.random.choice((2, 10, 14, 20, 28, 29, 30, 33, 40, 60))
        moment = self.now + timedelta(days=days, hours=self.random.randint(0, 23))
        self.at(moment, lambda: self.pay(account, 1.0))
        extra = self.random.randint(0, 9)
        early = moment - timedelta(days=self.random.randint(1, 5), hours=self.random.randint(0, 23))
        if extra < 2:
            self.at(early, lambda: self.pay(account, 0.5))
        elif extra == 2:
            self.at(early, lambda: self.promise(account))
        elif extra == 3:
            self.at(early, lambda: self.dispute(account))

    def pay(self, account: int, share: float) -> None:
        """Pay a share of all that is owed; now and then the bank takes it back days later."""
        customer = self.customers[account]
        cents = int(customer.owing * share)
        if cents == 0:
            return
        request = ReceivePaymentRequest(
            account_id=account,
            external_id=f"Y-{next(self.numbers)}",
            method="CARD",
            received_on=self.today,
            amount_cents=cents,
        )
        made = self._act(lambda unit: receive(unit, request))
        customer.pay(made.payment_id, cents)
        if self.random.random() < 0.15:
            later = self.now + timedelta(hours=self.random.randint(1, 100))
            self.at(later, lambda: self.reverse(account, made.payment_id))

    def reverse(self, account: int, payment_id: int) -> None:
        """Let the bank take a payment back; the customer pays again some weeks later."""

        def work(unit: Unit) -> None:
            version = unit.session.get_one(Payment, payment_id).row_version
            reverse(unit, ReversePaymentRequest(payment_id=payment_id, version=version, reason="x"))

        self._act(work)
        self.customers[account].take_back(payment_id)
        later = self.now + timedelta(days=self.random.randint(1, 40), hours=self.random.randint(0, 23))
        self.at(later, lambda: self.pay(account, 1.0))

    def dispute(self, account: int) -> None:
        """Dispute all that is due of the oldest invoice; it is settled a week later."""
        debts = [one for one in self.customers[account].debts if one.cents]
        if debts:
            self._dispute(debts[0], debts[0].cents)
            self.at(self.now + timedelta(days=7), lambda: self._dispute(debts[0], 0))

    def _dispute(self, debt: Debt, cents: int) -> None:
        def work(unit: Unit) -> None:
            version = unit.session.get_one(Invoice, debt.invoice_id).row_version
            request = DisputeRequest(
                invoice_id=debt.invoice_id, version=version, disputed_cents=cents, reason="x"
            )
            dispute(unit, request)

        self._act(work)
        debt.disputed = cents

    def promise(self, account: int) -> None:
        """Promise to pay within days."""
        day = self.today + timedelta(days=self.random.randint(0, 6))
        known = self.customers[account].promised_for
        self.customers[account].promised_for = max(day, known) if known is not None else day
        with self.backend.database.write(Stamp("test", self.now)) as session:
            session.add(
                PaymentPromise(
                    account_id=account,
                    amount_cents=1,
                    currency="AUD",
                    promised_for=day,
                    status="OPEN",
                    taken_at=self.now,
                    taken_by="x",
                )
            )

    def acted_at(self) -> list[datetime]:
        """Return when accounts were restricted, on the clock of the wall."""
        with self.backend.database.read() as session:
            moments = session.scalars(select(RestrictionCase.acting_at)).all()
        return [one.astimezone(self.zone) for one in moments if one is not None]

    def statuses(self) -> dict[int, int]:
        """Return the status of each account."""
        with self.backend.database.read() as session:
            return {row.id: row.status for row in session.scalars(select(Account)) if row.id in ACCOUNTS}

    def _act(self, work: Callable[[Unit], T]) -> T:
        return self.sweeping.hand.act(work)
