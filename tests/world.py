"""What must hold in every database at any time, whatever happened before (`assert_world`)."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Row, and_, select
from sqlalchemy.orm import Session

from agentview.contract.account import AccountStatus
from agentview.contract.orders import OrderStatus
from agentview.contract.provisioning import TaskCommand, TaskStatus, TransferType
from agentview.contract.subscription import ProvisioningState, SubscriptionStatus
from agentview.contract.worklist import CaseCommand, CaseStatus
from agentview.core.text import fold
from agentview.models.customer import Account, CustomerNote
from agentview.models.database import Database
from agentview.models.desk import SearchToken
from agentview.models.events import EventMapping
from agentview.models.migration import Migration
from agentview.models.order import CancelRequest, Order
from agentview.models.provisioning import ProvisioningAttempt, ProvisioningTask
from agentview.models.subscription import (
    PackageSubscription,
    ServiceHold,
    ServiceSubscription,
)
from agentview.models.trail import AuditEntry, EventInstance
from agentview.models.work_item import WorkItem, WorkItemNote
from agentview.services.customers.shown import PERSONAL
from agentview.services.provisioning.lifecycle import BUCKETS, COMPLETION, LIFECYCLE
from agentview.services.provisioning.seize import LEASE
from agentview.services.worklist.lifecycle import LIFECYCLE as CASE_LIFECYCLE
from tests import hardware_world, jobs_world, money_world, network_world, restriction_world

T = ProvisioningTask
Tasks = dict[int, Row[Any]]
_OVER = {SubscriptionStatus.CANCELLED.value, SubscriptionStatus.ABORTED.value}
_LETS_GO = {"release", "halt", "abort", "activate", "finalise_cancellation", "finalise_migration"}


def assert_world(database: Database) -> None:
    """Fail with everything that is wrong."""
    found = violations(database)
    assert not found, found


def violations(database: Database, session: Session | None = None) -> list[str]:
    """Return everything that is wrong; in an open session also what it has not committed."""
    if session is None:
        with database.read() as reader:
            return violations(database, reader)
    tasks: Tasks = {row.id: row for row in session.execute(select(*T.__table__.columns))}
    return [wrong for check in _CHECKS for wrong in check(session, tasks)]


def _buckets_fit(_session: Session, tasks: Tasks) -> Iterator[str]:
    for task in tasks.values():
        if BUCKETS[TaskStatus(task.status)] != task.bucket:
            yield f"{task.reference}: {task.status} in bucket {task.bucket}"


def _claims_are_whole(_session: Session, tasks: Tasks) -> Iterator[str]:
    """A task in progress has a claimant with a lease; one that waits or is halted has neither."""
    for task in tasks.values():
        claim = (task.claimed_by, task.claimed_at, task.lease_until)
        is_whole = None not in claim
        if task.status == TaskStatus.IN_PROGRESS and not is_whole:
            yield f"{task.reference}: in progress with claim {claim}"
        if task.status in {TaskStatus.AWAITING_PROVISIONING, TaskStatus.PROVISIONING_HALTED} and any(claim):
            yield f"{task.reference}: {task.status} with claim {claim}"


def _one_live_claim(session: Session, tasks: Tasks) -> Iterator[str]:
    """Nobody claims a task within the lease of another, who has not let it go (I1)."""
    for task_id, entries in _trail(session).items():
        holder: Row[Any] | None = None
        for entry in entries:
            if entry.action in _LETS_GO:
                holder = None
            elif entry.action == TaskCommand.TAKE_OVER:
                holder = entry
            elif entry.action == TaskCommand.CLAIM:
                if holder and holder.user_id != entry.user_id and entry.at <= holder.at + LEASE:
                    yield f"{tasks[task_id].reference}: claimed by {entry.actor} while {holder.actor} held it"
                holder = entry


def _completed_once(session: Session, tasks: Tasks) -> Iterator[str]:
    """A completed task has one audit entry and one such attempt, its service one activation event (I2)."""
    commands = {command.value for command in COMPLETION.values()}
    completions = Counter(
        session.scalars(
            select(AuditEntry.entity_id).where(AuditEntry.entity == "task", AuditEntry.action.in_(commands))
        )
    )
    outcomes = Counter(
        session.scalars(select(ProvisioningAttempt.task_id).where(ProvisioningAttempt.outcome == "COMPLETED"))
    )
    events = Counter(
        session.scalars(
            select(EventInstance.service_subscription_id).where(
                EventInstance.event_type == "SERVICE_ACTIVATION"
            )
        )
    )
    told = _told_accounts(session)
    for task in tasks.values():
        is_done = int(task.status == TaskStatus.COMPLETED)
        if (completions[task.id], outcomes[task.id]) != (is_done, is_done):
            yield f"{task.reference}: completed {completions[task.id]} times in {outcomes[task.id]} attempts"
        # The services that a migration begins are others than the one its task is known by.
        is_start = task.transfer_type not in {TransferType.CANCEL, TransferType.MIGRATE}
        starts = is_done if is_start and task.account_id in told else None
        if starts is not None and events[task.service_subscription_id] != starts:
            yield f"{task.reference}: {events[task.service_subscription_id]} activation events"


def _told_accounts(session: Session) -> set[int]:
    """Return the accounts whose profile has the activation event switched on."""
    return set(
        session.scalars(
            select(Account.id)
            .join(
                EventMapping,
                and_(
                    EventMapping.profile_id == Account.profile_id,
                    EventMapping.provider_id == Account.provider_id,
                ),
            )
            .where(EventMapping.event_type == "SERVICE_ACTIVATION", EventMapping.is_enabled)
        )
    )


def _trail_follows_the_table(session: Session, tasks: Tasks) -> Iterator[str]:
    """Every step in the audit trail is a row of the lifecycle, and leads to the status of today (I6)."""
    trail = _trail(session)
    for task in tasks.values():
        state: TaskStatus | None = None
        for entry in trail[task.id]:
            if entry.action == "create":
                state = TaskStatus.AWAITING_PROVISIONING
                continue
            if entry.action not in set(TaskCommand):
                continue
            row = LIFECYCLE.table.get((state, TaskCommand(entry.action))) if state else None
            if row is None:
                yield f"{task.reference}: {entry.action} in {state}"
                break
            state = row.target or state
        else:
            if state != task.status:
                yield f"{task.reference}: the trail leads to {state}, the task is {task.status}"


def _attempts_fit(session: Session, tasks: Tasks) -> Iterator[str]:
    """Attempts are numbered without gaps; one is open exactly while the task is."""
    attempts: dict[int, list[Row[Any]]] = defaultdict(list)
    rows = session.execute(
        select(*ProvisioningAttempt.__table__.columns).order_by(ProvisioningAttempt.number)
    )
    for row in rows:
        attempts[row.task_id].append(row)
    for task in tasks.values():
        own = attempts[task.id]
        if [row.number for row in own] != list(range(1, task.attempt_no + 1)):
            yield f"{task.reference}: attempts {[row.number for row in own]} of {task.attempt_no}"
            continue
        is_open = [row.closed_at is None for row in own]
        if is_open != [False] * (len(own) - 1) + [task.bucket == "OPEN"]:
            yield f"{task.reference}: {task.status} with open attempts {is_open}"


def _services_show_their_task(session: Session, tasks: Tasks) -> Iterator[str]:
    """What the customer sees of a service is what its open task says (R-PRV-18)."""
    shown = {
        "OPEN": {ProvisioningState.AWAITING.value, ProvisioningState.IN_PROGRESS.value},
        "HALTED": {ProvisioningState.HALTED.value},
    }
    live = [task for task in tasks.values() if task.bucket != "DONE"]
    buckets = {
        task.service_subscription_id: task.bucket
        for task in live
        if task.transfer_type != TransferType.MIGRATE
    } | _of_migrations(session, {task.order_id: task.bucket for task in live})
    for service in session.execute(select(*ServiceSubscription.__table__.columns)):
        wanted = shown.get(buckets.get(service.id, ""), {ProvisioningState.NONE.value})
        if service.provisioning_state not in wanted:
            yield f"SS-{service.id}: shows {service.provisioning_state}, not one of {sorted(wanted)}"
        is_halted = service.provisioning_state == ProvisioningState.HALTED
        if bool(service.halt_reason_public) is not is_halted:
            yield f"SS-{service.id}: {service.provisioning_state} with reason {service.halt_reason_public!r}"


def _of_migrations(session: Session, buckets: dict[int | None, str]) -> dict[int, str]:
    """Return the services that migrations bring, with the bucket of the task: what is left shows none."""
    rows = session.execute(
        select(ServiceSubscription.id, Migration.order_id)
        .join(Migration, Migration.winning_ps_id == ServiceSubscription.package_subscription_id)
        .where(
            Migration.order_id.in_(buckets),
            ServiceSubscription.status == SubscriptionStatus.PRE_ACTIVE.value,
        )
    )
    return {service_id: buckets[order_id] for service_id, order_id in rows}


def _packages_follow_their_services(session: Session, _tasks: Tasks) -> Iterator[str]:
    held: dict[int, set[str]] = defaultdict(set)
    for package_id, status in session.execute(
        select(ServiceSubscription.package_subscription_id, ServiceSubscription.status)
    ):
        held[package_id].add(status)
    for package in session.execute(select(PackageSubscription.id, PackageSubscription.status)):
        is_over, has_life = package.status in _OVER, bool(held[package.id] - _OVER)
        is_early = package.status == SubscriptionStatus.PRE_ACTIVE
        if is_over is has_life or (is_early and SubscriptionStatus.ACTIVE.value in held[package.id]):
            yield f"PS-{package.id}: {package.status} with services {sorted(held[package.id])}"


def _requests_show_their_tasks(session: Session, tasks: Tasks) -> Iterator[str]:
    """An order or cancel request is halted exactly while a task of it is; each has one case (R-PRV-18)."""
    halted = [task for task in tasks.values() if task.bucket == "HALTED"]
    pairs: tuple[tuple[str, type[Order | CancelRequest]], ...] = (
        ("order_id", Order),
        ("cancel_request_id", CancelRequest),
    )
    for column, request in pairs:
        wanted = {getattr(task, column) for task in halted} - {None}
        for key, status in session.execute(select(request.id, request.status)):
            if (status == OrderStatus.PROVISIONING_HALTED) is not (key in wanted):
                yield f"{column} {key}: {status}"
    cases = Counter(
        session.scalars(
            select(WorkItem.task_id).where(
                WorkItem.task_id.is_not(None), WorkItem.status.in_(("OPEN", "IN_PROGRESS"))
            )
        )
    )
    if cases != Counter(task.id for task in halted):
        yield f"open cases {dict(cases)} for halted tasks {[task.reference for task in halted]}"


def _orders_make_what_their_status_says(session: Session, _tasks: Tasks) -> Iterator[str]:
    """An incomplete or discarded order has made nothing; a submitted one has its package (SM-0)."""
    for row in session.execute(
        select(Order.id, Order.status, Order.package_subscription_id, Order.submitted_at)
    ):
        is_made, is_submitted = row.package_subscription_id is not None, row.submitted_at is not None
        if (row.status == OrderStatus.ORDER_INCOMPLETE and is_submitted) or is_made is not is_submitted:
            yield f"PO-{row.id}: {row.status} with package {row.package_subscription_id}"


def _cases_are_whole(session: Session, _tasks: Tasks) -> Iterator[str]:
    """A case under way has a moment by which it is due and no end; work on it has somebody who does it."""
    for case in session.execute(select(*WorkItem.__table__.columns)):
        is_over = case.status in {CaseStatus.RESOLVED, CaseStatus.CANCELLED}
        if case.resolve_by is None or is_over is not (case.resolved_at is not None):
            yield f"WI-{case.id}: {case.status}, due {case.resolve_by}, ended {case.resolved_at}"
        if case.status == CaseStatus.IN_PROGRESS and case.assigned_to is None:
            yield f"WI-{case.id}: in progress, and nobody has it"
        follows = case.task_id or case.network_request_id or case.level == hardware_world.LEVEL
        if is_over and not case.resolution and not follows:
            yield f"WI-{case.id}: {case.status} without a word"


def _case_trails_follow_the_table(session: Session, _tasks: Tasks) -> Iterator[str]:
    """Every step of a case that follows no record is a row of its lifecycle and leads to its status."""
    trail = _trail(session, "work_item")
    for case in session.execute(select(*WorkItem.__table__.columns)):
        state: CaseStatus | None = None
        for entry in trail[case.id]:
            if entry.action == "raise":
                state = CaseStatus.OPEN
            elif state is not None and entry.action in set(CaseCommand):
                row = CASE_LIFECYCLE.table.get((state, CaseCommand(entry.action)))
                state = None if row is None else row.target or state
        if state != case.status:
            yield f"WI-{case.id}: the trail leads to {state}, the case is {case.status}"


def _case_notes_are_numbered(session: Session, _tasks: Tasks) -> Iterator[str]:
    numbers: dict[int, list[int]] = defaultdict(list)
    for note in session.execute(select(WorkItemNote.work_item_id, WorkItemNote.number)):
        numbers[note.work_item_id].append(note.number)
    for case_id, found in numbers.items():
        if sorted(found) != list(range(1, len(found) + 1)):
            yield f"WI-{case_id}: notes {sorted(found)}"


def _everything_is_found(session: Session, tasks: Tasks) -> Iterator[str]:
    """Each task has tokens for both of its providers, and its customer for the own one (D-35)."""
    known = {
        tuple(row)
        for row in session.execute(
            select(SearchToken.entity, SearchToken.entity_id, SearchToken.provider_id).distinct()
        )
    }
    wanted = {("task", task.id, side) for task in tasks.values() for side in _sides(task)}
    wanted |= {("account", task.account_id, task.retailer_id) for task in tasks.values()}
    for missing in sorted(wanted - known):
        yield f"no search token for {missing}"


def _accounts_are_whole(session: Session, _tasks: Tasks) -> Iterator[str]:
    """A customer has a name that sorts as it is spelt; only a cancelled one is closed."""
    for row in session.execute(select(*Account.__table__.columns)):
        if not row.name or row.name_key != fold(row.name)[:400]:
            yield f"account {row.account_no}: {row.name!r} sorts as {row.name_key!r}"
        if row.closed_on is not None and row.status != AccountStatus.CANCELLED:
            yield f"account {row.account_no}: closed on {row.closed_on} with status {row.status}"


def _notes_are_whole(session: Session, _tasks: Tasks) -> Iterator[str]:
    """Only an alert is ended, by somebody; a note stands on a service of its own customer."""
    for note in session.execute(select(*CustomerNote.__table__.columns)):
        if (note.ended_at is None) is not (note.ended_by is None) or (note.ended_at and not note.is_alert):
            yield f"note {note.id}: ended at {note.ended_at} by {note.ended_by}, alert {note.is_alert}"
    strays = session.execute(
        select(CustomerNote.id)
        .join(ServiceSubscription, ServiceSubscription.id == CustomerNote.service_subscription_id)
        .join(PackageSubscription, PackageSubscription.id == ServiceSubscription.package_subscription_id)
        .where(PackageSubscription.account_id != CustomerNote.account_id)
    )
    for (note_id,) in strays:
        yield f"note {note_id}: on a service of another customer"


def _trail_holds_nothing_personal(session: Session, _tasks: Tasks) -> Iterator[str]:
    """Numbers, addresses and birthdays of contacts stand in the trail masked."""
    rows = session.execute(
        select(AuditEntry.id, AuditEntry.field, AuditEntry.old_value, AuditEntry.new_value).where(
            AuditEntry.entity == "contact", AuditEntry.field.in_(sorted(PERSONAL))
        )
    )
    for entry in rows:
        for text in (entry.old_value, entry.new_value):
            if text and not text.startswith("\N{BULLET}"):
                yield f"entry {entry.id}: {entry.field} in full"


def _sides(task: Row[Any]) -> set[int]:
    return {task.queue_provider_id, task.retailer_id}


def _bars_have_a_cause(session: Session, _tasks: Tasks) -> Iterator[str]:
    """What is barred, or to be barred, is held for a reason that nobody has lifted (D-26)."""
    held = set(
        session.scalars(select(ServiceHold.service_subscription_id).where(ServiceHold.lifted_at.is_(None)))
    )
    for service in session.execute(
        select(ServiceSubscription.id, ServiceSubscription.status, ServiceSubscription.restriction_status)
    ):
        is_barred = service.restriction_status in {"RESTRICT_PENDING", "RESTRICTED", "RESTRICT_FAILED"}
        if service.status not in _OVER and is_barred and service.id not in held:
            yield f"SS-{service.id}: {service.restriction_status} with no hold"


def _groups_are_whole(session: Session, _tasks: Tasks) -> Iterator[str]:
    """The packages of a group belong to one account, and one of them is the primary one (E26)."""
    groups: dict[int, list[Any]] = defaultdict(list)
    for row in session.execute(
        select(
            PackageSubscription.group_id,
            PackageSubscription.account_id,
            PackageSubscription.is_primary_in_group,
        ).where(PackageSubscription.group_id.is_not(None))
    ):
        groups[row.group_id or 0].append(row)
    for group_id, rows in groups.items():
        primary = sum(row.is_primary_in_group for row in rows)
        if len({row.account_id for row in rows}) != 1 or primary != 1:
            yield f"group {group_id}: {primary} primary packages of {len(rows)}"


def _trail(session: Session, entity: str = "task") -> dict[int, list[Row[Any]]]:
    """Return the audit entries of each record of a kind, oldest first."""
    trail: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in session.execute(
        select(*AuditEntry.__table__.columns).where(AuditEntry.entity == entity).order_by(AuditEntry.id)
    ):
        trail[row.entity_id].append(row)
    return trail


_CHECKS: tuple[Callable[[Session, Tasks], Iterator[str]], ...] = (
    _buckets_fit,
    _claims_are_whole,
    _one_live_claim,
    _completed_once,
    _trail_follows_the_table,
    _attempts_fit,
    _services_show_their_task,
    _packages_follow_their_services,
    _requests_show_their_tasks,
    _orders_make_what_their_status_says,
    _cases_are_whole,
    _case_trails_follow_the_table,
    _case_notes_are_numbered,
    _everything_is_found,
    _accounts_are_whole,
    _notes_are_whole,
    _trail_holds_nothing_personal,
    _bars_have_a_cause,
    _groups_are_whole,
    *money_world.CHECKS,
    *network_world.CHECKS,
    *restriction_world.CHECKS,
    *hardware_world.CHECKS,
    *jobs_world.CHECKS,
)
