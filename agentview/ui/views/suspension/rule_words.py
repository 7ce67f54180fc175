"""What rule sets say, in words; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from agentview.contract.restriction import RuleSetStatus
from agentview.contract.suspension import ActionWindow, ExcludedGroupRow, RuleSetRow
from agentview.contract.suspension_candidates import Forecast
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.plural import counted
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.times import Span, show_times
from agentview.ui.kit.when import show_day
from agentview.ui.views.suspension.words import NOTHING, amount, days_word, yes_no

WEEK = range(7)


def rule_chip(row: RuleSetRow, today: date) -> ChipValue:
    """Whether a rule set is in force, and if not, why not (R-SUS-10, R-SUS-11)."""
    if row.status is RuleSetStatus.PROPOSED:
        told = word("Proposed: without effect until a second person enables it")
        return ChipValue(Tone.WARNING, "\u25cb", word("Proposed"), told)
    if row.status is RuleSetStatus.WITHDRAWN:
        return ChipValue(Tone.NEUTRAL, "\u00d7", word("Withdrawn"), word("Withdrawn: without effect"))
    if row.is_in_force:
        told = word("In force: the rules by which customers are restricted today")
        return ChipValue(Tone.SUCCESS, "\u2713", word("In force"), told)
    if row.fields.effective_from > today:
        told = word("Enabled: in force from {day} on").replace("{day}", show_day(row.fields.effective_from))
        return ChipValue(Tone.INFO, "+", word("Enabled"), told)
    told = word("Replaced: a rule set of a later day is in force")
    return ChipValue(Tone.NEUTRAL, "\u2013", word("Replaced"), told)


def longest_state() -> str:
    """The longest word of a state, for the width of its column."""
    words = (word("Proposed"), word("Withdrawn"), word("In force"), word("Enabled"), word("Replaced"))
    return max(words, key=len)


def weekday_names() -> tuple[str, ...]:
    """The days of the week, Monday first."""
    return (
        word("Monday"),
        word("Tuesday"),
        word("Wednesday"),
        word("Thursday"),
        word("Friday"),
        word("Saturday"),
        word("Sunday"),
    )


def short_weekdays() -> tuple[str, ...]:
    """The days of the week in three letters, Monday first."""
    return (word("Mon"), word("Tue"), word("Wed"), word("Thu"), word("Fri"), word("Sat"), word("Sun"))


def spans_of(windows: Sequence[ActionWindow], weekday: int) -> tuple[Span, ...]:
    """The windows of a day of the week, in their order."""
    return tuple(sorted((one.from_minute, one.to_minute) for one in windows if one.weekday == weekday))


def windows_word(windows: Sequence[ActionWindow]) -> str:
    """When the rules may act: days that follow each other with the same times stand together."""
    names, runs = short_weekdays(), list[tuple[int, int, tuple[Span, ...]]]()
    for day in WEEK:
        spans = spans_of(windows, day)
        if runs and runs[-1][1] == day - 1 and runs[-1][2] == spans:
            runs[-1] = (runs[-1][0], day, spans)
        elif spans:
            runs.append((day, day, spans))
    shown = (f"{_days(names, first, last)} {show_times(spans)}" for first, last, spans in runs)
    return "; ".join(shown) or NOTHING


def _days(names: Sequence[str], first: int, last: int) -> str:
    return names[first] if first == last else f"{names[first]}\u2013{names[last]}"


def rule_facts(row: RuleSetRow, enabled_at: str) -> tuple[Fact, ...]:
    """What a rule set says, in whole sentences; `enabled_at` is when it was enabled, as shown."""
    fields = row.fields
    restricts = word("who owes {amount} or more, the oldest of it for more than {days}")
    restricts = restricts.replace("{amount}", amount(fields.minimum_overdue_cents, row.currency))
    restores = word("as soon as {amount} or less is owed")
    ramp = word("at most {cap} accounts on the first day, {percent} % on the second, then all")
    ramp = ramp.replace("{cap}", count_text(fields.first_run_cap))
    breaker = word("nobody, where it would be more than {percent} % of all active customers")
    by = f"{row.enabled_by}, {enabled_at}" if row.enabled_by else enabled_at
    return (
        Fact(word("Effective from"), show_day(fields.effective_from)),
        Fact(word("Restricts"), restricts.replace("{days}", days_word(fields.minimum_overdue_days))),
        Fact(
            word("Restores"),
            restores.replace("{amount}", amount(fields.restoration_threshold_cents, row.currency)),
        ),
        Fact(word("Manual restore"), _pause(fields.resuspend_days)),
        Fact(word("May act"), windows_word(fields.windows)),
        Fact(word("Eve of a closed day"), _eve(spares=fields.spares_eve_of_closed_day)),
        Fact(word("Needs a notice first"), yes_no(is_so=fields.needs_notice)),
        Fact(word("Ramp"), ramp.replace("{percent}", str(fields.second_run_percent))),
        Fact(word("Breaker"), breaker.replace("{percent}", str(fields.breaker_percent))),
        Fact(word("Proposed by"), row.proposed_by or NOTHING),
        Fact(word("Enabled by"), by or NOTHING),
    )


def enabling_sentence(row: RuleSetRow, forecast: Forecast) -> str:
    """What enabling a rule set comes to: from when, and whom it would restrict as things stand."""
    sentence = word(
        "From {day} on they restrict customers by themselves, the first day at most {cap} accounts. As "
        "things stand they would restrict {eligible}, and {kept_out} who owe as much are kept out."
    )
    values = {
        "day": show_day(row.fields.effective_from),
        "cap": count_text(row.fields.first_run_cap),
        "eligible": count_text(forecast.eligible),
        "kept_out": count_text(forecast.kept_out),
    }
    for name, value in values.items():
        sentence = sentence.replace(f"{{{name}}}", value)
    return sentence


def group_facts(groups: Sequence[ExcludedGroupRow]) -> tuple[Fact, ...]:
    """The groups that a rule set leaves out, each with its accounts and why (R-SUS-04)."""
    count = counted(word("1 account"), word("{count} accounts"))
    return tuple(Fact(one.group, _with_reason(count(one.accounts), one.reason)) for one in groups)


def _with_reason(accounts: str, reason: str) -> str:
    return f"{accounts}: {reason}" if reason else accounts


def _pause(days: int) -> str:
    if not days:
        return word("may be restricted again the same day")
    return word("left alone for {days}").replace("{days}", days_word(days))


def _eve(*, spares: bool) -> str:
    return word("does not act") if spares else word("acts")


def word(text: str) -> str:
    """A text of rule sets in the user's language."""
    return QCoreApplication.translate("SuspensionRules", text)
