"""What is typed into the migration wizard, page by page; half of it may be missing until it is submitted."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from agentview.contract.op import Message
from agentview.contract.value import Prose, RecordId

MOST_MAPPED = 200


class MigrationPage(StrEnum):
    """The pages of the wizard, in their order (S-14)."""

    ELIGIBILITY = "ELIGIBILITY"
    PACKAGE = "PACKAGE"
    SERVICES = "SERVICES"
    FEES = "FEES"
    DATES = "DATES"
    REVIEW = "REVIEW"

    @property
    def number(self) -> int:
        """Its place, 1 is the first."""
        return list(MigrationPage).index(self) + 1


class MappingAction(StrEnum):
    """What becomes of a service of the losing package (R-MIG-14)."""

    KEEP = "KEEP"
    DROP = "DROP"


class ServiceMapping(Message):
    """A losing service: kept with a service plan of the winning package, or dropped."""

    losing_service_id: RecordId
    action: MappingAction
    winning_service_plan_id: RecordId | None = None


class MigrationForm(Message):
    """A migration as it was typed.

    `mapping` None: each service goes to the service plan of its type, and is dropped where there is none.
    `are_extras_given_up` is the tick under the bolt-ons that are lost (R-MIG-15); `is_fee_confirmed` that
    under the fees.
    """

    winning_plan_id: RecordId | None = None
    mapping: Annotated[tuple[ServiceMapping, ...], Field(max_length=MOST_MAPPED)] | None = None
    are_extras_given_up: bool = False
    is_fee_confirmed: bool = False
    is_early_fee_waived: bool = False
    waive_reason: Prose = ""
    effective_on: date | None = None
    """None: today."""
    first_period_end_on: date | None = None
    note: Prose = ""
