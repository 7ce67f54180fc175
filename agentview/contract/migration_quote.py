"""What a migration costs and is worth, line by line with its formula (S-14, page 6)."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from agentview.contract.op import Message
from agentview.core.errors import Value


class Direction(StrEnum):
    """Where a migration leads by the weights of both plans (R-MIG-13)."""

    UPGRADE = "UPGRADE"
    CROSSGRADE = "CROSSGRADE"
    DOWNGRADE = "DOWNGRADE"


class ContractAction(StrEnum):
    """What a migration does to the contract of the losing package."""

    NONE = "NONE"
    """There is none in force."""
    SAME_POOL = "SAME_POOL"
    """It ends without a fee: the winning plan is in the pool of its type (D-04, R-MIG-25)."""
    BREAK_OUT = "BREAK_OUT"
    """It is of another type than the pool: it is broken for its fee (R-MIG-23)."""
    EARLY_UPGRADE = "EARLY_UPGRADE"
    """The same, for the early-upgrade fee (R-MIG-27)."""


class ChargeKind(StrEnum):
    """What a line is for; those that are charged become pending charges of the same kind."""

    UPGRADE_CHARGE = "UPGRADE_CHARGE"
    CROSSGRADE_CHARGE = "CROSSGRADE_CHARGE"
    DOWNGRADE_CHARGE = "DOWNGRADE_CHARGE"
    MIGRATION_DISCOUNT = "MIGRATION_DISCOUNT"
    BREAK_OUT_FEE = "BREAK_OUT_FEE"
    EARLY_UPGRADE_FEE = "EARLY_UPGRADE_FEE"
    PRORATA_CREDIT = "PRORATA_CREDIT"
    EXCESS_USAGE = "EXCESS_USAGE"
    ACCESS_FEE = "ACCESS_FEE"
    """What the winning package costs in its first period: for information, billing charges it."""


class QuoteLine(Message):
    """One line. `formula` names how `amount_cents` comes of `values`; credits are negative.

    Only what `is_charged` counts in the total and is charged at completion. A waived fee stays as a line that
    is not charged.
    """

    kind: ChargeKind
    amount_cents: int
    is_charged: bool
    is_waived: bool = False
    formula: str
    values: dict[str, Value] = Field(default_factory=dict)


class Quote(Message):
    """What a migration comes to on its effective day, in minor units excluding tax.

    `total_cents` is the sum of the charged lines: what is charged when it completes. `fingerprint` changes
    with any line; a submit names the one that was seen.
    """

    currency: str
    effective_on: date
    direction: Direction
    contract_action: ContractAction
    pool_id: int | None
    pool: str
    losing_access_fee_cents: int
    winning_access_fee_cents: int
    lines: tuple[QuoteLine, ...]
    total_cents: int
    fingerprint: str
    is_frozen: bool = False
