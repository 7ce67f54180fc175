"""When the rules may act, against a clock that is asked minute by minute."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agentview.services.suspension.windows import Calendar, Closed, Window

ZONES = ("Australia/Sydney", "Europe/Vienna", "America/New_York", "Asia/Kolkata", "America/Sao_Paulo")
MINUTE = timedelta(minutes=1)
OFFICE = tuple(Window(day, 9 * 60, 17 * 60) for day in range(5))


def at(text: str, zone: str = "UTC", fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def oracle(calendar: Calendar, now: datetime) -> bool:
    """Look at the wall, without a thought of offsets."""
    wall = now.astimezone(ZoneInfo(calendar.zone))
    for day in (wall.date(), wall.date() + timedelta(days=1)) if calendar.spares_eve else (wall.date(),):
        for closed in calendar.closed:
            if (closed.month, closed.day) == (day.month, day.day) and closed.year in {None, day.year}:
                return False
    return any(
        window.weekday == wall.weekday()
        and f"{window.from_minute // 60:02}:{window.from_minute % 60:02}" <= f"{wall:%H:%M}"
        and f"{wall:%H:%M}" < f"{window.to_minute // 60:02}:{window.to_minute % 60:02}"
        for window in calendar.windows
    )


WINDOWS = st.builds(
    lambda day, a, b: Window(day, min(a, b), max(a, b) + (a == b)),
    st.integers(0, 6),
    st.integers(0, 1439),
    st.integers(0, 1439),
)
# Around the changes of the clock of these zones, where all that is difficult is.
MOMENTS = st.builds(
    lambda day, minutes: datetime(day.year, day.month, day.day, tzinfo=UTC) + minutes * MINUTE,
    st.sampled_from(
        (
            date(2026, 3, 28),
            date(2026, 10, 24),
            date(2026, 4, 4),
            date(2026, 10, 3),
            date(2026, 3, 7),
            date(2026, 10, 31),
            date(2018, 11, 3),
            date(2026, 12, 24),
        )
    ),
    st.integers(0, 2 * 1440),
)
CLOSED = st.lists(
    st.builds(
        lambda day, is_yearly: Closed(day.month, day.day, None if is_yearly else day.year),
        st.dates(date(2026, 3, 27), date(2026, 4, 8)) | st.dates(date(2026, 10, 1), date(2026, 11, 3)),
        st.booleans(),
    ),
    max_size=3,
)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(ZONES),
    st.lists(WINDOWS, min_size=1, max_size=5),
    CLOSED,
    st.booleans(),
    MOMENTS,
)
def test_r_sus_13_the_next_window_is_the_first_minute_that_is_open(
    zone: str, windows: list[Window], closed: list[Closed], spares: bool, now: datetime
) -> None:
    calendar = Calendar(zone, tuple(windows), tuple(closed), spares)
    found = calendar.next_window(now)
    assert found is not None
    assert found >= now
    assert oracle(calendar, found)
    assert calendar.is_open(found)
    for count in range(min(4 * 1440, int((found - now) / MINUTE))):
        moment = now + count * MINUTE
        assert not oracle(calendar, moment), moment
        assert not calendar.is_open(moment)


def test_r_sus_13_a_window_begins_with_its_minute_and_ends_before_the_last_one() -> None:
    calendar = Calendar("Europe/Vienna", OFFICE)
    for moment, is_open in (
        ("2026-11-16T08:59:59", False),
        ("2026-11-16T09:00", True),
        ("2026-11-16T16:59:59", True),
        ("2026-11-16T17:00", False),
        ("2026-11-15T12:00", False),
    ):
        assert calendar.is_open(at(moment, "Europe/Vienna")) is is_open, moment
    assert calendar.next_window(at("2026-11-13T17:00", "Europe/Vienna")) == at(
        "2026-11-16T09:00", "Europe/Vienna"
    )


def test_a_window_up_to_the_end_of_the_day_is_open_in_its_last_minute() -> None:
    calendar = Calendar("UTC", (Window(0, 0, 1440),))
    assert calendar.is_open(at("2026-11-16T23:59:59"))
    assert calendar.is_open(at("2026-11-16T00:00"))
    assert not calendar.is_open(at("2026-11-17T00:00"))


def test_a_time_that_the_clock_skips_opens_when_it_jumps_past_it() -> None:
    calendar = Calendar("Europe/Vienna", (Window(6, 150, 240),))
    assert calendar.next_window(at("2026-03-29T00:00", "Europe/Vienna")) == at("2026-03-29T01:00")


def test_a_window_that_the_clock_skips_altogether_waits_a_week() -> None:
    calendar = Calendar("Europe/Vienna", (Window(6, 130, 170),))
    assert calendar.next_window(at("2026-03-29T00:00", "Europe/Vienna")) == at(
        "2026-04-05T02:10", "Europe/Vienna"
    )


def test_a_window_in_the_hour_that_comes_twice_is_open_twice() -> None:
    calendar = Calendar("Europe/Vienna", (Window(6, 130, 140),))
    first, second = (at("2026-10-25T02:10", "Europe/Vienna", fold) for fold in (0, 1))
    assert second - first == timedelta(hours=1)
    assert calendar.next_window(first - MINUTE) == first
    assert calendar.next_window(first + 20 * MINUTE) == second


def test_a_clock_set_back_into_a_window_opens_it_again() -> None:
    calendar = Calendar("Europe/Vienna", (Window(6, 60, 150),))
    assert calendar.next_window(at("2026-10-25T02:40", "Europe/Vienna")) == at(
        "2026-10-25T02:00", "Europe/Vienna", 1
    )


def test_a_closed_day_of_one_year_and_of_every_year() -> None:
    christmas, once = Closed(12, 25), Closed(11, 17, 2026)
    calendar = Calendar("UTC", OFFICE, (christmas, once))
    assert calendar.next_window(at("2026-11-17T10:00")) == at("2026-11-18T09:00")
    assert calendar.is_open(at("2027-11-17T10:00"))
    assert calendar.next_window(at("2026-12-25T10:00")) == at("2026-12-28T09:00")
    assert not calendar.is_open(at("2029-12-25T10:00"))


def test_the_day_before_a_closed_day_is_spared_where_the_rules_say_so() -> None:
    calendar = Calendar("UTC", OFFICE, (Closed(1, 1),), spares_eve=True)
    assert calendar.next_window(at("2026-12-31T10:00")) == at("2027-01-04T09:00")
    assert Calendar("UTC", OFFICE, (Closed(1, 1),)).is_open(at("2026-12-31T10:00"))


def test_a_day_of_leap_years_alone_is_waited_for() -> None:
    every_day_but_one = tuple(
        Closed(day.month, day.day)
        for count in range(366)
        if (day := date(2024, 1, 1) + timedelta(days=count)) != date(2024, 2, 29)
    )
    always = tuple(Window(day, 0, 1440) for day in range(7))
    assert Calendar("UTC", always, every_day_but_one).next_window(at("2026-11-16T10:00")) == at(
        "2028-02-29T00:00"
    )


def test_where_nothing_ever_opens_there_is_no_next_window() -> None:
    assert Calendar("UTC", ()).next_window(at("2026-11-16T10:00")) is None


@pytest.mark.parametrize(
    ("window", "is_sound"),
    [
        (Window(0, 0, 1440), True),
        (Window(6, 540, 541), True),
        (Window(6, 540, 540), False),
        (Window(0, 1320, 120), False),
        (Window(0, 0, 1441), False),
        (Window(7, 0, 60), False),
        (Window(-1, 0, 60), False),
    ],
)
def test_a_window_over_midnight_is_none(window: Window, is_sound: bool) -> None:
    assert window.is_sound is is_sound


def test_a_window_is_kept_as_people_write_it() -> None:
    window = Window(4, 545, 1440)
    assert window.stored() == {"weekday": 4, "from": "09:05", "to": "24:00"}
    assert Window.of(window.stored()) == window
