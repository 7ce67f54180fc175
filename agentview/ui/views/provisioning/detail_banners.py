"""What stands in the way of a task: halted, held by a colleague, the own claim ended."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.provisioning import HaltInfo, Side, TaskCommand, TaskDetail, TaskStatus
from agentview.ui.kit.banner import BannerText
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.when import show_moment, show_short
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.texts.halt import halt_word
from agentview.ui.views.provisioning.offers import refusals_of
from agentview.ui.views.provisioning.plans import ASK_VERB
from agentview.ui.views.provisioning.timeline_words import value_text
from agentview.ui.views.provisioning.words import command_word, field_word


def state_banners(
    task: TaskDetail, user_id: int, times: ServerTime, zone: ZoneInfo, *, may_take_over: bool
) -> list[BannerText]:
    """The banners that follow from the task itself."""
    found = []
    if task.halt is not None:
        found.append(halt_banner(task, task.halt, times, zone))
    row = task.row
    is_held = row.status is TaskStatus.IN_PROGRESS and row.claimed_by_id not in (None, user_id)
    if is_held and task.side is Side.WORK:
        found.append(_held_banner(task, times, zone, may_take_over=may_take_over))
    return found


def halt_banner(task: TaskDetail, halt: HaltInfo, times: ServerTime, zone: ZoneInfo) -> BannerText:
    """Why it is halted, what that means, what was changed since, and what to do (R-PRV-23)."""
    translate = QCoreApplication.translate
    cause = translate("Provisioning", "Halted by {name}, {when}: {code}")
    cause = cause.replace("{when}", show_moment(halt.at, times.now(), zone))
    cause = cause.replace("{code}", halt_word(halt.code)).replace("{name}", halt.by)
    next_step = translate("Provisioning", "The retailer reads this. It comes back when they resubmit it.")
    if not refusals_of(task.commands, TaskCommand.RESUBMIT.value):
        next_step = translate("Provisioning", "Correct the request or add a note, then resubmit it.")
    return BannerText(Tone.BAD, cause, halt.text, "\n".join([*halt_changes(task, halt), next_step]))


def halt_changes(task: TaskDetail, halt: HaltInfo) -> list[str]:
    """What was changed since the halt, a line each (R-PRV-23)."""
    template = QCoreApplication.translate("Provisioning", "Changed since: {field}: {old} \u2192 {new}")
    return [
        template.replace("{field}", field_word(change.field, task.identifier_label))
        .replace("{old}", value_text(change.field, change.old))
        .replace("{new}", value_text(change.field, change.new))
        for change in halt.changes
    ]


def lease_banner(left: timedelta) -> BannerText | None:
    """That the own claim has ended; None while it still holds."""
    if left > timedelta(0):
        return None
    translate = QCoreApplication.translate
    return BannerText(
        Tone.WARNING,
        translate("Provisioning", "Your claim has ended"),
        translate("Provisioning", "Nothing was done here for 15 minutes, so others may claim it now."),
        translate("Provisioning", "What you typed is kept."),
        ((TaskCommand.CLAIM.value, translate("Provisioning", "Claim again")),),
    )


def lease_hint(left: timedelta) -> str:
    """The quiet hint that the own claim ends soon."""
    hint = QCoreApplication.translate("Provisioning", "Your claim ends in {time}; go on working to keep it.")
    return hint.replace("{time}", show_short(max(left, timedelta(0))))


def _held_banner(task: TaskDetail, times: ServerTime, zone: ZoneInfo, *, may_take_over: bool) -> BannerText:
    translate = QCoreApplication.translate
    row = task.row
    since = show_moment(row.claimed_at, times.now(), zone) if row.claimed_at else ""
    cause = translate("Provisioning", "{name} has claimed it, {when}")
    cause = cause.replace("{when}", since).replace("{name}", row.claimed_by or "")
    buttons = [(ASK_VERB, command_word(ASK_VERB))]
    next_step = translate("Provisioning", "Ask for it, or have a supervisor take it over.")
    if may_take_over:
        buttons.append((TaskCommand.TAKE_OVER.value, command_word(TaskCommand.TAKE_OVER.value)))
        next_step = translate("Provisioning", "Ask for it, or take it over with a reason.")
    return BannerText(Tone.INFO, cause, "", next_step, tuple(buttons))
