"""Moments, lengths and errors as people read them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from agentview.ui.kit.texts import ErrorText, ErrorTexts
from agentview.ui.kit.when import show_day, show_full, show_length, show_moment

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
SYDNEY = ZoneInfo("Australia/Sydney")


@pytest.mark.parametrize(
    ("ago", "text"),
    [
        (timedelta(seconds=20), "just now"),
        (timedelta(minutes=5), "5 min ago"),
        (timedelta(hours=3, minutes=50), "3 h ago"),
        (timedelta(hours=23, minutes=59), "23 h ago"),
        (timedelta(hours=24), "Mon 23:00"),
        (timedelta(days=7), "3 Mar 23:00"),
        (timedelta(days=100), "30 Nov 2025 23:00"),
        (-timedelta(hours=2), "in 2 h"),
        (-timedelta(days=2), "Thu 23:00"),
    ],
)
def test_moments(ago: timedelta, text: str) -> None:
    assert show_moment(NOW - ago, NOW, SYDNEY) == text


def test_the_full_date_names_zone_and_utc() -> None:
    assert show_full(NOW, SYDNEY) == "Tue 10 Mar 2026 23:00:00 Australia/Sydney\n2026-03-10 12:00:00 UTC"
    assert show_day(date(2026, 3, 1)) == "1 Mar 2026"


def test_lengths() -> None:
    assert [show_length(timedelta(minutes=minutes)) for minutes in (0, 185, 1510, -90)] == [
        "0h 00m",
        "3h 05m",
        "25h 10m",
        "\u22121h 30m",
    ]


@pytest.fixture
def texts() -> ErrorTexts:
    return ErrorTexts(
        {"E-CLAIMED": lambda: ErrorText("{order} was not claimed.", "Nothing changed.", "Ask {who}.")},
        lambda: ErrorText("This was not done.", "Nothing was sent.", "Report {code}."),
    )


def test_a_code_becomes_three_sentences(texts: ErrorTexts) -> None:
    found = texts.text("E-CLAIMED", {"order": "PO-1", "who": "{order} <b>"})
    assert found.sentences == "PO-1 was not claimed. Nothing changed. Ask {order} <b>."


def test_an_unknown_code_has_a_text_too(texts: ErrorTexts) -> None:
    assert texts.text("E-NEW", {}).sentences == "This was not done. Nothing was sent. Report E-NEW."
    assert texts.codes() == {"E-CLAIMED"}


def test_details_hold_nothing_personal(texts: ErrorTexts) -> None:
    report = texts.report("E-CLAIMED", {"who": "Tom"}, NOW, "req-7")
    assert report.details == "code: E-CLAIMED\ntime: 2026-03-10T12:00:00+00:00\nrequest: req-7"
