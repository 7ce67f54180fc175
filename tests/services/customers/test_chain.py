"""The chain of packages, at the customer and on a migration: where each came from and what it became."""

from datetime import timedelta

from agentview.contract import migrations
from agentview.contract.customers import PackageRow
from agentview.contract.migrations import MigrationDetail
from agentview.contract.subscription import ChainLink
from agentview.models.subscription import PackageSubscription
from tests import build
from tests.migration_world import home
from tests.services.customers import having
from tests.services.customers.having import TODAY, seen
from tests.services.holdings import SINCE, hold
from tests.services.migrating import finalise, submitted
from tests.services.provisioning.working import Working


def package(working: Working, package_id: int, account: int = build.MARLOW, **more: str) -> PackageRow:
    """Return a package as its customer's page shows it."""
    return next(row for row in seen(working, account, **more).packages if row.package_id == package_id)


def detail(working: Working, order_id: int) -> MigrationDetail:
    """Return a migration for reading."""
    return working.call("harbour_csa", migrations.DETAIL, order_id=order_id)


def told(link: ChainLink | None) -> tuple[object, ...]:
    """Return what a link says."""
    assert link is not None
    return link.reference, link.plan, link.first_on, link.order_reference, link.order_type


def test_r_mig_21_both_packages_name_the_other_and_the_migration(working: Working) -> None:
    home(working.backend)
    losing = hold(working.backend).package_id
    made = submitted(working, losing)
    assert package(working, losing).became is None
    finalise(working, made)
    winning = made.winning_package_id or 0
    old, new = package(working, losing), package(working, winning)
    assert told(old.became) == (f"PS-{winning}", "Plan MOB-80", TODAY, made.reference, "MIGRATE")
    assert told(new.came_from) == (f"PS-{losing}", "Plan MOB-40", TODAY, made.reference, "MIGRATE")
    assert old.became is not None
    assert (old.became.order_id, old.became.package_id) == (made.order_id, winning)
    assert (old.came_from, new.became) == (None, None)


def test_r_mig_21_a_migration_names_what_was_before_and_after_it(working: Working) -> None:
    home(working.backend)
    first = submitted(working, hold(working.backend).package_id)
    finalise(working, first)
    working.backend.clock.move(timedelta(days=1))
    working.sign_in_again()
    second = submitted(working, first.winning_package_id or 0, "DUO")
    assert detail(working, first.order_id).became is None
    finalise(working, second)
    before, after = detail(working, first.order_id), detail(working, second.order_id)
    assert (before.came_from, after.became) == (None, None)
    assert told(before.became)[0] == f"PS-{second.winning_package_id}"
    assert told(before.became)[3] == second.reference
    assert told(after.came_from)[0] == f"PS-{first.package_id}"
    assert told(after.came_from)[3] == first.reference


def test_r_gen_10_a_customer_is_not_told_what_a_package_is_at_its_new_owner(working: Working) -> None:
    given = hold(working.backend).package_id
    taken = hold(working.backend, account=build.OKONKWO).package_id
    with having.writing(working.backend) as session:
        session.get_one(PackageSubscription, given).followed_by_id = taken
        session.get_one(PackageSubscription, taken).previous_id = given
    staff = package(working, given).became
    assert told(staff) == (f"PS-{taken}", "Plan MOB-40", SINCE, "", "")
    own = package(working, given, username="harbour_viewer").became
    assert told(own) == (f"PS-{taken}", "", None, "", "")
