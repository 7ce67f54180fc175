"""A round flags, restricts and restores by the rules, whenever and however often it is carried out (SM-5)."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from agentview.contract.events import EventType
from agentview.contract.restriction import Obstacle
from agentview.models.database import Stamp
from agentview.models.money import PaymentPromise
from agentview.models.network import NetworkRequest
from agentview.models.suspension import CandidateDay, ClosedDay, SuspensionRuleSet
from tests import build
from tests.services.suspension.ruling import TODAY, owe
from tests.services.suspension_sweep.conftest import ALL
from tests.services.suspension_sweep.sweeping import OFFICE, Sweeping

FREE, BARRED = ("", "", "NONE"), ("BAR10", "BAR10", "RESTRICTED")


def rules(sweeping: Sweeping, **values: object) -> None:
    """Change what the rules say, past the services."""
    with sweeping.backend.database.write(Stamp("test", build.START)) as session:
        row = session.scalars(select(SuspensionRuleSet)).one()
        for name, value in values.items():
            setattr(row, name, value)


def promise(sweeping: Sweeping, day: date, account: int = build.MARLOW) -> None:
    with sweeping.backend.database.write(Stamp("test", build.START)) as session:
        session.add(
            PaymentPromise(
                account_id=account,
                amount_cents=1,
                currency="AUD",
                promised_for=day,
                status="OPEN",
                taken_at=build.START,
                taken_by="x",
            )
        )


def requests(sweeping: Sweeping) -> int:
    with sweeping.backend.database.read() as session:
        return session.scalar(select(func.count(NetworkRequest.id))) or 0


def test_r_sus_13_15_a_round_in_a_window_flags_and_restricts_who_owes(sweeping: Sweeping) -> None:
    sweeping.settled()
    assert sweeping.states() == {account: ["RESTRICTED"] for account in ALL}
    assert set(sweeping.bars()) == {BARRED}
    assert sweeping.status() == 5


def test_r_sus_12_a_second_round_changes_nothing(sweeping: Sweeping) -> None:
    sweeping.settled()
    asked = requests(sweeping)
    assert [block for block in sweeping.round() if block.done] == []
    assert requests(sweeping) == asked
    assert sweeping.states() == {account: ["RESTRICTED"] for account in ALL}


@pytest.mark.parametrize(("hours", "state"), [(12.99, "FLAGGED"), (13.0, "RESTRICTING")])
def test_r_sus_13_flagged_at_any_hour_restricted_from_the_minute_the_window_opens(
    sweeping: Sweeping, hours: float, state: str
) -> None:
    """It is Monday, 20:00 in Sydney; the window opens on Tuesday at 9:00."""
    rules(sweeping, action_windows=OFFICE)
    sweeping.later(hours=hours)
    sweeping.round()
    assert sweeping.states()[build.MARLOW] == [state]


def test_r_sus_13_nobody_is_restricted_on_a_closed_day(sweeping: Sweeping) -> None:
    with sweeping.backend.database.write(Stamp("test", build.START)) as session:
        session.add(ClosedDay(provider_id=build.HARBOUR, year=None, month=11, day=16, name="Cup Day"))
    sweeping.round()
    assert sweeping.states()[build.MARLOW] == ["FLAGGED"]
    sweeping.later(hours=4)
    sweeping.round()
    assert sweeping.states()[build.MARLOW] == ["RESTRICTING"]


def test_r_sus_14_a_flagged_account_whose_condition_is_gone_is_dropped_at_any_hour(
    sweeping: Sweeping,
) -> None:
    rules(sweeping, action_windows=OFFICE)
    sweeping.round()
    promise(sweeping, TODAY)
    sweeping.round()
    assert sweeping.states()[build.MARLOW] == ["CLOSED"]
    assert sweeping.case().closed_code == Obstacle.PROMISE.value
    assert sweeping.states()[build.OKONKWO] == ["FLAGGED"]


@pytest.mark.parametrize(
    ("paid", "state"), [(3_999, "RESTRICTED"), (4_000, "RESTORING"), (5_000, "RESTORING")]
)
def test_r_sus_18_19_restored_at_the_threshold_and_not_before(
    sweeping: Sweeping, paid: int, state: str
) -> None:
    sweeping.settled()
    sweeping.pay(paid)
    sweeping.round()
    assert sweeping.states()[build.MARLOW] == [state]


def test_r_sus_18_restored_outside_of_every_window(sweeping: Sweeping) -> None:
    sweeping.settled()
    rules(sweeping, action_windows=OFFICE)
    sweeping.pay(5_000)
    sweeping.settled()
    assert sweeping.states()[build.MARLOW] == ["RESTORED"]
    assert set(sweeping.bars()) == {FREE}
    assert sweeping.status() == 1


def test_who_pays_while_the_network_still_sets_the_bar_is_restored(sweeping: Sweeping) -> None:
    sweeping.round()
    sweeping.pay(5_000)
    sweeping.settled()
    assert sweeping.states()[build.MARLOW] == ["RESTORED"]
    assert set(sweeping.bars()) == {FREE}


def test_r_evt_02_without_auto_suspend_nobody_of_the_profile_is_flagged(sweeping: Sweeping) -> None:
    sweeping.switch(EventType.AUTO_SUSPEND, is_on=False)
    sweeping.round()
    assert sweeping.states() == {}


def test_r_evt_02_switched_off_after_the_flag_nobody_is_restricted(sweeping: Sweeping) -> None:
    rules(sweeping, action_windows=OFFICE)
    sweeping.round()
    sweeping.switch(EventType.AUTO_SUSPEND, is_on=False)
    sweeping.later(hours=13)
    sweeping.round()
    assert sweeping.states()[build.MARLOW] == ["FLAGGED"]


def test_r_evt_02_without_auto_unsuspend_who_pays_stays_restricted(sweeping: Sweeping) -> None:
    sweeping.settled()
    sweeping.switch(EventType.AUTO_UNSUSPEND, is_on=False)
    sweeping.pay(5_000)
    sweeping.round()
    assert sweeping.states()[build.MARLOW] == ["RESTRICTED"]
    sweeping.switch(EventType.AUTO_UNSUSPEND)
    sweeping.round()
    assert sweeping.states()[build.MARLOW] == ["RESTORING"]


def test_withdrawn_rules_drop_flags_and_still_restore_who_pays(sweeping: Sweeping) -> None:
    rules(sweeping, first_run_cap=1)
    sweeping.settled()
    rules(sweeping, first_run_cap=25, action_windows=OFFICE)
    sweeping.round()
    rules(sweeping, status="WITHDRAWN")
    sweeping.round()
    states = sweeping.states()
    assert (states[build.MARLOW], states[build.OKONKWO]) == (["RESTRICTED"], ["CLOSED"])
    assert sweeping.case(build.OKONKWO).closed_code == Obstacle.NO_RULES.value
    sweeping.pay(5_000)
    sweeping.round()
    assert sweeping.states()[build.MARLOW] == ["RESTORING"]


def test_the_first_round_of_a_day_keeps_a_picture_for_two_weeks(sweeping: Sweeping) -> None:
    def pictures() -> dict[date, dict[int, int]]:
        found: dict[date, dict[int, int]] = {}
        with sweeping.backend.database.read() as session:
            for row in session.scalars(select(CandidateDay)):
                found.setdefault(row.on_day, {})[row.account_id] = row.owing_cents
        return found

    rules(sweeping, first_run_cap=1)
    sweeping.round()
    picture = {account: 5_000 + 100 * place for place, account in enumerate(ALL)}
    assert pictures() == {TODAY: picture}
    owe(sweeping.backend, build.BRIGHT, 900, 3)
    sweeping.round()
    assert pictures() == {TODAY: picture}
    sweeping.later(days=1)
    rules(sweeping, second_run_percent=1)
    sweeping.round()
    assert pictures()[TODAY + timedelta(days=1)] == {build.OKONKWO: 5_100, build.BRIGHT: 6_100}
    sweeping.later(days=13)
    sweeping.round()
    assert TODAY in pictures()
    sweeping.later(days=1)
    sweeping.round()
    assert TODAY not in pictures()
