"""What the lifecycle of a migration looks at, and what may be done to it now."""

from collections.abc import Iterable

from agentview.contract.migrations import MigrationCommand
from agentview.contract.value import CommandState
from agentview.core.clock import local_day
from agentview.core.power import Power
from agentview.services.migration_lifecycle import LIFECYCLE, MigrationFacts
from agentview.services.migrations.matter import Matter
from agentview.services.provisioning.facts import refusal_error
from agentview.services.unit import Unit

OFFERED = (
    MigrationCommand.SAVE_PAGE,
    MigrationCommand.SUBMIT,
    MigrationCommand.WITHDRAW,
    MigrationCommand.FORCE_COMPLETE,
)
"""What people do to a migration itself; the rest happens to its task."""


def facts_of(
    unit: Unit, found: Matter, automatic_types: Iterable[str] = (), *, is_early: bool = False
) -> MigrationFacts:
    """Return what a migration is judged by."""
    return MigrationFacts(
        is_initiator=found.migration.initiated_by == unit.caller.user_id,
        is_lead=unit.caller.has(Power.TAKE_OVER),
        initiator=found.initiator,
        may_end_early=unit.caller.has(Power.FORCE_COMPLETE),
        today=local_day(unit.now, found.provider.timezone),
        effective_on=found.migration.effective_on,
        automatic_types=tuple(automatic_types),
        is_early=is_early,
    )


def demand(unit: Unit, found: Matter, command: MigrationCommand, facts: MigrationFacts) -> None:
    """Raise every reason why the caller cannot do `command` now: Rejected or Denied."""
    verdict = LIFECYCLE.judge(found.status, command, facts, unit.caller.powers)
    if not verdict.is_open:
        raise refusal_error(verdict.refusals)


def command_states(unit: Unit, found: Matter, facts: MigrationFacts) -> tuple[CommandState, ...]:
    """Say of each command whether it is open to the caller."""
    verdicts = (LIFECYCLE.judge(found.status, one, facts, unit.caller.powers) for one in OFFERED)
    return tuple(CommandState.of(verdict.command.value, verdict.refusals) for verdict in verdicts)
