"""What must hold at any time of restriction cases, holds and bars; part of `assert_world`."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from agentview.contract.account import AccountStatus
from agentview.contract.restriction import CaseState
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.suspension_cases import CaseCommand
from agentview.models.customer import Account
from agentview.models.network import NetworkRequest
from agentview.models.subscription import ServiceHold, ServiceSubscription
from agentview.models.suspension import RestrictionCase, ServiceRestriction
from agentview.models.trail import AuditEntry
from agentview.services.network.lifecycle import BARS, UNSETTLED
from agentview.services.restriction.lifecycle import LIFECYCLE, OPEN
from agentview.services.restriction.rules import strongest_bar

_OPEN = {state.value for state in OPEN}
_UNDER_BAR = {CaseState.RESTRICTING.value, CaseState.RESTRICTED.value}
_OVER = {SubscriptionStatus.CANCELLED.value, SubscriptionStatus.ABORTED.value}
_IMPORT = "import"
_BEGINS = {row.command.value: row.target for row in LIFECYCLE.rows if not row.sources}
_WAITING = {"PENDING", "FAILED"}


def _cases(session: Session) -> list[Row[Any]]:
    return list(session.execute(select(*RestrictionCase.__table__.columns).order_by(RestrictionCase.id)))


def _holds(session: Session) -> list[Row[Any]]:
    wanted = select(*ServiceHold.__table__.columns).where(ServiceHold.lifted_at.is_(None))
    return list(session.execute(wanted))


def _parts(session: Session) -> list[Row[Any]]:
    return list(session.execute(select(*ServiceRestriction.__table__.columns)))


def _services(session: Session) -> dict[int, Row[Any]]:
    return {row.id: row for row in session.execute(select(*ServiceSubscription.__table__.columns))}


def _one_open_case(session: Session, _tasks: object) -> Iterator[str]:
    """An account has one open case at most (R-SUS-12)."""
    for account, cases in Counter(one.account_id for one in _cases(session) if one.state in _OPEN).items():
        if cases > 1:
            yield f"account {account}: {cases} open cases"


def _cases_hold_what_they_say(session: Session, _tasks: object) -> Iterator[str]:
    """A case that bars has holds, all of living services; one that is flagged or over has none."""
    held, services = defaultdict(list), _services(session)
    for hold in _holds(session):
        held[hold.case_id].append(hold.service_subscription_id)
    for one in _cases(session):
        if one.state in _UNDER_BAR and not held[one.id]:
            yield f"SC-{one.id}: {one.state} without a hold"
        if one.state not in {*_UNDER_BAR, CaseState.RESTORING.value} and held[one.id]:
            yield f"SC-{one.id}: {one.state} with holds on {held[one.id]}"
        if one.state == CaseState.RESTRICTED.value:
            stand = {services[key].restriction_status for key in held[one.id]}
            if stand - {"RESTRICTED"}:
                yield f"SC-{one.id}: RESTRICTED, its services are {sorted(stand)}"
        yield from (
            f"SC-{one.id}: holds SS-{key}, which has ended"
            for key in held[one.id]
            if services[key].status in _OVER
        )


def _bars_follow_the_holds(session: Session, _tasks: object) -> Iterator[str]:
    """The bar wanted is that of the strongest hold, and the status says how far the network is (D-26)."""
    holds: dict[int, list[str]] = defaultdict(list)
    for hold in _holds(session):
        holds[hold.service_subscription_id].append(hold.bar_code)
    parts = _parts(session)
    asked = {part.service_subscription_id for part in parts}
    waiting = {part.service_subscription_id for part in parts if part.status in _WAITING}
    for service in _services(session).values():
        if service.id not in asked or service.status in _OVER:
            continue
        wanted, status = strongest_bar(holds[service.id]), service.restriction_status
        if service.bar_wanted != wanted:
            yield f"SS-{service.id}: bar {service.bar_wanted!r} wanted, its holds say {wanted!r}"
        if status == "NONE" and (wanted or service.bar_confirmed):
            yield f"SS-{service.id}: {status} with {wanted!r} wanted, {service.bar_confirmed!r} confirmed"
        if status == "RESTRICTED" and not wanted:
            yield f"SS-{service.id}: restricted, and nothing holds it"
        if status.startswith("RESTORE") and wanted:
            yield f"SS-{service.id}: {status} though {wanted} holds it"
        if status not in {"NONE", "RESTRICTED"} and service.id not in waiting:
            yield f"SS-{service.id}: {status}, and nothing is to come"


def _one_wish_at_a_time(session: Session, _tasks: object) -> Iterator[str]:
    """The network is never asked to bar and to free a service at the same time."""
    rows = session.scalars(
        select(NetworkRequest.service_subscription_id).where(
            NetworkRequest.action.in_(BARS), NetworkRequest.status.in_(UNSETTLED)
        )
    )
    yield from (f"SS-{key}: {many} wishes at once" for key, many in Counter(rows).items() if many > 1)


def _parts_follow_their_requests(session: Session, _tasks: object) -> Iterator[str]:
    """What a case waits for is on its way, or waits behind what is; what is refused waits."""
    requests = {row.id: row for row in session.execute(select(*NetworkRequest.__table__.columns))}
    for part in _parts(session):
        request = requests.get(part.network_request_id)
        if (part.done_at is None) is not (part.status in _WAITING):
            yield f"part {part.id}: {part.status}, done at {part.done_at}"
        if request is None:
            continue
        is_open = request.status in UNSETTLED
        if is_open is not (part.status in _WAITING) and part.status != "WITHDRAWN":
            yield f"{request.reference}: {request.status}, the case says {part.status}"


def _trail_follows_the_table(session: Session, _tasks: object) -> Iterator[str]:
    trail: dict[int, list[str]] = defaultdict(list)
    for row in session.execute(
        select(AuditEntry.entity_id, AuditEntry.action)
        .where(AuditEntry.entity == "restriction_case")
        .order_by(AuditEntry.id)
    ):
        trail[row.entity_id].append(row.action)
    for one in _cases(session):
        if not trail[one.id]:
            continue  # written by a test past the services
        if one.created_by == _IMPORT and trail[one.id][0] not in _BEGINS:
            continue  # the demo's: how it began is in its moments alone
        state = _BEGINS.get(trail[one.id][0])
        for action in trail[one.id][1:]:
            found = LIFECYCLE.table.get((state, CaseCommand(action))) if state else None
            state = (found.target or state) if found else None
        if state != one.state:
            yield f"SC-{one.id}: the trail {trail[one.id]} leads to {state}, it is {one.state}"


def _accounts_follow_their_cases(session: Session, _tasks: object) -> Iterator[str]:
    """Who is Suspended by a case is so while it runs, and no longer (R-SUS-16, 21)."""
    status = {row.id: row.status for row in session.execute(select(Account.id, Account.status))}
    suspending = {one.account_id for one in _cases(session) if one.suspended_at and one.state in _OPEN}
    ended = {one.account_id for one in _cases(session) if one.suspended_at and one.state not in _OPEN}
    for account in suspending:
        if status[account] == AccountStatus.ACTIVE:
            yield f"account {account}: Active though its case suspended it"
    for account in ended - suspending:
        if status[account] == AccountStatus.SUSPENDED:
            yield f"account {account}: Suspended though its case is over"


CHECKS: tuple[Callable[[Session, Any], Iterator[str]], ...] = (
    _one_open_case,
    _cases_hold_what_they_say,
    _bars_follow_the_holds,
    _one_wish_at_a_time,
    _parts_follow_their_requests,
    _trail_follows_the_table,
    _accounts_follow_their_cases,
)
