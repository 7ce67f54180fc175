"""Submits the order of a transfer."""

from collections.abc import Mapping

from agentview.contract.feed import Topic
from agentview.contract.orders import OrderNote
from agentview.contract.transfers import Transferred
from agentview.core.reference import Prefix, reference
from agentview.services.orders.key import task_references
from agentview.services.orders.notes import note_tasks
from agentview.services.orders.wish import Origin, Wish
from agentview.services.orders.writing import submit_order
from agentview.services.unit import Unit

SOURCE = "DESKTOP"


def submitted(unit: Unit, wish: Wish, note: str, form: Mapping[str, object] | None = None) -> Transferred:
    """Submit the order, and put the note on its tasks for both providers to read.

    `form` is what else the order keeps.
    """
    record = submit_order(unit, wish, Origin(SOURCE, form_data={"note": note, **(form or {})}))
    unit.session.flush()
    own = reference(Prefix.ORDER, record.id)
    tasks = task_references(unit, (own,))
    note_tasks(unit, (OrderNote(text=note),), tasks)
    for account in {wish.account.id, wish.holder.id}:
        unit.changed(Topic.ACCOUNT, account, "transfer", (unit.caller.provider_id, None))
    unit.changed(Topic.ORDER, record.id, "submit", (unit.caller.provider_id, None))
    return Transferred(
        order_id=record.id,
        reference=own,
        status=record.status,
        account_id=wish.holder.id,
        task_references=tasks,
    )
