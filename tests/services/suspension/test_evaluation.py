"""The statement says of every account what the pure rules say (R-SUS-01 to 12), on both databases."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_mock_engine, select
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Session

from agentview.contract.restriction import Obstacle
from agentview.contract.suspension_candidates import CandidatesRequest
from agentview.core.clock import start_of_day
from agentview.models.catalogue import ServicePlan
from agentview.models.customer import Account
from agentview.models.database import Stamp
from agentview.models.events import Notification
from agentview.models.money import Invoice, Payment, PaymentPlan, PaymentPlanInvoice, PaymentPromise
from agentview.models.subscription import Cardline, PackageSubscription, ServiceSubscription
from agentview.models.suspension import (
    AccountGroup,
    AccountGroupMember,
    Complaint,
    ExcludedGroup,
    RestrictionCase,
    SuspensionExemption,
    SuspensionRuleSet,
)
from agentview.models.trail import EventInstance
from agentview.services.suspension.evaluation import Sought, candidates, kept_out
from agentview.services.suspension.facts import facts_of
from agentview.services.suspension.queries import page_rows
from agentview.services.suspension.rules import Due, Facts, RuleSet, obstacles
from agentview.services.suspension.ruling import rule_set_of
from tests import build
from tests.fixtures.backend import Backend

TODAY = date(2026, 11, 16)
RULES = {
    "minimum_overdue_cents": 50,
    "minimum_overdue_days": 3,
    "restoration_threshold_cents": 10,
    "resuspend_days": 7,
}
DAYS = st.integers(-2, 2)
CENTS = st.sampled_from((1, 39, 40, 41, 49, 50, 60))


@dataclass(frozen=True)
class Dwelling:
    """An account as it is drawn: its facts, and how they come about."""

    facts: Facts
    planned: tuple[bool, ...] = ()
    in_second_plan: bool = False
    is_reversed: bool = False
    unallocated: int = 0
    ended_days: int | None = None
    """An exemption, a promise, a complaint and a case that are over: they keep nobody out."""
    vain_notices: tuple[tuple[str, str, int], ...] = ()
    """Messages that count for nothing: their type, status, and how many hours after the due day began."""


@st.composite
def dwellings(draw: st.DrawFn) -> Dwelling:
    """Draw mostly accounts that the rules would restrict, near every boundary."""
    count = draw(st.integers(0, 3))
    dues = tuple(
        Due(
            TODAY - timedelta(days=draw(st.sampled_from((-5, 0, 2, 3, 4, 5, 40)))),
            draw(CENTS),
            draw(st.sampled_from((0, 0, 0, 1, 40, 99))),
        )
        for _ in range(count)
    )
    planned = tuple(draw(st.sampled_from((False, False, True))) for _ in dues)
    pending = draw(st.sampled_from((0, 0, 0, 39, 40, 41)))
    unallocated = draw(st.sampled_from((0, 0, 0, 1, 40)))

    vain = st.sampled_from(
        (
            ("INVOICE_OVERDUE", "QUEUED", 9),
            ("INVOICE_OVERDUE", "ERROR", 9),
            ("PAYMENT_RECEIVED", "SENT", 9),
            ("INVOICE_DUE", "SENT", -1),
        )
    )

    def maybe_day() -> date | None:
        return TODAY + timedelta(days=draw(DAYS)) if draw(st.integers(0, 5)) == 0 else None

    facts = Facts(
        status=draw(st.sampled_from((1, 1, 1, 1, 2, 5))),
        active_services=draw(st.sampled_from((0, 1, 1, 1, 2))),
        dues=dues,
        has_open_case=draw(st.integers(0, 7)) == 0,
        is_omitted=draw(st.integers(0, 7)) == 0,
        excluded_groups=("Staff",) if draw(st.integers(0, 7)) == 0 else (),
        exempt_until=maybe_day(),
        planned_cents=sum(one.due_cents for one, is_in in zip(dues, planned, strict=True) if is_in),
        credit_cents=draw(st.sampled_from((0, 0, 0, 39, 40, 41))),
        under_way_cents=pending + unallocated,
        has_open_complaint=draw(st.integers(0, 7)) == 0,
        resuspend_not_before=maybe_day(),
        promised_for=maybe_day(),
        has_notice=bool(dues) and draw(st.booleans()),
    )
    return Dwelling(
        facts,
        planned,
        in_second_plan=draw(st.booleans()),
        is_reversed=draw(st.booleans()),
        unallocated=unallocated,
        ended_days=draw(st.sampled_from((None, -1, 1, 30))),
        vain_notices=tuple(draw(st.lists(vain, max_size=2))),
    )


class World:
    """Writes what was drawn into a database."""

    def __init__(self, session: Session) -> None:
        self.session, self.notices = session, 0
        self.plan = session.scalars(select(ServicePlan).order_by(ServicePlan.id)).first()
        row = SuspensionRuleSet(
            provider_id=build.HARBOUR, name="Standard", effective_from=TODAY, status="ENABLED", **RULES
        )
        staff = AccountGroup(provider_id=build.HARBOUR, name="Staff", is_distribution_list=True)
        other = AccountGroup(provider_id=build.HARBOUR, name="Other", is_distribution_list=True)
        session.add_all((row, staff, other))
        session.flush()
        session.add(ExcludedGroup(rule_set_id=row.id, account_group_id=staff.id, reason="x"))
        self.rules, self.staff_id, self.other_id = rule_set_of(row), staff.id, other.id

    def account(self, number: int, one: Dwelling, provider_id: int = build.HARBOUR) -> int:
        account = Account(
            provider_id=provider_id,
            profile_id=1,
            account_no=f"P-{number}",
            name="x",
            name_key="x",
            account_type="CONSUMER",
            status=one.facts.status,
            opened_on=TODAY,
            omit_from_auto_restrict=one.facts.is_omitted,
        )
        self.session.add(account)
        self.session.flush()
        self._services(account.id, one.facts.active_services)
        self._invoices(account.id, one)
        self._money(account.id, one)
        self._rest(account.id, one)
        self.session.flush()
        return account.id

    def _services(self, account_id: int, count: int) -> None:
        assert self.plan is not None
        package = PackageSubscription(
            account_id=account_id,
            package_plan_id=self.plan.package_plan_id,
            status="Active",
            access_fee_cents=1,
        )
        self.session.add(package)
        self.session.flush()
        for status in ("Active",) * count + ("PendingProvCancel", "Cancelled"):
            self.session.add(
                ServiceSubscription(
                    package_subscription_id=package.id,
                    service_plan_id=self.plan.id,
                    service_type_id=self.plan.service_type_id,
                    status=status,
                    provisioning_state="NONE",
                )
            )

    def _invoices(self, account_id: int, one: Dwelling) -> None:
        plans = [
            PaymentPlan(
                account_id=account_id, start_on=TODAY, frequency="M", number_of_payments=2, status=status
            )
            for status in ("IN_PROGRESS", "IN_PROGRESS", "COMPLETED")
        ]
        self.session.add_all(plans)
        paid = self._invoice(account_id, "paid", Due(TODAY - timedelta(days=400), 0, 0))
        self._notice(account_id, paid, TODAY, "INVOICE_OVERDUE", "SENT", 9)
        for place, due in enumerate(one.facts.dues):
            invoice = self._invoice(account_id, str(place), due)
            links = [plans[2].id] + ([plans[0].id] if one.planned[place] else [])
            links += [plans[1].id] if one.planned[place] and one.in_second_plan else []
            for plan_id in links:
                self.session.add(PaymentPlanInvoice(payment_plan_id=plan_id, invoice_id=invoice))
            for vain in one.vain_notices:
                self._notice(account_id, invoice, due.due_on, *vain)
            if place == 0 and one.facts.has_notice:
                self._notice(account_id, invoice, due.due_on, "INVOICE_DUE", "SENT", 0)

    def _invoice(self, account_id: int, number: str, due: Due) -> int:
        invoice = Invoice(
            account_id=account_id,
            invoice_no=number,
            issued_on=due.due_on,
            due_on=due.due_on,
            currency="AUD",
            total_inc_cents=100,
            amount_due_inc_cents=due.due_cents,
            disputed_cents=due.disputed_cents,
            status="ISSUED" if due.due_cents else "PAID",
        )
        self.session.add(invoice)
        self.session.flush()
        return invoice.id

    def _notice(
        self, account_id: int, invoice_id: int, due_on: date, event_type: str, status: str, hours: int
    ) -> None:
        at = start_of_day(due_on, "Australia/Melbourne") + timedelta(hours=hours)
        self.notices += 1
        event = EventInstance(
            event_type=event_type,
            account_id=account_id,
            occurred_at=at,
            payload={"invoice_id": invoice_id},
            dedupe_key=f"notice {self.notices}",
        )
        self.session.add(event)
        self.session.flush()
        self.session.add(
            Notification(
                provider_id=build.HARBOUR,
                account_id=account_id,
                event_instance_id=event.id,
                event_type=event_type,
                channel="EMAIL",
                to_address="x@example.test",
                body="x",
                status=status,
                queued_at=at,
                sent_at=at if status == "SENT" else None,
                dedupe_key=f"notice {self.notices}",
            )
        )

    def _money(self, account_id: int, one: Dwelling) -> None:
        def payment(status: str, cents: int, unallocated: int) -> None:
            self.session.add(
                Payment(
                    provider_id=build.HARBOUR,
                    account_id=account_id,
                    external_id=f"{account_id} {status} {cents}",
                    method="CARD",
                    received_on=TODAY,
                    amount_cents=cents,
                    currency="AUD",
                    unallocated_cents=unallocated,
                    status=status,
                )
            )

        if pending := one.facts.under_way_cents - one.unallocated:
            payment("PENDING", pending, pending)
        payment("RECEIVED", 200, one.unallocated)
        if one.is_reversed:
            payment("REVERSED", 70, 70)
        lines = ((-one.facts.credit_cents, "PENDING"), (60, "PENDING"), (-60, "BILLED"))
        for cents, status in lines:
            if cents:
                self.session.add(
                    Cardline(
                        account_id=account_id, kind="X", amount_ex_cents=cents, currency="AUD", status=status
                    )
                )

    def _rest(self, account_id: int, one: Dwelling) -> None:
        facts, over = one.facts, build.START
        members = [self.other_id] + ([self.staff_id] if facts.excluded_groups else [])
        self.session.add_all(
            AccountGroupMember(account_group_id=key, account_id=account_id) for key in members
        )
        if facts.has_open_complaint:
            self._complaint(account_id, None)
        if facts.exempt_until is not None:
            self._exemption(account_id, facts.exempt_until)
        if facts.promised_for is not None:
            self._promise(account_id, facts.promised_for, "OPEN")
        if facts.has_open_case:
            self._case(account_id, "RESTRICTED", None)
        if facts.resuspend_not_before is not None:
            self._case(account_id, "RESTORED", facts.resuspend_not_before)
            self._case(account_id, "RESTORED", facts.resuspend_not_before - timedelta(days=5))
        if one.ended_days is not None:
            day = TODAY + timedelta(days=one.ended_days)
            self._complaint(account_id, TODAY)
            self._exemption(account_id, day, ended_at=over)
            self._promise(account_id, day, "CANCELLED")
            self._case(account_id, "CLOSED", None)

    def _complaint(self, account_id: int, closed_on: date | None) -> None:
        self.session.add(
            Complaint(account_id=account_id, reference="T", opened_on=TODAY, closed_on=closed_on)
        )

    def _exemption(self, account_id: int, until: date, **more: object) -> None:
        self.session.add(
            SuspensionExemption(account_id=account_id, reason="x", owner="x", until_on=until, **more)
        )

    def _promise(self, account_id: int, day: date, status: str) -> None:
        self.session.add(
            PaymentPromise(
                account_id=account_id,
                amount_cents=1,
                currency="AUD",
                promised_for=day,
                status=status,
                taken_at=build.START,
                taken_by="x",
            )
        )

    def _case(self, account_id: int, state: str, not_before: date | None) -> None:
        self.session.add(
            RestrictionCase(
                provider_id=build.HARBOUR,
                account_id=account_id,
                origin="AUTO",
                state=state,
                flagged_at=build.START,
                owing_cents_at_flag=1,
                resuspend_not_before=not_before,
            )
        )


@contextmanager
def forgotten(backend: Backend) -> Iterator[Session]:
    """Open a session of which nothing stays."""
    with Session(backend.database.engine, info={"stamp": Stamp("test", build.START)}) as session:
        yield session
        session.rollback()


def ids(session: Session, wanted: object) -> set[int]:
    return {row.account_id for row in session.execute(wanted)}  # type: ignore[call-overload]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(dwellings(), min_size=1, max_size=6), st.sampled_from((0, 10, 60)), st.booleans())
def test_r_sus_01_to_12_the_statement_says_what_the_rules_say(
    local_backend: Backend, drawn: list[Dwelling], threshold: int, needs_notice: bool
) -> None:
    with forgotten(local_backend) as session:
        world = World(session)
        rules = replace(world.rules, restoration_threshold_cents=threshold, needs_notice=needs_notice)
        known = {world.account(number, one): one.facts for number, one in enumerate(drawn)}
        for number, one in enumerate(drawn):
            world.account(1_000 + number, one, provider_id=build.ALPINE)
        assert facts_of(session, known.keys(), rules.rule_set_id) == {
            key: in_order(facts) for key, facts in known.items()
        }
        said = {key: {one.obstacle for one in obstacles(rules, facts, TODAY)} for key, facts in known.items()}
        sought = Sought(build.HARBOUR, rules, TODAY)
        free = {key for key, found in said.items() if not found}
        debtors = {
            key: found for key, found in said.items() if not found & {Obstacle.OWES_LITTLE, Obstacle.NOT_OLD}
        }
        for for_page in (False, True):
            assert ids(session, candidates(sought, for_page=for_page)) == free
            out = {key for key, found in debtors.items() if found}
            assert ids(session, kept_out(sought, for_page=for_page)) == out
            for obstacle in set(Obstacle) - {Obstacle.NO_RULES, Obstacle.OWES_LITTLE, Obstacle.NOT_OLD}:
                expected = {key for key, found in debtors.items() if obstacle in found}
                wanted = kept_out(sought, by=obstacle, for_page=for_page)
                assert ids(session, wanted) == expected, obstacle


@pytest.mark.parametrize("needs_notice", [False, True])
def test_what_an_account_must_have_is_asked_of_it_alone(needs_notice: bool) -> None:
    """PostgreSQL sees through no double negation, and would read the services of all accounts."""
    rules = RuleSet("Tried", TODAY, 50, 3, 10, needs_notice=needs_notice)
    dialect: Dialect = create_mock_engine("postgresql+psycopg://", lambda *_: None).dialect
    text = str(candidates(Sought(build.HARBOUR, rules, TODAY)).compile(dialect=dialect))
    assert "NOT (NOT" not in text


def in_order(facts: Facts) -> Facts:
    """Return facts with the dues as they are read: the oldest first."""
    return replace(facts, dues=tuple(sorted(facts.dues, key=lambda due: due.due_on)))


def test_a_page_goes_on_behind_an_account_and_says_what_is_owed_since_when(local_backend: Backend) -> None:
    dues = (Due(TODAY - timedelta(days=40), 30), Due(TODAY + timedelta(days=9), 40))
    late = Dwelling(Facts(1, 1, dues=dues), planned=(False, False))
    with forgotten(local_backend) as session:
        world = World(session)
        first, second = (world.account(number, late) for number in range(2))
        sought = Sought(build.HARBOUR, world.rules, TODAY)
        rows = session.execute(candidates(sought)).all()
        assert sorted(tuple(row) for row in rows) == [
            (key, 70, TODAY - timedelta(days=40)) for key in (first, second)
        ]
        assert ids(session, candidates(replace(sought, after=first))) == {second}


def test_rules_without_a_stored_set_leave_no_group_out(local_backend: Backend) -> None:
    late = Dwelling(
        Facts(1, 1, dues=(Due(TODAY - timedelta(days=40), 90),), excluded_groups=("Staff",)), planned=(False,)
    )
    with forgotten(local_backend) as session:
        world = World(session)
        key = world.account(1, late)
        bare = RuleSet("Tried", TODAY, 50, 3, 10)
        assert ids(session, candidates(Sought(build.HARBOUR, bare, TODAY))) == {key}
        assert ids(session, candidates(Sought(build.HARBOUR, world.rules, TODAY))) == set()


def test_a_statement_that_is_kept_says_of_other_rules_what_a_new_one_says(local_backend: Backend) -> None:
    """Nothing of who asked first stays in it: the provider, the day, any number of the rules, a notice."""
    due = Due(TODAY - timedelta(days=4), 50)
    with forgotten(local_backend) as session:
        world = World(session)
        for number in range(3):
            world.account(number, Dwelling(Facts(1, 1, dues=(due,) * number), planned=(False,) * number))
            other = Dwelling(Facts(1, 1, dues=(due,)), planned=(False,))
            world.account(10 + number, other, provider_id=build.ALPINE)
        rules = world.rules
        asked = [
            Sought(provider, changed, day)
            for provider in (build.HARBOUR, build.ALPINE)
            for day in (TODAY, TODAY - timedelta(days=1))
            for changed in (
                rules,
                replace(rules, minimum_overdue_cents=100),
                replace(rules, minimum_overdue_days=4),
                replace(rules, restoration_threshold_cents=60),
                replace(rules, needs_notice=True),
            )
        ]
        found = set()
        for sought in asked:
            request = CandidatesRequest(limit=2)
            expected = session.execute(candidates(sought).order_by(Account.id).limit(2)).all()
            kept = page_rows(session, sought, request, None)
            assert [row.account_id for row in kept] == [row.account_id for row in expected]
            found.add(tuple(row.account_id for row in expected))
        assert len(found) > 2, "the rules differ in whom they restrict"
