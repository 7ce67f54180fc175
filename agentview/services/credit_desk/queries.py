"""The statements of the list of cases; their number does not grow with the rows (S-23)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Row, Select, func, literal, select, tuple_

from agentview.contract.credit_desk import CaseFilter, CaseSort, CasesRequest, CaseView
from agentview.models.customer import Account
from agentview.models.money import Invoice
from agentview.models.subscription import ServiceHold
from agentview.models.suspension import RestrictionCase, ServiceRestriction
from agentview.services.credit_desk.conditions import IS_FAILURE, conditions
from agentview.services.keyset import Place, read_place
from agentview.services.suspension.conditions import IS_DUE
from agentview.services.unit import Unit

R = RestrictionCase
_NUMBER: ColumnElement[Any] = R.id.expression
_NEVER = literal(date.max, Date())
"""Sorts a case of which nothing is owed behind all others."""


@dataclass(frozen=True, slots=True)
class Debt:
    """What an account owes in minor units including tax, and since when the oldest of it is due."""

    owing_cents: int
    oldest: date


def page_rows(unit: Unit, request: CasesRequest) -> list[Row[Any]]:
    """Read the rows of a page, with `sort_key` for their places."""
    is_back = request.after is None and request.before is not None
    token = request.after or request.before
    columns = _columns(request.sort)
    is_downward = request.is_descending is not is_back
    ordering = [column.desc() if is_downward else column.asc() for column in columns]
    rows = _shown(columns[0]).where(*conditions(unit, request.filter))
    if token is not None:
        here, there = tuple_(*columns), tuple_(*read_place(token, columns).values)
        rows = rows.where(here < there if is_downward else here > there)
    ordered = rows.order_by(*ordering).limit(request.limit).offset(request.offset)
    found = list(unit.session.execute(ordered))
    return found[::-1] if is_back else found


def place_in(row: Row[Any], sort: CaseSort) -> Place:
    """Return the place of a fetched row in its list."""
    number = row.RestrictionCase.id
    return Place((number,) if sort is CaseSort.NUMBER else (row.sort_key, number))


def size_of(unit: Unit, wanted: CaseFilter) -> int:
    """Count the rows of a list exactly."""
    rows = _ids(unit, wanted).subquery()
    return unit.session.scalars(select(func.count()).select_from(rows)).one()


def view_sizes(unit: Unit, views: Sequence[CaseView] = tuple(CaseView)) -> Mapping[CaseView, int]:
    """Count the rows of views in one statement."""
    ids = [_ids(unit, CaseFilter(view=view)).subquery() for view in views]
    counts = [select(func.count()).select_from(rows).scalar_subquery() for rows in ids]
    return dict(zip(views, unit.session.execute(select(*counts)).one(), strict=True))


def debts_of(unit: Unit, account_ids: Sequence[int]) -> Mapping[int, Debt]:
    """Return what accounts owe; one that owes nothing is left out."""
    rows = unit.session.execute(
        select(Invoice.account_id, func.sum(Invoice.amount_due_inc_cents), func.min(Invoice.due_on))
        .where(Invoice.account_id.in_(account_ids), IS_DUE)
        .group_by(Invoice.account_id)
    )
    return {account_id: Debt(cents, oldest) for account_id, cents, oldest in rows}


def held_services(unit: Unit, case_ids: Sequence[int]) -> Mapping[int, int]:
    """Count the services that each case holds; a case that holds none is left out."""
    owner = ServiceHold.case_id
    rows = unit.session.execute(
        select(owner, func.count(ServiceHold.service_subscription_id.distinct()))
        .where(owner.in_(case_ids), ServiceHold.lifted_at.is_(None))
        .group_by(owner)
    )
    return {case_id: services for case_id, services in rows if case_id is not None}


def failed_services(unit: Unit, case_ids: Sequence[int]) -> Mapping[int, int]:
    """Count the services of each case for which the network has refused what is wanted now."""
    owner = ServiceRestriction.case_id
    rows = unit.session.execute(
        select(owner, func.count())
        .join(R, R.id == owner)
        .where(owner.in_(case_ids), IS_FAILURE)
        .group_by(owner)
    )
    return {row[0]: row[1] for row in rows}


def _columns(sort: CaseSort) -> tuple[ColumnElement[Any], ...]:
    if sort is CaseSort.NUMBER:
        return (_NUMBER,)
    of_sort: dict[CaseSort, ColumnElement[Any]] = {
        CaseSort.CUSTOMER: Account.name_key.expression,
        # A place in a list is a number above nothing, which is what a restored case may owe.
        CaseSort.OWING: func.coalesce(_of_account(func.sum(Invoice.amount_due_inc_cents)), 0) + 1,
        CaseSort.AGE: func.coalesce(_of_account(func.min(Invoice.due_on)), _NEVER, type_=Date()),
    }
    return (of_sort[sort], _NUMBER)


def _of_account(what: ColumnElement[Any]) -> ColumnElement[Any]:
    """Look a figure up for each case of the view: those are few beside the accounts that owe."""
    return select(what).where(Invoice.account_id == R.account_id, IS_DUE).scalar_subquery()


def _ids(unit: Unit, wanted: CaseFilter) -> Select[int]:
    return select(R.id).join(Account, Account.id == R.account_id).where(*conditions(unit, wanted))


def _shown(sort_key: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            R,
            Account.account_no,
            Account.name.label("customer"),
            Account.status.label("account_status"),
            sort_key.label("sort_key"),
        )
        .join(Account, Account.id == R.account_id)
        .execution_options(populate_existing=True)
    )
