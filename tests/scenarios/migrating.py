"""Migrating by keyboard: from the customer's page through six pages, then through the queue."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, func, select, update

from agentview.contract.orders import OrderType
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import PackagePlan
from agentview.models.contract import Contract, ContractPoolPlan
from agentview.models.customer import Account
from agentview.models.migration import Migration
from agentview.models.order import Order
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import (
    BillingPeriod,
    BoltOn,
    Cardline,
    PackageSubscription,
    ServiceSubscription,
)
from agentview.services.provisioning.rules import month_after
from tests.migration_world import STAMP
from tests.scenarios.effects import Mark
from tests.scenarios.phone_desk import PhoneDesk

PROVISIONER = "priya"
PLANS, SERVICES, FEES, DATES, REVIEW = (
    "To which plan?",
    "What becomes of each service?",
    "What about the contract and its fees?",
    "When does it take effect?",
    "Is everything right?",
)
Line = tuple[str, int]
"""The kind of a charge, and its cents."""


@dataclass(frozen=True)
class Move:
    """Whose package goes from which plan to which."""

    customer: str
    losing: str
    winning: str


@dataclass(frozen=True)
class Story:
    """What everybody is to be told of a migration: its charges, and how many services nothing follows."""

    order_id: int
    move: Move
    losing_id: int
    lines: list[Line]
    dropped: int = 0


def package_of(desk: PhoneDesk, move: Move) -> int:
    """Return the active package that is to be migrated."""
    package = PackageSubscription
    found = (
        select(package.id)
        .join(Account, Account.id == package.account_id)
        .join(PackagePlan, PackagePlan.id == package.package_plan_id)
        .where(
            Account.name == move.customer,
            PackagePlan.external_name == move.losing,
            package.status == SubscriptionStatus.ACTIVE.value,
        )
    )
    ((package_id,),) = desk.ask(found)
    return int(package_id)


def open_package(desk: PhoneDesk, customer: str, plan: str) -> None:
    """Find a customer, and choose their package."""
    desk.find(customer, customer)
    desk.until_sees("Packages and services", customer)
    desk.press("Alt+1")
    desk.until_focus("Packages and services")
    desk.go_to_row(plan)
    desk.settle()


def check(desk: PhoneDesk, move: Move) -> None:
    """See on the first page of the wizard that nothing stands against a migration."""
    open_package(desk, move.customer, move.losing)
    desk.press("M")
    desk.until_sees("Nothing stands against migrating", move.losing, "How it is bound")
    desk.settle()


def go_on(desk: PhoneDesk, question: str) -> None:
    """Go on to the page that asks this."""
    desk.press("Ctrl+Return")
    desk.until_sees(question)
    desk.settle()


def choose_plan(desk: PhoneDesk, plan: str) -> None:
    """Choose the plan to move to in the table of plans."""
    desk.tab_to("Plans to move to")
    desk.go_to_row(plan)
    desk.press("Return")
    desk.until_sees(f"Chosen: {plan}.")


def agree(desk: PhoneDesk) -> None:
    """Say that the customer agrees to the charges of the page."""
    desk.tick("The customer knows these charges")


def submit(desk: PhoneDesk) -> None:
    """Submit on the last page, where the dialog asks once more."""
    desk.press("Ctrl+Return")
    desk.until_dialog("Submit MG-")
    desk.until_sees("These lines are charged when it completes")
    desk.press("Ctrl+Return")
    desk.until_no_dialog()
    desk.until_sees("is submitted")
    desk.settle()


def begun(desk: PhoneDesk, since: Mark) -> int:
    """Return the number of the migration that was begun since then."""
    orders = select(Order.id).where(Order.id > since.order_id, Order.order_type == OrderType.MIGRATE.value)
    ((number,),) = desk.ask(orders)
    return int(number)


def named(order_id: int) -> str:
    """Return how people write the number of a migration."""
    return reference(Prefix.MIGRATION, order_id)


def finalise(desk: PhoneDesk, order_id: int) -> None:
    """Find the task of a migration in the queue, claim it, and finalise it."""
    task = f"{named(order_id)}/1"
    desk.find(task, task)
    desk.until_focus("Provisioning tasks")
    desk.until_sees(f"{task} · ", "Finalise migration...")
    desk.settle()
    desk.press("C")
    desk.until_sees(f"Claimed {task}", "Release")
    desk.settle()
    desk.press("A")
    desk.until_dialog(task)
    desk.until_sees("What was quoted is charged")
    desk.press("Ctrl+Return")
    desk.until_no_dialog()
    desk.settle()


def quoted(desk: PhoneDesk, order_id: int) -> list[Line]:
    """Return the lines of the frozen quote that are to be charged."""
    ((quote,),) = desk.ask(select(Migration.quote).where(Migration.order_id == order_id))
    lines = quote["lines"] if quote else []
    return [(line["kind"], line["amount_cents"]) for line in lines if line["is_charged"]]


def charged(desk: PhoneDesk, order_id: int) -> list[Line]:
    """Return the pending charges that a migration made."""
    lines = select(Cardline.kind, Cardline.amount_ex_cents).where(
        Cardline.order_id == order_id, Cardline.status == "PENDING"
    )
    return [(row[0], row[1]) for row in desk.ask(lines.order_by(Cardline.id))]


def task_status(desk: PhoneDesk, order_id: int) -> str:
    """Return the status of the one task of a migration."""
    task = ProvisioningTask
    ((status,),) = desk.ask(select(task.status).where(task.reference.like(f"{named(order_id)}/%")))
    return str(status)


def winning_of(desk: PhoneDesk, order_id: int) -> int:
    """Return the package that a migration led to."""
    ((package_id,),) = desk.ask(select(Order.package_subscription_id).where(Order.id == order_id))
    return int(package_id)


def contracts(desk: PhoneDesk, order_id: int) -> list[tuple[int, str, date]]:
    """Return the contracts of both packages of a migration: package, status, end."""
    both = select(Migration.losing_ps_id, Migration.winning_ps_id).where(Migration.order_id == order_id)
    (ids,) = desk.ask(both)
    held = select(Contract.package_subscription_id, Contract.status, Contract.end_on)
    rows = desk.ask(held.where(Contract.package_subscription_id.in_(ids)).order_by(Contract.id))
    return [(row[0], row[1], row[2]) for row in rows]


def credit_of(desk: PhoneDesk, package_id: int, day: date) -> int:
    """Return what is credited for the unused days of a package, by R-MIG-30 and past the program.

    The period was shortened when the migration completed: it is counted from its first day.
    """
    period = BillingPeriod
    ((from_on,),) = desk.ask(
        select(func.max(period.from_on)).where(period.package_subscription_id == package_id)
    )
    ((fee,),) = desk.ask(
        select(PackageSubscription.access_fee_cents).where(PackageSubscription.id == package_id)
    )
    days = (month_after(from_on) - from_on).days
    unused = days - (day - from_on).days
    return -int((2 * fee * unused + days) // (2 * days))


def shown(cents: int) -> str:
    """Return an amount as people read it."""
    sign = "\N{MINUS SIGN}" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d} AUD"


def unbind_all(desk: PhoneDesk) -> None:
    """Take away the demo's own pools, contracts, extras and usage: each call has what it names, no more."""
    with desk.database.write(STAMP) as session:
        session.execute(delete(ContractPoolPlan))
        session.execute(delete(Contract))
        session.execute(update(BoltOn).values(status="ENDED"))
        session.execute(update(BillingPeriod).values(used_value_cents=0))
        session.execute(update(PackagePlan).values(included_value_cents=None, default_contract_type_id=None))


