"""What becomes of a whole file that came in: it may be used, or is put aside (R-HW-17, R-HW-19)."""

from collections.abc import Sequence
from typing import TypeAlias

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.hardware import BatchCommand, BatchStatus
from agentview.core.errors import Refusal
from agentview.core.fault_point import fault_point
from agentview.files.payload import PayloadFolder, digest_of
from agentview.models.batch import Batch
from agentview.services.acting import Acting
from agentview.services.batch_step import move
from agentview.services.hardware_cases import end_batch_cases, raise_batch_case
from agentview.services.inbound_batch import InboundFile, InboundKind
from agentview.services.partner_folder import Inbox, Shelf
from agentview.services.unit import Unit

MOST_TOLD = 200
"""As many problems of a file are kept with its batch; the report beside the file has them all."""

Kept: TypeAlias = dict[str, str]
"""Where a file is kept as it came, and its digest: columns of its batch."""


def kept_as(found: InboundFile, kind: InboundKind, payloads: PayloadFolder) -> Kept:
    """Return where a file is kept."""
    path = payloads.path(found.batch_id, kind.ending)
    return {"payload_path": str(path), "sha256": digest_of(path)}


def is_used(session: Session, kind: InboundKind, partner: str, found: InboundFile, name: str) -> bool:
    """Say whether another file of the partner was accepted under the name that this one gives itself."""
    used = select(Batch.id).where(
        Batch.kind == kind.kind.value,
        Batch.partner == partner,
        Batch.external_file_name == name,
        Batch.id != found.batch_id,
    )
    return session.scalars(used).first() is not None


def accept(unit: Unit, found: InboundFile, name: str, records: int, kept: Kept) -> bool:
    """Let a file be used; say whether it was done now.

    Raises Conflict for one of two files of a name at once: the unique index lets one pass.
    """
    return move(
        unit,
        found.batch_id,
        BatchStatus.RECEIVED,
        BatchCommand.VALIDATE,
        external_file_name=name,
        record_count=records,
        error_code=None,
        report=[],
        **kept,
    )


def quarantine(
    acting: Acting,
    kind: InboundKind,
    found: InboundFile,
    inbox: Inbox,
    refusals: Sequence[Refusal],
    kept: Kept,
) -> None:
    """Put a bad file away with a report of every problem; nothing of it is used."""
    told = {"file": found.file_name, "problems": [_told(refusal) for refusal in refusals]}
    report = msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n"
    inbox.put_away(found.held, Shelf.QUARANTINE, report)
    _refuse(acting, kind, found, refusals, kept)


def put_by(
    acting: Acting, kind: InboundKind, found: InboundFile, inbox: Inbox, name: str, kept: Kept
) -> None:
    """Put a file away whose name was used; nothing of it is used (R-HW-19)."""
    inbox.put_away(found.held, Shelf.DUPLICATE)
    refusals = (Refusal("E-BATCH-DUPLICATE", "externalFileName", "R-HW-19", {"name": name}),)
    _refuse(acting, kind, found, refusals, kept)


def _refuse(
    acting: Acting, kind: InboundKind, found: InboundFile, refusals: Sequence[Refusal], kept: Kept
) -> None:
    """Write down that a file is refused, behind its move: an interrupted run finds the same again."""
    fault_point(f"{kind.name}.after_put_away")
    acting.act(lambda unit: _note_refusal(unit, found, refusals, kept))
    fault_point(f"{kind.name}.after_refuse")


def _note_refusal(unit: Unit, found: InboundFile, refusals: Sequence[Refusal], kept: Kept) -> None:
    code = refusals[0].code
    if move(
        unit,
        found.batch_id,
        BatchStatus.RECEIVED,
        BatchCommand.REFUSE,
        error_code=code,
        report=[_told(refusal) for refusal in refusals[:MOST_TOLD]],
        processed_at=unit.now,
        **kept,
    ):
        end_batch_cases(unit, found.batch_id)
        raise_batch_case(unit, found.provider_id, found.batch_id, code, found.file_name)


def _told(refusal: Refusal) -> dict[str, object]:
    return {"code": refusal.code, "field": refusal.field or "", "values": dict(refusal.values)}
