"""Turns what happened to a task into entries of the timeline: head, tone, what a person wrote."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.provisioning import TaskCommand, TimelineEntry
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.timeline import TimelineEntry as Shown
from agentview.ui.kit.when import show_day, show_full, show_moment
from agentview.ui.views.provisioning.words import NO_VALUE, field_word

_TONES = {
    TaskCommand.CLAIM.value: Tone.PROGRESS,
    TaskCommand.TAKE_OVER.value: Tone.PROGRESS,
    TaskCommand.HALT.value: Tone.BAD,
    TaskCommand.ABORT.value: Tone.BAD,
    TaskCommand.ACTIVATE.value: Tone.SUCCESS,
    TaskCommand.FINALISE_CANCELLATION.value: Tone.SUCCESS,
    TaskCommand.FINALISE_MIGRATION.value: Tone.SUCCESS,
    TaskCommand.RESUBMIT.value: Tone.INFO,
    "create": Tone.INFO,
    "reveal": Tone.WARNING,
}


def shown_entries(
    entries: Sequence[TimelineEntry], now: datetime, zone: ZoneInfo, identifier_label: str
) -> tuple[Shown, ...]:
    """The entries as the timeline shows them, newest first."""
    return tuple(
        Shown(
            _TONES.get(entry.action, Tone.NEUTRAL),
            head_of(entry, identifier_label),
            entry.by,
            show_moment(entry.at, now, zone),
            audience_word(entry),
            entry.text or "",
            show_full(entry.at, zone),
        )
        for entry in entries
    )


def head_of(entry: TimelineEntry, identifier_label: str) -> str:
    """What happened, in a few words."""
    if entry.field is not None:
        template = QCoreApplication.translate("Timeline", "{field}: {old} \u2192 {new}")
        return (
            template.replace("{field}", field_word(entry.field, identifier_label))
            .replace("{old}", value_text(entry.field, entry.old))
            .replace("{new}", value_text(entry.field, entry.new))
        )
    return _head(entry)


def value_text(name: str, value: str | None) -> str:
    """A value that changed, as people read it."""
    if not value:
        return NO_VALUE
    if name.endswith("_on"):
        try:
            return show_day(date.fromisoformat(value))
        except ValueError:
            return value
    return value


def audience_word(entry: TimelineEntry) -> str:
    """Who reads what a person wrote; nothing where nobody wrote anything."""
    if not entry.text:
        return ""
    if entry.is_internal:
        return QCoreApplication.translate("Timeline", "internal")
    return QCoreApplication.translate("Timeline", "shared")


def _head(entry: TimelineEntry) -> str:
    translate = QCoreApplication.translate
    if entry.action == TaskCommand.TAKE_OVER.value and entry.old:
        return translate("Timeline", "Taken over from {name}").replace("{name}", entry.old)
    return {
        "create": translate("Timeline", "Request received"),
        TaskCommand.CLAIM.value: translate("Timeline", "Claimed"),
        TaskCommand.RELEASE.value: translate("Timeline", "Released"),
        TaskCommand.TAKE_OVER.value: translate("Timeline", "Taken over"),
        TaskCommand.EDIT.value: translate("Timeline", "Edited"),
        TaskCommand.AMEND.value: translate("Timeline", "Edited by the retailer"),
        TaskCommand.ACTIVATE.value: translate("Timeline", "Activated"),
        TaskCommand.FINALISE_CANCELLATION.value: translate("Timeline", "Cancellation finalised"),
        TaskCommand.FINALISE_MIGRATION.value: translate("Timeline", "Migration finalised"),
        TaskCommand.HALT.value: translate("Timeline", "Marked Provisioning Halted"),
        TaskCommand.RESUBMIT.value: translate("Timeline", "Resubmitted"),
        TaskCommand.ABORT.value: translate("Timeline", "Aborted"),
        "note": translate("Timeline", "Note"),
        "ask": translate("Timeline", "Asked for the task"),
        "reveal": translate("Timeline", "Contact shown in full"),
    }.get(entry.action, entry.action)
