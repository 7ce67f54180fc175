"""The dry run, and why or why not: who, by which rule, which invoices, what holds back (S-23, D-26)."""

from datetime import timedelta

import pytest

from agentview.contract import suspension as rules_contract
from agentview.contract import suspension_candidates as contract
from agentview.contract.restriction import Obstacle
from agentview.contract.suspension_candidates import CandidateSort, Why
from agentview.models.customer import Account
from agentview.models.database import Stamp
from agentview.models.suspension import RestrictionCase
from tests import build
from tests.fixtures.backend import Backend
from tests.fixtures.statements import statements
from tests.services.holdings import hold
from tests.services.provisioning.working import Working
from tests.services.suspension.ruling import (
    CONTROLLER,
    at,
    group,
    owe,
    propose,
    stored,
    with_controller,
)

ALL = (build.MARLOW, build.OKONKWO, build.BRIGHT)


@pytest.fixture
def working(backend: Backend) -> Working:
    """Return the people of the small operator; three customers owe more and more for longer and longer."""
    for place, account in enumerate(ALL):
        hold(backend, account=account)
        owe(backend, account, 5_000 + 100 * place, 15 + place)
    return with_controller(backend)


def listed(working: Working, by: str = CONTROLLER, **request: object) -> list[int]:
    return [row.account_id for row in working.call(by, contract.CANDIDATES, **request).rows]


def why(working: Working, account: int = build.MARLOW, by: str = CONTROLLER, rules: int | None = None) -> Why:
    return working.call(by, contract.WHY, account_id=account, rule_set_id=rules)


def standing(found: Why) -> list[Obstacle]:
    return [one.obstacle for one in found.checks if one.stands]


def flag(backend: Backend, rule_set_id: int, account: int, days_ago: int = 0, state: str = "CLOSED") -> None:
    with backend.database.write(Stamp("test", build.START)) as session:
        session.add(
            RestrictionCase(
                provider_id=build.HARBOUR,
                account_id=account,
                rule_set_id=rule_set_id,
                origin="AUTO",
                state=state,
                flagged_at=build.START - timedelta(days=days_ago),
                owing_cents_at_flag=1,
            )
        )


def omit(backend: Backend, account: int) -> None:
    with backend.database.write(Stamp("test", build.START)) as session:
        session.get_one(Account, account).omit_from_auto_restrict = True


def test_s_23_says_who_by_which_rules_for_which_invoices(working: Working) -> None:
    number = stored(working.backend)
    owe(working.backend, build.MARLOW, 300, -9, disputed=100)
    page = working.call(CONTROLLER, contract.CANDIDATES)
    assert (page.rule_set_id, page.rule_set) == (number, "Long ago")
    row = page.rows[0]
    assert (row.account_id, row.customer) == (build.MARLOW, "Marlow Dental Group")
    assert (row.owing_cents, row.overdue_days, row.active_services) == (5_300, 15, 1)
    assert [(one.due_cents, one.overdue_days, one.disputed_cents) for one in row.invoices] == [
        (5_000, 15, 0),
        (300, None, 100),
    ]
    assert (row.obstacles, row.is_held_back) == ((), False)


def test_r_sus_10_without_rules_in_force_nobody_is_listed_but_a_proposal_can_be_tried(
    working: Working,
) -> None:
    assert listed(working) == []
    assert working.call(CONTROLLER, contract.CANDIDATES_SIZE).rows == 0
    assert working.call(CONTROLLER, contract.FORECAST).eligible == 0
    draft = propose(working, minimum_overdue_days=15).row.rule_set_id
    tried = {"rule_set_id": draft}
    assert listed(working, filter=tried) == [build.OKONKWO, build.BRIGHT]
    assert working.call(CONTROLLER, contract.FORECAST, **tried).eligible == 2
    assert standing(why(working, rules=draft)) == [Obstacle.NOT_OLD]
    assert standing(why(working)) == [Obstacle.NO_RULES]


