"""Rules, people and the network at one account at one moment: one after the other, and nothing half done."""

from collections.abc import Callable
from functools import partial

import pytest

from agentview.adaptors.provisioning_port import Done
from agentview.contract import suspension_cases as contract
from agentview.contract.restriction import CaseState, Obstacle
from agentview.services.network.outcome import record
from agentview.services.restriction.flagging import flag
from agentview.services.restriction.restoring import start_restoring
from agentview.services.restriction.restricting import start_restricting
from agentview.services.unit import Unit
from tests import build
from tests.services.restriction.barring import FINE, LEAD, Barring
from tests.services.restriction.test_restoring import take
from tests.services.test_races import ROUNDS, at_once, calling

S = CaseState
BARRED, FREE = ("RESTRICTED", "BAR10", "BAR10"), ("NONE", "", "")


def acting(barring: Barring, work: Callable[[Unit], object]) -> Callable[[], object]:
    """Return something that the program does."""
    return partial(barring.backend.dispatcher.act, barring.system, work)


def lifting(barring: Barring) -> Callable[[], object]:
    return acting(barring, lambda unit: start_restoring(unit, 1, Obstacle.OWES_LITTLE))


def starting(barring: Barring) -> Callable[[], object]:
    return acting(barring, lambda unit: start_restricting(unit, 1, barring.rules))


@pytest.mark.parametrize("again", ROUNDS)
def test_r_sus_12_many_flag_at_once_and_one_case_is_opened_each(barring_here: Barring, again: int) -> None:
    barring = barring_here
    accounts = [build.MARLOW, build.OKONKWO, build.BRIGHT]
    for account in accounts:
        barring.debtor(FINE, account=account)
    orders = (accounts, accounts[::-1], accounts)
    outcome = at_once(*(acting(barring, partial(_flag, barring=barring, accounts=order)) for order in orders))
    assert outcome == ["done"] * 3, again
    assert barring.states() == [S.FLAGGED] * 3


def _flag(unit: Unit, barring: Barring, accounts: list[int]) -> int:
    return flag(unit, barring.rules, accounts)


@pytest.mark.parametrize("again", ROUNDS)
def test_two_start_to_restrict_at_once(barring_here: Barring, again: int) -> None:
    barring = barring_here
    one, two = barring.debtor(FINE, FINE)
    barring.flag()
    assert at_once(starting(barring), starting(barring)) == ["done"] * 2, again
    barring.run()
    assert (barring.bars(one, two), len(barring.requests())) == ([BARRED] * 2, 2)


@pytest.mark.parametrize("again", ROUNDS)
def test_restricting_and_restoring_at_once_ends_free(barring_here: Barring, again: int) -> None:
    barring = barring_here
    [service] = barring.debtor(FINE)
    barring.flag()
    assert at_once(starting(barring), lifting(barring)) == ["done"] * 2, again
    barring.run()
    assert barring.bars(service) == [FREE]
    assert barring.states()[0] in {S.CLOSED, S.RESTORED}


@pytest.mark.parametrize("again", ROUNDS)
def test_restoring_while_the_network_answers_ends_free(barring_here: Barring, again: int) -> None:
    barring = barring_here
    one, two = barring.debtor(FINE, FINE)
    barring.flag()
    barring.start()
    errand = take(barring)
    answering = partial(
        barring.backend.dispatcher.act, errand.caller, lambda unit: record(unit, errand, Done())
    )
    assert at_once(answering, lifting(barring)) == ["done"] * 2, again
    barring.run()
    assert (barring.bars(one, two), barring.states()) == ([FREE] * 2, [S.RESTORED])


@pytest.mark.parametrize("again", ROUNDS)
def test_restoring_while_a_worker_takes_the_wish_ends_free(barring_here: Barring, again: int) -> None:
    barring = barring_here
    [service] = barring.debtor(FINE)
    barring.flag()
    barring.start()
    assert at_once(barring.job.step, lifting(barring)) == ["done"] * 2, again
    barring.run()
    assert (barring.bars(service), barring.states()) == ([FREE], [S.RESTORED])


@pytest.mark.parametrize("again", ROUNDS)
def test_a_person_and_the_rules_restore_at_once(barring_here: Barring, again: int) -> None:
    barring = barring_here
    [service] = barring.restricted(FINE)
    ask = {"case_id": 1, "version": barring.case().version, "reason": "x"}
    by_hand = calling(barring.backend, LEAD, contract.RESTORE, **ask)
    outcome = at_once(by_hand, lifting(barring))
    assert outcome[1] == "done", again
    assert outcome[0] in {"done", "E-STALE", "E-STATE"}
    barring.run()
    assert (barring.bars(service), len(barring.requests())) == ([FREE], 2)


@pytest.mark.parametrize("again", ROUNDS)
def test_a_person_restricts_while_the_rules_flag(barring_here: Barring, again: int) -> None:
    barring = barring_here
    [service] = barring.debtor(FINE)
    ask = {"account_id": build.MARLOW, "reason": "x"}
    by_hand = calling(barring.backend, LEAD, contract.RESTRICT, **ask)
    flagging = acting(barring, lambda unit: flag(unit, barring.rules, [build.MARLOW]))
    outcome = at_once(by_hand, flagging)
    assert outcome[1] == "done", again
    assert outcome[0] in {"done", "E-STALE"}
    if outcome[0] == "E-STALE":
        by_hand()
    barring.run()
    assert barring.bars(service) == [BARRED]
    assert barring.lift() is S.RESTRICTED, "it is a person's"


@pytest.mark.parametrize("again", ROUNDS)
def test_a_person_restricts_while_the_rules_restore(barring_here: Barring, again: int) -> None:
    barring = barring_here
    [service] = barring.restricted(FINE)
    ask = {"account_id": build.MARLOW, "reason": "x"}
    by_hand = calling(barring.backend, LEAD, contract.RESTRICT, **ask)
    outcome = at_once(by_hand, lifting(barring))
    assert outcome[1] == "done", again
    assert outcome[0] in {"done", "E-CASE-RESTORING"}
    barring.run()
    assert barring.bars(service) == [BARRED if outcome[0] == "done" else FREE]
