"""The closed days as a list, and the form of a new one; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from agentview.contract.closed_days import ADD_CLOSED_DAY, CLOSED_DAYS, AddClosedDayRequest, ClosedDayRow
from agentview.contract.feed import Topic
from agentview.contract.op import Message, Nothing
from agentview.core.power import Power
from agentview.gateway.port import Gateway
from agentview.ui.forms.form_presenter import FormSpec
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_form import RecordForm
from agentview.ui.kit.column import Column, SortOrder
from agentview.ui.kit.dialog import DialogText
from agentview.ui.kit.field import Field, FieldKind
from agentview.ui.kit.local_format import local_format
from agentview.ui.kit.plural import plural
from agentview.ui.kit.when import show_day, show_short_day
from agentview.ui.lists.reading import Answer, Ask, Pages
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.lists.spec import EmptyText, ListSpec, ListWords
from agentview.ui.navigation import Desk
from agentview.ui.views.suspension.rule_words import short_weekdays
from agentview.ui.views.suspension.words import NOTHING, whole

_LEAP_YEAR = 2028
"""A year that has every day that a year may have."""


class ClosedDayFilter(Message):
    """All of them: a provider has few."""


def day_word(row: ClosedDayRow) -> str:
    """The day of the year, such as 25 Dec."""
    return show_short_day(date(_LEAP_YEAR, row.month, row.day))


def year_word(row: ClosedDayRow) -> str:
    """The year, or every one."""
    return word("every year") if row.year is None else str(row.year)


def next_word(row: ClosedDayRow) -> str:
    """When it falls next."""
    if row.next_on is None:
        return NOTHING
    return f"{short_weekdays()[row.next_on.weekday()]} {show_day(row.next_on)}"


def add_form() -> RecordForm:
    """A day on which nobody is restricted."""

    def request(_nothing: None, values: Values) -> Message:
        numbers = {name: whole(values.get(name)) for name in ("day", "year")}
        return AddClosedDayRequest.model_validate({**values, **numbers})

    text = DialogText(
        word("New closed day"),
        word("Add day"),
        word("Add nothing"),
        word("Adding..."),
        word("Nobody is restricted on it. To restore is done on every day."),
    )
    months = tuple((str(at), name) for at, name in enumerate(local_format().months, 1))
    fields = (
        Field("name", word("Name"), help=word("Such as Christmas Day."), required=True, most_chars=200),
        Field("day", word("Day of the month"), FieldKind.NUMBER, required=True),
        Field(
            "month",
            word("Month"),
            FieldKind.CHOICE,
            required=True,
            choices=months,
            can_be_empty=False,
            is_beside=True,
        ),
        Field("year", word("Year"), FieldKind.NUMBER, help=word("Empty: in every year.")),
    )
    return RecordForm(None, FormSpec("closed-day:new", ADD_CLOSED_DAY, request), text, fields, {"month": "1"})


def _read(gateway: Gateway, ask: Ask[ClosedDayFilter]) -> Answer[ClosedDayRow]:
    found = gateway.call(CLOSED_DAYS, Nothing())
    rows = found.rows[::-1] if ask.is_descending else found.rows
    return Answer(rows[ask.offset : ask.offset + ask.limit], as_of=found.as_of, total=len(rows))


def _columns(_desk: Desk, _times: ServerTime) -> Sequence[Column[ClosedDayRow]]:
    return (
        Column(
            "name",
            lambda: word("Name"),
            lambda row: row.name,
            stretch=True,
            sample=lambda: "Anniversary of the founding",
            tip=lambda row: row.name,
        ),
        Column("day", lambda: word("Day"), day_word, sample=lambda: "28 May"),
        Column("year", lambda: word("Year"), year_word, sample=lambda: word("every year")),
        Column(
            "next",
            lambda: word("Next"),
            next_word,
            sort_key="NEXT",
            sample=lambda: "Wed 28 May 2026",
        ),
    )


def _words() -> ListWords:
    empty = EmptyText(
        word("No closed days yet"),
        word("On a closed day nobody is restricted: add holidays, each for one year or every year."),
        word("New closed day"),
    )
    return ListWords(
        word("Closed days"),
        lambda count: plural(word("1 closed day"), word("{count} closed days"), count),
        lambda _view: empty,
        "closed-days",
    )


def word(text: str) -> str:
    """A text of closed days in the user's language."""
    return QCoreApplication.translate("ClosedDays", text)


CLOSED_DAY_SPEC: ListSpec[ClosedDayFilter, ClosedDayRow] = ListSpec(
    key="suspension.closed_days",
    first=ClosedDayFilter(),
    order=SortOrder("NEXT"),
    columns=_columns,
    row_id=lambda row: row.closed_day_id,
    pages=Pages(_read),
    words=_words,
    topics=frozenset({Topic.RULE_SET}),
    summary=lambda row: f"{row.name}, {day_word(row)}, {year_word(row)}",
    power=Power.READ_STATUS,
)
"""The list of closed days, those that come next first."""
