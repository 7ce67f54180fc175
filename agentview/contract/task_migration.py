"""What a MIGRATE task asks its provisioner to do: one task for the whole package."""

from datetime import date

from agentview.contract.migration_quote import Direction
from agentview.contract.op import Message


class TaskMove(Message):
    """A service that moves to another plan, or is dropped (`winning` is "" then)."""

    service_reference: str
    identifier_label: str
    identifier: str
    service_type: str
    is_automatic: bool
    losing: str
    winning: str


class TaskMigration(Message):
    """The migration that a task carries out. `waits_until`: it can be finalised from that day on."""

    order_id: int
    reference: str
    losing_plan: str
    winning_plan: str
    direction: Direction | None
    effective_on: date
    waits_until: date | None
    first_period_end_on: date | None
    can_permit_early: bool
    note: str
    moves: tuple[TaskMove, ...]
