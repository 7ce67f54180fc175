"""The contract of a package: read it, add one later, break out of it, move its discount (S-11, S-16)."""

from datetime import date
from typing import Annotated

from pydantic import Field

from agentview.contract.contract_terms import ContractInForce, ContractStatus, ContractTerms
from agentview.contract.op import Message, Op
from agentview.contract.value import CommandState, RecordId, Version
from agentview.core.power import Power


class PackageRef(Message):
    """A package of a customer, by its number."""

    package_id: RecordId


class FormerContract(Message):
    """A contract of the package that binds no more."""

    contract_id: int
    name: str
    status: ContractStatus
    started_on: date
    end_on: date
    ended_on: date | None
    fee_cents: int | None


class PackageContract(Message):
    """How a package is bound: the contract in force, earlier ones, what can be done.

    `offers` are the contract types that could be added: those of the pools that the plan is in (R-CON-02).
    """

    package_id: int
    reference: str
    account_id: int
    plan: str
    currency: str
    contract: ContractInForce | None
    former: tuple[FormerContract, ...]
    offers: tuple[ContractTerms, ...]
    commands: tuple[CommandState, ...]


class BreakOutRequest(Message):
    """Break out of a contract for the fee that was seen; another fee by now is refused (R-MIG-24)."""

    contract_id: RecordId
    version: Version
    fee_cents: Annotated[int, Field(ge=0, le=10**11)]


class AddContractRequest(Message):
    """Bind an active package; either an end date, or `is_auto_end`: start and length give it (R-CON-02)."""

    package_id: RecordId
    contract_type_id: RecordId
    started_on: date | None = None
    end_on: date | None = None
    is_auto_end: bool = False


class EditDiscountRequest(Message):
    """Move the days of the fixed period discount; billed periods stay as they are (R-CON-06)."""

    contract_id: RecordId
    version: Version
    credit_from_on: date
    credit_to_on: date


class ContractChanged(Message):
    """A contract after a command; `fee_cents` is what was charged for breaking out."""

    contract_id: int
    package_id: int
    reference: str
    """The package's."""
    status: ContractStatus
    end_on: date
    fee_cents: int | None = None
    currency: str


CONTRACT = Op(
    "contracts.contract", PackageRef, PackageContract, False, Power.READ_STATUS, "Read how a package is bound"
)
BREAK_OUT = Op(
    "contracts.break_out",
    BreakOutRequest,
    ContractChanged,
    True,
    Power.BREAK_CONTRACT,
    "Break out of a contract for its fee",
)
ADD = Op(
    "contracts.add",
    AddContractRequest,
    ContractChanged,
    True,
    Power.BREAK_CONTRACT,
    "Bind a package to a contract",
)
EDIT_DISCOUNT = Op(
    "contracts.edit_discount",
    EditDiscountRequest,
    ContractChanged,
    True,
    Power.EDIT_FIXED_DISCOUNT,
    "Move the days of a contract's fixed period discount",
)
