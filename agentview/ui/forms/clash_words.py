"""Says what somebody else changed while a form was open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.ui.forms.merge import Merge, Value, Values
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.conflict import Clash
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_day

LabelOf = Callable[[str], str]
WordOf = Callable[[str, Value], str]


def value_word(_name: str, value: Value) -> str:
    """A value of a form as text."""
    if isinstance(value, date):
        return show_day(value)
    return "" if value is None else str(value)


def clashes_of(both: Merge, theirs: Mapping[str, Value], label: LabelOf, word: WordOf) -> list[Clash]:
    """The fields that both changed, with both values as shown."""
    return [
        Clash(name, label(name), word(name, both.values[name]), word(name, theirs[name]))
        for name in both.clashes
    ]


def who_and_when(by: str, at: datetime | None, zone: ZoneInfo) -> str:
    """Who changed it, and at what time of day."""
    name = by or QCoreApplication.translate("Clash", "Somebody")
    return name if at is None else f"{name}, {at.astimezone(zone):%H:%M}"


def changed_banner(who: str, both: Merge, label: LabelOf) -> BannerText:
    """That somebody changed the record first; what was typed is kept."""
    translate = QCoreApplication.translate
    cause = translate("Clash", "{who} changed this before you").replace("{who}", who)
    meaning = translate("Clash", "Nothing was done, and what you typed is kept.")
    if both.taken:
        taken = translate("Clash", "Taken over from them: {fields}.")
        meaning = f"{meaning} {taken.replace('{fields}', ', '.join(map(label, both.taken)))}"
    next_step = translate("Clash", "Look at it once more and press again.")
    if both.clashes:
        next_step = translate("Clash", "Pick a side for each field that both of you changed.")
    return BannerText(Tone.WARNING, cause, meaning, next_step)


def closed_banner(who: str, cause: str) -> BannerText:
    """That somebody changed the record so that the command is no longer possible."""
    translate = QCoreApplication.translate
    changed = translate("Clash", "{who} changed this before you").replace("{who}", who)
    return BannerText(
        Tone.WARNING,
        changed,
        cause,
        translate("Clash", "Nothing was done, and what you typed is kept as a draft."),
    )


def taken_from(theirs: Values, picks: Mapping[str, bool]) -> Values:
    """The values of those fields for which theirs was picked."""
    return {name: theirs[name] for name, is_mine in picks.items() if not is_mine}
