"""Closed days: added, removed, taken in from a file; nobody is restricted on one (R-SUS-13)."""

from datetime import date, timedelta
from typing import Any

import pytest

from agentview.contract import closed_days as contract
from agentview.contract.closed_days import MOST_CLOSED_DAYS, ClosedDayRow
from agentview.contract.suspension_candidates import FORECAST
from agentview.models.database import Stamp
from agentview.models.suspension import ClosedDay
from agentview.services.suspension.closed_days import Named
from tests import build
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working
from tests.services.suspension.ruling import CONTROLLER, TODAY, stored, with_controller


@pytest.fixture
def working(backend: Backend) -> Working:
    """Return the people of the small operator, one of them a credit controller."""
    return with_controller(backend)


def add(working: Working, month: int, day: int, name: str = "x", year: int | None = None) -> ClosedDayRow:
    asked = {"month": month, "day": day, "name": name, "year": year}
    return working.call(CONTROLLER, contract.ADD_CLOSED_DAY, **asked)


def listed(working: Working, by: str = CONTROLLER) -> list[tuple[str, date | None]]:
    return [(row.name, row.next_on) for row in working.call(by, contract.CLOSED_DAYS).rows]


def lines(*days: tuple[int | None, int | None, int | None, str]) -> dict[str, Any]:
    made = [
        {"number": number, "year": year, "month": month, "day": day, "name": name}
        for number, (year, month, day, name) in enumerate(days, start=2)
    ]
    return {"file_name": "days.csv", "lines": made}


def test_r_sus_13_a_closed_day_shifts_the_next_window(working: Working) -> None:
    windows = [{"weekday": day, "from": "00:00", "to": "24:00"} for day in (1, 2)]
    stored(working.backend, action_windows=windows)
    tuesday = TODAY + timedelta(days=1)

    def opens() -> date:
        found = working.call(CONTROLLER, FORECAST).next_window
        assert found is not None
        return (found + timedelta(hours=14)).date()

    assert opens() == tuesday
    made = add(working, tuesday.month, tuesday.day, "Fair")
    assert opens() == tuesday + timedelta(days=1)
    gone = {"closed_day_id": made.closed_day_id, "version": made.version}
    assert working.call(CONTROLLER, contract.REMOVE_CLOSED_DAY, **gone) == made
    assert opens() == tuesday
    assert working.refused(CONTROLLER, contract.REMOVE_CLOSED_DAY, **gone).code == "E-NOT-FOUND"


def test_those_that_come_next_are_first_and_past_ones_last(working: Working) -> None:
    add(working, 1, 1, "New Year")
    add(working, 12, 25, "Christmas")
    add(working, 11, 3, "Cup of the past", 2026)
    add(working, 11, 16, "Today", 2026)
    add(working, 2, 29, "Leap")
    assert listed(working) == [
        ("Today", TODAY),
        ("Christmas", date(2026, 12, 25)),
        ("New Year", date(2027, 1, 1)),
        ("Leap", date(2028, 2, 29)),
        ("Cup of the past", None),
    ]
    assert listed(working, "alpine_lead") == []
    assert working.refused("harbour_viewer", contract.CLOSED_DAYS).code == "E-STAFF-ONLY"


def test_a_day_that_is_none_or_is_there_is_refused(working: Working) -> None:
    add(working, 12, 25, "Christmas")
    add(working, 12, 25, "Christmas of one year", 2026)

    def refused(**asked: object) -> str:
        return working.refused(CONTROLLER, contract.ADD_CLOSED_DAY, name="x", **asked).code

    assert refused(month=12, day=25) == "E-CLOSED-KNOWN"
    assert refused(month=12, day=25, year=2026) == "E-CLOSED-KNOWN"
    assert refused(month=2, day=30) == "E-CLOSED-DAY"
    assert refused(month=2, day=29, year=2027) == "E-CLOSED-DAY"
    by_lead = working.refused("harbour_lead", contract.ADD_CLOSED_DAY, name="x", month=1, day=1)
    assert by_lead.code == "E-POWER"


