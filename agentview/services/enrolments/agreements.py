"""Agreements of accounts with enrolment programmes: under which organisation their devices are listed."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, func, or_, select

from agentview.contract.enrolment_catalogue import (
    AddAgreementRequest,
    AgreementChanged,
    AgreementCommand,
    AgreementRef,
    AgreementRow,
    Agreements,
    AgreementsFilter,
    AgreementsRequest,
    EditAgreementRequest,
)
from agentview.contract.feed import Topic
from agentview.contract.value import CommandState
from agentview.core.errors import Conflict, NotFound, Refusal, rejected
from agentview.core.text import fold
from agentview.models.customer import Account
from agentview.models.enrolment import DeviceEnrolment
from agentview.models.hardware_catalogue import DeviceEnrolmentProvider, EnrolmentAgreement
from agentview.services.contract_catalogue.paging import page
from agentview.services.contract_catalogue.scope import stale
from agentview.services.customer_scope import held_account, refuse_customers
from agentview.services.enrolment_lifecycle import UNLISTED
from agentview.services.enrolments.programmes import lacking_power
from agentview.services.enrolments.scope import programme_of
from agentview.services.names import display_names
from agentview.services.unit import Unit

_A = EnrolmentAgreement
ENTITY = "enrolment_agreement"


def agreements(unit: Unit, request: AgreementsRequest) -> Agreements:
    """Return a page of the agreements of the own provider's customers, in a fixed number of queries."""
    refuse_customers(unit)
    meant = _meant(unit, request.filter)
    rows, last = page(unit, _joined().where(*meant), Account.name, _A.id, request)
    counted = select(func.count(_A.id)).join(Account, Account.id == _A.account_id).where(*meant)
    return Agreements(
        rows=_described(unit, rows),
        last=last,
        total=unit.session.scalar(counted) or 0,
        as_of=unit.now,
    )


def agreement(unit: Unit, request: AgreementRef) -> AgreementRow:
    """Return an agreement. Raises NotFound."""
    refuse_customers(unit)
    own = (_A.id == request.agreement_id, Account.provider_id == unit.caller.provider_id)
    found = unit.session.execute(_joined().where(*own)).all()
    if not found:
        raise _not_there(request.agreement_id)
    [row] = _described(unit, found)
    return row


def add_agreement(unit: Unit, request: AddAgreementRequest) -> AgreementChanged:
    """Enter an account's agreement with a programme.

    Raises NotFound, Rejected (`E-NO-ACCOUNT`), Conflict (`E-AGREEMENT-EXISTS`).
    """
    refuse_customers(unit)
    programme = programme_of(unit, request.programme_id)
    own = (Account.account_no == request.account_no, Account.provider_id == unit.caller.provider_id)
    account_id = unit.session.scalars(select(Account.id).where(*own)).first()
    if account_id is None:
        raise rejected("E-NO-ACCOUNT", field="account_no", account=request.account_no)
    # The account is held: of two at once, the second finds the first.
    account = held_account(unit, account_id)
    known = select(_A.id).where(_A.account_id == account.id, _A.enrolment_provider_id == programme.id)
    if unit.session.scalars(known).first() is not None:
        raise Conflict(Refusal("E-AGREEMENT-EXISTS", "programme_id"))
    row = EnrolmentAgreement(
        account_id=account.id,
        enrolment_provider_id=programme.id,
        organisation_ref=request.organisation_ref,
    )
    unit.session.add(row)
    unit.session.flush()
    unit.audit(ENTITY, row.id, "create", new=row.organisation_ref, account_id=account.id)
    return _changed(unit, row, "add_agreement")


