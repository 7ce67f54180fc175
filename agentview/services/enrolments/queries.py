"""The statements of the list of devices: a page, its size, the counts of its views (S-21)."""

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from agentview.contract.enrolments import EnrolmentFilter, EnrolmentSort, EnrolmentsRequest, EnrolmentView
from agentview.contract.hardware import EnrolmentStatus
from agentview.core.text import fold
from agentview.models.customer import Account
from agentview.models.enrolment import DeviceEnrolment
from agentview.models.hardware import HardwareOrderLine, HardwareUnit
from agentview.models.hardware_catalogue import DeviceEnrolmentProvider, Product
from agentview.services.enrolments.scope import visible
from agentview.services.keyset import Place, read_place
from agentview.services.unit import Unit

E = DeviceEnrolment
CAP = 1000
S = EnrolmentStatus

KEYS: dict[EnrolmentSort, tuple[InstrumentedAttribute[Any], ...]] = {
    EnrolmentSort.UPDATED: (E.updated_at, E.id),
    EnrolmentSort.SERIAL: (E.serial_no, E.id),
    EnrolmentSort.CUSTOMER: (Account.name_key, E.id),
}
"""What each order sorts by; the first two read an index. The id makes each order total."""

OF_VIEW: dict[EnrolmentView, tuple[EnrolmentStatus, ...]] = {
    EnrolmentView.REFUSED: (S.ENROL_ERROR, S.UNENROL_ERROR),
    EnrolmentView.UNDER_WAY: (S.ENROL_PENDING, S.ENROL_SENT, S.UNENROL_PENDING, S.UNENROL_SENT),
    EnrolmentView.ENROLLED: (S.ENROLLED,),
    EnrolmentView.NOT_REQUESTED: (S.NOT_REQUESTED,),
    EnrolmentView.OVER: (S.UNENROLLED, S.VOIDED),
    EnrolmentView.ALL: (),
}
"""The states that a view shows; ALL shows every one."""


def rows() -> Select[*tuple[Any, ...]]:
    """Select devices with their customer, product, programme and the order that they were shipped for."""
    return (
        select(
            E,
            Account.name.label("customer"),
            Account.account_no,
            Account.name_key,
            Product.name.label("product"),
            Product.sku,
            DeviceEnrolmentProvider.name.label("programme"),
            HardwareOrderLine.hardware_order_id.label("order_id"),
        )
        .join(Account, Account.id == E.account_id)
        .join(Product, Product.id == E.product_id)
        .join(DeviceEnrolmentProvider, DeviceEnrolmentProvider.id == E.enrolment_provider_id)
        .outerjoin(HardwareUnit, HardwareUnit.id == E.hardware_unit_id)
        .outerjoin(HardwareOrderLine, HardwareOrderLine.id == HardwareUnit.line_id)
    )


def page_rows(unit: Unit, request: EnrolmentsRequest) -> list[Row[Any]]:
    """Read the rows of a page."""
    is_back = request.after is None and request.before is not None
    token = request.after or request.before
    columns = KEYS[request.sort]
    is_downward = request.is_descending is not is_back
    page = rows().where(*conditions(unit, request.filter))
    if token is not None:
        here, there = tuple_(*columns), tuple_(*read_place(token, columns).values)
        page = page.where(here < there if is_downward else here > there)
    ordering = [column.desc() if is_downward else column.asc() for column in columns]
    found = list(unit.session.execute(page.order_by(*ordering).limit(request.limit).offset(request.offset)))
    return found[::-1] if is_back else found


def place_in(row: Row[Any], sort: EnrolmentSort) -> Place:
    """Return the place of a fetched row in its list."""
    item: DeviceEnrolment = row.DeviceEnrolment
    values: dict[EnrolmentSort, object] = {
        EnrolmentSort.UPDATED: item.updated_at,
        EnrolmentSort.SERIAL: item.serial_no,
        EnrolmentSort.CUSTOMER: row.name_key,
    }
    return Place((values[sort], item.id))


def size_of(unit: Unit, wanted: EnrolmentFilter) -> int:
    """Count the rows of a list exactly."""
    return unit.session.scalars(_ids(unit, wanted).with_only_columns(func.count())).one()


def view_sizes(unit: Unit) -> dict[EnrolmentView, int]:
    """Count the rows of each view, to CAP at most, in one statement."""
    counts = [
        select(func.count()).select_from(_ids(unit, EnrolmentFilter(view=view)).limit(CAP).subquery())
        for view in EnrolmentView
    ]
    row = unit.session.execute(select(*(count.scalar_subquery() for count in counts))).one()
    return dict(zip(EnrolmentView, row, strict=True))


def conditions(unit: Unit, wanted: EnrolmentFilter) -> list[ColumnElement[bool]]:
    """Return the conditions of a filter, whose they are among them."""
    found = [visible(unit)]
    narrowed = (statuses for statuses in (OF_VIEW[wanted.view], wanted.statuses) if statuses)
    found += [E.status.in_([status.value for status in statuses]) for statuses in narrowed]
    if wanted.programme_ids:
        found.append(E.enrolment_provider_id.in_(wanted.programme_ids))
    if wanted.account_id is not None:
        found.append(E.account_id == wanted.account_id)
    if wanted.text:
        found.append(
            or_(
                E.serial_no.icontains(wanted.text, autoescape=True),
                Account.name_key.contains(fold(wanted.text), autoescape=True),
                Account.account_no.icontains(wanted.text, autoescape=True),
                Product.words.contains(fold(wanted.text), autoescape=True),
            )
        )
    return found


def _ids(unit: Unit, wanted: EnrolmentFilter) -> Select[int]:
    found = select(E.id).where(*conditions(unit, wanted))
    if wanted.text:
        found = found.join(Account, Account.id == E.account_id).join(Product, Product.id == E.product_id)
    return found
