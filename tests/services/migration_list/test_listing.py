"""The list of migrations: views, words, sorts, pages, export, and who sees what (S-13, R-MIG-34, 38)."""

import pytest

from agentview.contract import migration_list as contract
from agentview.contract.migration_list import MigrationRow, MigrationSort, MigrationView
from agentview.contract.migrations import WITHDRAW
from tests import build
from tests import migration_world as world
from tests.fixtures.backend import Backend
from tests.services.holdings import hold
from tests.services.migrating import CSA, PROVISIONER, begin, finalise, submitted, task_of
from tests.services.provisioning.working import Working

V = MigrationView


@pytest.fixture
def working(backend: Backend) -> Working:
    """Return the people of the small operator, whose plans stand in one pool."""
    world.home(backend)
    return Working(backend)


def rows(working: Working, by: str = CSA, **wanted: object) -> list[MigrationRow]:
    return list(working.call(by, contract.FIND, filter=wanted).rows)


def references(working: Working, by: str = CSA, **wanted: object) -> list[str]:
    return [row.reference for row in rows(working, by, **wanted)]


def test_r_mig_34_each_view_holds_its_states_and_only_an_unsubmitted_one_has_a_page(working: Working) -> None:
    backend = working.backend
    draft = begin(working, hold(backend).package_id)
    waits = submitted(working, hold(backend).package_id)
    halted = submitted(working, hold(backend, account=build.BRIGHT).package_id)
    working.halt(task_of(working, halted, PROVISIONER))
    done = submitted(working, hold(backend).package_id)
    finalise(working, done)
    gone = begin(working, hold(backend).package_id)
    working.call(CSA, WITHDRAW, order_id=gone.order_id, version=gone.version)
    expected = {
        V.OPEN: [halted.reference, waits.reference, draft.reference],
        V.MINE: [halted.reference, waits.reference, draft.reference],
        V.INCOMPLETE: [draft.reference],
        V.AWAITING: [waits.reference],
        V.HALTED: [halted.reference],
        V.ENDED: [gone.reference, done.reference],
    }
    for view, wanted in expected.items():
        assert references(working, view=view) == wanted, view
        assert working.call(CSA, contract.SIZE, filter={"view": view}).rows == len(wanted)
    counts = working.call(CSA, contract.VIEWS).counts
    assert {one.view: one.rows for one in counts} == {view: len(found) for view, found in expected.items()}
    assert [row.page is not None for row in rows(working)] == [False, False, True]


def test_what_is_searched_is_taken_as_it_is(working: Working) -> None:
    first = begin(working, hold(working.backend).package_id)
    second = begin(working, hold(working.backend, account=build.BRIGHT).package_id)
    assert references(working, text=first.reference) == [first.reference]
    assert references(working, text="bright") == [second.reference]
    assert references(working, text="%") == []
    assert references(working, account_id=build.MARLOW) == [first.reference]


@pytest.mark.parametrize("sort", list(MigrationSort))
def test_each_order_is_read_page_by_page_and_back(working: Working, sort: MigrationSort) -> None:
    for account in (build.MARLOW, build.BRIGHT):
        submitted(working, hold(working.backend, account=account).package_id)
    whole = working.call(CSA, contract.FIND, sort=sort).rows
    first = working.call(CSA, contract.FIND, sort=sort, limit=1)
    second = working.call(CSA, contract.FIND, sort=sort, limit=1, after=first.last)
    back = working.call(CSA, contract.FIND, sort=sort, limit=1, before=second.first)
    assert first.rows + second.rows == whole
    assert back.rows == first.rows
    exported = working.call(CSA, contract.EXPORT, sort=sort, columns=("order",))
    assert (exported.rows, exported.total) == (whole, 2)


def test_r_mig_38_whose_migrations_are_listed(working: Working) -> None:
    backend = working.backend
    own = world.agent(backend, visibility="OWN_ONLY")
    world.seller(backend, "pia", own)
    sold = hold(backend, account=build.BRIGHT)
    world.attribute(backend, own, package_id=sold.package_id)
    draft, theirs = begin(working, hold(backend).package_id), begin(working, sold.package_id)
    assert references(working) == [theirs.reference, draft.reference]
    assert references(working, "pia") == [theirs.reference]
    assert references(working, "alpine_csa") == []
    assert references(working, "harbour_viewer") == []
