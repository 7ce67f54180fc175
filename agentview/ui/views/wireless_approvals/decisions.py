"""Who decides a request, and who has: all levels of all rounds, and what was asked, as timelines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.wireless import ApprovalStatus
from agentview.contract.wireless_approvals import Part, Question, Round, Standing
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.timeline import TimelineEntry
from agentview.ui.kit.when import show_full, show_moment
from agentview.ui.texts.wireless_approval import part_chip


def decision_entries(standing: Standing, now: datetime, zone: ZoneInfo) -> list[TimelineEntry]:
    """Every part of every level, the first level first; earlier rounds stand below the present one."""
    found: list[TimelineEntry] = []
    for one in standing.rounds:
        for level in one.levels:
            found += [_entry(one, level.level, part, standing, (now, zone)) for part in level.parts]
    now_asked = standing.rounds[0].levels if standing.rounds else ()
    is_missing = standing.level > 0 and all(one.level != standing.level for one in now_asked)
    return [_nobody(standing.level), *found] if is_missing else found


def question_entries(questions: Sequence[Question], now: datetime, zone: ZoneInfo) -> list[TimelineEntry]:
    """What was asked and answered, the newest question first."""
    return [_question(one, now, zone) for one in reversed(questions)]


def decider(part: Part) -> str:
    """Who decides or decided; for whom, where a delegate did (R-WL-21)."""
    name = part.approver.name
    if part.decided_by is not None and part.decided_by.user_id != part.approver.user_id:
        told = _word("{who} for {approver}").replace("{who}", part.decided_by.name)
        name = told.replace("{approver}", name)
    if part.is_default:
        name = _word("{who}, who steps in").replace("{who}", name)
    return name


def _entry(
    one: Round, level: int, part: Part, standing: Standing, at: tuple[datetime, ZoneInfo]
) -> TimelineEntry:
    chip = part_chip(part.status)
    is_past = one.round_no != standing.round_no
    told = _word("Round {round}, level {level}: {state}") if is_past else _word("Level {level}: {state}")
    head = told.replace("{round}", str(one.round_no)).replace("{level}", str(level))
    moment, when = _when(part, *at)
    return TimelineEntry(
        chip.tone,
        head.replace("{state}", chip.word),
        decider(part),
        when,
        body=part.reason,
        when_full="" if moment is None else show_full(moment, at[1]),
    )


def _when(part: Part, now: datetime, zone: ZoneInfo) -> tuple[datetime | None, str]:
    if part.decided_at is not None:
        return part.decided_at, show_moment(part.decided_at, now, zone)
    is_open = part.status in (ApprovalStatus.PENDING, ApprovalStatus.INFO_REQUESTED)
    if part.opened_at is None or not is_open:
        return None, ""
    told = _word("asked {when}").replace("{when}", show_moment(part.opened_at, now, zone))
    return part.opened_at, told


def _nobody(level: int) -> TimelineEntry:
    head = _word("Level {level}: nobody is there to decide").replace("{level}", str(level))
    return TimelineEntry(Tone.WARNING, head, _word("An administrator names somebody"), "")


def _question(one: Question, now: datetime, zone: ZoneInfo) -> TimelineEntry:
    body, tone = _word("No answer yet"), Tone.WARNING
    if one.answered_at is not None:
        who = one.answered_by.name if one.answered_by is not None else ""
        body = _word("{who} answered: {answer}").replace("{answer}", one.answer).replace("{who}", who)
        tone = Tone.SUCCESS
    return TimelineEntry(
        tone,
        one.question,
        one.asked_by.name,
        show_moment(one.asked_at, now, zone),
        body=body,
        when_full=show_full(one.asked_at, zone),
    )


def _word(text: str) -> str:
    return QCoreApplication.translate("WirelessApprovals", text)
