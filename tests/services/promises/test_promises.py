"""Promises to pay: taken, kept, broken, cancelled; while one is open the rules wait (E.3, R-SUS-20)."""

from datetime import timedelta

import pytest

from agentview.contract import promises as contract
from agentview.contract.promises import MOST_A_YEAR, PromiseRow
from agentview.contract.restriction import Obstacle
from agentview.contract.suspension_candidates import WHY
from agentview.services.promises.settling import settle_due
from tests import build
from tests.fixtures.statements import statements
from tests.services.crediting import NEXT, Crediting
from tests.services.holdings import hold
from tests.services.ledger.booking import LEAD, TODAY
from tests.services.suspension.ruling import stored


def at(found: PromiseRow) -> dict[str, int]:
    return {"promise_id": found.promise_id, "version": found.version}


def listed(crediting: Crediting, by: str = LEAD, **wanted: object) -> list[tuple[int, str]]:
    rows = crediting.call(by, contract.LIST, filter=wanted).rows
    return [(row.account_id, row.status.value) for row in rows]


def status(crediting: Crediting) -> str:
    [(_, found)] = listed(crediting, view="ALL")
    return found


def test_e_3_a_promise_holds_the_rules_back_to_the_end_of_its_day(crediting: Crediting) -> None:
    stored(crediting.backend)
    hold(crediting.backend)
    crediting.invoice(5_000)

    def standing() -> list[Obstacle]:
        found = crediting.call(LEAD, WHY, account_id=build.MARLOW)
        return [one.obstacle for one in found.checks if one.stands]

    assert standing() == []
    made = crediting.promise(days=1, note="After pay day")
    assert (made.status, made.paid_cents, made.note) == ("OPEN", 0, "After pay day")
    assert standing() == [Obstacle.PROMISE]
    crediting.later(NEXT)
    assert standing() == [Obstacle.PROMISE]
    assert crediting.settle(settle_due) == 0
    crediting.later(NEXT)
    assert standing() == [], "the day is over, whether or not anything has settled it"
    assert crediting.settle(settle_due) == 1
    assert (status(crediting), standing()) == ("BROKEN", [])


@pytest.mark.parametrize(("cents", "status_then"), [(4_999, "OPEN"), (5_000, "KEPT"), (5_001, "KEPT")])
def test_e_3_it_is_kept_once_all_of_it_has_come(crediting: Crediting, cents: int, status_then: str) -> None:
    crediting.invoice(9_000)
    crediting.promise(5_000)
    crediting.later(timedelta(minutes=1))
    crediting.pay(cents - 1_000)
    crediting.pay(1_000)
    assert crediting.settle(settle_due) == (status_then == "KEPT")
    assert status(crediting) == status_then
    assert crediting.settle(settle_due) == 0
    [row] = crediting.call(LEAD, contract.LIST, filter={"view": "ALL"}).rows
    assert row.paid_cents == cents
    assert (row.ended_at is not None) == (status_then == "KEPT")


def test_e_3_only_money_that_came_since_and_in_time_counts(crediting: Crediting) -> None:
    crediting.invoice(9_000)
    crediting.pay(1_000)
    crediting.later(timedelta(minutes=1))
    crediting.promise(5_000, days=1)
    crediting.pay(5_000, received_on=TODAY - NEXT)
    crediting.pay(5_000, is_pending=True)
    crediting.reverse(crediting.pay(5_000))
    assert crediting.settle(settle_due) == 0
    crediting.later(2 * NEXT)
    crediting.pay(5_000, received_on=TODAY + 2 * NEXT)
    assert crediting.settle(settle_due) == 1
    assert status(crediting) == "BROKEN"


def test_e_3_money_that_came_in_time_keeps_it_also_a_day_later(crediting: Crediting) -> None:
    crediting.invoice(9_000)
    crediting.promise(5_000, days=0)
    crediting.later(NEXT)
    crediting.pay(5_000, received_on=TODAY)
    crediting.settle(settle_due)
    assert status(crediting) == "KEPT"


def test_e_3_a_cancelled_promise_holds_nothing_back(crediting: Crediting) -> None:
    crediting.invoice()
    made = crediting.promise()
    gone = crediting.call(LEAD, contract.CANCEL, **at(made), reason="Noted twice")
    assert gone.status == "CANCELLED"
    assert crediting.refused(LEAD, contract.CANCEL, **at(made), reason="x").code == "E-STALE"
    assert crediting.refused(LEAD, contract.CANCEL, **at(gone), reason="x").code == "E-PROMISE-OVER"
    crediting.later(9 * NEXT)
    assert crediting.settle(settle_due) == 0