def test_a_stale_day_is_not_removed_and_another_s_is_not_there(working: Working) -> None:
    made = add(working, 1, 1)
    old = {"closed_day_id": made.closed_day_id, "version": made.version + 1}
    assert working.refused(CONTROLLER, contract.REMOVE_CLOSED_DAY, **old).code == "E-STALE"


def test_a_file_is_tried_out_and_then_all_of_it_is_taken_in(working: Working) -> None:
    add(working, 1, 1, "New Year")
    add(working, 1, 26, "Day")
    file = lines((None, 1, 1, "New Year"), (None, 1, 26, "Australia Day"), (2026, 12, 28, "Boxing Day"))
    told = working.call(CONTROLLER, contract.CHECK_CLOSED_DAYS, **file).verdicts
    assert [one.effect for one in told] == ["SAME", "RENAMED", "ADDED"]
    assert len(listed(working)) == 2
    done = working.call(CONTROLLER, contract.IMPORT_CLOSED_DAYS, **file)
    assert (done.added, done.renamed, done.same) == (1, 1, 1)
    assert [name for name, _ in listed(working)] == ["Boxing Day", "New Year", "Australia Day"]
    again = working.call(CONTROLLER, contract.IMPORT_CLOSED_DAYS, **file)
    assert (again.added, again.renamed, again.same) == (0, 0, 3)


def test_of_a_file_with_a_line_that_is_wrong_nothing_is_taken_in(working: Working) -> None:
    file = lines(
        (None, 1, 1, "New Year"),
        (None, 1, 1, "Again"),
        (2027, 2, 29, "x"),
        (None, 3, 1, ""),
        (None, None, None, "x"),
    )
    told = working.call(CONTROLLER, contract.CHECK_CLOSED_DAYS, **file).verdicts
    codes = [[one.code for one in each.refusals] for each in told]
    assert codes == [[], ["E-CLOSED-TWICE"], ["E-CLOSED-DAY"], ["E-CLOSED-NAME"], ["E-CLOSED-DAY"]]
    refused = working.refused(CONTROLLER, contract.IMPORT_CLOSED_DAYS, **file)
    assert (refused.code, refused.refusals[0].values) == ("E-CLOSED-LINES", {"lines": 4, "first": 3})
    assert listed(working) == []


def test_there_are_so_many_days_at_most(working: Working) -> None:
    first = date(2028, 1, 1)
    with working.backend.database.write(Stamp("test", build.START)) as session:
        for place in range(MOST_CLOSED_DAYS - 1):
            day = first + timedelta(days=place)
            session.add(
                ClosedDay(provider_id=build.HARBOUR, year=day.year, month=day.month, day=day.day, name="x")
            )
    two = lines((None, 1, 1, "x"), (None, 1, 2, "x"))
    assert working.refused(CONTROLLER, contract.IMPORT_CLOSED_DAYS, **two).code == "E-CLOSED-MANY"
    add(working, 1, 1)
    over = working.refused(CONTROLLER, contract.ADD_CLOSED_DAY, month=1, day=2, name="x")
    assert over.code == "E-CLOSED-MANY"


@pytest.mark.parametrize(
    ("day", "today", "found"),
    [
        (Named(11, 16), TODAY, TODAY),
        (Named(11, 15), TODAY, date(2027, 11, 15)),
        (Named(11, 16, 2026), TODAY, TODAY),
        (Named(11, 15, 2026), TODAY, None),
        (Named(2, 29), date(2096, 3, 1), None),
        (Named(2, 29), date(2094, 3, 1), date(2096, 2, 29)),
    ],
)
def test_when_a_day_falls_next(day: Named, today: date, found: date | None) -> None:
    assert day.next_on(today) == found
