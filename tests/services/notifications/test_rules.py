"""When messages wait, how long, and what keeps them back: the pure rules of delivery."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentview.contract.notifications import Channel, NotSentReason
from agentview.services.notifications.rules import (
    LONGEST_WAIT,
    MOST_ATTEMPTS,
    NOBODY,
    QuietHours,
    Recipient,
    against,
    quiet_until,
    wait_after,
)

NIGHT = QuietHours(time(20), time(8))
NOON = QuietHours(time(12), time(13, 30))
SYDNEY, VIENNA = "Australia/Sydney", "Europe/Vienna"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("quiet", "now", "zone", "end"),
    [
        # Vienna is an hour ahead of UTC in November.
        (NIGHT, "2026-11-16T18:59", VIENNA, None),
        (NIGHT, "2026-11-16T19:00", VIENNA, "2026-11-17T07:00"),
        (NIGHT, "2026-11-17T06:59", VIENNA, "2026-11-17T07:00"),
        (NIGHT, "2026-11-17T07:00", VIENNA, None),
        (NOON, "2026-11-16T10:59", VIENNA, None),
        (NOON, "2026-11-16T11:00", VIENNA, "2026-11-16T12:30"),
        (NOON, "2026-11-16T12:30", VIENNA, None),
        (NIGHT, "2026-11-16T09:00", SYDNEY, "2026-11-16T21:00"),
        (None, "2026-11-16T23:00", VIENNA, None),
        # Clocks go back on 25 October at 03:00, and on on 29 March at 02:00.
        (NIGHT, "2026-10-24T20:00", VIENNA, "2026-10-25T07:00"),
        (NIGHT, "2026-03-28T20:00", VIENNA, "2026-03-29T06:00"),
        (QuietHours(time(1), time(2, 30)), "2026-10-25T00:29", VIENNA, "2026-10-25T00:30"),
        (QuietHours(time(1), time(2, 30)), "2026-10-25T01:10", VIENNA, "2026-10-25T01:30"),
    ],
)
def test_r_evt_14_quiet_hours_are_of_the_clock_of_the_provider(
    quiet: QuietHours | None, now: str, zone: str, end: str | None
) -> None:
    assert quiet_until(quiet, at(now), zone) == (at(end) if end else None)


@given(
    starts=st.times().map(lambda found: found.replace(second=0, microsecond=0)),
    ends=st.times().map(lambda found: found.replace(second=0, microsecond=0)),
    hours=st.integers(0, 366 * 24 * 4),
    zone=st.sampled_from([VIENNA, SYDNEY, "Australia/Lord_Howe", "Pacific/Auckland", "America/New_York"]),
)
def test_quiet_hours_end_and_never_in_the_past(starts: time, ends: time, hours: int, zone: str) -> None:
    now = at("2026-01-01T00:00") + timedelta(minutes=15 * hours)
    end = quiet_until(QuietHours(starts, ends), now, zone)
    assert end is None or now < end <= now + timedelta(hours=25)


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(1, 30), (2, 60), (3, 120), (7, 1920), (8, 3600), (9, 3600), (30, 3600)]
)
def test_r_evt_13_waits_grow_to_an_hour(attempts: int, seconds: int) -> None:
    assert wait_after(attempts) == timedelta(seconds=seconds)


def test_r_evt_13_it_is_tried_for_about_a_day() -> None:
    total = sum((wait_after(number) for number in range(1, MOST_ATTEMPTS)), timedelta())
    assert timedelta(hours=22) < total < timedelta(hours=26)
    assert wait_after(10_000) == LONGEST_WAIT


WILLING, UNWILLING = Recipient(1, "there", is_willing=True), Recipient(1, "there", is_willing=False)
NOWHERE = Recipient(1, "", is_willing=False)


@pytest.mark.parametrize(
    ("channel", "recipient", "has_sms", "reason"),
    [
        (Channel.EMAIL, WILLING, False, None),
        (Channel.EMAIL, UNWILLING, False, NotSentReason.OPT_OUT),
        (Channel.EMAIL, NOWHERE, False, NotSentReason.NO_ADDRESS),
        (Channel.EMAIL, NOBODY, False, NotSentReason.NO_ADDRESS),
        (Channel.SMS, WILLING, True, None),
        (Channel.SMS, WILLING, False, NotSentReason.NO_SUBSCRIPTION),
        (Channel.SMS, UNWILLING, False, NotSentReason.NO_SUBSCRIPTION),
        (Channel.SMS, UNWILLING, True, NotSentReason.OPT_OUT),
    ],
)
def test_r_evt_05_and_14_what_keeps_a_message_back(
    channel: Channel, recipient: Recipient, has_sms: bool, reason: NotSentReason | None
) -> None:
    assert against(channel, recipient, has_sms=has_sms) is reason
