"""Takes in files part by part, keeps what is whole, and gives it out again."""

import hashlib
from datetime import timedelta

from sqlalchemy import delete, func, select

from agentview.contract import attachments as contract
from agentview.contract.attachments import (
    PART_SIZE,
    Attachments,
    AttachmentsRequest,
    BeginRequest,
    Begun,
    Part,
    PartRequest,
    ReadRequest,
)
from agentview.contract.feed import Topic
from agentview.contract.op import Nothing
from agentview.core.errors import NotFound, Refusal, refuse_if_any, rejected
from agentview.models.attachment import Attachment, AttachmentPart
from agentview.models.dialect import upsert
from agentview.models.party import User
from agentview.services.attachments.media import OTHER, media_type
from agentview.services.attachments.rules import length_of, parts_of, size_refusals
from agentview.services.customer_scope import account_of
from agentview.services.handler import handle
from agentview.services.unit import Unit

_FORGOTTEN_AFTER = timedelta(days=1)


def begin(unit: Unit, request: BeginRequest) -> Begun:
    """Announce a file. One over the limit is refused before anything of it is sent. Raises NotFound."""
    account = account_of(unit, request.account_id)
    refuse_if_any(size_refusals(request.name, request.size))
    _forget_unfinished(unit, account.id)
    row = Attachment(
        provider_id=account.provider_id,
        account_id=account.id,
        name=request.name,
        media_type=OTHER,
        size=request.size,
        sha256=request.sha256,
        is_whole=False,
    )
    unit.session.add(row)
    unit.session.flush()
    return Begun(attachment_id=row.id, name=row.name, part_size=PART_SIZE, parts=parts_of(row.size))


def _forget_unfinished(unit: Unit, account_id: int) -> None:
    """Remove what was begun long ago and never finished."""
    left = select(Attachment.id).where(
        Attachment.account_id == account_id,
        Attachment.is_whole.is_(False),
        Attachment.created_at < unit.now - _FORGOTTEN_AFTER,
    )
    ids = unit.session.scalars(left).all()
    unit.session.execute(delete(AttachmentPart).where(AttachmentPart.attachment_id.in_(ids)))
    unit.session.execute(delete(Attachment).where(Attachment.id.in_(ids)))


def put_part(unit: Unit, request: PartRequest) -> Nothing:
    """Take a part of a file that the caller began. Raises Rejected (`E-FILE-PART`), NotFound."""
    row = _begun(unit, request.attachment_id)
    if len(request.content) != length_of(row.size, request.number):
        raise rejected("E-FILE-PART", field="content")
    upsert(
        unit.session,
        AttachmentPart,
        {"attachment_id": row.id, "number": request.number, "content": request.content},
        (AttachmentPart.attachment_id, AttachmentPart.number),
    )
    return Nothing()


def finish(unit: Unit, request: contract.AttachmentRef) -> contract.Attachment:
    """Keep a file of which every part is there, and which is the one that was announced.

    Raises Rejected (`E-FILE-INCOMPLETE`, `E-FILE-DAMAGED`), NotFound.
    """
    row = _begun(unit, request.attachment_id)
    parts = parts_of(row.size)
    number = unit.session.scalars(select(func.count()).where(AttachmentPart.attachment_id == row.id)).one()
    if number != parts:
        raise rejected("E-FILE-INCOMPLETE", missing=parts - number, parts=parts)
    digest = hashlib.sha256()
    head = b""
    for at in range(parts):
        content = _content(unit, row.id, at)
        head = head or content
        digest.update(content)
    if digest.hexdigest() != row.sha256:
        raise rejected("E-FILE-DAMAGED")
    row.media_type, row.is_whole = media_type(head), True
    unit.audit("attachment", row.id, "add", new=row.name, account_id=row.account_id)
    unit.changed(Topic.ACCOUNT, row.account_id, "attach", (row.provider_id, None))
    unit.session.flush()
    return _shown(row, unit.caller.display_name)


def list_attachments(unit: Unit, request: AttachmentsRequest) -> Attachments:
    """List the files of a customer, newest first. Raises NotFound."""
    account = account_of(unit, request.account_id)
    rows = unit.session.execute(
        select(Attachment, User.display_name)
        .outerjoin(User, User.username == Attachment.created_by)
        .where(Attachment.account_id == account.id, Attachment.is_whole)
        .order_by(Attachment.id.desc())
    )
    return Attachments(attachments=tuple(_shown(row, name or row.created_by) for row, name in rows))


def read(unit: Unit, request: ReadRequest) -> Part:
    """Return a part of a file; that somebody reads it is written down with the first one.

    Raises NotFound, also for one that is not whole.
    """
    row = unit.session.get(Attachment, request.attachment_id)
    if row is None or not row.is_whole or not length_of(row.size, request.number):
        raise _not_found(request.attachment_id)
    _own(unit, row)
    if request.number == 0:
        unit.audit("attachment", row.id, "reveal", new=row.name, account_id=row.account_id)
    return Part(number=request.number, content=_content(unit, row.id, request.number))


def _begun(unit: Unit, attachment_id: int) -> Attachment:
    """Return a file in the making, for the person who began it alone."""
    row = unit.session.get(Attachment, attachment_id)
    if row is None or row.is_whole or row.created_by != unit.caller.username:
        raise _not_found(attachment_id)
    _own(unit, row)
    return row


def _own(unit: Unit, row: Attachment) -> None:
    account_of(unit, row.account_id)


def _not_found(attachment_id: int) -> NotFound:
    return NotFound(Refusal("E-NOT-FOUND", values={"attachment_id": attachment_id}))


def _content(unit: Unit, attachment_id: int, number: int) -> bytes:
    return unit.session.scalars(
        select(AttachmentPart.content).where(
            AttachmentPart.attachment_id == attachment_id, AttachmentPart.number == number
        )
    ).one()


def _shown(row: Attachment, by: str) -> contract.Attachment:
    return contract.Attachment(
        attachment_id=row.id,
        account_id=row.account_id,
        name=row.name,
        media_type=row.media_type,
        size=row.size,
        sha256=row.sha256,
        parts=parts_of(row.size),
        by=by,
        at=row.created_at,
    )


HANDLERS = (
    handle(contract.BEGIN, begin),
    handle(contract.PUT_PART, put_part),
    handle(contract.FINISH, finish),
    handle(contract.LIST, list_attachments),
    handle(contract.READ, read),
)
