"""The figures of the dashboard as bars, columns and rows, with what each of them opens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.credit_desk import AgeBucket, CaseView, Dashboard
from agentview.contract.notifications import NotificationView
from agentview.contract.promises import PromiseView
from agentview.contract.restriction import CaseState
from agentview.contract.suspension_candidates import CandidateView, Forecast
from agentview.core.money import Money
from agentview.ui.credit.amounts import shown
from agentview.ui.kit.amount import grouped_amount
from agentview.ui.kit.bar_chart import Bar
from agentview.ui.kit.day_chart import DayColumn
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.plural import plural
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_day, show_moment, show_short_day
from agentview.ui.navigation import (
    NOTIFICATIONS,
    PROMISES,
    RESTRICTION_CASES,
    SUSPENSION_CANDIDATES,
    Target,
)
from agentview.ui.texts.restriction import case_chip

PROMISED, BROKEN, NOT_SENT, FAILED_TO_SEND = "promised", "broken", "not_sent", "failed_to_send"
REFUSED = "refused"
_AGE_TONES = {
    AgeBucket.NOT_DUE: Tone.NEUTRAL,
    AgeBucket.TO_14: Tone.INFO,
    AgeBucket.TO_30: Tone.WARNING,
    AgeBucket.TO_60: Tone.WARNING,
    AgeBucket.TO_90: Tone.BAD,
    AgeBucket.OVER_90: Tone.BAD,
}
_WITHOUT_LIST = frozenset({AgeBucket.NOT_DUE, AgeBucket.TO_14})
"""Accounts that are overdue for so short a time stand in no list of suspension."""
_STATE_VIEWS = {
    CaseState.FLAGGED: CaseView.FLAGGED,
    CaseState.RESTRICTING: CaseView.RESTRICTED,
    CaseState.RESTRICTED: CaseView.RESTRICTED,
    CaseState.RESTORING: CaseView.RESTRICTED,
}


def age_word(bucket: AgeBucket) -> str:
    """How long something is overdue."""
    return {
        AgeBucket.NOT_DUE: _word("Not due yet"),
        AgeBucket.TO_14: _word("1 to 14 days"),
        AgeBucket.TO_30: _word("15 to 30 days"),
        AgeBucket.TO_60: _word("31 to 60 days"),
        AgeBucket.TO_90: _word("61 to 90 days"),
        AgeBucket.OVER_90: _word("Over 90 days"),
    }[bucket]


def owing_bars(figures: Dashboard) -> tuple[Bar, ...]:
    """What is owed by age."""
    return tuple(
        Bar(
            one.bucket.value,
            age_word(one.bucket),
            float(one.cents),
            grouped_amount(Money(one.cents, figures.currency)),
            _AGE_TONES[one.bucket],
            f"{shown(one.cents, figures.currency)}, {accounts_word(one.accounts)}",
            can_open=one.bucket not in _WITHOUT_LIST,
        )
        for one in figures.owing
    )


def owing_rows(figures: Dashboard) -> tuple[tuple[str, ...], ...]:
    """The same as rows of a table."""
    return tuple(
        (age_word(one.bucket), count_text(one.accounts), grouped_amount(Money(one.cents, figures.currency)))
        for one in figures.owing
    )


def owing_sentence(figures: Dashboard) -> str:
    """What all of it comes to."""
    total = sum(one.cents for one in figures.owing)
    text = _word("{amount} of {accounts}").replace("{amount}", shown(total, figures.currency))
    return text.replace("{accounts}", accounts_word(figures.accounts_owing))


def day_columns(figures: Dashboard) -> tuple[DayColumn, ...]:
    """Restricted and restored by day."""
    return tuple(
        DayColumn(one.on.isoformat(), show_short_day(one.on), show_day(one.on), one.restricted, one.restored)
        for one in figures.days
    )


def day_rows(figures: Dashboard) -> tuple[tuple[str, ...], ...]:
    """The same as rows of a table, the newest first."""
    newest = sorted(figures.days, key=lambda one: one.on, reverse=True)
    return tuple((show_day(one.on), str(one.restricted), str(one.restored)) for one in newest)


def day_sentence(figures: Dashboard) -> str:
    """How many in all of these days."""
    restricted = sum(one.restricted for one in figures.days)
    restored = sum(one.restored for one in figures.days)
    text = _word("{restricted} restricted (up), {restored} restored (down) in {days} days")
    text = text.replace("{restricted}", str(restricted)).replace("{restored}", str(restored))
    return text.replace("{days}", str(len(figures.days)))


def state_bars(figures: Dashboard) -> tuple[Bar, ...]:
    """Open cases by state, and those of them that the network has refused."""
    bars = [
        Bar(
            one.state.value,
            f"{case_chip(one.state).glyph} {case_chip(one.state).word}",
            float(one.cases),
            count_text(one.cases),
            case_chip(one.state).tone,
            case_chip(one.state).sentence,
        )
        for one in figures.open_cases
    ]
    refused = Bar(
        REFUSED,
        f"! {_word('Refused by the network')}",
        float(figures.failed_cases),
        count_text(figures.failed_cases),
        Tone.BAD,
        _word("Open cases for which the network has refused something."),
    )
    return (*bars, refused)


def today_bars(figures: Dashboard) -> tuple[Bar, ...]:
    """What wants somebody today."""
    amount = shown(figures.promises_today_cents, figures.currency)
    return (
        Bar(
            PROMISED,
            _word("Promises due"),
            float(figures.promises_today),
            count_text(figures.promises_today),
            Tone.INFO,
            _word("{amount} is promised for today.").replace("{amount}", amount),
        ),
        Bar(
            BROKEN,
            _word("Broken, 7 days"),
            float(figures.promises_broken),
            count_text(figures.promises_broken),
            Tone.WARNING,
            _word("Promises that were not kept in the last 7 days."),
        ),
        Bar(
            NOT_SENT,
            _word("Messages not sent"),
            float(figures.notices_not_sent),
            count_text(figures.notices_not_sent),
            Tone.WARNING,
            _word("Messages of today that were not sent, each with its reason."),
        ),
        Bar(
            FAILED_TO_SEND,
            _word("Messages failed"),
            float(figures.notices_failed),
            count_text(figures.notices_failed),
            Tone.BAD,
            _word("Messages of today that could not be delivered."),
        ),
    )


def sweep_bars(forecast: Forecast) -> tuple[Bar, ...]:
    """What the next sweep would do."""
    return (
        Bar(
            CandidateView.ELIGIBLE.value,
            _word("Would be restricted"),
            float(forecast.would),
            count_text(forecast.would),
            Tone.WARNING,
            _word("The next sweep restricts them in the next action window."),
        ),
        Bar(
            CandidateView.HELD_BACK.value,
            _word("Held back"),
            float(forecast.held_back),
            count_text(forecast.held_back),
            Tone.INFO,
            _word("They wait for a later run: new rules begin with few."),
        ),
        Bar(
            CandidateView.KEPT_OUT.value,
            _word("Kept out"),
            float(forecast.kept_out),
            count_text(forecast.kept_out),
            Tone.NEUTRAL,
            _word("They owe enough for long enough, and something keeps the rules from them."),
        ),
    )


def sweep_sentence(forecast: Forecast, now: datetime, zone: ZoneInfo) -> str:
    """By which rules it acts, and from when."""
    if forecast.rule_set_id is None:
        return _word("No rules are in force: nobody is restricted by itself.")
    if forecast.next_window is None:
        when = _word("no action window follows")
    else:
        when = _word("next window {when}").replace("{when}", show_moment(forecast.next_window, now, zone))
    done = plural(_word("1 restricted today"), _word("{count} restricted today"), forecast.acted)
    return f"{forecast.rule_set} \u00b7 {when} \u00b7 {done}"


def breaker_chip(forecast: Forecast) -> ChipValue:
    """Whether the breaker lets the sweep act."""
    if forecast.is_broken:
        told = _word("More would be restricted than the rules allow at once, so nobody is.")
        return ChipValue(Tone.BAD, "!", _word("Breaker: stopped"), told)
    return ChipValue(Tone.SUCCESS, "\u2713", _word("Breaker: ready"), _word("The sweep may act."))


def bar_rows(bars: Sequence[Bar]) -> tuple[tuple[str, ...], ...]:
    """Bars as rows of a table."""
    return tuple((bar.word, bar.value) for bar in bars)


def owing_target(key: str) -> Target:
    """The accounts that are overdue for so long."""
    del key
    return Target(SUSPENSION_CANDIDATES, 0, CandidateView.ELIGIBLE.value)


def sweep_target(key: str) -> Target:
    """The accounts of a figure of the sweep."""
    return Target(SUSPENSION_CANDIDATES, 0, key)


def state_target(key: str) -> Target:
    """The cases of a state."""
    view = CaseView.FAILED if key == REFUSED else _STATE_VIEWS[CaseState(key)]
    return Target(RESTRICTION_CASES, 0, view.value)


def day_target(figures: Dashboard, key: str) -> Target:
    """The cases of a day: restored ones where more was restored than restricted on it."""
    day = next(one for one in figures.days if one.on.isoformat() == key)
    view = CaseView.RESTORED if day.restored > day.restricted else CaseView.OPEN
    return Target(RESTRICTION_CASES, 0, view.value)


def today_target(key: str) -> Target:
    """The promises, or the messages to customers."""
    if key == PROMISED:
        return Target(PROMISES, 0, PromiseView.TODAY.value)
    if key == BROKEN:
        return Target(PROMISES, 0, PromiseView.BROKEN.value)
    view = NotificationView.NOT_SENT if key == NOT_SENT else NotificationView.ERROR
    return Target(NOTIFICATIONS, 0, view.value)


def accounts_word(count: int) -> str:
    """So many accounts."""
    return plural(_word("1 account"), _word("{count} accounts"), count)


def _word(text: str) -> str:
    return QCoreApplication.translate("CreditFigures", text)
