"""The words of contracts: their lengths, ends and fees, and the standing of a package's contract (E20)."""

from datetime import date
from enum import StrEnum

from agentview.contract.op import Message


class LengthUnit(StrEnum):
    """What the length of a contract is counted in."""

    DAY = "DAY"
    MONTH = "MONTH"
    YEAR = "YEAR"


class EndMethod(StrEnum):
    """What happens at the end of a contract (R-CON-03)."""

    NO_CONTRACT = "NO_CONTRACT"
    """The subscription goes on without one."""
    CANCEL_SERVICE = "CANCEL_SERVICE"
    """The package is cancelled with its services."""
    RENEW_CONTRACT = "RENEW_CONTRACT"
    """The end moves by the length."""


class BreakOutMethod(StrEnum):
    """How the fee for leaving early is computed (R-MIG-23)."""

    FIXED = "FIXED"
    PER_REMAINING_MONTH = "PER_REMAINING_MONTH"
    PERCENT_REMAINING_ACCESS_FEE = "PERCENT_REMAINING_ACCESS_FEE"


class ContractStatus(StrEnum):
    """The states of a contract; RENEWED ones are in force like ACTIVE ones."""

    ACTIVE = "ACTIVE"
    RENEWED = "RENEWED"
    ENDED = "ENDED"
    BROKEN = "BROKEN"

    @property
    def is_in_force(self) -> bool:
        """Say whether it binds the customer."""
        return self in {ContractStatus.ACTIVE, ContractStatus.RENEWED}


class ContractCommand(StrEnum):
    """What can be done to the contract of a package."""

    ADD = "add_contract"
    BREAK_OUT = "break_out_contract"
    EDIT_DISCOUNT = "edit_fixed_discount"
    END = "end_contract"
    RENEW = "renew_contract"


class ContractTerms(Message):
    """What a contract type binds to. Amounts in minor units excluding tax."""

    contract_type_id: int
    internal_name: str
    external_name: str
    length: int
    length_unit: LengthUnit
    end_method: EndMethod
    break_out_method: BreakOutMethod
    break_out_amount_cents: int | None
    break_out_percent: int | None
    early_upgrade_remaining_months: int | None
    early_upgrade_fee_cents: int | None
    period_credit_cents: int | None
    credit_periods: int | None


class ContractFee(Message):
    """What leaving a contract costs on a day, and how that comes about.

    `remaining_months` are begun months (6.4 count as 7); `access_fee_cents` is that of the package. With
    `is_early_upgrade` it is the fee that takes the place of the break-out fee for an upgrade (R-MIG-27).
    """

    on: date
    amount_cents: int
    currency: str
    method: BreakOutMethod
    is_early_upgrade: bool
    remaining_months: int
    unit_cents: int | None
    percent: int | None
    access_fee_cents: int


class ContractInForce(Message):
    """The contract that binds a package."""

    contract_id: int
    version: int
    terms: ContractTerms
    status: ContractStatus
    started_on: date
    end_on: date
    break_out: ContractFee
    early_upgrade: ContractFee | None
    """None where it is not eligible today."""
    credit_from_on: date | None
    credit_to_on: date | None
