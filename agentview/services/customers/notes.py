"""Notes on a customer: written, listed, and taken out of the header where they are alerts."""

from sqlalchemy import select, update

from agentview.contract import customers as contract
from agentview.contract.customers import AddNoteRequest, CustomerCommand, NoteRef, Notes, NotesRequest
from agentview.core.errors import Conflict, Refusal, rejected
from agentview.models.customer import Account, CustomerNote
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.customer_news import tell
from agentview.services.customer_scope import account_of, is_customer, not_there, readable_notes, visible
from agentview.services.customers.commands import CUSTOMER, Facts, demand
from agentview.services.customers.shown import shown_note
from agentview.services.unit import Unit


def notes(unit: Unit, request: NotesRequest) -> Notes:
    """Return a page of notes, newest first."""
    account = account_of(unit, request.account_id)
    wanted = select(CustomerNote).where(CustomerNote.account_id == account.id, readable_notes(unit.caller))
    if request.before_id is not None:
        wanted = wanted.where(CustomerNote.id < request.before_id)
    rows = unit.session.scalars(wanted.order_by(CustomerNote.id.desc()).limit(request.limit + 1)).all()
    return Notes(
        notes=tuple(shown_note(row) for row in rows[: request.limit]), has_older=len(rows) > request.limit
    )


def add_note(unit: Unit, request: AddNoteRequest) -> contract.Note:
    """Write a note. What a customer writes is shared, and never an alert."""
    account = account_of(unit, request.account_id)
    by_customer = is_customer(unit.caller)
    demand(CUSTOMER[CustomerCommand.ADD_NOTE], Facts(account.status, by_customer), unit.caller)
    if not request.text:
        raise rejected("E-NOTE-EMPTY", field="text")
    if request.is_alert and by_customer:
        raise rejected("E-STAFF-ONLY", field="is_alert")
    if request.service_id is not None:
        _demand_own(unit, account, request.service_id)
    return shown_note(
        write_note(
            unit,
            account,
            request.text,
            service_id=request.service_id,
            is_alert=request.is_alert,
            is_shared=request.is_shared or by_customer,
        )
    )


def write_note(
    unit: Unit,
    account: Account,
    text: str,
    *,
    service_id: int | None = None,
    is_alert: bool = False,
    is_shared: bool = False,
) -> CustomerNote:
    """Write a note with its entry in the timeline, which only the own provider reads unless it is shared."""
    note = CustomerNote(
        account_id=account.id,
        service_subscription_id=service_id,
        text=text,
        author=unit.caller.display_name,
        is_shared=is_shared,
        is_system=False,
        is_alert=is_alert,
        at=unit.now,
    )
    unit.session.add(note)
    unit.session.flush()
    action = "alert" if is_alert else "add"
    unit.audit("note", note.id, action, reason=text, is_internal=not is_shared, account_id=account.id)
    tell(unit, account, "note")
    return note


def _demand_own(unit: Unit, account: Account, service_id: int) -> None:
    """Raise NotFound unless the service is the customer's."""
    held = (
        select(ServiceSubscription.id)
        .join(PackageSubscription, PackageSubscription.id == ServiceSubscription.package_subscription_id)
        .where(ServiceSubscription.id == service_id, PackageSubscription.account_id == account.id)
    )
    if unit.session.scalars(held).first() is None:
        raise not_there("service_id", service_id)


def end_alert(unit: Unit, request: NoteRef) -> contract.Note:
    """Take an alert out of the header; of two people at once one does it, the other learns who it was."""
    note, account = _note(unit, request.note_id)
    if not note.is_alert:
        raise rejected("E-NOT-ALERT")
    if is_customer(unit.caller):
        raise rejected("E-STAFF-ONLY")
    ended = (
        update(CustomerNote)
        .where(CustomerNote.id == note.id, CustomerNote.ended_at.is_(None))
        .values(
            ended_at=unit.now,
            ended_by=unit.caller.display_name,
            row_version=CustomerNote.row_version + 1,
            updated_at=unit.now,
            updated_by=unit.caller.username,
        )
        .returning(CustomerNote.id)
    )
    is_first = unit.session.scalars(ended, execution_options={"synchronize_session": False}).first()
    unit.session.refresh(note)
    if is_first is None:
        since = note.ended_at.isoformat() if note.ended_at else None
        raise Conflict(Refusal("E-ALERT-ENDED", values={"by": note.ended_by, "since": since}))
    unit.audit(
        "note",
        note.id,
        "end_alert",
        reason=note.text,
        is_internal=not note.is_shared,
        account_id=account.id,
    )
    tell(unit, account, "end_alert")
    return shown_note(note)


def _note(unit: Unit, note_id: int) -> tuple[CustomerNote, Account]:
    row = unit.session.execute(
        select(CustomerNote, Account)
        .join(Account, Account.id == CustomerNote.account_id)
        .where(CustomerNote.id == note_id, visible(unit.caller), readable_notes(unit.caller))
    ).first()
    if row is None:
        raise not_there("note_id", note_id)
    return row.CustomerNote, row.Account
