"""The statements of the lists of wireless orders; their number does not grow with the rows."""

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select, tuple_
from sqlalchemy.orm import aliased

from agentview.contract.wireless_orders import (
    FindRequest,
    WirelessFilter,
    WirelessScope,
    WirelessSort,
    WirelessView,
)
from agentview.models.base import Moment
from agentview.models.customer import Account
from agentview.models.party import User
from agentview.models.wireless_catalogue import WirelessVendor
from agentview.models.wireless_company import Employee
from agentview.models.wireless_inventory import WirelessDevice, WirelessLine
from agentview.models.wireless_order import WirelessOrder
from agentview.services.keyset import Place, read_place
from agentview.services.unit import Unit
from agentview.services.wireless_orders.conditions import conditions

CAP = 1000
"""Counts of pills stop here."""

W = WirelessOrder
_InUse = aliased(WirelessDevice)
_NUMBER: ColumnElement[Any] = W.id.expression
_COLUMNS: dict[WirelessSort, tuple[ColumnElement[Any], ...]] = {
    WirelessSort.NUMBER: (_NUMBER,),
    WirelessSort.SUBMITTED: (func.coalesce(W.submitted_at, W.created_at, type_=Moment()), _NUMBER),
    WirelessSort.CUSTOMER: (Account.name_key.expression, _NUMBER),
}


def page_rows(unit: Unit, request: FindRequest) -> list[Row[Any]]:
    """Read the rows of a page, with `sort_key` for their places."""
    is_back = request.after is None and request.before is not None
    token = request.after or request.before
    columns = _COLUMNS[request.sort]
    is_downward = request.is_descending is not is_back
    ordering = [column.desc() if is_downward else column.asc() for column in columns]
    rows = _shown(columns[0]).where(*conditions(unit, request.filter))
    if token is not None:
        here, there = tuple_(*columns), tuple_(*read_place(token, columns).values)
        rows = rows.where(here < there if is_downward else here > there)
    wanted = rows.order_by(*ordering).limit(request.limit).offset(request.offset)
    found = list(unit.session.execute(wanted))
    return found[::-1] if is_back else found


def place_in(row: Row[Any], sort: WirelessSort) -> Place:
    """Return the place of a fetched row in its list."""
    return Place((row.id,) if sort is WirelessSort.NUMBER else (row.sort_key, row.id))


def size_of(unit: Unit, wanted: WirelessFilter) -> int:
    """Count the rows of a list exactly."""
    rows = _ids(unit, wanted).subquery()
    return unit.session.scalars(select(func.count()).select_from(rows)).one()


def view_sizes(unit: Unit, scope: WirelessScope) -> dict[WirelessView, int]:
    """Count the rows of each view, to CAP at most, in one statement."""
    few = [_ids(unit, WirelessFilter(scope=scope, view=view)).limit(CAP).subquery() for view in WirelessView]
    counts = [select(func.count()).select_from(rows).scalar_subquery() for rows in few]
    return dict(zip(WirelessView, unit.session.execute(select(*counts)).one(), strict=True))


def _ids(unit: Unit, wanted: WirelessFilter) -> Select[int]:
    ids = select(W.id).join(Account, Account.id == W.account_id)
    return ids.where(*conditions(unit, wanted))


def _shown(sort_key: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            W.id,
            W.row_version,
            W.account_id,
            W.type_code,
            W.status,
            W.level,
            W.requester_user_id,
            W.onetime_cost_cents,
            W.monthly_cost_cents,
            W.currency,
            W.is_policy_exception,
            W.confirmed_at,
            W.created_at,
            W.submitted_at,
            W.expires_at,
            W.updated_at,
            Account.name.label("customer"),
            User.display_name.label("requester"),
            func.coalesce(Employee.name, "").label("beneficiary"),
            Employee.user_id.label("beneficiary_user"),
            func.coalesce(WirelessLine.number, "").label("line"),
            func.coalesce(WirelessDevice.make_model, _InUse.make_model, "").label("device"),
            func.coalesce(WirelessVendor.name, "").label("vendor"),
            sort_key.label("sort_key"),
        )
        .join(Account, Account.id == W.account_id)
        .join(User, User.id == W.requester_user_id)
        .outerjoin(Employee, Employee.id == W.beneficiary_id)
        .outerjoin(WirelessLine, WirelessLine.id == W.line_id)
        .outerjoin(WirelessDevice, WirelessDevice.id == W.device_id)
        .outerjoin(_InUse, _InUse.line_id == W.line_id)
        .outerjoin(WirelessVendor, WirelessVendor.id == W.vendor_id)
    )
