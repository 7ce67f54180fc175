"""Enrolment programmes, and the agreements that accounts have with them, for who administers them (SM-4)."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field

from agentview.contract.hardware import ExchangeAddress
from agentview.contract.op import Message, Op
from agentview.contract.value import CommandState, Line, RecordId, Version
from agentview.core.power import Power

ProgrammeCode: TypeAlias = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[A-Za-z0-9._-]+$")]
Organisation: TypeAlias = Annotated[Line, Field(min_length=1, max_length=100)]
Place: TypeAlias = Annotated[str, Field(min_length=1, max_length=1_000)]


class ProgrammeCommand(StrEnum):
    """What can be done to a programme."""

    EDIT = "edit_programme"


class AgreementCommand(StrEnum):
    """What can be done to an agreement."""

    EDIT = "edit_agreement"


class CatalogueSort(StrEnum):
    """What these lists may be sorted by."""

    NAME = "NAME"


class ProgrammesFilter(Message):
    """Which programmes to list; what is empty does not filter."""

    text: Line = ""
    is_active: bool | None = None


class ProgrammesRequest(Message):
    """One page of programmes."""

    filter: ProgrammesFilter = ProgrammesFilter()
    sort: CatalogueSort = CatalogueSort.NAME
    is_descending: bool = False
    after: Place | None = None
    limit: int = Field(default=100, ge=1, le=200)


class ProgrammeRow(Message):
    """A manufacturer's enrolment programme. `code` is `deviceEnrolmentProviderId` of its files.

    `products` and `agreements` are how many there are of it, `waiting` how many devices wait to be sent.
    """

    programme_id: int
    version: int
    code: str
    name: str
    organisation_ref: str
    exchange_url: str
    is_active: bool
    has_event_on_success: bool
    has_event_on_failure: bool
    products: int
    agreements: int
    waiting: int
    commands: tuple[CommandState, ...]
    changed_at: datetime
    changed_by: str


class Programmes(Message):
    """Programmes in the order asked for; `last` names where the next page starts, None at the end."""

    rows: tuple[ProgrammeRow, ...]
    last: str | None
    total: int
    as_of: datetime


class ProgrammeRef(Message):
    """A programme of the own provider."""

    programme_id: RecordId


class ProgrammeFields(Message):
    """What a programme holds; the events say whether a case is raised for an outcome (R-ENR-07)."""

    name: Annotated[Line, Field(min_length=1)]
    organisation_ref: Organisation
    exchange_url: ExchangeAddress = ""
    is_active: bool = True
    has_event_on_success: bool = False
    has_event_on_failure: bool = True


class AddProgrammeRequest(ProgrammeFields):
    """A new programme; its code stays."""

    code: ProgrammeCode


class EditProgrammeRequest(ProgrammeFields):
    """A programme as it is to be."""

    programme_id: RecordId
    version: Version


class ProgrammeChanged(Message):
    """A programme after a command."""

    programme_id: int
    version: int
    name: str


class AgreementsFilter(Message):
    """Which agreements to list; `text` is part of a customer's name or number, or of an organisation."""

    account_id: RecordId | None = None
    programme_id: RecordId | None = None
    text: Line = ""


class AgreementsRequest(Message):
    """One page of agreements, by the names of their customers."""

    filter: AgreementsFilter = AgreementsFilter()
    sort: CatalogueSort = CatalogueSort.NAME
    is_descending: bool = False
    after: Place | None = None
    limit: int = Field(default=100, ge=1, le=200)


class AgreementRow(Message):
    """An account's agreement with a programme; `devices` is how many of its devices stand there."""

    agreement_id: int
    version: int
    account_id: int
    account_no: str
    customer: str
    programme_id: int
    programme: str
    organisation_ref: str
    devices: int
    commands: tuple[CommandState, ...]
    changed_at: datetime
    changed_by: str


class Agreements(Message):
    """Agreements in the order asked for; `last` names where the next page starts, None at the end."""

    rows: tuple[AgreementRow, ...]
    last: str | None
    total: int
    as_of: datetime


class AgreementRef(Message):
    """An agreement of a customer of the own provider."""

    agreement_id: RecordId


class AddAgreementRequest(Message):
    """A new agreement with a programme, of the account that people call by this number."""

    account_no: Annotated[Line, Field(min_length=1)]
    programme_id: RecordId
    organisation_ref: Organisation


class EditAgreementRequest(AgreementRef):
    """Another organisation; what was sent already stays under the old one."""

    version: Version
    organisation_ref: Organisation


class AgreementChanged(Message):
    """An agreement after a command."""

    agreement_id: int
    version: int
    organisation_ref: str


_READ, _ADMIN = Power.READ_STATUS, Power.CATALOGUE_ADMIN

PROGRAMMES = Op(
    "enrolments.programmes", ProgrammesRequest, Programmes, False, _READ, "List enrolment programmes"
)
PROGRAMME = Op(
    "enrolments.programme", ProgrammeRef, ProgrammeRow, False, _READ, "Read an enrolment programme"
)
ADD_PROGRAMME = Op(
    "enrolments.add_programme",
    AddProgrammeRequest,
    ProgrammeChanged,
    True,
    _ADMIN,
    "Add an enrolment programme",
)
EDIT_PROGRAMME = Op(
    "enrolments.edit_programme",
    EditProgrammeRequest,
    ProgrammeChanged,
    True,
    _ADMIN,
    "Edit an enrolment programme",
)
AGREEMENTS = Op(
    "enrolments.agreements", AgreementsRequest, Agreements, False, _READ, "List enrolment agreements"
)
AGREEMENT = Op(
    "enrolments.agreement", AgreementRef, AgreementRow, False, _READ, "Read an enrolment agreement"
)
ADD_AGREEMENT = Op(
    "enrolments.add_agreement",
    AddAgreementRequest,
    AgreementChanged,
    True,
    _ADMIN,
    "Add an enrolment agreement",
)
EDIT_AGREEMENT = Op(
    "enrolments.edit_agreement",
    EditAgreementRequest,
    AgreementChanged,
    True,
    _ADMIN,
    "Edit an enrolment agreement",
)
