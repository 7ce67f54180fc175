"""Shows moments: relative within a day, else the weekday, always with the full date at hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from agentview.ui.kit.local_format import local_format

_MINUTE, _HOUR, _DAY, _WEEK = (
    timedelta(minutes=1),
    timedelta(hours=1),
    timedelta(hours=24),
    timedelta(days=6),
)


def show_moment(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Relative ("3 h ago") within 24 hours, then "Tue 14:02" for six days, then "3 Mar 14:02".

    The year is named where it is not this one.
    """
    gap, local = now - moment, local_format()
    if abs(gap) < _DAY:
        if abs(gap) < _MINUTE:
            return local.just_now
        template = local.ago if gap > timedelta(0) else local.ahead
        return template.replace("{amount}", show_short(abs(gap)))
    there, today = moment.astimezone(zone), now.astimezone(zone)
    clock = f"{there:%H:%M}"
    if abs(gap) < _WEEK:
        return f"{local.weekdays[there.weekday()]} {clock}"
    day = local.written(there, local.short_day if there.year == today.year else local.day)
    return f"{day} {clock}"


def show_full(moment: datetime, zone: ZoneInfo) -> str:
    """The full date with zone and UTC, for a tooltip."""
    local, utc = moment.astimezone(zone), moment.astimezone(UTC)
    day = f"{local_format().weekdays[local.weekday()]} {show_day(local.date())}"
    return f"{day} {local:%H:%M:%S} {zone.key}\n{utc:%Y-%m-%d %H:%M:%S} UTC"


def show_day(day: date) -> str:
    """A calendar day, such as 3 Mar 2026."""
    local = local_format()
    return local.written(day, local.day)


def show_short_day(day: date) -> str:
    """A calendar day without its year, such as 3 Mar."""
    local = local_format()
    return local.written(day, local.short_day)


def show_minute(moment: datetime, zone: ZoneInfo) -> str:
    """The day and the minute, such as 3 Mar 2026 14:02."""
    there = moment.astimezone(zone)
    return f"{show_day(there)} {there:%H:%M}"


def show_short(length: timedelta) -> str:
    """One unit: seconds, minutes, hours or days, such as 4 s, 12 min, 3 h, 2 d."""
    if length < _MINUTE:
        return f"{int(length.total_seconds())} s"
    if length < _HOUR:
        return f"{length // _MINUTE} min"
    return f"{length // _HOUR} h" if length < 2 * _DAY else f"{length // _DAY} {local_format().day_unit}"


def show_length(length: timedelta) -> str:
    """Hours and minutes as queues show ages, such as 3h 05m; negative with a minus."""
    sign = "\u2212" if length < timedelta(0) else ""
    minutes = abs(length) // _MINUTE
    return f"{sign}{minutes // 60}h {minutes % 60:02d}m"
