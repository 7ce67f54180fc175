"""Takes hold of a wireless order for a command: one conditional UPDATE checks version and state."""

from collections.abc import Collection

from sqlalchemy import select, update

from agentview.contract.wireless import WirelessStatus
from agentview.contract.wireless_orders import WirelessCommand
from agentview.core.errors import Conflict, Refusal, Value
from agentview.models.wireless_inventory import WirelessDevice, WirelessLine
from agentview.models.wireless_order import WirelessOrder
from agentview.services.names import display_name
from agentview.services.unit import Unit
from agentview.services.wireless_forms.lifecycle import LIFECYCLE
from agentview.services.wireless_forms.matter import Matter, matter_of
from agentview.services.wireless_orders.facts import approves, demand, facts_of
from agentview.services.wireless_scope import visible_orders

W = WirelessOrder
_PAST_THE_SESSION = {"synchronize_session": False}


def hold(
    unit: Unit, order_id: int, version: int, command: WirelessCommand, *, is_said: bool = True
) -> Matter:
    """Lock an order for a command, in the version that was seen, and judge it without its problems.

    Raises Conflict (`E-STALE` with who changed it), Rejected (`E-STATE` and guards), Denied, NotFound. Of
    several callers with one version exactly one gets through.
    """
    sources = {source for row in LIFECYCLE.rows_of(command) for source in row.sources}
    held = unit.session.scalars(
        update(W)
        .where(
            W.id == order_id,
            visible_orders(unit),
            W.row_version == version,
            W.status.in_([source.value for source in sources]),
        )
        .values(row_version=W.row_version + 1, updated_at=unit.now, updated_by=unit.caller.username)
        .returning(W.id),
        execution_options=_PAST_THE_SESSION,
    ).first()
    found = matter_of(unit, order_id)
    if held is None:
        _refuse(unit, found, version, command, sources)
    judge(unit, found, command, is_said=is_said)
    return found


def judge(unit: Unit, found: Matter, command: WirelessCommand, *, is_said: bool = True) -> None:
    """Raise what stands against a command, beside what is missing in the order."""
    facts = facts_of(found, unit, is_approver=approves(unit, found.order), is_said=is_said)
    demand(unit, found.status, command, facts)


def lock_subjects(unit: Unit, found: Matter) -> None:
    """Take hold of the line and device of an order: of two orders at once the second finds the first."""
    for table, key in ((WirelessLine, found.order.line_id), (WirelessDevice, found.order.device_id)):
        if key is not None:
            unit.session.execute(select(table.id).where(table.id == key).with_for_update())


def stale(unit: Unit, order: WirelessOrder) -> Conflict:
    """Return the error for an order that changed since it was seen: who changed it, and when."""
    values: dict[str, Value] = {
        "by": display_name(unit, order.updated_by),
        "at": order.updated_at.isoformat(),
        "status": order.status,
        "version": order.row_version,
    }
    return Conflict(Refusal("E-STALE", rule="R-PRV-41", values=values))


def _refuse(
    unit: Unit, found: Matter, version: int, command: WirelessCommand, sources: Collection[WirelessStatus]
) -> None:
    """Raise why it could not be held: a state that does not allow it first, for that ends the matter."""
    if found.order.row_version == version or found.status not in sources:
        judge(unit, found, command)
    raise stale(unit, found.order)
