"""The lifecycle of a package migration: SM-2."""

from dataclasses import dataclass
from datetime import date

from agentview.contract.migrations import MigrationCommand, MigrationStatus
from agentview.core.errors import Refusal
from agentview.core.lifecycle import Lifecycle, Transition
from agentview.core.power import Power


@dataclass(frozen=True, slots=True)
class MigrationFacts:
    """What the guards look at.

    `initiator` is the name of who began it. `is_lead`: the caller is a supervisor. `automatic_types` names
    the service types of the winning package that no person provisions (R-MIG-19).
    """

    is_initiator: bool
    is_lead: bool
    initiator: str
    may_end_early: bool
    today: date
    effective_on: date | None
    automatic_types: tuple[str, ...] = ()
    is_early: bool = False


def _by_initiator(facts: MigrationFacts) -> tuple[Refusal, ...]:
    if facts.is_initiator:
        return ()
    return (Refusal("E-NOT-INITIATOR", rule="SM-2", values={"initiator": facts.initiator}),)


def _by_initiator_or_lead(facts: MigrationFacts) -> tuple[Refusal, ...]:
    return () if facts.is_lead else _by_initiator(facts)


def _manual_only(facts: MigrationFacts) -> tuple[Refusal, ...]:
    """Force complete is for what people provision (R-MIG-19, D-07)."""
    return tuple(
        Refusal("E-FORCE-AUTOMATIC", rule="R-MIG-19", values={"service_type": name})
        for name in facts.automatic_types
    )


def _day_has_come(facts: MigrationFacts) -> tuple[Refusal, ...]:
    """It completes on its effective day or later; earlier only by an explicit permit."""
    if facts.effective_on is None or facts.effective_on <= facts.today:
        return ()
    if facts.is_early and facts.may_end_early:
        return ()
    values = {"effective_on": facts.effective_on.isoformat(), "power": Power.FORCE_COMPLETE.value}
    return (Refusal("E-TOO-EARLY", rule="SM-2", values={**values}),)


_MIGRATES = frozenset({Power.PKG_CANCEL_MIGRATE})
_DRAFT = frozenset({MigrationStatus.INCOMPLETE})
_AWAITING = frozenset({MigrationStatus.AWAITING_PROVISIONING})
_HALTED = frozenset({MigrationStatus.HALTED})
_NOBODY: frozenset[Power] = frozenset()
"""Judged as a command on the task (SM-1), or done by the program."""

LIFECYCLE: Lifecycle[MigrationStatus, MigrationCommand, MigrationFacts] = Lifecycle(
    "Migration",
    (
        Transition(
            frozenset(), MigrationCommand.START, MigrationStatus.INCOMPLETE, _MIGRATES, rule="R-MIG-10"
        ),
        Transition(_DRAFT, MigrationCommand.SAVE_PAGE, None, _MIGRATES, _by_initiator_or_lead, "SM-2"),
        Transition(
            _DRAFT,
            MigrationCommand.SUBMIT,
            MigrationStatus.AWAITING_PROVISIONING,
            _MIGRATES,
            _by_initiator,
            "R-MIG-18",
        ),
        Transition(
            _DRAFT | _AWAITING | _HALTED,
            MigrationCommand.WITHDRAW,
            MigrationStatus.WITHDRAWN,
            _MIGRATES,
            _by_initiator_or_lead,
            "R-MIG-32",
        ),
        Transition(
            _AWAITING,
            MigrationCommand.FORCE_COMPLETE,
            MigrationStatus.COMPLETED,
            frozenset({Power.FORCE_COMPLETE}),
            _manual_only,
            "R-MIG-20",
        ),
        Transition(
            _AWAITING,
            MigrationCommand.FINALISE,
            MigrationStatus.COMPLETED,
            _NOBODY,
            _day_has_come,
            "R-MIG-21",
        ),
        Transition(_AWAITING, MigrationCommand.HALT, MigrationStatus.HALTED, _NOBODY, rule="R-MIG-37"),
        Transition(
            _HALTED, MigrationCommand.RESUBMIT, MigrationStatus.AWAITING_PROVISIONING, _NOBODY, rule="SM-2"
        ),
    ),
)
"""What is COMPLETED cannot be withdrawn: it stands in no row (R-MIG-33)."""
