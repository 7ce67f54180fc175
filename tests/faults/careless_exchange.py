"""The negative controls: the jobs of hardware, each with one guard taken out, in a worker alone."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, false, update

from agentview.contract.hardware import BatchStatus
from agentview.files.payload import Kept, PayloadFolder
from agentview.jobs.job import Job
from agentview.models.batch import Batch
from agentview.models.database import Database
from agentview.services import hardware_charges, outbound_batch
from agentview.services.acting import Acting
from agentview.services.inbound_batch import InboundKind, Partner
from agentview.services.outbound_batch import Blocks, OutboundKind
from agentview.services.partner_folder import Inbox, Outbox
from agentview.services.sales_order_dispatch import applying, taking_in
from agentview.services.sales_order_dispatch.receiving import Incoming
from agentview.services.unit import Unit
from tests.faults import exchange_jobs

_SOURCE = "tests.faults.careless_exchange"
SENDS_AGAIN = f"{_SOURCE}:sends_again"
APPLIES_AGAIN, BILLS_AGAIN = f"{_SOURCE}:applies_again", f"{_SOURCE}:bills_again"
FORGETS_FILES = f"{_SOURCE}:forgets_files"


def _patched(module: Any, name: str, value: object) -> None:  # noqa: ANN401 - a module
    setattr(module, name, value)


def _named(unit: Unit, batch_id: int, token: str, _kept: Kept) -> bool:
    """Let a batch name a copy, whichever it named before."""
    staged = update(Batch).where(Batch.id == batch_id)
    unit.session.execute(staged.values(status=BatchStatus.STAGED.value, stage_token=token))
    return True


def sends_again(folder: Path) -> tuple[Job, ...]:
    """Whoever goes on with a request batch writes and publishes it, although it was staged and renamed."""
    read: Callable[[Database, int], Any] = outbound_batch._read
    stage: Callable[..., None] = outbound_batch._stage

    def publish(_acting: Acting, _found: object, _kind: OutboundKind, _outbox: Outbox) -> None:
        """Leave it to the one below, behind the writing."""

    own: Callable[..., None] = outbound_batch._publish

    def write(
        acting: Acting,
        database: Database,
        found: Any,  # noqa: ANN401 - a private class
        kind: OutboundKind,
        blocks: Blocks,
        outbox: Outbox,
        payloads: PayloadFolder,
    ) -> None:
        stage(acting, database, found, kind, blocks, outbox, payloads)
        own(acting, read(database, found.batch_id), kind, outbox)

    def standing(database: Database, batch_id: int) -> Any:  # noqa: ANN401 - a private class
        return replace(read(database, batch_id), status=BatchStatus.CREATED)

    _patched(outbound_batch, "_name_copy", _named)
    _patched(outbound_batch, "_publish", publish)
    _patched(outbound_batch, "_stage", write)
    _patched(outbound_batch, "_read", standing)
    return exchange_jobs.jobs_in(folder)


def applies_again(folder: Path) -> tuple[Job, ...]:
    """Whoever goes on with a dispatch file begins at its first record."""
    own: Callable[[Acting, Incoming, PayloadFolder], Iterator[int]] = applying.apply

    def take(unit: Unit, batch_id: int, start: int, records: int) -> tuple[int, int, int]:
        batch = unit.session.get_one(Batch, batch_id)
        batch.applied_upto = start + records
        told = batch.ok_count + batch.refused_count + batch.duplicate_count
        return batch.provider_id, batch.warehouse_id or 0, told

    def apply(acting: Acting, found: Incoming, payloads: PayloadFolder) -> Iterator[int]:
        return own(acting, replace(found, applied_upto=0), payloads)

    _patched(applying, "_take", take)
    _patched(taking_in, "apply", apply)
    return exchange_jobs.jobs_in(folder)


def bills_again(folder: Path) -> tuple[Job, ...]:
    """Nobody looks whether a line was billed; the test takes the unique index away, the second wall."""

    def none(_kind: str) -> ColumnElement[bool]:
        return false()

    _patched(hardware_charges, "_has", none)
    return exchange_jobs.jobs_in(folder)


def forgets_files(folder: Path) -> tuple[Job, ...]:
    """Nobody looks after the files that a dead one held."""

    def nothing(_acting: Acting, _kind: InboundKind, _partner: Partner, _inbox: Inbox) -> None:
        """Leave what lies there."""

    _patched(taking_in, "go_on", nothing)
    return exchange_jobs.jobs_in(folder)
