"""Enrolment programmes: listed, added and edited; their events are switched on and off (R-ENR-07)."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from agentview.contract.enrolment_catalogue import (
    AddProgrammeRequest,
    EditProgrammeRequest,
    ProgrammeChanged,
    ProgrammeCommand,
    ProgrammeFields,
    ProgrammeRef,
    ProgrammeRow,
    Programmes,
    ProgrammesFilter,
    ProgrammesRequest,
)
from agentview.contract.feed import Topic
from agentview.contract.hardware import EnrolmentStatus
from agentview.contract.value import CommandState
from agentview.core.errors import Conflict, Refusal
from agentview.core.power import Power
from agentview.models.enrolment import DeviceEnrolment
from agentview.models.hardware_catalogue import DeviceEnrolmentProvider, EnrolmentAgreement, Product
from agentview.services.contract_catalogue.paging import page
from agentview.services.contract_catalogue.scope import own_provider, stale
from agentview.services.customer_scope import refuse_customers
from agentview.services.enrolments.scope import programme_of
from agentview.services.names import display_names
from agentview.services.unit import Unit

_P = DeviceEnrolmentProvider
ENTITY = "enrolment_programme"
_WAITING = (EnrolmentStatus.ENROL_PENDING.value, EnrolmentStatus.UNENROL_PENDING.value)


def programmes(unit: Unit, request: ProgrammesRequest) -> Programmes:
    """Return a page of the programmes of the own provider, in a fixed number of queries."""
    refuse_customers(unit)
    meant = _meant(unit, request.filter)
    rows, last = page(unit, select(_P).where(*meant), _P.name, _P.id, request)
    return Programmes(
        rows=_described(unit, [row.DeviceEnrolmentProvider for row in rows]),
        last=last,
        total=unit.session.scalar(select(func.count(_P.id)).where(*meant)) or 0,
        as_of=unit.now,
    )


def programme(unit: Unit, request: ProgrammeRef) -> ProgrammeRow:
    """Return a programme. Raises NotFound."""
    refuse_customers(unit)
    [row] = _described(unit, [programme_of(unit, request.programme_id)])
    return row


def add_programme(unit: Unit, request: AddProgrammeRequest) -> ProgrammeChanged:
    """Add a programme to the own provider. Raises Conflict `E-PROGRAMME-EXISTS` for a code that is taken."""
    # The provider's row is held: of two at once with one code, the second finds the first.
    provider = own_provider(unit, is_held=True)
    taken = select(_P.id).where(_P.provider_id == provider.id, _P.code == request.code)
    if unit.session.scalars(taken).first() is not None:
        raise Conflict(Refusal("E-PROGRAMME-EXISTS", "code", values={"programme": request.code}))
    row = DeviceEnrolmentProvider(provider_id=provider.id, **request.model_dump())
    unit.session.add(row)
    unit.session.flush()
    unit.audit(ENTITY, row.id, "create", new=row.code)
    return _changed(unit, row, "add_programme")


def edit_programme(unit: Unit, request: EditProgrammeRequest) -> ProgrammeChanged:
    """Change a programme, one audit entry a field; of one that is not active devices wait.

    Raises NotFound, Conflict (`E-STALE`).
    """
    refuse_customers(unit)
    row = programme_of(unit, request.programme_id, is_held=True)
    if row.row_version != request.version:
        raise stale(unit, row)
    for name in ProgrammeFields.model_fields:
        old, new = getattr(row, name), getattr(request, name)
        if old != new:
            unit.audit(ENTITY, row.id, "edit", field=name, old=str(old), new=str(new))
            setattr(row, name, new)
    unit.session.flush()
    return _changed(unit, row, "edit_programme")


def _meant(unit: Unit, wanted: ProgrammesFilter) -> list[ColumnElement[bool]]:
    meant = [_P.provider_id == unit.caller.provider_id]
    if wanted.text:
        meant.append(or_(*(name.icontains(wanted.text, autoescape=True) for name in (_P.name, _P.code))))
    if wanted.is_active is not None:
        meant.append(_P.is_active.is_(wanted.is_active))
    return meant


def _described(unit: Unit, rows: Sequence[DeviceEnrolmentProvider]) -> tuple[ProgrammeRow, ...]:
    ids = [row.id for row in rows]
    products = _counts(unit, Product.enrolment_provider_id, ids)
    agreements = _counts(unit, EnrolmentAgreement.enrolment_provider_id, ids)
    waiting = _counts(unit, DeviceEnrolment.enrolment_provider_id, ids, DeviceEnrolment.status.in_(_WAITING))
    people = display_names(unit, (row.updated_by for row in rows))
    lacking = lacking_power(unit)
    return tuple(
        ProgrammeRow(
            programme_id=row.id,
            version=row.row_version,
            code=row.code,
            name=row.name,
            organisation_ref=row.organisation_ref,
            exchange_url=row.exchange_url,
            is_active=row.is_active,
            has_event_on_success=row.has_event_on_success,
            has_event_on_failure=row.has_event_on_failure,
            products=products.get(row.id, 0),
            agreements=agreements.get(row.id, 0),
            waiting=waiting.get(row.id, 0),
            commands=(CommandState.of(ProgrammeCommand.EDIT.value, lacking),),
            changed_at=row.updated_at,
            changed_by=people.get(row.updated_by, row.updated_by),
        )
        for row in rows
    )


def lacking_power(unit: Unit) -> tuple[Refusal, ...]:
    """Say what keeps the caller from administering: nothing, or a power that is lacking."""
    power = Power.CATALOGUE_ADMIN
    return () if unit.caller.has(power) else (Refusal("E-POWER", values={"power": power.value}),)


def _counts(
    unit: Unit,
    column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    ids: Sequence[int],
    *where: ColumnElement[bool],
) -> dict[int | None, int]:
    rows = unit.session.execute(select(column, func.count()).where(column.in_(ids), *where).group_by(column))
    return {row[0]: row[1] for row in rows}


def _changed(unit: Unit, row: DeviceEnrolmentProvider, verb: str) -> ProgrammeChanged:
    unit.changed(Topic.CATALOGUE, row.id, verb, (row.provider_id, None))
    return ProgrammeChanged(programme_id=row.id, version=row.row_version, name=row.name)
