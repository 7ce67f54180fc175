"""Lists promises of the own provider's accounts, each with what has come of it."""

from sqlalchemy import ColumnElement, and_, func, select, tuple_

from agentview.contract.ledger import PromiseStatus
from agentview.contract.promises import PromiseRow, Promises, PromisesRequest, PromiseView
from agentview.models.customer import Account
from agentview.models.money import PaymentPromise
from agentview.services.customer_scope import refuse_customers, visible
from agentview.services.keyset import Place, read_place
from agentview.services.promises.queries import paid_since, promises_in, shown_promises
from agentview.services.unit import Unit

P = PaymentPromise
_PLACE = (P.promised_for, P.id)


def promises(unit: Unit, request: PromisesRequest) -> Promises:
    """Return a page of promises, by their day. Raises Denied (`E-STAFF-ONLY`) for customers."""
    refuse_customers(unit)
    meant, here = _meant(unit, request), tuple_(*_PLACE)
    wanted = shown_promises().where(*meant)
    if request.after is not None:
        there = tuple_(*read_place(request.after, _PLACE).values)
        wanted = wanted.where(here < there if request.is_descending else here > there)
    order = [column.desc() if request.is_descending else column.asc() for column in _PLACE]
    rows = unit.session.execute(wanted.order_by(*order).limit(request.limit + 1)).all()
    page = rows[: request.limit]
    came = paid_since(unit, promises_in(page))
    shown = tuple(row_of(row.PaymentPromise, row.Account, came[row.PaymentPromise.id]) for row in page)
    counted = select(func.count(P.id)).join(Account, Account.id == P.account_id).where(*meant)
    return Promises(
        rows=shown,
        last=Place((shown[-1].promised_for, shown[-1].promise_id)).token()
        if len(rows) > len(shown)
        else None,
        total=unit.session.scalar(counted) or 0,
        as_of=unit.now,
    )


def row_of(found: PaymentPromise, account: Account, paid_cents: int) -> PromiseRow:
    """Return a promise as it is shown."""
    return PromiseRow(
        promise_id=found.id,
        version=found.row_version,
        account_id=account.id,
        account_no=account.account_no,
        customer=account.name,
        amount_cents=found.amount_cents,
        paid_cents=paid_cents,
        currency=found.currency,
        promised_for=found.promised_for,
        status=PromiseStatus(found.status),
        note=found.note,
        taken_at=found.taken_at,
        taken_by=found.taken_by,
        ended_at=found.ended_at,
    )


def _meant(unit: Unit, request: PromisesRequest) -> list[ColumnElement[bool]]:
    is_open = P.status == PromiseStatus.OPEN.value
    of_view: dict[PromiseView, ColumnElement[bool]] = {
        PromiseView.OPEN: is_open,
        PromiseView.TODAY: and_(is_open, P.promised_for == unit.today),
        PromiseView.BROKEN: P.status == PromiseStatus.BROKEN.value,
    }
    meant = [visible(unit.caller)]
    if request.filter.view in of_view:
        meant.append(of_view[request.filter.view])
    if request.filter.account_id is not None:
        meant.append(P.account_id == request.filter.account_id)
    return meant
