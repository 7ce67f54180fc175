"""A model of migrations beside the real ones: several people, halts, withdrawals, a moving clock (SM-2)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agentview.contract import migrations as contract
from agentview.contract import provisioning
from agentview.contract.migration_form import MigrationForm
from agentview.contract.migration_quote import ChargeKind, Quote
from agentview.contract.migrations import MigrationDetail, MigrationDraft, MigrationStatus
from agentview.contract.op import Op
from agentview.core.clock import local_day
from agentview.core.errors import AgentViewError
from agentview.models.migration import Migration
from agentview.models.party import Provider
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import Cardline, PackageSubscription, ServiceSubscription
from tests import build
from tests import migration_world as world
from tests.fixtures.backend import Backend
from tests.services.holdings import SINCE, hold
from tests.services.migrating import CSA, PROVISIONER, begin, save, submit
from tests.services.provisioning.working import Res, Working, at
from tests.world import assert_world

LEAD, COLLEAGUE = "harbour_lead", "harbour_csa2"
PEOPLE = st.sampled_from([CSA, COLLEAGUE, LEAD])
OWNER = "the initiator"
ACTORS = st.sampled_from([OWNER, OWNER, OWNER, CSA, COLLEAGUE, LEAD])
"""Mostly whose it is: what others may not do is learned soon."""
PICK = st.integers(0, 9)
PLANS = ("MOB-40", "MOB-80", "DUO")
INCOMPLETE, AWAITING = MigrationStatus.INCOMPLETE, MigrationStatus.AWAITING_PROVISIONING
HALTED, WITHDRAWN, COMPLETED = MigrationStatus.HALTED, MigrationStatus.WITHDRAWN, MigrationStatus.COMPLETED
CREDITS = frozenset({ChargeKind.PRORATA_CREDIT.value, ChargeKind.MIGRATION_DISCOUNT.value})


@dataclass
class Package:
    """What a package must be: its plan, its first day, and whether a migration has ended it."""

    plan: str
    start_on: date
    is_left: bool = False


@dataclass
class Move:
    """What a migration must be. `charged` is what its quote said when it was submitted."""

    order_id: int
    package_id: int
    owner: str
    status: MigrationStatus = INCOMPLETE
    plan: str | None = None
    effective_on: date | None = None
    charged: list[tuple[str, int]] = field(default_factory=list)

    @property
    def is_submitted(self) -> bool:
        """Whether there is a quote that is frozen."""
        return bool(self.charged)

    def by(self, who: str) -> str:
        """Return whose name stands for a person."""
        return self.owner if who == OWNER else who

    def may_go_on(self, who: str) -> bool:
        """Whether a person resumes it, or withdraws it."""
        return who in {self.owner, LEAD}


class Migrating(RuleBasedStateMachine):
    """Every command by everybody at every moment; the model says what must come of it."""

    open_backend: Callable[[], Backend]

    @initialize()
    def people_and_packages(self) -> None:
        self.backend = type(self).open_backend()
        self.working = Working(self.backend)
        world.colleague(self.backend, COLLEAGUE)
        home = world.home(self.backend)
        other = world.contract_type(self.backend, world.EARLY)
        self.packages: dict[int, Package] = {}
        self.moves: dict[int, Move] = {}
        for plan, type_id in (("MOB-40", home.type_id), ("DUO", other)):
            held = hold(self.backend, plan)
            world.bind(self.backend, held.package_id, type_id, date(2027, 1, 31))
            world.use(self.backend, held.package_id, 12_345)
            self.packages[held.package_id] = Package(plan, SINCE)
        world.include(self.backend, "DUO", 10_000)
        with self.backend.database.read() as session:
            self.zone = session.get_one(Provider, build.HARBOUR).timezone

    def teardown(self) -> None:
        if hasattr(self, "backend"):
            self.backend.close()
            self.backend.embedded.close()

    @property
    def today(self) -> date:
        return local_day(self.backend.clock.now(), self.zone)

    def try_it(self, act: Callable[[], Res]) -> Res | None:
        try:
            return act()
        except AgentViewError:
            return None

    def one_of_packages(self, number: int) -> int:
        ids = sorted(self.packages)
        return ids[number % len(ids)]

    def one_of_moves(self, number: int, *fitting: MigrationStatus) -> Move:
        """Return a migration; mostly one in a state that a command is for."""
        moves = list(self.moves.values())
        fits = [one for one in moves if one.status in fitting]
        chosen = fits if fits and number else moves
        return chosen[number % len(chosen)]

    def has(self, *statuses: MigrationStatus) -> bool:
        return any(one.status in statuses for one in self.moves.values())

    def read(self, move: Move) -> MigrationDetail:
        return self.working.call(LEAD, contract.DETAIL, order_id=move.order_id)

    def draft(self, move: Move, who: str) -> MigrationDraft | None:
        return self.try_it(lambda: self.working.call(who, contract.DRAFT, order_id=move.order_id))

    def is_open(self, package_id: int) -> bool:
        return any(one.package_id == package_id and one.status.is_open for one in self.moves.values())

    def has_come(self, move: Move) -> bool:
        """Whether the day may still be chosen: not past, and one day for the losing package (R-MIG-16)."""
        earliest = max(self.today, self.packages[move.package_id].start_on + timedelta(days=1))
        return move.effective_on is not None and move.effective_on >= earliest

    @rule(hours=st.sampled_from([1, 9, 24, 24, 50]))
    def wait(self, hours: int) -> None:
        self.backend.clock.move(timedelta(hours=hours))
        self.working.sign_in_again()

    @rule(number=PICK, who=PEOPLE)
    def start(self, number: int, who: str) -> None:
        self.begin(self.one_of_packages(number), who)

    def begin(self, package_id: int, who: str) -> None:
        made = self.try_it(lambda: begin(self.working, package_id, who))
        may = not self.is_open(package_id) and not self.packages[package_id].is_left
        assert (made is not None) is may
        if made is not None:
            self.moves[made.order_id] = Move(made.order_id, package_id, who)

    @rule(number=PICK, who=PEOPLE, plan=st.integers(0, 1), days=st.sampled_from([0, 0, 1, 3]))
    def order(self, number: int, who: str, plan: int, days: int) -> None:
        """All pages at once, of a package that is still there."""
        free = [one for one in sorted(self.packages) if not self.packages[one].is_left]
        package_id = free[number % len(free)]
        self.begin(package_id, who)
        move = next(one for one in self.moves.values() if one.package_id == package_id and one.status.is_open)
        self.fill_in(move, who, plan, days)
        self.send(move, who)

    @precondition(lambda self: self.has(INCOMPLETE))
    @rule(number=PICK, who=ACTORS, plan=st.integers(0, 1), days=st.sampled_from([0, 0, 1, 3]))
    def save(self, number: int, who: str, plan: int, days: int) -> None:
        move = self.one_of_moves(number, INCOMPLETE)
        self.fill_in(move, move.by(who), plan, days)

    def fill_in(self, move: Move, who: str, plan: int, days: int) -> None:
        others = [code for code in PLANS if code != self.packages[move.package_id].plan]
        day = self.today + timedelta(days=days)
        typed = {
            "winning_plan_id": world.plan_id(self.backend, others[plan]),
            "effective_on": day,
            "are_extras_given_up": True,
            "is_fee_confirmed": True,
        }
        seen = self.draft(move, who)
        assert (seen is not None) is (move.status is INCOMPLETE and move.may_go_on(who))
        if seen is None:
            return
        form = MigrationForm.model_validate(typed)
        saved = self.try_it(lambda: save(self.working, seen, form, by=who))
        is_late_enough = day > self.packages[move.package_id].start_on
        assert (saved is not None) is is_late_enough
        if saved is not None:
            move.plan, move.effective_on = others[plan], day

    @precondition(lambda self: self.has(INCOMPLETE))
    @rule(number=PICK, who=ACTORS)
    def submit(self, number: int, who: str) -> None:
        move = self.one_of_moves(number, INCOMPLETE)
        self.send(move, move.by(who))

    def send(self, move: Move, who: str) -> None:
        seen = self.draft(move, who)
        if seen is None or seen.quote is None:
            return
        made = self.try_it(lambda: submit(self.working, seen, who))
        assert (made is not None) is (who == move.owner and self.has_come(move))
        if made is not None:
            move.status = AWAITING
            move.charged = charged(seen.quote)

    @precondition(lambda self: self.has(AWAITING, HALTED))
    @rule(number=PICK, what=st.sampled_from(["finalise", "finalise", "halt"]))
    def work(self, number: int, what: str) -> None:
        move = self.one_of_moves(number, AWAITING)
        if (task_id := self.task_id(move)) is None:
            return
        seen = at(self.working.read(PROVISIONER, task_id))
        commands: dict[str, tuple[Op[Any, Any], dict[str, object]]] = {
            "finalise": (provisioning.FINALISE_MIGRATION, {}),
            "halt": (provisioning.HALT, {"code": "OTHER", "text": "Why"}),
        }
        op, more = commands[what]
        done = self.try_it(lambda: self.working.call(PROVISIONER, op, **seen, **more))
        is_due = move.effective_on is not None and move.effective_on <= self.today
        assert (done is not None) is (move.status is AWAITING and (what == "halt" or is_due))
        if done is not None:
            self.follow(move, HALTED if what == "halt" else COMPLETED)

    @precondition(lambda self: self.has(AWAITING, HALTED))
    @rule(number=PICK, who=PEOPLE)
    def resubmit(self, number: int, who: str) -> None:
        move = self.one_of_moves(number, HALTED)
        if (task_id := self.task_id(move)) is None:
            return
        seen = at(self.working.read(who, task_id))
        done = self.try_it(lambda: self.working.call(who, provisioning.RESUBMIT, **seen, note="Again"))
        assert (done is not None) is (move.status is HALTED)
        if done is not None:
            move.status = AWAITING

    @precondition(lambda self: self.has(INCOMPLETE, AWAITING, HALTED, COMPLETED))
    @rule(number=PICK, who=ACTORS, is_stale=st.sampled_from([False, False, True]))
    def withdraw(self, number: int, who: str, *, is_stale: bool) -> None:
        move = self.one_of_moves(number, INCOMPLETE, AWAITING, HALTED)
        who = move.by(who)
        done = self.attempt(move, who, contract.WITHDRAW, is_stale=is_stale, reason="Stays")
        assert done is (move.status.is_open and move.may_go_on(who) and not is_stale)
        if done:
            move.status = WITHDRAWN

    @precondition(lambda self: self.has(AWAITING, HALTED))
    @rule(number=PICK, who=st.sampled_from([CSA, LEAD, LEAD]), is_stale=st.sampled_from([False, False, True]))
    def force(self, number: int, who: str, *, is_stale: bool) -> None:
        move = self.one_of_moves(number, AWAITING)
        quote = self.read(move).quote
        if quote is None:
            return
        with self.backend.database.read() as session:
            ending = len(self.pending(session, move))
        answer = {"typed_number": ending, "fingerprint": quote.fingerprint}
        done = self.attempt(move, who, contract.FORCE_COMPLETE, is_stale=is_stale, **answer)
        assert done is (move.status is AWAITING and who == LEAD and not is_stale)
        if done:
            self.follow(move, COMPLETED)

    def attempt(self, move: Move, who: str, op: Op[Any, Any], *, is_stale: bool, **answer: object) -> bool:
        version = self.read(move).version + is_stale
        request = {"order_id": move.order_id, "version": version, **answer}
        return self.try_it(lambda: self.working.call(who, op, **request)) is not None

    def follow(self, move: Move, status: MigrationStatus) -> None:
        """Let the model know what a task led to: after a completion the winning package takes over."""
        move.status = status
        winning = self.read(move).winning_package_id
        if status is not COMPLETED:
            return
        assert winning is not None
        assert move.plan is not None
        assert move.effective_on is not None
        self.packages[move.package_id].is_left = True
        self.packages[winning] = Package(move.plan, move.effective_on)

    def task_id(self, move: Move) -> int | None:
        with self.backend.database.read() as session:
            return session.scalars(
                select(ProvisioningTask.id).where(ProvisioningTask.order_id == move.order_id)
            ).first()

    def pending(self, session: Session, move: Move) -> list[ServiceSubscription]:
        rows = session.scalars(
            select(ServiceSubscription).where(
                ServiceSubscription.package_subscription_id == move.package_id,
                ServiceSubscription.status == "PendingProvCancel",
            )
        )
        return list(rows)

    @invariant()
    def all_is_as_the_model_says(self) -> None:
        if not hasattr(self, "zone"):
            return
        with self.backend.database.read() as session:
            self.no_second_open_migration(session)
            for move in self.moves.values():
                self.money_adds_up(session, move)
                self.there_is_one_task(session, move)
            for package_id in self.packages:
                self.it_is_usable_until_it_is_left(session, package_id)
        assert_world(self.backend.database)

    def no_second_open_migration(self, session: Session) -> None:
        """R-MIG-35."""
        rows = session.execute(select(Migration.order_id, Migration.status, Migration.losing_ps_id)).all()
        assert {row.order_id: row.status for row in rows} == {
            order_id: move.status.value for order_id, move in self.moves.items()
        }
        leaving = [row.losing_ps_id for row in rows if MigrationStatus(row.status).is_open]
        assert len(leaving) == len(set(leaving))

    def money_adds_up(self, session: Session, move: Move) -> None:
        """What is charged is what was quoted, to the cent, once, and not before it is complete (R-MIG-39)."""
        rows = session.execute(
            select(Cardline.kind, Cardline.amount_ex_cents)
            .where(Cardline.order_id == move.order_id)
            .order_by(Cardline.id)
        )
        lines = [(row.kind, row.amount_ex_cents) for row in rows]
        is_done = move.status is COMPLETED
        assert lines == (move.charged if is_done else [])
        assert all((amount < 0) is (kind in CREDITS) for kind, amount in lines)
        row = session.scalars(select(Migration).where(Migration.order_id == move.order_id)).one()
        total = sum(amount for _, amount in lines)
        assert row.fee_charged_cents == (total if is_done else None)
        if move.is_submitted:
            quote = Quote.model_validate(row.quote)
            assert charged(quote) == move.charged
            assert quote.total_cents == sum(amount for _, amount in move.charged) == row.fee_quoted_cents

    def there_is_one_task(self, session: Session, move: Move) -> None:
        """One for the whole migration, on the queue as long as somebody waits for it."""
        buckets = session.scalars(
            select(ProvisioningTask.bucket).where(ProvisioningTask.order_id == move.order_id)
        ).all()
        wanted = {AWAITING: "OPEN", HALTED: "HALTED"}.get(move.status, "DONE")
        assert buckets == ([wanted] if move.is_submitted else [])

    def it_is_usable_until_it_is_left(self, session: Session, package_id: int) -> None:
        """The losing services go on until the completion, also of a halted migration (R-MIG-32, 37)."""
        package = session.get_one(PackageSubscription, package_id)
        moves = [one for one in self.moves.values() if one.package_id == package_id]
        is_ending = any(one.status in {AWAITING, HALTED} for one in moves)
        is_left = self.packages[package_id].is_left
        wanted = "Cancelled" if is_left else "PendingProvCancel" if is_ending else "Active"
        alive = session.execute(
            select(ServiceSubscription.status, ServiceSubscription.end_on).where(
                ServiceSubscription.package_subscription_id == package_id
            )
        ).all()
        effective = [one.effective_on for one in moves if one.status is COMPLETED]
        last = effective[0] - timedelta(days=1) if is_left and effective[0] else None
        assert (package.status, package.end_on) == (wanted, last)
        assert {tuple(row) for row in alive} == {(wanted, last)}
        followers = select(func.count()).where(PackageSubscription.previous_id == package_id)
        assert session.scalars(followers.select_from(PackageSubscription)).one() == int(is_left)


def charged(quote: Quote) -> list[tuple[str, int]]:
    """Return the lines of a quote that are charged."""
    return [(line.kind.value, line.amount_cents) for line in quote.lines if line.is_charged]


def play(open_backend: Callable[[], Backend], examples: int) -> None:
    """Run the machine on backends that `open_backend` makes."""
    machine = type("MigratingOnBackend", (Migrating,), {"open_backend": staticmethod(open_backend)})
    effort = settings(
        max_examples=examples, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(machine, settings=effort)


@pytest.mark.timeout(600)
def test_sm_2_migrations_follow_their_model_on_sqlite(open_sqlite: Callable[[], Backend]) -> None:
    play(open_sqlite, examples=10)


@pytest.mark.timeout(600)
def test_sm_2_migrations_follow_their_model_on_postgresql(open_postgresql: Callable[[], Backend]) -> None:
    play(open_postgresql, examples=6)
