"""Writes down what the carrier's platform answered, and what follows from it, once."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, update

from agentview.adaptors.provisioning_port import Answer, Done, NotKnown, Refused, Unknown
from agentview.contract.feed import Topic
from agentview.contract.migrations import MigrationCommand, MigrationStatus
from agentview.contract.network import NetworkAction, NetworkCommand, NetworkStatus
from agentview.contract.provisioning import TransferType
from agentview.core.clock import local_day
from agentview.core.text import clean
from agentview.models.network import NetworkLog, NetworkRequest
from agentview.models.provisioning import ProvisioningTask
from agentview.services.network.errand import Errand
from agentview.services.network.lifecycle import UNSETTLED
from agentview.services.network.matter import Matter, matter, target_of
from agentview.services.network.rules import PATIENCE, last_day, start_day, wait_before
from agentview.services.network.standing import end_error, follow, raise_error
from agentview.services.provisioning.effects import (
    activate_service,
    finalise_service,
    periods_of,
    source_package,
)
from agentview.services.provisioning.migrating import complete
from agentview.services.provisioning.moving import moving_of
from agentview.services.restriction.outcome import OF_CASES, carried_out, hold_account_of, refused
from agentview.services.unit import Unit

N = NetworkRequest
_LONGEST_CODE, _LONGEST_TEXT = 60, 10_000
_UNANSWERED = "UNKNOWN"
NO_ANSWER = "NO_ANSWER"


@dataclass(frozen=True, slots=True)
class _Mark:
    """What an answer changes in the row of its request."""

    command: NetworkCommand | None
    outcome: str
    code: str | None = None
    text: str | None = None
    next_try_at: datetime | None = None

    @property
    def status(self) -> NetworkStatus:
        """The state that follows; the same where no answer came."""
        if self.command is None:
            return NetworkStatus.SENT
        return target_of(NetworkStatus.SENT, self.command)


def record(unit: Unit, errand: Errand, answer: Answer) -> bool:
    """Write down an answer with all that follows; say whether it still counted.

    An answer counts once: whoever comes later, because a lease ran out in between, changes nothing.
    """
    hold_account_of(unit, errand.request_id)
    mark = _mark(unit, errand, answer)
    if not _hold(unit, errand, mark):
        return False
    found = matter(unit, errand.request_id)
    _note(unit, found, mark)
    match answer:
        case Done():
            _carry_out(unit, found)
            end_error(unit, found)
            follow(unit, found)
        case Refused(code=code):
            if found.action not in OF_CASES or refused(unit, found.row.id):
                raise_error(unit, found, code)
            follow(unit, found)
        case Unknown() if _unanswered(unit, errand) >= PATIENCE:
            raise_error(unit, found, NO_ANSWER)
    unit.changed(Topic.NETWORK_REQUEST, found.row.id, mark.outcome.lower(), (found.row.provider_id, None))
    return True


def _mark(unit: Unit, errand: Errand, answer: Answer) -> _Mark:
    match answer:
        case Done():
            return _Mark(NetworkCommand.DONE, "DONE")
        case Refused(code=code, text=text):
            code, text = clean(code)[:_LONGEST_CODE], clean(text)[:_LONGEST_TEXT]
            return _Mark(NetworkCommand.REFUSE, "REFUSED", code or "REFUSED", text or code)
        case NotKnown():
            return _Mark(NetworkCommand.NEVER_RECEIVED, "NOT_KNOWN", next_try_at=unit.now)
        case Unknown():
            wait = wait_before(_unanswered(unit, errand))
            return _Mark(None, _UNANSWERED, next_try_at=unit.now + wait)


def _unanswered(unit: Unit, errand: Errand) -> int:
    """Count how often nothing was answered to this attempt so far."""
    logged = select(func.count(NetworkLog.id)).where(
        NetworkLog.request_id == errand.request_id,
        NetworkLog.attempt_no == errand.attempt_no,
        NetworkLog.outcome == _UNANSWERED,
    )
    return unit.session.scalars(logged).one()


def _hold(unit: Unit, errand: Errand, mark: _Mark) -> bool:
    """Let the answer count, if nothing else did meanwhile: one conditional UPDATE."""
    conditions = [
        N.id == errand.request_id,
        N.status == NetworkStatus.SENT.value,
        N.attempt_no == errand.attempt_no,
    ]
    if mark.next_try_at is not None:
        # To know nothing counts only while nobody else is asking.
        conditions.append(N.lease_until == errand.lease_until)
    is_over = mark.next_try_at is None
    changed = (
        update(N)
        .where(*conditions)
        .values(
            status=mark.status.value,
            failure_code=mark.code,
            failure_text=mark.text,
            next_try_at=mark.next_try_at,
            lease_until=None,
            finished_at=unit.now if is_over else None,
            row_version=N.row_version + 1,
            updated_at=unit.now,
            updated_by=unit.caller.username,
        )
        .returning(N.id)
    )
    found = unit.session.scalars(changed, execution_options={"synchronize_session": False})
    return found.first() is not None


def _note(unit: Unit, found: Matter, mark: _Mark) -> None:
    unit.session.add(
        NetworkLog(
            request_id=found.row.id,
            at=unit.now,
            attempt_no=found.row.attempt_no,
            outcome=mark.outcome,
            text=mark.text or "",
        )
    )
    if mark.command is None:
        return
    unit.audit(
        "network_request",
        found.row.id,
        mark.command.value,
        old=NetworkStatus.SENT.value,
        new=mark.status.value,
        reason=mark.text,
        account_id=found.account.id,
    )


def _carry_out(unit: Unit, found: Matter) -> None:
    """Make the service Active, or end it, as a person would (R-PRV-06 to 08, 28); or see to its case."""
    if found.action in OF_CASES:
        carried_out(unit, found.row.id)
        return
    if found.action is NetworkAction.CHANGE:
        _complete_migration(unit, found)
        return
    if found.action is NetworkAction.END:
        finalise_service(unit, found, last_day(found.wanted_on, found.service.start_on))
        return
    today = local_day(unit.now, found.retailer.timezone)
    activate_service(unit, found, start_day(found.wanted_on, today, _closed_until(unit, found)))


def _complete_migration(unit: Unit, found: Matter) -> None:
    """Complete a migration with the last answer, where no person has a part in it (SM-2)."""
    unit.session.flush()
    order_id = found.row.order_id
    unsettled = select(N.id).where(N.order_id == order_id, N.status.in_(UNSETTLED)).limit(1)
    task = select(ProvisioningTask.id).where(ProvisioningTask.order_id == order_id).limit(1)
    if order_id is None or any(unit.session.scalars(one).first() for one in (unsettled, task)):
        return
    moving = moving_of(unit, order_id)
    if moving.migration.status == MigrationStatus.AWAITING_PROVISIONING.value:
        complete(unit, moving, MigrationCommand.FINALISE)


def _closed_until(unit: Unit, found: Matter) -> date | None:
    """Return the last billed day of the package that a CHOWN or UPGRADE comes from (R-PRV-10)."""
    source = source_package(unit, found) if found.transfer_type is not TransferType.NEW else None
    if source is None:
        return None
    closed = [period.to_on for period in periods_of(unit, source.id) if period.is_closed]
    return max(closed, default=None)
