"""How many statements judging a package and listing its plans take: always as many (issue 4)."""

from collections.abc import Callable

from agentview.contract.migrations import CHECK, HIDDEN_PLANS, PLANS, PlansRequest
from tests import migration_world as world
from tests.fixtures.backend import Backend
from tests.fixtures.statements import statements
from tests.services.holdings import hold
from tests.services.migrating import CSA
from tests.services.provisioning.working import Working

MOST = {CHECK.name: 6, PLANS.name: 5, HIDDEN_PLANS.name: 8}


def test_the_statements_do_not_grow_with_packages_nor_with_plans(local_backend: Backend) -> None:
    working = Working(local_backend)
    home = world.home(local_backend)
    held = hold(local_backend, "DUO")
    world.bind(local_backend, held.package_id, home.type_id, world.TODAY)

    calls: dict[str, Callable[[], object]] = {
        CHECK.name: lambda: working.call(CSA, CHECK, package_id=held.package_id),
        PLANS.name: lambda: working.call(CSA, PLANS, package_id=held.package_id),
        HIDDEN_PLANS.name: lambda: working.call(CSA, HIDDEN_PLANS, package_id=held.package_id),
    }

    def count() -> dict[str, int]:
        found = {}
        for name, call in calls.items():
            call()
            with statements(local_backend.database) as sent:
                call()
            found[name] = len(sent)
        return found

    before = count()
    places = []
    for number in range(40):
        world.plan(local_backend, f"X-{number}", default_type=home.type_id)
        places.append(world.Place(f"X-{number}", number))
    world.pool(local_backend, home.type_id, (world.Place("DUO", 5), *places), name="Another pool")
    for _ in range(10):
        hold(local_backend, "DUO")
    assert count() == before
    assert all(before[name] <= most for name, most in MOST.items()), before


def test_a_page_behind_the_end_still_says_how_many_there_are(local_backend: Backend) -> None:
    world.home(local_backend)
    request = PlansRequest(package_id=hold(local_backend).package_id, offset=50)
    found = Working(local_backend).call(CSA, PLANS, **request.model_dump())
    assert (found.plans, found.total, found.refusal) == ((), 2, None)
