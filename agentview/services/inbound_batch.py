"""Takes in the files of a partner: one batch a file, whoever sees it first and how often (R-HW-19).

The row comes first, then the file is renamed to a name that bears the row and this attempt; the row then
names the attempt that counts. What an attempt that does not count has renamed goes back.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import uuid4

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.orm import Session

from agentview.contract.feed import Topic
from agentview.contract.hardware import BatchCommand, BatchKind, BatchStatus
from agentview.core import log
from agentview.core.errors import rejected
from agentview.core.fault_point import fault_point
from agentview.core.file_name import LONGEST
from agentview.files.payload import PayloadFolder
from agentview.models.batch import Batch
from agentview.services.acting import Acting
from agentview.services.batch_lifecycle import OPEN_INBOUND
from agentview.services.partner_folder import HeldName, Inbox, Shelf, read_held
from agentview.services.unit import Unit

LONGEST_NAME = LONGEST - len(str(HeldName(2**31, "f" * 12, ""))) - len(".999.report.json")
"""Held, put away under a number, and with a report beside it, a file's name must still be a plain one."""
LONGEST_BYTES = 200
"""What a name may take on a disk that allows 255 bytes for the longer one."""
_BLOCK = 1024 * 1024
_PROCESSED = (BatchStatus.PROCESSED, BatchStatus.PROCESSED_WITH_ERRORS)


@dataclass(frozen=True, slots=True)
class InboundKind:
    """What differs between kinds of files: `name` is that of fault points, `ending` of the files kept."""

    kind: BatchKind
    name: str
    ending: str


@dataclass(frozen=True, slots=True)
class Partner:
    """Who sends files of a kind: its name among partners, and the column of a batch that refers to it.

    `hold` locks its own row: of two that see a new file at once, the second finds the first one's batch.
    """

    name: str
    provider_id: int
    column: str
    id: int
    hold: Callable[[Unit], object]


@dataclass(frozen=True, slots=True)
class InboundFile:
    """A file on its way in."""

    batch_id: int
    provider_id: int
    status: BatchStatus
    file_name: str
    token: str | None
    record_count: int
    applied_upto: int

    @property
    def is_settled(self) -> bool:
        """Say whether all its records are settled."""
        return self.status is BatchStatus.VALIDATED and self.applied_upto == self.record_count

    @property
    def held(self) -> str:
        """The name under which it is held."""
        return str(HeldName(self.batch_id, self.token or "", self.file_name))


def standing_of(batch: Batch) -> tuple[int, int, BatchStatus, str, str | None, int, int]:
    """Return what a file on its way in says of its batch, in the order of its fields."""
    return (
        batch.id,
        batch.provider_id,
        BatchStatus(batch.status),
        batch.file_name or "",
        batch.stage_token,
        batch.record_count,
        batch.applied_upto,
    )


def is_takeable(name: str) -> bool:
    """Say whether a file's name is short enough to be held under a longer one."""
    return len(name) <= LONGEST_NAME and len(name.encode()) <= LONGEST_BYTES


def incoming(session: Session, batch_id: int) -> InboundFile | None:
    """Return a batch that came in, as it stands now; None for one that was forgotten."""
    batch = session.get(Batch, batch_id, populate_existing=True)
    return None if batch is None else InboundFile(*standing_of(batch))


def open_batches(session: Session, kind: InboundKind, partner: str) -> Sequence[int]:
    """Return the batches of a partner that are under way, the oldest first."""
    found = select(Batch.id).where(*_of(kind, partner), Batch.status.in_(OPEN_INBOUND))
    return session.scalars(found.order_by(Batch.id)).all()


def receive(acting: Acting, kind: InboundKind, partner: Partner, name: str, inbox: Inbox) -> None:
    """Take a file that lies ready; a file that another run has taken meanwhile changes nothing.

    Where an earlier file of this name is under way, this one waits until that is done.
    """
    batch_id, is_taken = acting.act(lambda unit: register(unit, kind, partner, name))
    fault_point(f"{kind.name}.after_register")
    if is_taken:
        return
    held = HeldName(batch_id, uuid4().hex[:12], name)
    if inbox.claim(name, str(held)):
        fault_point(f"{kind.name}.after_claim")
        _adopt(acting, kind, held, inbox)


def take_ready(acting: Acting, kind: InboundKind, partner: Partner, inbox: Inbox) -> Iterator[str]:
    """Take each file that lies ready; yield their names."""
    for name in inbox.ready():
        if is_takeable(name):
            receive(acting, kind, partner, name, inbox)
            yield name
        else:
            log.warn("batch.name_too_long", operation=kind.name, record_id=partner.id)


