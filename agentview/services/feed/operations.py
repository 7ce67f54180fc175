"""What changed after a cursor, as far as the caller may know of it."""

from sqlalchemy import select, tuple_
from sqlalchemy.engine import Row

from agentview.contract.feed import SINCE, Change, Changes, SinceRequest, Topic
from agentview.core.caller import Caller
from agentview.models.dialect import oldest_running_transaction
from agentview.models.trail import ChangeRow
from agentview.services.handler import handle
from agentview.services.unit import Unit

PAGE = 500


def since(unit: Unit, request: SinceRequest) -> Changes:
    """List changes after a cursor, in the order of commits.

    Rows of transactions that are still running, and of all that began after the oldest of them, are left for later:
    a plain `id > last` would lose the rows of slow transactions.
    """
    if request.cursor is None:
        return Changes(changes=(), cursor=_cursor_of_now(unit))
    transaction, last = (int(part) for part in request.cursor.split("-"))
    rows = unit.session.execute(
        select(*ChangeRow.__table__.columns)
        .where(
            tuple_(ChangeRow.transaction, ChangeRow.id) > tuple_(transaction, last),
            ChangeRow.transaction < oldest_running_transaction(),
        )
        .order_by(ChangeRow.transaction, ChangeRow.id)
        .limit(PAGE)
    ).all()
    cursor = f"{rows[-1].transaction}-{rows[-1].id}" if rows else request.cursor
    heard = tuple(_change(row) for row in rows if _may_hear(unit.caller, row))
    return Changes(changes=heard, cursor=cursor)


def _cursor_of_now(unit: Unit) -> str:
    row = unit.session.execute(
        select(ChangeRow.transaction, ChangeRow.id)
        .where(ChangeRow.transaction < oldest_running_transaction())
        .order_by(ChangeRow.transaction.desc(), ChangeRow.id.desc())
        .limit(1)
    ).first()
    return f"{row.transaction}-{row.id}" if row else "0-0"


def _may_hear(caller: Caller, row: Row[tuple[object, ...]]) -> bool:
    if row.to_user_id is not None:
        return bool(row.to_user_id == caller.user_id)
    if caller.account_id is not None:
        return False
    return caller.provider_id in (row.provider_id, row.other_provider_id)


def _change(row: Row[tuple[object, ...]]) -> Change:
    return Change(
        cursor=f"{row.transaction}-{row.id}",
        topic=Topic(row.topic),
        record_id=row.record_id,
        verb=row.verb,
        actor_id=row.actor_id,
        actor=row.actor,
        at=row.at,
        to_user_id=row.to_user_id,
        text=row.text,
    )


HANDLERS = (handle(SINCE, since),)
