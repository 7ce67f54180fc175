"""Cases of the ombudsman: noted, closed, and listed; while one is open nobody is restricted (R-SUS-08)."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, tuple_

from agentview.contract.complaints import (
    CloseComplaintRequest,
    ComplaintRow,
    Complaints,
    ComplaintsRequest,
    ComplaintView,
    OpenComplaintRequest,
)
from agentview.core.errors import Conflict, Refusal, rejected
from agentview.models.customer import Account
from agentview.models.suspension import Complaint
from agentview.services.contract_catalogue.scope import stale
from agentview.services.customer_scope import held_account, not_there, refuse_customers, visible
from agentview.services.customers.news import tell
from agentview.services.keyset import Place, read_place
from agentview.services.names import display_name, display_names
from agentview.services.reevaluating import ask_again
from agentview.services.unit import Unit

ENTITY = "complaint"

C = Complaint
_PLACE = (C.opened_on, C.id)


def complaints(unit: Unit, request: ComplaintsRequest) -> Complaints:
    """Return a page of cases of the own provider's accounts, by the day on which they were opened."""
    refuse_customers(unit)
    meant, here = _meant(unit, request), tuple_(*_PLACE)
    wanted = _shown().where(*meant)
    if request.after is not None:
        there = tuple_(*read_place(request.after, _PLACE).values)
        wanted = wanted.where(here < there if request.is_descending else here > there)
    order = [column.desc() if request.is_descending else column.asc() for column in _PLACE]
    rows = unit.session.execute(wanted.order_by(*order).limit(request.limit + 1)).all()
    page = rows[: request.limit]
    names = display_names(unit, [row.Complaint.created_by for row in page])
    shown = tuple(
        _row(row.Complaint, row.Account, names.get(row.Complaint.created_by, row.Complaint.created_by))
        for row in page
    )
    counted = select(func.count(C.id)).join(Account, Account.id == C.account_id).where(*meant)
    return Complaints(
        rows=shown,
        last=Place((shown[-1].opened_on, shown[-1].complaint_id)).token() if len(rows) > len(shown) else None,
        total=unit.session.scalar(counted) or 0,
        as_of=unit.now,
    )


def open_complaint(unit: Unit, request: OpenComplaintRequest) -> ComplaintRow:
    """Note a case; the account is left alone while it is open (R-SUS-08).

    Raises Rejected (`E-COMPLAINT-DAY`), Conflict (`E-COMPLAINT-KNOWN`), NotFound.
    """
    refuse_customers(unit)
    account = held_account(unit, request.account_id)
    _refuse_day(unit, "opened_on", request.opened_on, account.opened_on)
    known = select(C.id).where(C.account_id == account.id, C.reference == request.reference)
    if unit.session.scalars(known).first() is not None:
        values = {"reference": request.reference}
        raise Conflict(Refusal("E-COMPLAINT-KNOWN", "reference", "R-SUS-08", {**values}))
    made = C(account_id=account.id, reference=request.reference, opened_on=request.opened_on)
    unit.session.add(made)
    unit.session.flush()
    return _told(unit, made, account, "open", "")


def close_complaint(unit: Unit, request: CloseComplaintRequest) -> ComplaintRow:
    """Close a case: the rules apply again from now on.

    Raises Rejected (`E-COMPLAINT-DAY`, `E-COMPLAINT-CLOSED`), Conflict (`E-STALE`), NotFound.
    """
    refuse_customers(unit)
    wanted = _shown().where(C.id == request.complaint_id, visible(unit.caller))
    row = unit.session.execute(wanted.with_for_update(of=C, key_share=True)).first()
    if row is None:
        raise not_there("complaint_id", request.complaint_id)
    found = row.Complaint
    if found.row_version != request.version:
        raise stale(unit, found)
    if found.closed_on is not None:
        raise rejected("E-COMPLAINT-CLOSED", day=found.closed_on.isoformat())
    _refuse_day(unit, "closed_on", request.closed_on, found.opened_on)
    found.closed_on = request.closed_on
    unit.session.flush()
    return _told(unit, found, row.Account, "close", request.reason)


def _refuse_day(unit: Unit, field: str, day: date, first: date) -> None:
    if not first <= day <= unit.today:
        raise rejected("E-COMPLAINT-DAY", field=field, first=first.isoformat(), last=unit.today.isoformat())


def _meant(unit: Unit, request: ComplaintsRequest) -> list[ColumnElement[bool]]:
    of_view: dict[ComplaintView, ColumnElement[bool]] = {
        ComplaintView.OPEN: C.closed_on.is_(None),
        ComplaintView.CLOSED: C.closed_on.is_not(None),
    }
    meant = [visible(unit.caller)]
    if request.filter.view in of_view:
        meant.append(of_view[request.filter.view])
    if request.filter.account_id is not None:
        meant.append(C.account_id == request.filter.account_id)
    return meant


def _shown() -> Select[*tuple[Any, ...]]:
    return (
        select(C, Account).join(Account, Account.id == C.account_id).execution_options(populate_existing=True)
    )


def _row(found: Complaint, account: Account, noted_by: str) -> ComplaintRow:
    return ComplaintRow(
        complaint_id=found.id,
        version=found.row_version,
        account_id=account.id,
        account_no=account.account_no,
        customer=account.name,
        reference=found.reference,
        opened_on=found.opened_on,
        closed_on=found.closed_on,
        noted_by=noted_by,
    )


def _told(unit: Unit, found: Complaint, account: Account, verb: str, reason: str) -> ComplaintRow:
    unit.audit(
        ENTITY,
        found.id,
        verb,
        new=found.reference,
        reason=reason or None,
        is_internal=True,
        account_id=account.id,
    )
    tell(unit, account, f"{verb}_complaint")
    is_closed = found.closed_on is not None
    ask_again(unit, account.id, f"complaint-{found.id}-{verb}", owes_more=is_closed)
    return _row(found, account, display_name(unit, found.created_by))
