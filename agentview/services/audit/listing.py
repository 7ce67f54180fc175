"""The audit log as a list: pages of a reading, what its filters can be set to, exports (S-35)."""

from collections.abc import Sequence

from sqlalchemy import func, select

from agentview.contract.audit import (
    AuditEntryLine,
    AuditExportPage,
    AuditExportRequest,
    AuditFacets,
    AuditPerson,
    Entries,
    EntriesRequest,
)
from agentview.contract.op import Nothing
from agentview.core.errors import rejected
from agentview.models.customer import Account
from agentview.models.party import User
from agentview.models.trail import AuditEntry
from agentview.services.audit import reading
from agentview.services.audit.look import count, page
from agentview.services.audit.place import LogPlace, place_of
from agentview.services.audit.record import references
from agentview.services.audit.wanted import in_words, wanted_by
from agentview.services.exporting import refuse_large
from agentview.services.unit import Unit

A = AuditEntry
EXPORT_LOOKED_AT = 200_000
"""A broader export is refused: it would keep the database busy for everybody else."""

EXPORT_PAGE = 200
LATE = 20_000
"""The actions among so many of the newest entries can be chosen."""


def entries(unit: Unit, request: EntriesRequest) -> Entries:
    """Return a page of a reading. Raises Denied (`E-AUDIT-READING`), Rejected."""
    reading.demand(unit, request.reading_id, reading.READ, request.filter)
    place = place_of(request.after)[0] if request.after else None
    found = page(unit.session, wanted_by(unit.session, unit.caller, request.filter), place, request.limit)
    return Entries(
        rows=_lines(unit, found.entries),
        last=found.last.token() if found.last else None,
        looked_back_to=found.looked_to.at if found.looked_to else None,
    )


def _lines(unit: Unit, rows: Sequence[AuditEntry]) -> tuple[AuditEntryLine, ...]:
    named = references(unit.session, rows)
    keys = {row.account_id for row in rows if row.account_id is not None}
    known = unit.session.execute(select(Account.id, Account.account_no).where(Account.id.in_(keys)))
    numbers: dict[int | None, str] = {row[0]: row[1] for row in known}
    return tuple(
        AuditEntryLine(
            id=row.id,
            at=row.at,
            by=row.actor,
            user_id=row.user_id,
            entity=row.entity,
            entity_id=row.entity_id,
            reference=named.get((row.entity, row.entity_id), str(row.entity_id)),
            action=row.action,
            field=None if row.entity == reading.ENTITY else row.field,
            old=row.old_value,
            new=row.new_value,
            reason=row.reason,
            account_id=row.account_id,
            account_no=numbers.get(row.account_id),
            is_internal=row.is_internal,
        )
        for row in rows
    )


def facets(unit: Unit, _request: Nothing) -> AuditFacets:
    """List the own people, the kinds of record that occur, and the actions among the newest entries."""
    people = select(User.id, User.display_name).where(User.provider_id == unit.caller.provider_id)
    if unit.caller.account_id is not None:
        people = people.where(User.id == unit.caller.user_id)
    newest = (
        select(A.action)
        .where(A.provider_id == unit.caller.provider_id)
        .order_by(A.at.desc(), A.id.desc())
        .limit(LATE)
        .subquery()
    )
    actions = unit.session.scalars(select(newest.c.action).distinct().order_by(newest.c.action))
    rows = unit.session.execute(people.order_by(User.display_name, User.id))
    return AuditFacets(
        people=tuple(AuditPerson(user_id=row.id, name=row.display_name) for row in rows),
        entities=_entities(unit),
        actions=tuple(actions),
    )


def _entities(unit: Unit) -> tuple[str, ...]:
    """Return the kinds of record there are, from one index: each step jumps to the next kind."""
    kinds = select(func.min(A.entity).label("entity")).cte("kinds", recursive=True)
    following = select(func.min(A.entity)).where(A.entity > kinds.c.entity).scalar_subquery()
    kinds = kinds.union_all(select(following).where(kinds.c.entity.is_not(None)))
    found = unit.session.scalars(select(kinds.c.entity).where(kinds.c.entity.is_not(None)))
    return tuple(found)


def export(unit: Unit, request: AuditExportRequest) -> AuditExportPage:
    """Return the next rows of an export; more than 1,000 take EXPORT_LARGE, and the start is audited.

    Raises Denied (`E-EXPORT-LARGE`), Rejected (`E-AUDIT-BROAD`) where more than 200,000 entries would have
    to be looked at.
    """
    wanted = wanted_by(unit.session, unit.caller, request.filter)
    counted = count(unit.session, wanted, EXPORT_LOOKED_AT, EXPORT_LOOKED_AT)
    refuse_large(unit, counted.matches)
    if not counted.is_whole:
        raise rejected("E-AUDIT-BROAD", most=EXPORT_LOOKED_AT)
    place, reading_id = _begun(unit, request, counted.matches)
    found = page(unit.session, wanted, place, EXPORT_PAGE)
    return AuditExportPage(
        rows=_lines(unit, found.entries),
        last=found.last.token(reading_id) if found.last else None,
        total=counted.matches,
        zone=unit.caller.zone,
    )


def _begun(unit: Unit, request: AuditExportRequest, total: int) -> tuple[LogPlace | None, int]:
    """Return where the page begins and the export that was written down."""
    if request.after is None:
        told = f"{in_words(request.filter)}: {total} rows: {', '.join(request.columns)}"[:10_000]
        return None, reading.note(unit, reading.EXPORTED, request.filter, told)
    place, reading_id = place_of(request.after)
    reading.demand(unit, reading_id, reading.EXPORTED, request.filter)
    return place, reading_id
