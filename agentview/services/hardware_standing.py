"""Lets hardware orders follow their lines, many at once (R-HW-30)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, case, func, select, update
from sqlalchemy.orm import InstrumentedAttribute

from agentview.contract.feed import Topic
from agentview.contract.hardware import HardwareLineStatus, HardwareStatus
from agentview.models.dialect import among, has_row_locks
from agentview.models.hardware import HardwareOrder, HardwareOrderLine
from agentview.services.bulk_trail import Move, audit_chosen, changed_many
from agentview.services.hardware_lifecycle import order_status
from agentview.services.unit import Unit

H, L = HardwareOrder, HardwareOrderLine
_GENERATED = tuple(
    status.value for status in HardwareStatus if status not in {HardwareStatus.NEW, HardwareStatus.CANCELLED}
)
_RANKED = (
    HardwareLineStatus.ERROR,
    HardwareLineStatus.GENERATED,
    HardwareLineStatus.SENT,
    HardwareLineStatus.DISPATCHED,
    HardwareLineStatus.CANCELLED,
)
"""Of the lines of an order the one that stands first here says how the order stands."""


@dataclass(frozen=True, slots=True)
class Followed:
    """An order that followed its lines to another state."""

    order_id: int
    account_id: int
    old: HardwareStatus
    new: HardwareStatus


def lock_orders(unit: Unit, orders: Sequence[int] | Select[int]) -> None:
    """Take hold of orders before their lines are looked at: lines of one order may change from two sides."""
    if has_row_locks(unit.session):
        chosen = _chosen(unit, H.id, orders)
        held = select(H.id).where(chosen).order_by(H.id).with_for_update(key_share=True).subquery()
        # Counted: nobody wants to know which ones they are, and they may be very many.
        unit.session.execute(select(func.count()).select_from(held))


def _chosen(
    unit: Unit, column: InstrumentedAttribute[int], orders: Sequence[int] | Select[int]
) -> ColumnElement[bool]:
    return column.in_(orders) if isinstance(orders, Select) else among(unit.session, column, orders)


def follow_lines(
    unit: Unit, orders: Sequence[int] | Select[int], action: str, provider_id: int, reason: str | None = None
) -> list[Followed]:
    """Bring generated orders, locked before, to where their lines say; return those that moved.

    Screens hear of all of them: also where an order stays what it is, a line of it has changed.
    """
    rank = func.min(
        case({status.value: at for at, status in enumerate(_RANKED)}, value=L.status, else_=_OTHER)
    )
    standing = (
        select(L.hardware_order_id, rank.label("rank"))
        .where(_chosen(unit, L.hardware_order_id, orders))
        .group_by(L.hardware_order_id)
        .subquery()
    )
    unit.session.flush()
    found = (
        unit.session.connection()
        .execute(
            select(H.id, H.account_id, H.status, standing.c.rank)
            .join(standing, standing.c.hardware_order_id == H.id)
            .where(H.status.in_(_GENERATED))
        )
        .all()
    )
    moved = [
        Followed(order_id, account_id, _STATUSES[old], _STATES[at])
        for order_id, account_id, old, at in found
        if _STATES[at] != old
    ]
    _write(unit, moved, action, reason)
    changed_many(unit, Topic.HARDWARE_ORDER, [row[0] for row in found], action, provider_id)
    return moved


_OTHER = _RANKED.index(HardwareLineStatus.DISPATCHED)
_STATES = tuple(order_status((status,)) for status in _RANKED)
_STATUSES = {status.value: status for status in HardwareStatus}


def _write(unit: Unit, moved: list[Followed], action: str, reason: str | None) -> None:
    ways: dict[tuple[HardwareStatus, HardwareStatus], list[int]] = defaultdict(list)
    for one in moved:
        ways[one.old, one.new].append(one.order_id)
    for (old, new), ids in ways.items():
        values: dict[str, object] = {
            "status": new.value,
            "row_version": H.row_version + 1,
            "updated_at": unit.now,
            "updated_by": unit.caller.username,
        }
        if new is HardwareStatus.COMPLETE:
            values["completed_at"] = unit.now
        chosen = among(unit.session, H.id, ids)
        unit.session.connection().execute(update(H).where(chosen).values(values))
        told = Move(action, old.value, new.value, reason)
        audit_chosen(unit, "hardware_order", told, select(H.id, H.account_id).where(chosen).order_by(H.id))
