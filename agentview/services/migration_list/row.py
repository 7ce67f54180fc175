"""A migration as a row of its list, with what may be done to it now."""

from typing import Any

from sqlalchemy import Row

from agentview.contract.migration_form import MigrationPage
from agentview.contract.migration_list import MigrationRow
from agentview.contract.migration_quote import Direction
from agentview.contract.migrations import MigrationStatus
from agentview.contract.value import CommandState
from agentview.core.clock import local_day
from agentview.core.power import Power
from agentview.core.reference import Prefix, reference
from agentview.services.migration_lifecycle import LIFECYCLE, MigrationFacts
from agentview.services.migrations.facts import OFFERED
from agentview.services.unit import Unit


def shown(row: Row[Any], key: str) -> MigrationRow:
    """Return a fetched row as it is listed; the page is where an unsubmitted one goes on (R-MIG-34)."""
    status = MigrationStatus(row.status)
    is_charged = status is MigrationStatus.COMPLETED
    return MigrationRow(
        order_id=row.order_id,
        version=row.row_version,
        reference=reference(Prefix.MIGRATION, row.order_id),
        account_id=row.account_id,
        account_no=row.account_no,
        customer=row.customer,
        losing_package_id=row.losing_ps_id,
        losing_reference=reference(Prefix.PACKAGE, row.losing_ps_id),
        losing_plan=row.losing_plan,
        winning_plan=row.winning_plan,
        direction=Direction(row.direction) if row.direction else None,
        status=status,
        effective_on=row.effective_on,
        fee_cents=row.fee_charged_cents if is_charged else row.fee_quoted_cents,
        currency=row.currency,
        agent=row.agent,
        initiator=row.initiator,
        page=MigrationPage(row.last_page) if status is MigrationStatus.INCOMPLETE else None,
        changed_at=row.updated_at,
        commands=key,
    )


def commands_of(unit: Unit, row: Row[Any], automatic: tuple[str, ...]) -> tuple[CommandState, ...]:
    """Say of each command whether it is open to the caller (SM-2)."""
    facts = MigrationFacts(
        is_initiator=row.initiated_by == unit.caller.user_id,
        is_lead=unit.caller.has(Power.TAKE_OVER),
        initiator=row.initiator,
        may_end_early=unit.caller.has(Power.FORCE_COMPLETE),
        today=local_day(unit.now, row.timezone),
        effective_on=row.effective_on,
        automatic_types=automatic,
    )
    status = MigrationStatus(row.status)
    verdicts = (LIFECYCLE.judge(status, one, facts, unit.caller.powers) for one in OFFERED)
    return tuple(CommandState.of(verdict.command.value, verdict.refusals) for verdict in verdicts)
