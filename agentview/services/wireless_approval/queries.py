"""The statements of the list of approvals: read from the parts of one person, whatever else there is."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, literal, or_, select, tuple_
from sqlalchemy.orm import aliased

from agentview.contract.wireless import ApprovalStatus, WirelessStatus
from agentview.contract.wireless_approvals import ApprovalFilter, ApprovalSort, ApprovalView, FindRequest
from agentview.core.reference import Prefix, parse_reference
from agentview.models.base import Moment
from agentview.models.customer import Account
from agentview.models.party import User
from agentview.models.wireless_approval import Approval, ApprovalDelegation
from agentview.models.wireless_company import Employee
from agentview.models.wireless_order import WirelessOrder
from agentview.services.keyset import Place, read_place
from agentview.services.unit import Unit
from agentview.services.wireless_approval.delegation import is_current
from agentview.services.wireless_company.pages import size_of

A, W, D = Approval, WirelessOrder, ApprovalDelegation
S = ApprovalStatus
CAP = 1_000
"""Counts of pills stop here."""
_LARGEST_KEY = 2**31
_DECIDED = (S.APPROVED.value, S.REJECTED.value, S.SUPERSEDED.value)
_NEVER = literal(datetime(9999, 12, 31, tzinfo=UTC), Moment())
_NUMBER: ColumnElement[Any] = W.id.expression
_COLUMNS: dict[ApprovalSort, tuple[ColumnElement[Any], ...]] = {
    ApprovalSort.NUMBER: (_NUMBER,),
    ApprovalSort.WAITING: (func.coalesce(W.waiting_since, _NEVER, type_=Moment()), _NUMBER),
    ApprovalSort.EXPIRES: (func.coalesce(W.expires_at, _NEVER, type_=Moment()), _NUMBER),
}
_Delegator = aliased(User)


def page_keys(unit: Unit, request: FindRequest) -> list[Row[Any]]:
    """Return the orders of a page, each once, with `sort_key` for their places."""
    is_back = request.after is None and request.before is not None
    token = request.after or request.before
    columns = _COLUMNS[request.sort]
    is_downward = request.is_descending is not is_back
    ordering = [column.desc() if is_downward else column.asc() for column in columns]
    rows = _orders(unit, request.filter, W.id, columns[0].label("sort_key"))
    if token is not None:
        here, there = tuple_(*columns), tuple_(*read_place(token, columns).values)
        rows = rows.where(here < there if is_downward else here > there)
    found = list(unit.session.execute(rows.order_by(*ordering).limit(request.limit).offset(request.offset)))
    return found[::-1] if is_back else found


def place_in(row: Row[Any], sort: ApprovalSort) -> Place:
    """Return the place of a row in its list."""
    return Place((row.id,) if sort is ApprovalSort.NUMBER else (row.sort_key, row.id))


def shown_rows(unit: Unit, wanted: ApprovalFilter, order_ids: Sequence[int]) -> dict[int, Row[Any]]:
    """Return what is shown of orders, with the caller's own part, else the one of a delegator."""
    is_own = A.approver_user_id == unit.caller.user_id
    requester = aliased(User)
    statement: Select[*tuple[Any, ...]] = (
        select(
            W,
            A.status.label("part"),
            A.is_default,
            A.decided_at,
            A.approver_user_id,
            Account.name.label("customer"),
            requester.display_name.label("requester"),
            func.coalesce(Employee.name, "").label("beneficiary"),
            _Delegator.display_name.label("delegator"),
        )
        .join(A, A.order_id == W.id)
        .join(Account, Account.id == W.account_id)
        .join(requester, requester.id == W.requester_user_id)
        .join(_Delegator, _Delegator.id == A.approver_user_id)
        .outerjoin(Employee, Employee.id == W.beneficiary_id)
        .where(W.id.in_(order_ids), *_conditions(unit, wanted))
        .order_by(W.id, is_own, A.id)
        .execution_options(populate_existing=True)
    )
    return {row.WirelessOrder.id: row for row in unit.session.execute(statement)}


def view_sizes(unit: Unit) -> dict[ApprovalView, int]:
    """Count the orders of each view, to CAP at most, in one statement."""
    few = [_orders(unit, ApprovalFilter(view=view), W.id).limit(CAP).subquery() for view in ApprovalView]
    counts = [select(func.count()).select_from(rows).scalar_subquery() for rows in few]
    return dict(zip(ApprovalView, unit.session.execute(select(*counts)).one(), strict=True))


def list_size(unit: Unit, wanted: ApprovalFilter) -> int:
    """Count the orders of a filter exactly, each once."""
    return size_of(unit, _orders(unit, wanted, W.id))


def _orders(unit: Unit, wanted: ApprovalFilter, *columns: Any) -> Select[Any]:  # noqa: ANN401 - columns
    return select(*columns).distinct().join(A, A.order_id == W.id).where(*_conditions(unit, wanted))


def _conditions(unit: Unit, wanted: ApprovalFilter) -> list[ColumnElement[bool]]:
    found = [W.provider_id == unit.caller.provider_id, *_of_view(unit, wanted.view)]
    if wanted.types:
        found.append(W.type_code.in_([one.value for one in wanted.types]))
    if wanted.is_policy_exception is not None:
        found.append(W.is_policy_exception.is_(wanted.is_policy_exception))
    if wanted.text.strip():
        found.append(W.id == _number(wanted.text.strip()))
    return found


def _of_view(unit: Unit, view: ApprovalView) -> Sequence[ColumnElement[bool]]:
    me = unit.caller.user_id
    if view is ApprovalView.DECIDED:
        mine = and_(A.approver_user_id == me, A.status.in_(_DECIDED), A.decided_at.is_not(None))
        return (or_(mine, A.decided_by_user_id == me),)
    is_asked = view is ApprovalView.ASKED
    status = WirelessStatus.INFO_REQUESTED if is_asked else WirelessStatus.AWAITING_APPROVAL
    parts = (S.PENDING.value, S.INFO_REQUESTED.value) if is_asked else (S.PENDING.value,)
    mine = select(Employee.id).where(Employee.user_id == me).scalar_subquery()
    return (
        _asked_of(unit),
        A.status.in_(parts),
        W.status == status.value,
        A.round_no == W.round_no,
        A.level == W.level,
        W.requester_user_id != me,
        or_(W.beneficiary_id.is_(None), W.beneficiary_id != func.coalesce(mine, 0)),
    )


def _asked_of(unit: Unit) -> ColumnElement[bool]:
    """Parts of the caller, and of who delegated to the caller today, for all or for the order's policy."""
    rows = unit.session.execute(
        select(D.from_user_id, D.policy_id).where(D.to_user_id == unit.caller.user_id, is_current(unit.today))
    ).all()
    for_all = sorted({row.from_user_id for row in rows if row.policy_id is None} | {unit.caller.user_id})
    whole = A.approver_user_id.in_(for_all)
    some = [
        and_(A.approver_user_id == row.from_user_id, W.policy_id == row.policy_id)
        for row in rows
        if row.policy_id is not None and row.from_user_id not in for_all
    ]
    return or_(whole, *some) if some else whole


def _number(typed: str) -> int:
    """Read WO-12 or 12; 0 for anything else."""
    named = parse_reference(typed)
    if named is not None:
        number = named[1] if named[0] is Prefix.WIRELESS_ORDER else 0
    else:
        number = int(typed) if typed.isascii() and typed.isdigit() else 0
    return number if number < _LARGEST_KEY else 0
