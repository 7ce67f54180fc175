"""What a customer is charged with: pending charges and credits, and those that were billed."""

from typing import Any

from sqlalchemy import ColumnElement, Row, func, select

from agentview.contract.charges import (
    Charge,
    Charges,
    ChargesExportPage,
    ChargesExportRequest,
    ChargesRequest,
    PendingTotal,
)
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import PackagePlan
from agentview.models.hardware import HardwareOrderLine
from agentview.models.order import Order
from agentview.models.subscription import Cardline, PackageSubscription
from agentview.services.cardline import PENDING
from agentview.services.customer_scope import account_of
from agentview.services.exporting import refuse_large
from agentview.services.order_number import order_reference
from agentview.services.unit import Unit

EXPORT_PAGE = 200
L = Cardline


def charges(unit: Unit, request: ChargesRequest) -> Charges:
    """Return a page of charges and what waits for the next invoice in all. Raises NotFound (R-GEN-10)."""
    account = account_of(unit, request.account_id)
    rows = _rows(unit, account.id, request.before_id, request.limit + 1)
    return Charges(
        charges=tuple(map(_charge, rows[: request.limit])),
        has_older=len(rows) > request.limit,
        pending=_pending(unit, account.id),
        total=_count(unit, account.id),
    )


def export(unit: Unit, request: ChargesExportRequest) -> ChargesExportPage:
    """Return the next rows of an export; more than 1,000 take EXPORT_LARGE, and the start is audited."""
    account = account_of(unit, request.account_id)
    total = _count(unit, account.id)
    refuse_large(unit, total)
    if request.after is None:
        said = f"charges of {account.account_no}: {total} rows: {', '.join(request.columns)}"
        unit.audit("export", unit.caller.user_id, "export", new=said)
    rows = _rows(unit, account.id, int(request.after) if request.after else None, EXPORT_PAGE)
    last = str(rows[-1].Cardline.id) if len(rows) == EXPORT_PAGE else None
    return ChargesExportPage(rows=tuple(map(_charge, rows)), last=last, total=total)


def pending_count(account_id: int) -> ColumnElement[int]:
    """Count the pending charges of a customer within another statement."""
    wanted = select(func.count()).where(L.account_id == account_id, L.status == PENDING)
    return wanted.scalar_subquery()


def _rows(unit: Unit, account_id: int, before_id: int | None, limit: int) -> list[Row[Any]]:
    wanted = (
        select(L, PackagePlan.external_name, Order.order_type, HardwareOrderLine.hardware_order_id)
        .outerjoin(PackageSubscription, PackageSubscription.id == L.package_subscription_id)
        .outerjoin(PackagePlan, PackagePlan.id == PackageSubscription.package_plan_id)
        .outerjoin(Order, Order.id == L.order_id)
        .outerjoin(HardwareOrderLine, HardwareOrderLine.id == L.hardware_order_line_id)
        .where(L.account_id == account_id)
    )
    if before_id is not None:
        wanted = wanted.where(L.id < before_id)
    return list(unit.session.execute(wanted.order_by(L.id.desc()).limit(limit)))


def _pending(unit: Unit, account_id: int) -> tuple[PendingTotal, ...]:
    rows = unit.session.execute(
        select(L.currency, func.sum(L.amount_ex_cents).label("cents"), func.count().label("rows"))
        .where(L.account_id == account_id, L.status == PENDING)
        .group_by(L.currency)
        .order_by(L.currency)
    )
    return tuple(
        PendingTotal(currency=row.currency, amount_cents=int(row.cents), rows=row.rows) for row in rows
    )


def _count(unit: Unit, account_id: int) -> int:
    return unit.session.scalars(select(func.count()).where(L.account_id == account_id)).one()


def _reference(row: Row[Any]) -> str:
    """Return the number of the order that a charge comes of."""
    if row.hardware_order_id is not None:
        return reference(Prefix.HARDWARE_ORDER, row.hardware_order_id)
    order_id = row.Cardline.order_id
    return order_reference(order_id, row.order_type) if order_id is not None else ""


def _charge(row: Row[Any]) -> Charge:
    line: Cardline = row.Cardline
    package_id, order_id = line.package_subscription_id, line.order_id
    return Charge(
        charge_id=line.id,
        at=line.created_at,
        kind=line.kind,
        description=line.description,
        package_id=package_id,
        package=reference(Prefix.PACKAGE, package_id) if package_id is not None else "",
        plan=row.external_name or "",
        amount_cents=line.amount_ex_cents,
        currency=line.currency,
        tax_code=line.tax_code or "",
        order_id=order_id,
        hardware_order_id=row.hardware_order_id,
        reference=_reference(row),
        status=line.status,
        is_pending=line.status == PENDING,
    )
