"""Writes the notes that came with an order on its tasks, for both providers to read."""

from collections.abc import Iterable

from sqlalchemy import select

from agentview.contract.orders import OrderNote
from agentview.models.provisioning import ProvisioningTask
from agentview.services.unit import Unit

_LONGEST = 10_000


def note_tasks(unit: Unit, notes: Iterable[OrderNote], references: tuple[str, ...]) -> None:
    """Put each note with a text on each task; the name of its author leads it."""
    texts = [_text(note) for note in notes if note.text]
    if not texts:
        return
    tasks = unit.session.execute(
        select(ProvisioningTask.id, ProvisioningTask.account_id)
        .where(ProvisioningTask.reference.in_(references))
        .order_by(ProvisioningTask.id)
    ).all()
    for task_id, account_id in tasks:
        for text in texts:
            unit.audit("task", task_id, "note", reason=text, account_id=account_id)


def _text(note: OrderNote) -> str:
    return (f"{note.author}: {note.text}" if note.author else note.text)[:_LONGEST]
