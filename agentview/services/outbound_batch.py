"""Takes a batch that goes out to its partner, step by step; each step may be done any number of times.

CREATED: the file is written under a temporary name of its own. STAGED: the batch names the one copy that may
be published; a copy of another run is thrown away. Publishing renames that copy, which works once. SENT.
Only conditional UPDATEs and the rename decide, not who runs the steps or how often (R-HW-16, R-HW-26).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.hardware import BatchCommand, BatchStatus
from agentview.core.fault_point import fault_point
from agentview.files.payload import Kept, PayloadFolder, blocks_of
from agentview.models.batch import Batch
from agentview.models.database import Database
from agentview.services.acting import Acting
from agentview.services.batch_step import move
from agentview.services.partner_folder import Outbox, temporary_name
from agentview.services.unit import Unit


@dataclass(frozen=True, slots=True)
class OutboundKind:
    """What differs between kinds of batches: the name of fault points, and what follows once one was sent.

    `is_sent` is called in the transaction in which the batch becomes SENT, behind its conditional UPDATE:
    once. `before_sent` takes the locks that must be taken before the batch's own.
    """

    name: str
    is_sent: Callable[[Unit, int], None]
    before_sent: Callable[[Unit, int], None]


Blocks: TypeAlias = Callable[[Session, int], Iterator[bytes]]
"""Yields the same file of a batch each time, from its rows alone."""


@dataclass(frozen=True, slots=True)
class _Standing:
    batch_id: int
    status: BatchStatus
    file_name: str
    stage_token: str

    @property
    def temporary(self) -> str:
        return temporary_name(self.file_name, self.stage_token)


def send(
    acting: Acting,
    database: Database,
    batch_id: int,
    kind: OutboundKind,
    blocks: Blocks,
    outbox: Outbox,
    payloads: PayloadFolder,
) -> None:
    """Take a batch on from where it stands until it is SENT. Raises Unavailable; then it stays as it is."""
    found = _read(database, batch_id)
    if found.status is BatchStatus.CREATED:
        _stage(acting, database, found, kind, blocks, outbox, payloads)
        found = _read(database, batch_id)
    if found.status is BatchStatus.STAGED:
        _publish(acting, found, kind, outbox)


def _read(database: Database, batch_id: int) -> _Standing:
    wanted = select(Batch.status, Batch.file_name, Batch.stage_token).where(Batch.id == batch_id)
    with database.read() as session:
        status, name, token = session.execute(wanted).one()
    return _Standing(batch_id, BatchStatus(status), name or "", token or "")


def _stage(
    acting: Acting,
    database: Database,
    found: _Standing,
    kind: OutboundKind,
    blocks: Blocks,
    outbox: Outbox,
    payloads: PayloadFolder,
) -> None:
    """Write the file under a temporary name of this attempt's own, and let the batch name it."""
    with database.read() as session:
        kept = payloads.keep(found.batch_id, ".request", blocks(session, found.batch_id))
    fault_point(f"{kind.name}.after_keep")
    token = uuid4().hex[:12]
    temporary = temporary_name(found.file_name, token)
    outbox.stage(temporary, blocks_of(kept.path))
    fault_point(f"{kind.name}.after_write")
    if not acting.act(lambda unit: _name_copy(unit, found.batch_id, token, kept)):
        outbox.discard(temporary)
    fault_point(f"{kind.name}.after_stage")


def _name_copy(unit: Unit, batch_id: int, token: str, kept: Kept) -> bool:
    return move(
        unit,
        batch_id,
        BatchStatus.CREATED,
        BatchCommand.STAGE,
        stage_token=token,
        payload_path=str(kept.path),
        sha256=kept.sha256,
    )


def _publish(acting: Acting, found: _Standing, kind: OutboundKind, outbox: Outbox) -> None:
    """Give the staged file its name, and write down that it is sent.

    Where the temporary file is gone it was published before: nobody else renames it.
    """
    outbox.publish(found.temporary, found.file_name)
    fault_point(f"{kind.name}.after_publish")
    for left in outbox.hidden(found.file_name):
        # Written by an attempt that was broken off; none of them can be published any more.
        outbox.discard(left)
    acting.act(lambda unit: note_sent(unit, found.batch_id, kind))
    fault_point(f"{kind.name}.after_send")


def note_sent(unit: Unit, batch_id: int, kind: OutboundKind) -> bool:
    """Write down that a staged batch was sent, with all that follows; say whether it was done now.

    Also an answer of the partner shows that: who published it may have died before writing it down.
    """
    kind.before_sent(unit, batch_id)
    if not move(unit, batch_id, BatchStatus.STAGED, BatchCommand.SEND, sent_at=unit.now):
        return False
    kind.is_sent(unit, batch_id)
    return True