@pytest.mark.parametrize("sort", list(CandidateSort))
@pytest.mark.parametrize("is_descending", [False, True])
def test_each_order_is_read_page_by_page_and_back(
    working: Working, sort: CandidateSort, is_descending: bool
) -> None:
    stored(working.backend)
    order = {"sort": sort, "is_descending": is_descending}
    whole = working.call(CONTROLLER, contract.CANDIDATES, **order).rows
    expected = list(ALL)[:: -1 if is_descending else 1]
    if sort is CandidateSort.AGE:
        expected = expected[::-1]
    assert [row.account_id for row in whole] == expected
    first = working.call(CONTROLLER, contract.CANDIDATES, **order, limit=1)
    second = working.call(CONTROLLER, contract.CANDIDATES, **order, limit=2, after=first.last)
    back = working.call(CONTROLLER, contract.CANDIDATES, **order, limit=1, before=second.first)
    assert first.rows + second.rows == whole
    assert back.rows == first.rows
    exported = working.call(CONTROLLER, contract.CANDIDATES_EXPORT, **order, columns=("customer",))
    assert (exported.rows, exported.total) == (whole, 3)
    assert working.refused(CONTROLLER, contract.CANDIDATES, **order, after="x").code == "E-CURSOR"


def test_who_is_kept_out_is_listed_with_what_keeps_them(working: Working) -> None:
    number = stored(working.backend)
    omit(working.backend, build.OKONKWO)
    staff = group(working.backend, "Staff", build.OKONKWO, build.BRIGHT)
    working.call(CONTROLLER, rules_contract.EXCLUDE_GROUP, rule_set_id=number, group_id=staff)
    assert listed(working) == [build.MARLOW]
    kept = {"view": "KEPT_OUT"}
    rows = working.call(CONTROLLER, contract.CANDIDATES, filter=kept).rows
    assert {row.account_id: [one.obstacle for one in row.obstacles] for row in rows} == {
        build.OKONKWO: [Obstacle.OMITTED, Obstacle.EXCLUDED_GROUP],
        build.BRIGHT: [Obstacle.EXCLUDED_GROUP],
    }
    assert rows[1].obstacles[0].values == {"groups": "Staff"}
    assert listed(working, filter={**kept, "obstacle": "OMITTED"}) == [build.OKONKWO]
    assert working.call(CONTROLLER, contract.CANDIDATES_SIZE, filter=kept).rows == 2
    assert listed(working, filter={**kept, "text": "bright"}) == [build.BRIGHT]
    assert listed(working, filter={"text": build.ACCOUNT_NO[build.MARLOW]}) == [build.MARLOW]
    found = working.call(CONTROLLER, contract.FORECAST)
    assert (found.eligible, found.kept_out) == (1, 2)
    assert {one.obstacle: one.accounts for one in found.obstacles} == {
        Obstacle.OMITTED: 1,
        Obstacle.EXCLUDED_GROUP: 2,
    }


def test_d_26_the_first_run_holds_back_all_behind_its_cap(working: Working) -> None:
    number = stored(working.backend, first_run_cap=2, breaker_percent=100)
    rows = working.call(CONTROLLER, contract.CANDIDATES).rows
    assert [row.is_held_back for row in rows] == [False, False, True]
    assert listed(working, filter={"view": "HELD_BACK"}) == [build.BRIGHT]
    assert working.call(CONTROLLER, contract.CANDIDATES_SIZE, filter={"view": "HELD_BACK"}).rows == 1
    found = working.call(CONTROLLER, contract.FORECAST)
    assert (found.run, found.acted, found.would, found.held_back) == (1, 0, 2, 1)
    flag(working.backend, number, build.MARLOW, state="RESTRICTED")
    assert [row.is_held_back for row in working.call(CONTROLLER, contract.CANDIDATES).rows] == [False, True]
    flag(working.backend, number, build.OKONKWO, state="RESTRICTED")
    assert [row.is_held_back for row in working.call(CONTROLLER, contract.CANDIDATES).rows] == [True]
    found = working.call(CONTROLLER, contract.FORECAST)
    assert (found.run, found.acted, found.would, found.held_back) == (1, 2, 0, 1)