def edit_agreement(unit: Unit, request: EditAgreementRequest) -> AgreementChanged:
    """Change the organisation of an agreement; what is sent from now on says it.

    Raises NotFound, Conflict (`E-STALE`).
    """
    refuse_customers(unit)
    found = unit.session.scalars(
        select(_A)
        .join(Account, Account.id == _A.account_id)
        .where(_A.id == request.agreement_id, Account.provider_id == unit.caller.provider_id)
        .with_for_update(of=_A, key_share=True)
        .execution_options(populate_existing=True)
    ).first()
    if found is None:
        raise _not_there(request.agreement_id)
    if found.row_version != request.version:
        raise stale(unit, found)
    old, new = found.organisation_ref, request.organisation_ref
    if old != new:
        unit.audit(
            ENTITY,
            found.id,
            "edit",
            field="organisation_ref",
            old=old,
            new=new,
            account_id=found.account_id,
        )
        found.organisation_ref = new
    unit.session.flush()
    return _changed(unit, found, "edit_agreement")


def _meant(unit: Unit, wanted: AgreementsFilter) -> list[ColumnElement[bool]]:
    meant = [Account.provider_id == unit.caller.provider_id]
    if wanted.account_id is not None:
        meant.append(_A.account_id == wanted.account_id)
    if wanted.programme_id is not None:
        meant.append(_A.enrolment_provider_id == wanted.programme_id)
    if wanted.text:
        meant.append(
            or_(
                Account.name_key.contains(fold(wanted.text), autoescape=True),
                Account.account_no.icontains(wanted.text, autoescape=True),
                _A.organisation_ref.icontains(wanted.text, autoescape=True),
            )
        )
    return meant


def _joined() -> Any:  # noqa: ANN401 - a statement of four columns, read by `_described`
    return (
        select(_A, Account.name, Account.account_no, DeviceEnrolmentProvider.name.label("programme"))
        .join(Account, Account.id == _A.account_id)
        .join(DeviceEnrolmentProvider, DeviceEnrolmentProvider.id == _A.enrolment_provider_id)
    )


def _described(unit: Unit, rows: Sequence[Row[Any]]) -> tuple[AgreementRow, ...]:
    found: list[EnrolmentAgreement] = [row.EnrolmentAgreement for row in rows]
    people = display_names(unit, (one.updated_by for one in found))
    devices = _devices(unit, found)
    lacking = lacking_power(unit)
    return tuple(
        AgreementRow(
            agreement_id=one.id,
            version=one.row_version,
            account_id=one.account_id,
            account_no=row.account_no,
            customer=row.name,
            programme_id=one.enrolment_provider_id,
            programme=row.programme,
            organisation_ref=one.organisation_ref,
            devices=devices.get((one.account_id, one.enrolment_provider_id), 0),
            commands=(CommandState.of(AgreementCommand.EDIT.value, lacking),),
            changed_at=one.updated_at,
            changed_by=people.get(one.updated_by, one.updated_by),
        )
        for one, row in zip(found, rows, strict=True)
    )


def _devices(unit: Unit, found: Sequence[EnrolmentAgreement]) -> dict[tuple[int, int], int]:
    """Count the devices of the accounts that stand at a programme, or are to."""
    key = (DeviceEnrolment.account_id, DeviceEnrolment.enrolment_provider_id)
    counted = (
        select(*key, func.count())
        .where(
            DeviceEnrolment.account_id.in_([one.account_id for one in found]),
            DeviceEnrolment.status.not_in([status.value for status in UNLISTED]),
        )
        .group_by(*key)
    )
    return {(row[0], row[1]): row[2] for row in unit.session.execute(counted)}


def _changed(unit: Unit, row: EnrolmentAgreement, verb: str) -> AgreementChanged:
    unit.changed(Topic.CATALOGUE, row.id, verb, (unit.caller.provider_id, None))
    return AgreementChanged(
        agreement_id=row.id, version=row.row_version, organisation_ref=row.organisation_ref
    )


def _not_there(agreement_id: int) -> NotFound:
    return NotFound(Refusal("E-NOT-FOUND", values={"agreement_id": agreement_id}))