# The same story everywhere


def assert_one_story(desk: PhoneDesk, story: Story, total: str, timeline: Sequence[str]) -> None:
    """Look at a completed migration from every side: charges, queue, customer, timeline, the migration."""
    assert quoted(desk, story.order_id) == story.lines
    assert charged(desk, story.order_id) == story.lines, "to the cent what was quoted"
    assert task_status(desk, story.order_id) == "COMPLETED"
    _packages_follow(desk, story)
    _customer_tells(desk, story)
    _timeline_tells(desk, story, timeline)
    _migration_tells(desk, story, total)


def _packages_follow(desk: PhoneDesk, story: Story) -> None:
    """R-MIG-21: each package names the other, and one ends on the day before the other begins."""
    winning_id = winning_of(desk, story.order_id)
    package, service = PackageSubscription, ServiceSubscription
    both = select(
        package.status, package.start_on, package.end_on, package.previous_id, package.followed_by_id
    )
    (losing,) = desk.ask(both.where(package.id == story.losing_id))
    (winning,) = desk.ask(both.where(package.id == winning_id))
    assert (losing[0], losing[4]) == (SubscriptionStatus.CANCELLED.value, winning_id)
    assert (winning[0], winning[2], winning[3]) == (SubscriptionStatus.ACTIVE.value, None, story.losing_id)
    assert losing[2] + timedelta(days=1) == winning[1]
    held = select(service.status, func.count()).group_by(service.status)
    old = desk.ask(held.where(service.package_subscription_id == story.losing_id))
    new = desk.ask(held.where(service.package_subscription_id == winning_id))
    assert [row[0] for row in old] == [SubscriptionStatus.CANCELLED.value]
    assert new == [(SubscriptionStatus.ACTIVE.value, old[0][1] - story.dropped)]


def _customer_tells(desk: PhoneDesk, story: Story) -> None:
    """Both packages on the customer's page, the migration among their orders, and the note of the system."""
    losing, winning = (
        reference(Prefix.PACKAGE, one) for one in (story.losing_id, winning_of(desk, story.order_id))
    )
    number = named(story.order_id)
    open_package(desk, story.move.customer, winning)
    desk.until_sees(story.move.winning, "Migrated from", losing)
    desk.tick("Show what has ended")
    desk.until_sees(f"Package {story.move.losing}, Cancelled")
    desk.press("Alt+3")
    desk.until_sees(f"{number}, Migration, {story.move.winning}, Order Completed")
    desk.press("Alt+5")
    desk.until_sees(f"{number}: {losing} was migrated to {winning} ({story.move.winning})")


def _timeline_tells(desk: PhoneDesk, story: Story, lines: Sequence[str]) -> None:
    """Who did what, with each charge as the invoice will call it."""
    desk.press("Alt+7")
    desk.until_sees("Migration begun", "Migration submitted", "Migration completed", "Migration finalised")
    desk.until_sees(named(story.order_id), *lines)


def _migration_tells(desk: PhoneDesk, story: Story, total: str) -> None:
    """The migration, found by its number, with its total and who finalised it."""
    number = named(story.order_id)
    desk.find(number, number)
    desk.until_sees(f"{number} · {story.move.customer}", "Completed: ", "Priya Nair")
    desk.until_sees(total, f"{story.move.losing} · ", f"{story.move.winning} · ")
