"""The ramp and the breaker hold rounds back, to the next day or until somebody confirms the run (D-26)."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import delete, select

from agentview.contract import suspension_candidates, suspension_sweep
from agentview.contract.suspension_candidates import Breaker, Forecast
from agentview.models.database import Stamp
from agentview.models.suspension import RestrictionCase, SuspensionRuleSet
from agentview.models.trail import AuditEntry
from agentview.models.work_item import WorkItem
from tests import build
from tests.services.suspension.ruling import ADMIN, CONTROLLER
from tests.services.suspension_sweep.conftest import ALL
from tests.services.suspension_sweep.sweeping import OFFICE, Sweeping
from tests.services.suspension_sweep.test_rounds import rules

REASON = "Checked with finance"


def forecast(sweeping: Sweeping) -> Forecast:
    return sweeping.working.call(CONTROLLER, suspension_candidates.FORECAST)


def rule_set(sweeping: Sweeping) -> int:
    with sweeping.backend.database.read() as session:
        return session.scalars(select(SuspensionRuleSet.id)).one()


def told(sweeping: Sweeping) -> list[WorkItem]:
    with sweeping.backend.database.read() as session:
        return list(session.scalars(select(WorkItem).where(WorkItem.type_code == "RUNS")))


def before(sweeping: Sweeping, *flags: int) -> None:
    """Let the rules have flagged so many accounts on each of the days before today."""
    number = rule_set(sweeping)
    with sweeping.backend.database.write(Stamp("test", build.START)) as session:
        for days, amount in enumerate(flags, start=1):
            for _ in range(amount):
                session.add(
                    RestrictionCase(
                        provider_id=build.HARBOUR,
                        account_id=build.SUSPENDED,
                        rule_set_id=number,
                        origin="AUTO",
                        state="CLOSED",
                        flagged_at=build.START - timedelta(days=days),
                        owing_cents_at_flag=1,
                    )
                )


def flagged(sweeping: Sweeping) -> list[int]:
    return sorted(set(sweeping.states()) & set(ALL))


def confirm(sweeping: Sweeping, accounts: int, by: str = CONTROLLER) -> suspension_sweep.RunConfirmed:
    wanted = {"rule_set_id": rule_set(sweeping), "accounts": accounts, "reason": REASON}
    return sweeping.working.call(by, suspension_sweep.CONFIRM_RUN, **wanted)


def test_d_26_the_first_run_is_capped_and_a_second_one_waits_for_the_next_day(sweeping: Sweeping) -> None:
    rules(sweeping, first_run_cap=2, second_run_percent=100)
    for _ in range(2):
        sweeping.round()
        assert flagged(sweeping) == [build.MARLOW, build.OKONKWO]
    found = forecast(sweeping)
    assert (found.run, found.acted, found.would, found.held_back) == (1, 2, 0, 1)
    sweeping.later(days=1)
    sweeping.round()
    assert flagged(sweeping) == list(ALL)


def test_d_26_two_rounds_that_planned_at_once_do_not_pass_the_cap_together(sweeping: Sweeping) -> None:
    rules(sweeping, first_run_cap=1)
    planned = sweeping.plan()
    for _ in range(2):
        sweeping.flag(planned)
    assert flagged(sweeping) == [build.MARLOW]


@pytest.mark.parametrize(("percent", "is_broken"), [(75, False), (74, True)])
def test_d_26_more_than_its_share_of_all_accounts_stops_a_run(
    sweeping: Sweeping, percent: int, is_broken: bool
) -> None:
    """Three of the four active accounts of the provider are to be restricted."""
    rules(sweeping, breaker_percent=percent)
    said = forecast(sweeping)
    assert (said.is_broken, said.would, said.stopped) == ((True, 0, 3) if is_broken else (False, 3, 0))
    sweeping.round()
    assert flagged(sweeping) == ([] if is_broken else list(ALL))
    assert len(told(sweeping)) == int(is_broken)


@pytest.mark.parametrize(
    ("flags", "twice", "is_broken"),
    [((1, 1, 1, 1), None, False), ((1, 1, 1, 1, 1), 2, True), ((2, 1, 2, 1, 1, 2), 3, False)],
)
def test_d_26_more_than_twice_a_usual_day_stops_a_run_once_five_days_say_what_is_usual(
    sweeping: Sweeping, flags: tuple[int, ...], twice: int | None, is_broken: bool
) -> None:
    before(sweeping, *flags)
    said = forecast(sweeping)
    assert (said.twice_usual, said.is_broken) == (twice, is_broken)
    assert said.broken_by == ((Breaker.USUAL,) if is_broken else ())
    sweeping.round()
    assert flagged(sweeping) == ([] if is_broken else list(ALL))


def test_what_was_four_weeks_ago_is_not_usual_any_more(sweeping: Sweeping) -> None:
    before(sweeping, 1, 1, 1, 1, *(0,) * 23, 1, 1)
    assert forecast(sweeping).twice_usual == 2
    sweeping.later(days=1)
    sweeping.working.sign_in_again()
    assert forecast(sweeping).twice_usual is None


def test_a_stopped_run_restricts_nobody_who_was_flagged_before_either(sweeping: Sweeping) -> None:
    rules(sweeping, first_run_cap=1, action_windows=OFFICE)
    sweeping.round()
    rules(sweeping, first_run_cap=25, breaker_percent=10)
    sweeping.later(hours=13)
    rules(sweeping, second_run_percent=100)
    sweeping.round()
    assert sweeping.states() == {build.MARLOW: ["FLAGGED"]}


def test_a_stopped_run_raises_one_case_with_its_numbers_and_still_restores(sweeping: Sweeping) -> None:
    sweeping.settled()
    with sweeping.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(delete(WorkItem))
    rules(sweeping, breaker_percent=1)
    sweeping.pay(5_000)
    sweeping.settled()
    assert sweeping.states()[build.MARLOW] == ["RESTORED"]


def test_d_26_a_stopped_run_goes_on_once_a_credit_controller_confirms_it(sweeping: Sweeping) -> None:
    rules(sweeping, breaker_percent=10)
    for _ in range(2):
        sweeping.round()
    [case] = told(sweeping)
    assert (case.department, case.level, case.level_id) == (
        "CREDIT_CONTROLLER",
        "RULE_SET",
        rule_set(sweeping),
    )
    assert case.summary == "Long ago: 3 of 4 active accounts today"
    confirmed = confirm(sweeping, 2)
    assert (confirmed.on_day, confirmed.accounts) == (date(2026, 11, 16), 2)
    assert sweeping.asked_for("suspension_sweep") == [None]
    [case] = told(sweeping)
    assert case.status == "RESOLVED"
    said = forecast(sweeping)
    assert (said.is_broken, said.confirmed, said.would, said.held_back) == (False, 2, 2, 1)
    sweeping.round()
    assert flagged(sweeping) == [build.MARLOW, build.OKONKWO]
    with sweeping.backend.database.read() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.action == "confirm_run")).one()
        assert (entry.reason, entry.new_value) == (REASON, "2026-11-16: 2")


def test_d_26_what_was_confirmed_holds_for_its_day_alone(sweeping: Sweeping) -> None:
    rules(sweeping, breaker_percent=10)
    confirm(sweeping, 1)
    sweeping.round()
    sweeping.later(days=1)
    sweeping.round()
    assert flagged(sweeping) == [build.MARLOW]
    assert len(told(sweeping)) == 1
    assert forecast(sweeping).is_broken


def test_only_the_stopped_run_of_rules_in_force_is_confirmed_by_who_may(sweeping: Sweeping) -> None:
    wanted = {"rule_set_id": rule_set(sweeping), "accounts": 3, "reason": REASON}
    refused = sweeping.working.refused
    assert refused(CONTROLLER, suspension_sweep.CONFIRM_RUN, **wanted).code == "E-RUN-NOT-STOPPED"
    assert refused(ADMIN, suspension_sweep.CONFIRM_RUN, **wanted).code == "E-POWER"
    assert refused("alpine_lead", suspension_sweep.CONFIRM_RUN, **wanted).code == "E-NOT-FOUND"
    rules(sweeping, breaker_percent=10, status="WITHDRAWN")
    assert refused(CONTROLLER, suspension_sweep.CONFIRM_RUN, **wanted).code == "E-RUN-NOT-IN-FORCE"


def test_a_day_is_one_of_the_provider(sweeping: Sweeping) -> None:
    """In Sydney it is Tuesday from 13:00 UTC: what was flagged before is of another day."""
    rules(sweeping, first_run_cap=1, second_run_percent=100)
    sweeping.round()
    sweeping.backend.clock.set(datetime.fromisoformat("2026-11-16T12:59:00+00:00"))
    sweeping.round()
    assert flagged(sweeping) == [build.MARLOW]
    sweeping.backend.clock.set(datetime.fromisoformat("2026-11-16T13:00:00+00:00"))
    sweeping.round()
    assert flagged(sweeping) == list(ALL)
