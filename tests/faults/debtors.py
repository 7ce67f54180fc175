"""Harbour's customers who do not pay, for workers that are killed while they sweep."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select, update

from agentview.contract.ledger import AddInvoiceRequest
from agentview.core.clock import ManualClock, SystemClock
from agentview.core.text import fold
from agentview.gateway.embedded import serve_from
from agentview.jobs.bar_reconcile import bar_reconcile
from agentview.jobs.durable import DurableWork
from agentview.jobs.job import Job
from agentview.jobs.suspension_account import suspension_account
from agentview.jobs.suspension_sweep import suspension_sweep
from agentview.models.customer import Account
from agentview.models.database import Database, Stamp
from agentview.models.job_run import JobRun
from agentview.models.money import PaymentPromise
from agentview.models.subscription import PackageSubscription, ServiceHold, ServiceSubscription
from agentview.models.suspension import (
    CandidateDay,
    RestrictionCase,
    ServiceRestriction,
    SuspensionExemption,
    SuspensionRuleSet,
)
from agentview.models.trail import AuditEntry
from agentview.models.work_item import WorkItem
from agentview.services.ledger.invoices import add_invoice
from agentview.services.network.system import SYSTEM
from agentview.services.unit import Unit
from agentview.services.work import JobSpec
from tests import build
from tests.faults.harness import Workers
from tests.fixtures.backend import Backend
from tests.services.holdings import hold
from tests.services.suspension.ruling import stored
from tests.services.suspension_sweep.sweeping import ALWAYS, Sweeping
from tests.world import assert_world

SWEEP, RECONCILE = "suspension_sweep", "bar_reconcile"
SOURCE = "tests.faults.debtors:jobs_in"
Row = TypeVar("Row")


def jobs_in(_folder: Path) -> tuple[Job, ...]:
    """Return the jobs for a worker, without a schedule."""
    made = (suspension_sweep(), suspension_account(), bar_reconcile())
    return tuple(replace(job, spec=JobSpec(job.spec.name, is_round=job.spec.is_round)) for job in made)


@dataclass
class Debtors:
    """The world, and the workers that are killed in it."""

    backend: Backend
    url: str
    folder: Path
    owing: list[int] = field(default_factory=list)
    """Accounts that owe, and are to be restricted."""
    freed: list[int] = field(default_factory=list)
    """Accounts that were restricted, and are left alone now."""
    promised: list[int] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.rule_set = stored(
            self.backend,
            action_windows=ALWAYS,
            breaker_percent=100,
            first_run_cap=10_000,
            second_run_percent=100,
        )
        self.sweeping = Sweeping(self.backend)
        self.sweeping.switch()

    @property
    def workers(self) -> Workers:
        return Workers(self.url, SOURCE, self._pass, self.folder)

    def _pass(self) -> None:
        self.backend.clock.set(SystemClock().now())

    def act(self, work: Any) -> Any:  # noqa: ANN401 - what services return
        self._pass()
        return self.backend.dispatcher.act(self.sweeping.hand.caller, work)

    def debtor(self) -> int:
        """Make a customer who owes an invoice for long."""
        number = next(self._numbers)
        with self.backend.database.write(Stamp("test", build.START)) as session:
            account = Account(
                provider_id=build.HARBOUR,
                profile_id=1,
                account_no=f"D-{number}",
                name=f"Debtor {number}",
                name_key=fold(f"Debtor {number}"),
                account_type="CONSUMER",
                status=1,
                opened_on=build.START.date(),
            )
            session.add(account)
            session.flush()
            key = account.id
        hold(self.backend, account=key)
        due_on = SystemClock().now().date() - timedelta(days=30)
        request = AddInvoiceRequest(
            account_id=key, invoice_no=f"D-{number}", issued_on=due_on, due_on=due_on, total_cents=9_000
        )
        self.act(lambda unit: add_invoice(unit, request))
        self.owing.append(key)
        return key

    def exempt(self, account: int) -> None:
        """Leave a restricted account alone from now on: written past the services, which ask at once."""
        until_on = SystemClock().now().date() + timedelta(days=7)
        with self.backend.database.write(Stamp("test", build.START)) as session:
            session.add(SuspensionExemption(account_id=account, reason="x", owner="x", until_on=until_on))
        self.owing.remove(account)
        self.freed.append(account)

    def promise(self, account: int) -> None:
        """Promise to pay next week."""
        now = SystemClock().now()
        with self.backend.database.write(Stamp("test", build.START)) as session:
            session.add(
                PaymentPromise(
                    account_id=account,
                    amount_cents=1,
                    currency="AUD",
                    promised_for=now.date() + timedelta(days=7),
                    status="OPEN",
                    taken_at=now,
                    taken_by="x",
                )
            )
        self.owing.remove(account)
        self.promised.append(account)

    def rules(self, **values: object) -> None:
        """Change what the rules say."""
        with self.backend.database.write(Stamp("test", build.START)) as session:
            session.execute(
                update(SuspensionRuleSet).where(SuspensionRuleSet.id == self.rule_set).values(**values)
            )

    def rules_of(self) -> list[SuspensionRuleSet]:
        """Return the rules as they are."""
        return self.rows(SuspensionRuleSet)

    def open_again(self) -> None:
        """Let the rules act at any hour, and the breaker hold nobody back."""
        self.rules(action_windows=ALWAYS, breaker_percent=100)

    def forget_picture(self) -> None:
        """Let the picture of today be missing."""
        with self.backend.database.write(Stamp("test", build.START)) as session:
            for row in session.scalars(select(CandidateDay)):
                session.delete(row)

    def ask(self, job: str) -> None:
        """Ask for a round."""
        self.backend.dispatcher.act(SYSTEM, partial(_ask, job=job))

    def do(self, job: str = SWEEP) -> None:
        """Carry out a round to its end, and let the network answer."""
        self.ask(job)
        self.workers.finish()
        self.answer()

    def answer(self) -> None:
        """Let the network answer all that it is asked."""
        self._pass()
        self.sweeping.answer()

    def services(self, account: int) -> list[int]:
        """Return the services of an account."""
        with self.backend.database.read() as session:
            wanted = (
                select(ServiceSubscription.id)
                .join(
                    PackageSubscription, PackageSubscription.id == ServiceSubscription.package_subscription_id
                )
                .where(PackageSubscription.account_id == account)
            )
            return list(session.scalars(wanted))

    def end_holds(self, account: int) -> None:
        """Let the last day of the holds of an account be yesterday."""
        day = SystemClock().now().date() - timedelta(days=3)
        with self.backend.database.write(Stamp("test", build.START)) as session:
            session.execute(
                update(ServiceHold)
                .where(ServiceHold.service_subscription_id.in_(self.services(account)))
                .values(until_on=day)
            )

    def drift(self, account: int) -> None:
        """Let the network forget the bars of an account."""
        with self.backend.database.write(Stamp("test", build.START)) as session:
            session.execute(
                update(ServiceSubscription)
                .where(ServiceSubscription.id.in_(self.services(account)))
                .values(bar_confirmed="")
            )

    def rows(self, table: type[Row]) -> list[Row]:
        """Return all rows of a table."""
        with self.backend.database.read() as session:
            return list(session.scalars(select(table)))


def _ask(unit: Unit, job: str) -> None:
    unit.enqueue(job, provider_id=build.HARBOUR)


@contextmanager
def indebted(url: str, folder: Path) -> Iterator[Debtors]:
    """Open the world on a database with the small operator; this process hands tickets to the engine."""
    work = DurableWork(jobs_in(folder))
    kind = "sqlite" if url.startswith("sqlite") else "postgresql"
    clock = ManualClock(SystemClock().now())
    with closing(serve_from(Database(url), clock, engine=work)) as embedded, closing(work):
        work.load(embedded.database_url)
        with closing(Backend(kind, embedded, clock)) as backend:
            yield Debtors(backend, url, folder)


def assert_swept_once(world: Debtors) -> None:
    """R-SUS-12 to 20: who owes is restricted, nobody else is, and nothing was done twice."""
    states = {}
    for case in sorted(world.rows(RestrictionCase), key=lambda one: one.id):
        states[case.account_id] = case.state
    assert {states[key] for key in world.owing} <= {"RESTRICTED"}, states
    assert {states.get(key, "RESTORED") for key in world.freed} <= {"RESTORED", "CLOSED"}, states
    assert {states.get(key, "CLOSED") for key in world.promised} <= {"CLOSED"}, states
    asked = Counter(
        (row.case_id, row.service_subscription_id, row.action) for row in world.rows(ServiceRestriction)
    )
    assert set(asked.values()) <= {1}, "the network was asked twice"
    told = Counter(
        (row.entity_id, row.action)
        for row in world.rows(AuditEntry)
        if row.entity == "restriction_case" and row.action in {"flag", "start_restricting", "start_restoring"}
    )
    assert set(told.values()) <= {1}, "something was done twice to a case"
    bars = {row.id: (row.bar_wanted, row.bar_confirmed) for row in world.rows(ServiceSubscription)}
    for key in world.owing:
        assert {bars[one] for one in world.services(key)} == {("BAR10", "BAR10")}
    for key in world.freed + world.promised:
        assert {bars[one] for one in world.services(key)} == {("", "")}
    pictures = Counter((row.on_day, row.account_id) for row in world.rows(CandidateDay))
    assert set(pictures.values()) <= {1}
    stopped = [row for row in world.rows(WorkItem) if row.type_code == "RUNS"]
    assert len([row for row in stopped if row.status == "OPEN"]) == 0
    runs = {row.status for row in world.rows(JobRun)}
    assert runs <= {"SUCCEEDED", "SUCCEEDED_WITH_ERRORS"}, runs
    assert_world(world.backend.database)
