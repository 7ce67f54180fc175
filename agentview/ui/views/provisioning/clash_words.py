"""Says what somebody else changed while a form was open."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.provisioning import TaskDetail
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.conflict import Clash
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_day
from agentview.ui.views.provisioning.merge import Merge, Value, Values
from agentview.ui.views.provisioning.words import field_word


def clashes_of(task: TaskDetail, both: Merge, theirs: Values) -> list[Clash]:
    """The fields that both changed, with both values as shown."""
    return [
        Clash(
            name,
            field_word(name, task.identifier_label),
            value_word(both.values[name]),
            value_word(theirs[name]),
        )
        for name in both.clashes
    ]


def value_word(value: Value) -> str:
    """A value of a form as text."""
    if isinstance(value, date):
        return show_day(value)
    return "" if value is None else str(value)


def who_and_when(by: str, at: datetime | None, zone: ZoneInfo) -> str:
    """Who changed it, and at what time of day."""
    name = by or QCoreApplication.translate("Clash", "Somebody")
    return name if at is None else f"{name}, {at.astimezone(zone):%H:%M}"


def changed_banner(who: str, task: TaskDetail, both: Merge) -> BannerText:
    """That somebody changed the task first; what was typed is kept."""
    translate = QCoreApplication.translate
    cause = translate("Clash", "{who} changed this before you").replace("{who}", who)
    meaning = translate("Clash", "Nothing was done, and what you typed is kept.")
    if both.taken:
        labels = ", ".join(field_word(name, task.identifier_label) for name in both.taken)
        taken = translate("Clash", "Taken over from them: {fields}.").replace("{fields}", labels)
        meaning = f"{meaning} {taken}"
    next_step = translate("Clash", "Look at it once more and press again.")
    if both.clashes:
        next_step = translate("Clash", "Pick a side for each field that both of you changed.")
    return BannerText(Tone.WARNING, cause, meaning, next_step)


def closed_banner(who: str, cause: str) -> BannerText:
    """That somebody changed the task so that the command is no longer possible."""
    translate = QCoreApplication.translate
    changed = translate("Clash", "{who} changed this before you").replace("{who}", who)
    return BannerText(
        Tone.WARNING,
        changed,
        cause,
        translate("Clash", "Nothing was done, and what you typed is kept as a draft."),
    )
