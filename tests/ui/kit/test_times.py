"""Times of a day are read as people write them, and stand beside each other in a form."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.form import FormBinder
from agentview.ui.kit.times import MINUTES_A_DAY, TimesError, read_times, show_times

SPANS = st.lists(
    st.tuples(st.integers(0, MINUTES_A_DAY - 1), st.integers(1, MINUTES_A_DAY)).filter(
        lambda one: one[0] < one[1]
    ),
    max_size=4,
).map(tuple)


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("", ()),
        ("  ", ()),
        ("09:00-17:00", ((540, 1020),)),
        ("9-17", ((540, 1020),)),
        ("0900 - 1200; 13:00\u201317:30", ((540, 720), (780, 1050))),
        ("00:00-24:00", ((0, 1440),)),
        ("23:59-24:00", ((1439, 1440),)),
    ],
)
def test_times_are_read_as_people_write_them(text: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert read_times(text) == spans


@pytest.mark.parametrize(
    "text",
    ["nine to five", "17:00-09:00", "09:00-09:00", "22:00-24:01", "09:60-10:00", "9", "25-26", "1-2-3"],
)
def test_what_is_no_time_of_one_day_is_refused(text: str) -> None:
    with pytest.raises(TimesError):
        read_times(text)


@given(SPANS)
def test_what_is_shown_is_read_back(spans: tuple[tuple[int, int], ...]) -> None:
    assert read_times(show_times(spans)) == spans


def test_a_form_tells_beside_the_field_what_is_no_time(qtbot: QtBot) -> None:
    form = FormBinder(
        (Field("first", "First"), Field("open", "Open", FieldKind.TIMES, is_beside=True)),
        lambda: date(2026, 3, 10),
    )
    qtbot.addWidget(form.widget)
    form.widget.resize(500, 200)
    form.widget.show()
    form.set_values({"open": "9-17"})
    assert form.values()["open"] == "09:00\u201317:00"
    first, beside = form.input("first"), form.input("open")
    assert (
        first.mapTo(form.widget, first.rect().topLeft()).y()
        == beside.mapTo(form.widget, beside.rect().topLeft()).y()
    )
    form.set_values({"open": "morning"})
    assert set(form.check()) == {"open"}
    assert form.values()["open"] is None