def test_d_26_the_second_day_takes_a_share_and_the_third_takes_all(working: Working) -> None:
    number = stored(working.backend, first_run_cap=1, second_run_percent=50, breaker_percent=100)
    flag(working.backend, number, build.SUSPENDED, days_ago=2)
    found = working.call(CONTROLLER, contract.FORECAST)
    assert (found.run, found.would, found.held_back) == (2, 2, 1)
    assert listed(working, filter={"view": "HELD_BACK"}) == [build.BRIGHT]
    flag(working.backend, number, build.SUSPENDED, days_ago=1)
    found = working.call(CONTROLLER, contract.FORECAST)
    assert (found.run, found.would, found.held_back) == (3, 3, 0)
    assert listed(working, filter={"view": "HELD_BACK"}) == []


def test_d_26_the_breaker_is_told(working: Working) -> None:
    stored(working.backend, breaker_percent=5)
    found = working.call(CONTROLLER, contract.FORECAST)
    assert (found.is_broken, found.would, found.eligible, found.active_accounts) == (True, 0, 3, 4)


def test_s_24_why_says_every_rule_with_its_numbers(working: Working) -> None:
    stored(working.backend)
    found = why(working, by="harbour_csa")
    assert (found.is_eligible, standing(found)) == (True, [])
    assert [one.obstacle for one in found.checks] == list(Obstacle)
    assert (found.owing_cents, found.overdue_days, found.to_restore_cents) == (5_000, 15, 4_000)
    assert found.restored_by == ()
    omit(working.backend, build.MARLOW)
    found = why(working)
    assert (found.is_eligible, standing(found)) == (False, [Obstacle.OMITTED])
    assert found.restored_by == (Obstacle.OMITTED,)


def test_r_sus_13_the_next_window_is_told_in_the_zone_of_the_provider(working: Working) -> None:
    stored(working.backend)
    # 20:00 in Sydney on a Monday; the only window is on Mondays from 9 to 17.
    found = why(working).next_window
    assert found is not None
    assert found.isoformat() == "2026-11-22T22:00:00+00:00"
    assert working.call(CONTROLLER, contract.FORECAST).next_window == found


def test_r_gen_10_nobody_elses_debts_are_told(working: Working) -> None:
    stored(working.backend)
    assert listed(working, "alpine_csa") == []
    assert working.refused("alpine_csa", contract.WHY, account_id=build.MARLOW).code == "E-NOT-FOUND"
    assert working.refused("harbour_viewer", contract.CANDIDATES).code == "E-STAFF-ONLY"
    assert working.refused("harbour_viewer", contract.WHY, account_id=build.MARLOW).code == "E-STAFF-ONLY"
    draft = propose(working)
    tried = {"rule_set_id": at(draft)["rule_set_id"]}
    assert working.refused("alpine_csa", contract.FORECAST, **tried).code == "E-NOT-FOUND"


def test_the_number_of_statements_does_not_grow_with_the_rows(local_backend: Backend) -> None:
    stored(local_backend)
    working = with_controller(local_backend)

    def asked() -> int:
        with statements(local_backend.database) as sent:
            working.call(CONTROLLER, contract.CANDIDATES)
        return len(sent)

    hold(local_backend)
    owe(local_backend, build.MARLOW)
    asked()  # signs in
    one = asked()
    for account in (build.OKONKWO, build.BRIGHT):
        hold(local_backend, account=account)
        owe(local_backend, account)
    assert asked() == one


def test_a_day_in_the_zone_of_the_provider_is_what_counts(local_backend: Backend) -> None:
    stored(local_backend)
    hold(local_backend)
    owe(local_backend, build.MARLOW, days=14)
    working = with_controller(local_backend)
    assert listed(working) == []
    # 13:00 UTC is midnight in Sydney in summer.
    local_backend.clock.move(timedelta(hours=3, minutes=59))
    assert listed(working) == []
    local_backend.clock.move(timedelta(minutes=1))
    assert listed(working) == [build.MARLOW]
