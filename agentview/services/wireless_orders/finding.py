"""Searches companies, lines, devices and people for an order, each with why it is not possible (S-28)."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Row, Select, and_, case, or_, select
from sqlalchemy.orm import aliased

from agentview.contract.value import RefusalInfo
from agentview.contract.wireless import DeviceStatus, DeviceType, LineStatus
from agentview.contract.wireless_catalogue import (
    Companies,
    CompaniesRequest,
    CompanyRow,
    DeviceRow,
    DeviceRows,
    LineRow,
    LineRows,
    PersonRow,
    PersonRows,
    SubjectsRequest,
)
from agentview.core.text import digits, words
from agentview.models.customer import Account
from agentview.models.party import Provider
from agentview.models.wireless_catalogue import WirelessModel, WirelessPlan, WirelessVendor
from agentview.models.wireless_company import Employee, OrgUnit
from agentview.models.wireless_inventory import Stipend, WirelessDevice, WirelessLine
from agentview.services.customer_scope import account_of, visible
from agentview.services.order_search.conditions import has_word
from agentview.services.unit import Unit
from agentview.services.wireless_forms.definitions import DEFINITIONS
from agentview.services.wireless_forms.eligibility import device_refusals, line_refusals, person_refusals
from agentview.services.wireless_forms.views import device_view, line_view

_InUse = aliased(WirelessDevice)
_LEAST_DIGITS = 3
L, D, P = WirelessLine, WirelessDevice, Employee
T = TypeVar("T")


def companies(unit: Unit, request: CompaniesRequest) -> Companies:
    """Return the companies with people who can have lines, and who the caller is in each."""
    people = select(P.id).where(P.account_id == Account.id)
    myself = aliased(Employee)
    meant = [visible(unit.caller), people.exists(), *map(has_word, words(request.text))]
    rows = unit.session.execute(
        select(Account, Provider.currency, myself.id.label("employee_id"))
        .join(Provider, Provider.id == Account.provider_id)
        .outerjoin(myself, and_(myself.account_id == Account.id, myself.user_id == unit.caller.user_id))
        .where(*meant)
        .order_by(Account.name_key, Account.id)
        .limit(request.limit + 1)
    ).all()
    shown = tuple(
        CompanyRow(
            account_id=row[0].id,
            account_no=row[0].account_no,
            name=row[0].name,
            employee_id=row.employee_id,
            currency=row.currency,
        )
        for row in rows[: request.limit]
    )
    return Companies(rows=shown, has_more=len(rows) > request.limit)


def lines(unit: Unit, request: SubjectsRequest) -> LineRows:
    """Return the lines of a company that fit the words, those of the person who is named first.

    Of these and of the others, those that a type is possible for stand first.
    """
    account = account_of(unit, request.account_id)
    definition = DEFINITIONS[request.type]
    possible = L.status.in_([one.value for one in definition.line_statuses])
    theirs = L.employee_id == (request.beneficiary_id or 0)
    wanted = (
        select(L, WirelessVendor, _InUse, P, WirelessPlan.name.label("plan"))
        .join(WirelessVendor, WirelessVendor.id == L.vendor_id)
        .join(WirelessPlan, WirelessPlan.id == L.plan_id)
        .outerjoin(_InUse, _InUse.line_id == L.id)
        .outerjoin(P, P.id == L.employee_id)
        .where(L.account_id == account.id, *_line_words(request.text))
        .order_by(case((theirs, 0), else_=1), case((possible, 0), else_=1), L.number, L.id)
    )

    def shown(row: Row[Any]) -> LineRow:
        line, vendor, device, person, plan = tuple(row)
        against = line_refusals(definition, line_view(line, vendor, device), unit.today)
        return LineRow(
            line_id=line.id,
            number=line.number,
            alias=line.alias,
            status=LineStatus(line.status),
            vendor_id=vendor.id,
            vendor=vendor.name,
            plan=plan,
            employee=person.name if person is not None else "",
            device_id=device.id if device is not None else None,
            device=device.make_model if device is not None else "",
            is_theirs=person is not None and person.id == request.beneficiary_id,
            refusals=tuple(map(RefusalInfo.of, against)),
        )

    rows, has_more = _page(unit, wanted, request.limit, shown)
    return LineRows(rows=rows, has_more=has_more)


def devices(unit: Unit, request: SubjectsRequest) -> DeviceRows:
    """Return the devices of a company that fit the words; those that a type is possible for stand first."""
    account = account_of(unit, request.account_id)
    definition = DEFINITIONS[request.type]
    code = unit.session.scalars(
        select(WirelessVendor.code)
        .join(L, L.vendor_id == WirelessVendor.id)
        .where(L.id == (request.line_id or 0), L.account_id == account.id)
    ).first()
    possible = D.status.in_([one.value for one in definition.device_statuses])
    wanted = (
        select(D, WirelessModel, P, L)
        .outerjoin(WirelessModel, WirelessModel.product_id == D.product_id)
        .outerjoin(P, P.id == D.employee_id)
        .outerjoin(L, L.id == D.line_id)
        .where(D.account_id == account.id, *_device_words(request.text))
        .order_by(case((possible, 0), else_=1), D.make_model, D.id)
    )

    def shown(row: Row[Any]) -> DeviceRow:
        device, model, person, line = tuple(row)
        against = device_refusals(definition, device_view(device, model), unit.today, code or "")
        return DeviceRow(
            device_id=device.id,
            serial_no=device.serial_no,
            make_model=device.make_model,
            device_type=DeviceType(device.device_type),
            status=DeviceStatus(device.status),
            line=line.number if line is not None else "",
            employee=person.name if person is not None else "",
            refusals=tuple(map(RefusalInfo.of, against)),
        )

    rows, has_more = _page(unit, wanted, request.limit, shown)
    return DeviceRows(rows=rows, has_more=has_more)


def people(unit: Unit, request: SubjectsRequest) -> PersonRows:
    """Return the people of a company that fit the words; the caller stands first, who left last."""
    account = account_of(unit, request.account_id)
    definition = DEFINITIONS[request.type]
    named = [
        or_(P.name.icontains(word, autoescape=True), P.employee_no.istartswith(word, autoescape=True))
        for word in words(request.text)
    ]
    wanted = (
        select(P, OrgUnit.name.label("unit"), Stipend.id.label("stipend"))
        .outerjoin(OrgUnit, OrgUnit.id == P.org_unit_id)
        .outerjoin(Stipend, and_(Stipend.employee_id == P.id, Stipend.removed_on.is_(None)))
        .where(P.account_id == account.id, *named)
        .order_by(case((P.user_id == unit.caller.user_id, 0), (P.is_active, 1), else_=2), P.name, P.id)
    )

    def shown(row: Row[Any]) -> PersonRow:
        person, unit_name, stipend = tuple(row)
        against = person_refusals(definition, has_stipend=stipend is not None, is_active=person.is_active)
        return PersonRow(
            employee_id=person.id,
            employee_no=person.employee_no,
            name=person.name,
            unit=unit_name or "",
            is_self=person.user_id == unit.caller.user_id,
            refusals=tuple(map(RefusalInfo.of, against)),
        )

    rows, has_more = _page(unit, wanted, request.limit, shown)
    return PersonRows(rows=rows, has_more=has_more)


def _page(
    unit: Unit, wanted: Select[*tuple[Any, ...]], limit: int, shown: Callable[[Row[Any]], T]
) -> tuple[tuple[T, ...], bool]:
    rows: Sequence[Row[Any]] = unit.session.execute(wanted.limit(limit + 1)).all()
    return tuple(map(shown, rows[:limit])), len(rows) > limit


def _line_words(text: str) -> list[ColumnElement[bool]]:
    """A number as it is dialled, or words of the alias and of who has the line."""
    number = digits(text).lstrip("0")
    if len(number) >= _LEAST_DIGITS:
        return [L.number.contains(number, autoescape=True)]
    return [
        or_(L.alias.icontains(word, autoescape=True), P.name.icontains(word, autoescape=True))
        for word in words(text)
    ]


def _device_words(text: str) -> list[ColumnElement[bool]]:
    """The beginning of a serial number, or words of the model and of who has the device."""
    return [
        or_(
            D.serial_no.istartswith(word, autoescape=True),
            D.make_model.icontains(word, autoescape=True),
            P.name.icontains(word, autoescape=True),
        )
        for word in words(text)
    ]
