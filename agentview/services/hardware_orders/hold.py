"""Takes hold of a hardware order for a command: one conditional UPDATE checks version and state.

Who changes an order holds its row first, then its lines; jobs that change orders do the same (`lock_orders`).
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import update

from agentview.contract.hardware import HardwareCommand, HardwareLineStatus, HardwareStatus
from agentview.core.errors import Conflict, Refusal, Value
from agentview.models.hardware import HardwareOrder, HardwareOrderLine
from agentview.services.hardware_lifecycle import LIFECYCLE
from agentview.services.hardware_orders.facts import demand, facts_of
from agentview.services.hardware_orders.matter import Matter, matter_of
from agentview.services.hardware_scope import visible_orders
from agentview.services.names import display_name
from agentview.services.seller import seller_of
from agentview.services.unit import Unit

_PAST_THE_SESSION = {"synchronize_session": False}
H, L = HardwareOrder, HardwareOrderLine


def hold(unit: Unit, order_id: int, version: int, command: HardwareCommand) -> Matter:
    """Lock an order for a command, in the version that was seen, and judge it.

    Raises Conflict (`E-STALE` with who changed it), Rejected (`E-STATE` and guards), Denied, NotFound. Of
    several callers with one version exactly one gets through (R-PRV-41).
    """
    found = seize(unit, order_id, version, command)
    demand(unit, found, command, facts_of(unit, found))
    return found


def seize(unit: Unit, order_id: int, version: int, command: HardwareCommand) -> Matter:
    """Lock an order for a command that is judged by who calls. Raises as `hold`."""
    sources = {source for row in LIFECYCLE.rows_of(command) for source in row.sources}
    held = unit.session.scalars(
        update(H)
        .where(
            H.id == order_id,
            visible_orders(unit.caller, seller_of(unit)),
            H.row_version == version,
            H.status.in_([source.value for source in sources]),
        )
        .values(**_stamped(unit, H))
        .returning(H.id),
        execution_options=_PAST_THE_SESSION,
    ).first()
    found = matter_of(unit, order_id)
    if held is None:
        _refuse(unit, found, version, command, sources)
    return found


def move_lines(
    unit: Unit,
    order_id: int,
    sources: Collection[HardwareLineStatus],
    target: HardwareLineStatus,
    *,
    line_ids: Collection[int] | None = None,
    is_unclaimed: bool = False,
    **values: object,
) -> list[int]:
    """Bring lines of a held order that are still in one of `sources` to `target`; return which these were.

    A batch that claims a line at the same moment gets it, or finds it moved: never both.
    """
    conditions = [L.hardware_order_id == order_id, L.status.in_([one.value for one in sources])]
    if line_ids is not None:
        conditions.append(L.id.in_(line_ids))
    if is_unclaimed:
        conditions.append(L.request_batch_id.is_(None))
    moved = update(L).where(*conditions).values(status=target.value, **values, **_stamped(unit, L))
    return list(unit.session.scalars(moved.returning(L.id), execution_options=_PAST_THE_SESSION))


def stale(unit: Unit, order: HardwareOrder) -> Conflict:
    """Return the error for an order that changed since it was seen: who changed it, and when."""
    values: dict[str, Value] = {
        "by": display_name(unit, order.updated_by),
        "at": order.updated_at.isoformat(),
        "status": order.status,
        "version": order.row_version,
    }
    return Conflict(Refusal("E-STALE", rule="R-PRV-41", values=values))


def _refuse(
    unit: Unit, found: Matter, version: int, command: HardwareCommand, sources: Collection[HardwareStatus]
) -> None:
    """Raise why it could not be held: a state that does not allow it first, for that ends the matter."""
    if found.order.row_version == version or found.status not in sources:
        demand(unit, found, command, facts_of(unit, found))
    raise stale(unit, found.order)


def _stamped(unit: Unit, table: type[HardwareOrder | HardwareOrderLine]) -> dict[str, Any]:
    return {
        "row_version": table.row_version + 1,
        "updated_at": unit.now,
        "updated_by": unit.caller.username,
    }
