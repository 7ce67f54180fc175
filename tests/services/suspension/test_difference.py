"""What the dry run says that it did not say the day before, and the counts of its pills (S-23)."""

from datetime import timedelta

import pytest

from agentview.contract import candidates_difference as contract
from agentview.contract.candidates_difference import DifferenceRow
from agentview.contract.restriction import Obstacle
from agentview.contract.suspension_candidates import CANDIDATES_SIZE
from tests import build
from tests.fixtures.backend import Backend
from tests.fixtures.statements import statements
from tests.services.crediting import NEXT, Crediting
from tests.services.holdings import hold
from tests.services.suspension.ruling import CONTROLLER, TODAY, owe, stored, with_controller

ALL = (build.MARLOW, build.OKONKWO, build.BRIGHT)


@pytest.fixture
def crediting(backend: Backend) -> Crediting:
    """Return somebody at work; three customers owe enough for long enough, and the rules are in force."""
    stored(backend)
    for account in ALL:
        hold(backend, account=account)
        owe(backend, account)
    with_controller(backend)
    return Crediting(backend)


def rows(crediting: Crediting, side: str, **more: object) -> list[DifferenceRow]:
    return list(crediting.call(CONTROLLER, contract.DIFFERENCE, side=side, **more).rows)


def ids(crediting: Crediting, side: str) -> list[int]:
    return [row.account_id for row in rows(crediting, side)]


def test_s_23_whom_the_rules_would_restrict_now_and_would_not_have_yesterday(crediting: Crediting) -> None:
    crediting.picture(TODAY - NEXT, build.OKONKWO)
    found = crediting.call(CONTROLLER, contract.DIFFERENCE)
    assert (found.since, found.new, found.gone, found.last) == (TODAY - NEXT, 2, 0, None)
    assert ids(crediting, "NEW") == [build.MARLOW, build.BRIGHT]
    row = rows(crediting, "NEW")[0]
    assert (row.owing_cents, row.was_cents, row.overdue_days) == (5_000, None, 15)
    assert (row.reason, row.obstacles, row.currency) == (None, (), "AUD")
    assert rows(crediting, "GONE") == []


def test_s_23_who_is_gone_and_why(crediting: Crediting) -> None:
    crediting.picture(TODAY - NEXT, *ALL, build.SUSPENDED, cents=5_001)
    assert ids(crediting, "GONE") == [build.SUSPENDED]
    crediting.pay(4_999, account=build.MARLOW, is_pending=True)
    crediting.case(build.OKONKWO)
    crediting.pay(1, account=build.OKONKWO, is_pending=True)
    [first, second, third] = rows(crediting, "GONE")
    assert (first.account_id, first.reason, first.was_cents) == (build.MARLOW, "KEPT_OUT", 5_001)
    assert [one.obstacle for one in first.obstacles] == [Obstacle.PAYMENT_UNDER_WAY]
    assert (second.account_id, second.reason) == (build.OKONKWO, "CASE")
    assert (third.account_id, third.reason, third.owing_cents) == (build.SUSPENDED, "PAID", 0)
    assert Obstacle.OWES_LITTLE in {one.obstacle for one in third.obstacles}
    assert rows(crediting, "NEW") == []


def test_s_23_the_picture_of_today_is_not_yesterday_s_and_the_last_one_counts(crediting: Crediting) -> None:
    crediting.picture(TODAY, *ALL)
    found = crediting.call(CONTROLLER, contract.DIFFERENCE)
    assert (found.since, found.new, found.gone, found.rows) == (None, 0, 0, ())
    crediting.picture(TODAY - timedelta(days=9), build.MARLOW)
    crediting.picture(TODAY - timedelta(days=3), build.BRIGHT)
    assert crediting.call(CONTROLLER, contract.DIFFERENCE).since == TODAY - timedelta(days=3)
    assert ids(crediting, "NEW") == [build.MARLOW, build.OKONKWO]


def test_s_23_without_rules_everybody_is_gone(backend: Backend) -> None:
    with_controller(backend)
    crediting = Crediting(backend)
    crediting.picture(TODAY - NEXT, build.MARLOW)
    found = crediting.call(CONTROLLER, contract.DIFFERENCE, side="GONE")
    assert (found.new, found.gone, found.rows[0].obstacles[0].obstacle) == (0, 1, Obstacle.NO_RULES)


def test_s_23_pages_go_on_behind_an_account(crediting: Crediting) -> None:
    crediting.picture(TODAY - NEXT, build.SUSPENDED)
    first = crediting.call(CONTROLLER, contract.DIFFERENCE, limit=2)
    second = crediting.call(CONTROLLER, contract.DIFFERENCE, limit=2, after=first.last)
    assert [row.account_id for row in first.rows + second.rows] == list(ALL)
    assert second.last is None


def test_r_gen_10_another_s_picture_is_not_told(crediting: Crediting) -> None:
    crediting.picture(TODAY - NEXT, build.MARLOW)
    found = crediting.call("alpine_lead", contract.DIFFERENCE, side="GONE")
    assert (found.since, found.rows) == (None, ())
    assert crediting.refused("harbour_viewer", contract.DIFFERENCE).code == "E-STAFF-ONLY"


def test_the_statements_are_as_many_for_one_account_as_for_many(crediting: Crediting) -> None:
    crediting.on(CONTROLLER)
    crediting.picture(TODAY - NEXT, build.SUSPENDED)
    counted = []
    for limit in (1, 3):
        with statements(crediting.backend.database) as noted:
            rows(crediting, "NEW", limit=limit)
        counted.append(len(noted))
    assert counted[0] == counted[1]


def test_s_23_the_pills_say_how_many_their_lists_have(crediting: Crediting) -> None:
    crediting.case(build.OKONKWO)
    number = stored(crediting.backend, name="Few", effective_from=TODAY, first_run_cap=1)
    for more in ({}, {"rule_set_id": number}):
        found = crediting.call(CONTROLLER, contract.VIEWS, **more)
        told = {one.view.value: one.rows for one in found.counts}
        sizes = {
            view: crediting.call(CONTROLLER, CANDIDATES_SIZE, filter={"view": view, **more}).rows
            for view in told
        }
        assert told == sizes == {"ELIGIBLE": 2, "HELD_BACK": 1, "KEPT_OUT": 1}
    assert crediting.refused("alpine_lead", contract.VIEWS, rule_set_id=number).code == "E-NOT-FOUND"
