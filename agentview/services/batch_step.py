"""Moves a batch from one state to the next by one conditional UPDATE: of many at once, one gets through."""

from typing import Any

from sqlalchemy import ColumnElement, update

from agentview.contract.feed import Topic
from agentview.contract.hardware import BatchCommand, BatchStatus
from agentview.models.batch import Batch
from agentview.services.batch_lifecycle import target_of
from agentview.services.unit import Unit


def move(
    unit: Unit,
    batch_id: int,
    source: BatchStatus,
    command: BatchCommand,
    *conditions: ColumnElement[bool],
    reason: str | None = None,
    **values: Any,  # noqa: ANN401 - the columns of a batch
) -> bool:
    """Carry `command` out if the batch still stands in `source`; say whether it did."""
    target = target_of(source, command)
    changed = (
        update(Batch)
        .where(Batch.id == batch_id, Batch.status == source.value, *conditions)
        .values(
            status=target.value,
            row_version=Batch.row_version + 1,
            updated_at=unit.now,
            updated_by=unit.caller.username,
            **values,
        )
        .returning(Batch.provider_id)
    )
    provider = unit.session.scalars(changed, execution_options={"synchronize_session": False}).first()
    if provider is None:
        return False
    unit.audit("batch", batch_id, command.value, old=source.value, new=target.value, reason=reason)
    unit.changed(Topic.BATCH, batch_id, command.value, (provider, None))
    return True
