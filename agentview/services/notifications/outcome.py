"""Writes down what a server answered to a message, once, for all messages that went out with it."""

from collections.abc import Sequence

from sqlalchemy import select, update

from agentview.adaptors.delivery_port import Accepted, Answer, NotNow, Refused, Unknown
from agentview.contract.feed import Topic
from agentview.contract.notifications import NotificationCommand, NotificationStatus, NotSentReason
from agentview.models.events import Notification
from agentview.services.notifications.errand import Errand
from agentview.services.notifications.letter import Letter, Withheld
from agentview.services.notifications.rules import MOST_ATTEMPTS, wait_after
from agentview.services.notifications.settling import settle
from agentview.services.unit import Unit

N = Notification
NO_ANSWER = "no answer"


def record(unit: Unit, letter: Letter, answer: Answer) -> bool:
    """Write down an answer; say whether it still counted.

    That a message was taken, or refused for good, counts whoever asked; to know nothing counts only within
    the lease. After MOST_ATTEMPTS it is given up (R-EVT-13).
    """
    is_final = isinstance(answer, Accepted | Refused)
    row = _held(unit, letter.errand, needs_lease=not is_final)
    if row is None:
        return False
    parts = _parts(unit, row.id, letter.part_ids)
    for part in _parts(unit, row.id, letter.dropped_ids):
        part.digest_id = None
        settle(unit, part, NotificationCommand.WITHHOLD, reason=NotSentReason.NO_LONGER_DUE)
    match answer:
        case Accepted(proof=proof):
            for one in (row, *parts):
                settle(unit, one, NotificationCommand.ACCEPTED, proof=proof)
        case Refused(text=text):
            _give_up(unit, (row, *parts), text)
        case NotNow(fault=fault, text=text):
            _try_later(unit, row, parts, text or fault.value)
        case Unknown():
            _try_later(unit, row, parts, NO_ANSWER)
    return True


def withhold(unit: Unit, withheld: Withheld) -> bool:
    """Write down that a message is not sent; what was to go out with it goes by itself."""
    row = _held(unit, withheld.errand, needs_lease=True)
    if row is None:
        return False
    settle(unit, row, NotificationCommand.WITHHOLD, reason=withheld.reason)
    unit.session.flush()
    released = (
        update(N)
        .where(N.digest_id == row.id, N.status == NotificationStatus.QUEUED.value)
        .values(
            digest_id=None,
            next_try_at=unit.now,
            row_version=N.row_version + 1,
            updated_at=unit.now,
            updated_by=unit.caller.username,
        )
    )
    unit.session.execute(released, execution_options={"synchronize_session": False})
    return True


def _try_later(unit: Unit, row: Notification, parts: Sequence[Notification], text: str) -> None:
    """Wait longer after each attempt, until the last one (R-EVT-13)."""
    if row.attempts >= MOST_ATTEMPTS:
        _give_up(unit, (row, *parts), text)
        return
    row.error_text = text
    row.next_try_at, row.lease_until = unit.now + wait_after(row.attempts), None
    unit.changed(Topic.NOTIFICATION, row.id, NotificationCommand.TRY_LATER.value, (row.provider_id, None))


def _give_up(unit: Unit, rows: Sequence[Notification], text: str) -> None:
    for row in rows:
        settle(unit, row, NotificationCommand.FAIL, error=text)


def _held(unit: Unit, errand: Errand, *, needs_lease: bool) -> Notification | None:
    """Return the message of an errand, held; None where it is settled, or somebody else has it now."""
    meant = [N.id == errand.notification_id, N.status == NotificationStatus.QUEUED.value]
    if needs_lease:
        meant.append(N.lease_until == errand.lease_until)
    found = select(N).where(*meant).with_for_update().execution_options(populate_existing=True)
    return unit.session.scalars(found).first()


def _parts(unit: Unit, lead_id: int, ids: Sequence[int]) -> Sequence[Notification]:
    found = (
        select(N)
        .where(N.id.in_(ids), N.digest_id == lead_id, N.status == NotificationStatus.QUEUED.value)
        .order_by(N.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return unit.session.scalars(found).all()
