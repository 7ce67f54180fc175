"""Pages of the list of customers, and its export."""

from typing import Any

from sqlalchemy import Row, select

from agentview.contract.customer_search import (
    CustomerRow,
    CustomersExportPage,
    CustomersExportRequest,
    CustomersPage,
    CustomersRequest,
)
from agentview.core.text import masked
from agentview.models.party import Provider
from agentview.services.customer_search import queries
from agentview.services.exporting import refuse_large
from agentview.services.keyset import Place, read_place
from agentview.services.unit import Unit

_EXPORT_PAGE = 200


def customers(unit: Unit, request: CustomersRequest) -> CustomersPage:
    """Return the customers that fit, in order: own ones, a VIEWER's own account (R-GEN-10)."""
    keys = queries.KEYS[request.sort]
    place = read_place(request.after, keys) if request.after else None
    found = unit.session.execute(
        queries.page(
            queries.conditions(unit, request.filter),
            request.sort,
            is_descending=request.is_descending,
            place=place,
            limit=request.limit + 1,
        )
    ).all()
    shown = found[: request.limit]
    currency = unit.session.scalars(
        select(Provider.currency).where(Provider.id == unit.caller.provider_id)
    ).one()
    has_more = len(found) > request.limit
    return CustomersPage(
        rows=tuple(_row(row, currency) for row in shown),
        last=Place(tuple(getattr(shown[-1], str(key.key)) for key in keys)).token() if has_more else None,
        as_of=unit.now,
    )


def export(unit: Unit, request: CustomersExportRequest) -> CustomersExportPage:
    """Return the next rows of an export; more than 1,000 take EXPORT_LARGE, and the start is audited."""
    total = unit.session.scalars(queries.size(queries.conditions(unit, request.filter))).one()
    refuse_large(unit, total)
    if request.after is None:
        what = f"customers: {total} rows: {', '.join(request.columns)}"
        unit.audit("export", unit.caller.user_id, "export", new=what)
    page = customers(
        unit,
        CustomersRequest(
            filter=request.filter,
            sort=request.sort,
            is_descending=request.is_descending,
            after=request.after,
            limit=_EXPORT_PAGE,
        ),
    )
    return CustomersExportPage(rows=page.rows, last=page.last, total=total)


def _row(row: Row[*tuple[Any, ...]], currency: str) -> CustomerRow:
    return CustomerRow(
        account_id=row.id,
        account_no=row.account_no,
        name=row.name,
        status=row.status,
        account_type=row.account_type,
        owing_cents=int(row.owing),
        currency=currency,
        contact=row.contact or "",
        number=masked(row.number) if row.number else "",
        agent=row.agent or "",
    )
