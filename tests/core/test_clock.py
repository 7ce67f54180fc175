"""Days follow the zone, also where clocks change."""

from datetime import UTC, date, datetime, timedelta

import pytest

from agentview.core.clock import ManualClock, SystemClock, end_of_day, local_day


@pytest.mark.parametrize(
    ("moment", "zone", "day"),
    [
        (datetime(2026, 11, 16, 13, 0, tzinfo=UTC), "Australia/Sydney", date(2026, 11, 17)),
        (datetime(2026, 11, 16, 12, 59, tzinfo=UTC), "Australia/Sydney", date(2026, 11, 16)),
        (datetime(2026, 11, 16, 23, 30, tzinfo=UTC), "Europe/Vienna", date(2026, 11, 17)),
    ],
)
def test_the_day_is_the_zone_s(moment: datetime, zone: str, day: date) -> None:
    assert local_day(moment, zone) == day


def test_the_day_that_gains_an_hour_ends_at_midnight_all_the_same() -> None:
    # Vienna leaves summer time on 25 October 2026: that day has 25 hours.
    morning = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert end_of_day(morning, "Europe/Vienna") == datetime(2026, 10, 25, 23, 0, tzinfo=UTC)


def test_a_manual_clock_moves_only_when_told() -> None:
    clock = ManualClock(datetime(2026, 1, 1, tzinfo=UTC))
    clock.move(timedelta(hours=1))
    assert clock.now() == datetime(2026, 1, 1, 1, tzinfo=UTC)
    clock.set(datetime(2026, 2, 1, tzinfo=UTC))
    assert clock.now() == datetime(2026, 2, 1, tzinfo=UTC)
    with pytest.raises(ValueError, match="aware"):
        ManualClock(datetime(2026, 1, 1))  # noqa: DTZ001 - the fault that it refuses


def test_the_system_clock_is_aware() -> None:
    assert SystemClock().now().tzinfo is UTC