def go_on(acting: Acting, kind: InboundKind, partner: Partner, inbox: Inbox) -> None:
    """Settle what an interrupted run left between the folder and the rows of a partner."""
    for held in map(read_held, inbox.held()):
        if held is not None:
            _adopt(acting, kind, held, inbox)
    ready = set(inbox.ready())
    acting.act(lambda unit: _forget_without_file(unit, kind, partner, ready))


def keep(found: InboundFile, kind: InboundKind, inbox: Inbox, payloads: PayloadFolder) -> bool:
    """Copy a held file into our own folder, once; False where its file is not ours to read yet.

    Raises Rejected for a file that may not be read, or is not held any more (`E-EXCHANGE-GONE`): whoever put
    it away had not read it either, and died before writing that down.
    """
    if payloads.has(found.batch_id, kind.ending):
        return True
    if found.token is None:
        return False
    try:
        with inbox.open(found.held) as file:
            payloads.keep(found.batch_id, kind.ending, iter(lambda: file.read(_BLOCK), b""))
    except FileNotFoundError:
        if payloads.has(found.batch_id, kind.ending):
            # Another run was faster: it kept a copy, and put the file away.
            return True
        raise rejected("E-EXCHANGE-GONE", name=found.file_name) from None
    fault_point(f"{kind.name}.after_keep")
    return True


def _of(kind: InboundKind, partner: str) -> tuple[ColumnElement[bool], ...]:
    return Batch.kind == kind.kind.value, Batch.partner == partner


def register(unit: Unit, kind: InboundKind, partner: Partner, name: str) -> tuple[int, bool]:
    """Return the batch of a file that lies ready, made now or before, and whether it has taken a file."""
    partner.hold(unit)
    known = select(Batch.id, Batch.stage_token).where(
        *_of(kind, partner.name), Batch.file_name == name, Batch.status.in_(OPEN_INBOUND)
    )
    found = unit.session.execute(known).first()
    if found is not None:
        return found[0], found[1] is not None
    batch = Batch(
        provider_id=partner.provider_id,
        kind=kind.kind.value,
        partner=partner.name,
        file_name=name,
        status=BatchStatus.RECEIVED.value,
        received_at=unit.now,
        **{partner.column: partner.id},
    )
    unit.session.add(batch)
    unit.session.flush()
    unit.audit("batch", batch.id, BatchCommand.RECEIVE.value, new=batch.status, reason=name)
    unit.changed(Topic.BATCH, batch.id, BatchCommand.RECEIVE.value, (batch.provider_id, None))
    return batch.id, False


def _adopt(acting: Acting, kind: InboundKind, held: HeldName, inbox: Inbox) -> None:
    """Let a batch name the held file that is its own; one that is not goes back to where it came from.

    One whose batch is processed only waits to be put away.
    """
    status = acting.act(lambda unit: _name_attempt(unit, kind, held))
    if status is None:
        inbox.give_back(str(held), held.name)
    elif status in _PROCESSED:
        inbox.put_away(str(held), Shelf.ARCHIVE)
    fault_point(f"{kind.name}.after_adopt")


def _name_attempt(unit: Unit, kind: InboundKind, held: HeldName) -> BatchStatus | None:
    """Return how the batch stands that names this attempt, now or before; None where none does."""
    named = (
        update(Batch)
        .where(
            Batch.id == held.batch_id,
            Batch.kind == kind.kind.value,
            Batch.file_name == held.name,
            Batch.status == BatchStatus.RECEIVED.value,
            Batch.stage_token.is_(None),
        )
        .values(stage_token=held.token)
        .returning(Batch.id)
    )
    options = {"synchronize_session": False}
    if unit.session.scalars(named, execution_options=options).first() is not None:
        return BatchStatus.RECEIVED
    its_own = select(Batch.status).where(
        Batch.id == held.batch_id,
        Batch.stage_token == held.token,
        Batch.status.in_((*OPEN_INBOUND, *_PROCESSED)),
    )
    found = unit.session.scalars(its_own).first()
    return None if found is None else BatchStatus(found)


def _forget_without_file(unit: Unit, kind: InboundKind, partner: Partner, ready: set[str]) -> None:
    """Remove rows whose file was taken by nobody and is not there any more: the partner took it back."""
    rows = unit.session.execute(
        select(Batch.id, Batch.file_name).where(
            *_of(kind, partner.name),
            Batch.status == BatchStatus.RECEIVED.value,
            Batch.stage_token.is_(None),
        )
    )
    gone = [batch_id for batch_id, name in rows if name not in ready]
    unit.session.execute(delete(Batch).where(Batch.id.in_(gone), Batch.stage_token.is_(None)))
