"""What came of trying the policies on an order, in words; imports no Qt widgets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from agentview.contract.approval_policies import Conditions, PolicyFields, TestResult, Tried
from agentview.contract.wireless_approvals import Approver, ForeseenLevel
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.local_format import count_text
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone
from agentview.ui.views.wireless_policies.policy_reading import Entry
from agentview.ui.views.wireless_policies.words import condition_label, condition_phrases, levels_word, word

_MOST_NAMES = 5
"""So many people who can be chosen are named; the rest are counted."""


@dataclass(frozen=True)
class Trial:
    """What came of it, with the policies as they are, and the one that is only typed yet."""

    result: TestResult
    entries: Mapping[int, Entry]
    draft: PolicyFields | None = None
    draft_id: int | None = None


@dataclass(frozen=True)
class Verdict:
    """A policy as it was tried: whether it decides, and if not, why."""

    key: int
    priority: int
    name: str
    chip: ChipValue
    why: str


def verdicts(trial: Trial, currency: str) -> tuple[Verdict, ...]:
    """All policies that were tried, first asked first."""
    return tuple(
        Verdict(
            one.policy_id or 0,
            one.priority,
            one.name,
            _chip(one),
            _why(trial, one, currency),
        )
        for one in trial.result.tried
    )


def headline(trial: Trial) -> BannerText:
    """Which policy decides, and in how many levels."""
    result = trial.result
    decides = next((one.name for one in result.tried if one.decides), None)
    if result.is_exempt:
        cause = word("{order} needs no approval")
        meaning = word("Orders of its type need nobody's approval, whatever the policies say (see Settings).")
        return BannerText(Tone.INFO, _of(cause, result.reference), meaning)
    if decides is None:
        meaning = word("No policy that is on matches it. It would go on to its carrier at once.")
        return BannerText(Tone.WARNING, _of(word("{order} needs no approval"), result.reference), meaning)
    cause = word("\u201c{policy}\u201d decides about {order}").replace("{policy}", decides)
    return BannerText(Tone.SUCCESS, _of(cause, result.reference), levels_word(len(result.levels)))


def level_facts(trial: Trial) -> tuple[Fact, ...]:
    """Who would be asked, level by level."""
    label = word("Level {number}")
    return tuple(
        Fact(label.replace("{number}", str(one.level)), level_word(one)) for one in trial.result.levels
    )


def level_word(level: ForeseenLevel) -> str:
    """Who would decide a level (R-WL-19, R-WL-20)."""
    if not level.approvers and level.candidates:
        told = word("The requester chooses one of: {people}")
        return told.replace("{people}", _names(level.candidates))
    if not level.approvers:
        return word("Nobody is there: administrators are told, and name somebody")
    people = _names(level.approvers)
    if level.is_default:
        return word("{people}, who steps in: nobody else can decide").replace("{people}", people)
    if len(level.approvers) > 1:
        return word("{people}; the first decision counts").replace("{people}", people)
    return (
        word("{people}, chosen by the requester").replace("{people}", people) if level.is_chosen else people
    )


def _names(people: tuple[Approver, ...]) -> str:
    named = ", ".join(one.name for one in people[:_MOST_NAMES])
    rest = len(people) - _MOST_NAMES
    more = word("{people} and {count} more").replace("{count}", count_text(rest))
    return more.replace("{people}", named) if rest > 0 else named


def _chip(tried: Tried) -> ChipValue:
    if tried.decides:
        return ChipValue(Tone.SUCCESS, "\u2713", word("Decides"), word("Decides about the order"))
    if tried.missed:
        return ChipValue(Tone.NEUTRAL, "\u00d7", word("No match"), word("Does not match the order"))
    if not tried.is_active:
        return ChipValue(Tone.WARNING, "\u2013", word("Off"), word("Would match the order, but is off"))
    return ChipValue(Tone.INFO, "+", word("Matches too"), word("Matches the order, but does not decide"))


def _why(trial: Trial, tried: Tried, currency: str) -> str:
    if tried.decides:
        return word("The first that is on and matches.")
    if not tried.missed:
        return _why_behind(trial, tried)
    asked, vendors, customer = _asked(trial, tried)
    said = dict(condition_phrases(asked, vendors, currency))
    if customer:
        said["account_id"] = f"{condition_label('account_id')}: {customer}"
    parts = (said.get(name, condition_label(name)) for name in tried.missed)
    return word("Not so: {conditions}").replace("{conditions}", "; ".join(parts))


def _why_behind(trial: Trial, tried: Tried) -> str:
    if not tried.is_active:
        return word("It is off. All its conditions hold.")
    if trial.result.is_exempt:
        return word("All its conditions hold, but orders of this type need no approval.")
    return word("All its conditions hold, but one that is asked before it decides.")


def _asked(trial: Trial, tried: Tried) -> tuple[Conditions, Mapping[str, str], str]:
    any_entry = next(iter(trial.entries.values()), None)
    vendors = any_entry.vendors if any_entry is not None else {}
    if trial.draft is not None and tried.policy_id == trial.draft_id:
        return trial.draft.conditions, vendors, ""
    entry = trial.entries.get(tried.policy_id or 0)
    if entry is None:
        return Conditions(), vendors, ""
    return entry.policy.fields.conditions, vendors, entry.policy.customer


def _of(template: str, reference: str) -> str:
    return template.replace("{order}", reference)
