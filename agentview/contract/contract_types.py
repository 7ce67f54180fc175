"""Contract types: what a contract binds to, for who administers the catalogue (S-15, E20)."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field

from agentview.contract.contract_catalogue import Cents
from agentview.contract.contract_terms import BreakOutMethod, ContractTerms, EndMethod, LengthUnit
from agentview.contract.op import Message, Op
from agentview.contract.value import CommandState, Line, Prose, RecordId, Version
from agentview.core.power import Power

Months: TypeAlias = Annotated[int, Field(ge=0, le=1_200)]
Periods: TypeAlias = Annotated[int, Field(ge=1, le=1_200)]
Percent: TypeAlias = Annotated[int, Field(ge=0, le=100)]
Length: TypeAlias = Annotated[int, Field(ge=1, le=36_500)]
TaxCode: TypeAlias = Annotated[Line, Field(max_length=20)]
Place: TypeAlias = Annotated[str, Field(min_length=1, max_length=1_000)]


class TypeStatus(StrEnum):
    """The states of a contract type; contracts of a withdrawn one go on."""

    ACTIVE = "ACTIVE"
    WITHDRAWN = "WITHDRAWN"


class TypeCommand(StrEnum):
    """What can be done to a contract type."""

    EDIT = "edit_type"
    WITHDRAW = "withdraw_type"


class TypeSort(StrEnum):
    """What the list of contract types may be sorted by."""

    NAME = "NAME"


class TypesFilter(Message):
    """Which contract types to list; what is empty does not filter."""

    text: Line = ""
    status: TypeStatus | None = None


class TypesRequest(Message):
    """One page of contract types."""

    filter: TypesFilter = TypesFilter()
    sort: TypeSort = TypeSort.NAME
    is_descending: bool = False
    after: Place | None = None
    limit: int = Field(default=100, ge=1, le=200)


class TypeRow(Message):
    """A contract type. `pools` is its Contract Pool Count, `plans` how many plans have it as their default.

    `in_force` is how many contracts bind customers to it: while there is one, its terms stay as they are.
    """

    version: int
    terms: ContractTerms
    description: str
    tax_code: str
    status: TypeStatus
    currency: str
    pools: int
    plans: int
    in_force: int
    commands: tuple[CommandState, ...]
    changed_at: datetime
    changed_by: str


class Types(Message):
    """Contract types in the order asked for; `last` names where the next page starts, None at the end."""

    rows: tuple[TypeRow, ...]
    last: str | None
    total: int
    as_of: datetime


class TypeRef(Message):
    """A contract type of the own provider."""

    contract_type_id: RecordId


class TypeAt(TypeRef):
    """A contract type, in the version that was looked at."""

    version: Version


class TypeFields(Message):
    """What a contract type holds. Amounts in minor units excluding tax; None is nothing."""

    internal_name: Line
    external_name: Line
    description: Prose = ""
    length: Length
    length_unit: LengthUnit
    tax_code: TaxCode
    end_method: EndMethod
    break_out_method: BreakOutMethod
    break_out_amount_cents: Cents | None = None
    break_out_percent: Percent | None = None
    early_upgrade_remaining_months: Months | None = None
    early_upgrade_fee_cents: Cents | None = None
    period_credit_cents: Cents | None = None
    credit_periods: Periods | None = None


class CreateTypeRequest(TypeFields):
    """A new contract type."""


class EditTypeRequest(TypeFields):
    """A contract type as it is to be; while it binds customers, only names, description and tax change."""

    contract_type_id: RecordId
    version: Version


class TypeChanged(Message):
    """A contract type after a command."""

    contract_type_id: int
    version: int
    internal_name: str
    status: TypeStatus


TYPES = Op("contract_catalogue.types", TypesRequest, Types, False, Power.READ_STATUS, "List contract types")
TYPE = Op("contract_catalogue.type", TypeRef, TypeRow, False, Power.READ_STATUS, "Read a contract type")
CREATE_TYPE = Op(
    "contract_catalogue.create_type",
    CreateTypeRequest,
    TypeChanged,
    True,
    Power.CATALOGUE_ADMIN,
    "Add a contract type",
)
EDIT_TYPE = Op(
    "contract_catalogue.edit_type",
    EditTypeRequest,
    TypeChanged,
    True,
    Power.CATALOGUE_ADMIN,
    "Edit a contract type",
)
WITHDRAW_TYPE = Op(
    "contract_catalogue.withdraw_type",
    TypeAt,
    TypeChanged,
    True,
    Power.CATALOGUE_ADMIN,
    "Withdraw a contract type",
)
