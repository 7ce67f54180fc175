"""The rules of delivery: who is written to, when, how often it is tried, and what keeps a message back."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from agentview.contract.notifications import Channel, NotSentReason

LEASE = timedelta(minutes=5)
"""So long one worker has a message to itself; a call of a server must end well before."""

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=1)
MOST_ATTEMPTS = 30
"""After so many attempts, about a day of them, a message is given up."""

LATEST = timedelta(days=1)
"""A message that quiet hours would bring later than this is not sent (R-EVT-14)."""


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From one time of the clock up to another, which is not in it; over midnight where it is earlier."""

    starts: time
    ends: time

    def holds(self, clock: time) -> bool:
        """Say whether a time of the clock is within."""
        if self.starts <= self.ends:
            return self.starts <= clock < self.ends
        return clock >= self.starts or clock < self.ends


def quiet_until(quiet: QuietHours | None, now: datetime, zone: str) -> datetime | None:
    """Return when the quiet hours end that hold at `now` in `zone`; None where none do (R-EVT-14).

    Where clocks are set back the end comes twice, and the first one that is still to come counts.
    """
    local = now.astimezone(ZoneInfo(zone))
    if quiet is None or not quiet.holds(local.time()):
        return None
    today = local.date()
    ends = (
        datetime.combine(day, quiet.ends, ZoneInfo(zone)).replace(fold=fold).astimezone(UTC)
        for day in (today, today + timedelta(days=1))
        for fold in (0, 1)
    )
    return next(end for end in ends if end > now)


def wait_after(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: twice as long each time, to an hour."""
    return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(max(attempts, 1) - 1, 10)))


@dataclass(frozen=True, slots=True)
class Recipient:
    """A contact as a channel sees it: where it reaches them, and whether they want it."""

    contact_id: int | None
    address: str
    is_willing: bool


NOBODY = Recipient(None, "", is_willing=True)
"""The recipient of an account without contacts."""


def against(channel: Channel, recipient: Recipient, *, has_sms: bool) -> NotSentReason | None:
    """Return what keeps a message from a recipient (R-EVT-05, R-EVT-14); None where nothing does."""
    if channel is Channel.SMS and not has_sms:
        return NotSentReason.NO_SUBSCRIPTION
    if not recipient.address:
        return NotSentReason.NO_ADDRESS
    return None if recipient.is_willing else NotSentReason.OPT_OUT