@pytest.mark.parametrize("has_case", [True, False])
def test_r_sus_20_each_change_has_the_rules_look_again(crediting: Crediting, *, has_case: bool) -> None:
    """Without a case only what may have the account picked now: nothing is there to be restored."""
    crediting.invoice()
    if has_case:
        crediting.case()
    made = crediting.promise()
    crediting.call(LEAD, contract.CANCEL, **at(made), reason="x")
    crediting.promise(days=0)
    crediting.later(NEXT)
    crediting.settle(settle_due)
    assert {one["account_id"] for _, one in crediting.asked()} == {build.MARLOW}
    ours = [key.rsplit("-", 1)[1] for key, _ in crediting.asked() if key and "promise" in key]
    assert ours == (["OPEN", "CANCELLED", "OPEN", "BROKEN"] if has_case else ["CANCELLED", "BROKEN"])
    assert [action for action, _ in crediting.written("payment_promise")] == [
        "take",
        "cancel",
        "take",
        "break",
    ]


def test_e_3_one_is_open_at_a_time_and_so_many_are_taken_in_a_year(crediting: Crediting) -> None:
    crediting.invoice(90_000)
    crediting.promise(1)
    wanted = {"account_id": build.MARLOW, "amount_cents": 1, "promised_for": TODAY}
    assert crediting.refused(LEAD, contract.TAKE, **wanted).code == "E-PROMISE-OPEN"
    [row] = crediting.call(LEAD, contract.LIST).rows
    crediting.call(LEAD, contract.CANCEL, **at(row), reason="x")
    for _ in range(MOST_A_YEAR):
        crediting.promise(1, days=0)
        crediting.later(timedelta(minutes=1))
        crediting.pay(1)
        crediting.settle(settle_due)
    found = crediting.call(LEAD, contract.TERMS, account_id=build.MARLOW)
    assert (found.taken, found.owing_cents) == (MOST_A_YEAR, 90_000 - MOST_A_YEAR)
    assert [one.code for one in found.refusals] == ["E-PROMISE-YEAR"]
    assert crediting.refused(LEAD, contract.TAKE, **wanted).code == "E-PROMISE-YEAR"
    crediting.later(timedelta(days=364, hours=23))
    assert crediting.call(LEAD, contract.TERMS, account_id=build.MARLOW).taken == MOST_A_YEAR
    crediting.later(timedelta(hours=1))
    assert crediting.call(LEAD, contract.TERMS, account_id=build.MARLOW).taken == 0


def test_promises_are_listed_by_their_day_page_by_page(crediting: Crediting) -> None:
    for account, days in ((build.MARLOW, 2), (build.OKONKWO, 0), (build.BRIGHT, 1)):
        crediting.invoice(account=account)
        crediting.promise(days=days, account=account)
    in_order = [build.OKONKWO, build.BRIGHT, build.MARLOW]
    assert [account for account, _ in listed(crediting)] == in_order
    assert [account for account, _ in listed(crediting, view="TODAY")] == in_order[:1]
    assert listed(crediting, account_id=build.BRIGHT) == [(build.BRIGHT, "OPEN")]
    assert listed(crediting, view="BROKEN") == []
    first = crediting.call(LEAD, contract.LIST, limit=2)
    second = crediting.call(LEAD, contract.LIST, limit=2, after=first.last)
    assert [row.account_id for row in first.rows + second.rows] == in_order
    assert (first.total, second.last) == (3, None)
    down = crediting.call(LEAD, contract.LIST, is_descending=True).rows
    assert [row.account_id for row in down] == in_order[::-1]


def test_r_gen_10_another_s_promises_are_not_there(crediting: Crediting) -> None:
    crediting.invoice()
    made = crediting.promise()
    assert listed(crediting, "alpine_lead", view="ALL") == []
    code = crediting.refused("alpine_lead", contract.CANCEL, **at(made), reason="x").code
    assert code == "E-NOT-FOUND"
    assert crediting.refused("harbour_csa", contract.CANCEL, **at(made), reason="x").code == "E-POWER"
    assert crediting.refused("harbour_viewer", contract.LIST).code == "E-STAFF-ONLY"


def test_settling_reads_as_often_for_many_promises_as_for_one(crediting: Crediting) -> None:
    counted = []
    for account in (build.MARLOW, build.OKONKWO, build.BRIGHT):
        crediting.invoice(9_000, account=account)
        crediting.promise(5_000, account=account)
        crediting.later(timedelta(minutes=1))
        crediting.pay(1, account=account)
        with statements(crediting.backend.database) as noted:
            assert crediting.settle(settle_due) == 0
        counted.append(len(noted))
    assert counted == counted[:1] * 3
