"""The story of a restriction: flagged, restricted, suspended, restored; when, by whom, why (R-SUS-26)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.account import ACCOUNT_STATUS_LABELS
from agentview.contract.restriction import CaseOrigin, CaseState, RestrictionOutcome
from agentview.contract.suspension_cases import CaseDetail, CasePeriod, CaseStatusChange
from agentview.ui.credit.amounts import shown
from agentview.ui.kit.plural import plural
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.timeline import TimelineEntry
from agentview.ui.kit.when import show_day, show_full, show_moment
from agentview.ui.texts.restriction import case_chip, end_word, outcome_chip

RULES = "AgentView"


@dataclass(frozen=True)
class Happening:
    """Something that happened at a moment."""

    at: datetime
    tone: Tone
    head: str
    who: str = ""
    body: str = ""
    reference: str = ""

    def entry(self, now: datetime, zone: ZoneInfo) -> TimelineEntry:
        """As an entry of a timeline."""
        when, full = show_moment(self.at, now, zone), show_full(self.at, zone)
        return TimelineEntry(self.tone, self.head, self.who, when, self.reference, self.body, full)


def story_of(detail: CaseDetail) -> tuple[Happening, ...]:
    """All that happened in a case, the newest first."""
    found = [
        *_period(
            detail.period, shown(detail.owing_cents_at_flag, detail.currency), detail.overdue_days_at_flag
        ),
        *_network(detail),
        *(_status(one) for one in detail.status_changes if _is_within(one, detail.period)),
    ]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def history_of(
    periods: Sequence[CasePeriod], changes: Sequence[CaseStatusChange] = ()
) -> tuple[Happening, ...]:
    """All restrictions of an account, one entry each, and the changes of its status, the newest first."""
    found = [*map(_whole, periods), *map(_status, changes)]
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def _whole(period: CasePeriod) -> Happening:
    """One restriction: from, to, why, who (R-SUS-26)."""
    chip = case_chip(period.state)
    head = (
        _word("{reference}: {state}").replace("{reference}", period.reference).replace("{state}", chip.word)
    )
    parts = [period.reason]
    if period.until is not None and period.restored_by:
        told = _word("Restored by {who}: {why}").replace("{who}", period.restored_by)
        parts.append(told.replace("{why}", end_word(period.restore_reason)))
    if period.closed_code:
        parts.append(end_word(period.closed_code))
    if period.resuspend_not_before is not None:
        parts.append(_pause(period))
    return Happening(
        period.since or period.flagged_at,
        chip.tone,
        head,
        period.restricted_by,
        ". ".join(part for part in parts if part),
        _services(period.services),
    )


def span(period: CasePeriod, zone: ZoneInfo) -> str:
    """From when to when a restriction was, in full."""
    since = period.since or period.flagged_at
    if period.until is None:
        return _word("since {since}").replace("{since}", show_full(since, zone))
    told = _word("{since} to {until}").replace("{since}", show_full(since, zone))
    return told.replace("{until}", show_full(period.until, zone))


def _period(period: CasePeriod, owing: str, days: int | None) -> Iterator[Happening]:
    is_auto = period.origin is CaseOrigin.AUTO
    owed = _word("It owed {owing}, the oldest for {days} days").replace("{owing}", owing)
    body = owed.replace("{days}", str(days)) if days is not None else owing
    if is_auto:
        yield Happening(
            period.flagged_at, Tone.WARNING, _word("Flagged by the rules"), RULES, f"{period.reason}. {body}"
        )
    else:
        yield Happening(
            period.flagged_at, Tone.BLOCKED, _word("Restricted by hand"), period.restricted_by, period.reason
        )
    if period.since is not None and is_auto:
        yield Happening(period.since, Tone.BLOCKED, _word("All its services are barred"), RULES)
    if period.suspended_at is not None:
        yield Happening(period.suspended_at, Tone.BLOCKED, _word("Account suspended"), RULES)
    if period.until is not None:
        yield _end(period, period.until)


def _end(period: CasePeriod, at: datetime) -> Happening:
    if period.state is CaseState.CLOSED:
        return Happening(
            at, Tone.NEUTRAL, _word("Closed without action"), RULES, end_word(period.closed_code)
        )
    is_by_hand = period.restore_origin is CaseOrigin.MANUAL
    head = _word("Restored by hand") if is_by_hand else _word("Restored by the rules")
    pause = _pause(period) if period.resuspend_not_before is not None else ""
    body = ". ".join(part for part in (end_word(period.restore_reason), pause) if part)
    return Happening(at, Tone.SUCCESS, head, period.restored_by, body)


def _network(detail: CaseDetail) -> Iterator[Happening]:
    for service in detail.services:
        for one in service.restrictions:
            chip = outcome_chip(one.action, one.outcome)
            at = one.done_at or one.requested_at
            head = f"{service.identifier or service.name}: {chip.word}"
            asked = one.outcome is not RestrictionOutcome.PENDING
            yield Happening(at, chip.tone, head, _word("Network") if asked else RULES, one.error, one.request)


def _status(change: CaseStatusChange) -> Happening:
    old, new = (_status_word(value) for value in (change.old, change.new))
    head = _word("Account: {old} \u2192 {new}").replace("{old}", old).replace("{new}", new)
    return Happening(change.at, Tone.INFO, head, change.by, change.reason)


def _is_within(change: CaseStatusChange, period: CasePeriod) -> bool:
    return change.at >= period.flagged_at and (period.until is None or change.at <= period.until)


def _status_word(status: int) -> str:
    return QCoreApplication.translate("Values", ACCOUNT_STATUS_LABELS.get(status, str(status)))


def _pause(period: CasePeriod) -> str:
    day = period.resuspend_not_before
    return "" if day is None else _word("Left alone before {day}").replace("{day}", show_day(day))


def _services(count: int) -> str:
    return plural(_word("1 service"), _word("{count} services"), count)


def _word(text: str) -> str:
    return QCoreApplication.translate("CaseStory", text)
