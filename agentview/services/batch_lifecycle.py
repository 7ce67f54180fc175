"""The lifecycle of a batch: a file that goes to a partner, or one that came from there."""

from dataclasses import dataclass

from agentview.contract.hardware import BatchCommand, BatchKind, BatchStatus
from agentview.core.errors import Refusal
from agentview.core.lifecycle import Lifecycle, Transition
from agentview.core.power import Power

INBOUND = frozenset({BatchKind.SALES_ORDER_DISPATCH, BatchKind.ENROL_RESPONSE, BatchKind.STOCK_FILE})
OPEN_INBOUND = (BatchStatus.RECEIVED.value, BatchStatus.VALIDATED.value)
OPEN_OUTBOUND = (BatchStatus.CREATED.value, BatchStatus.STAGED.value)


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """What the guards look at. `has_file`: the file as it came is kept."""

    kind: BatchKind
    has_file: bool = True


def _came_in(facts: BatchFacts) -> tuple[Refusal, ...]:
    """A file that went out is never made a second time: the partner would act on it twice."""
    if facts.kind not in INBOUND:
        return (Refusal("E-BATCH-OUTBOUND", rule="R-HW-26"),)
    return () if facts.has_file else (Refusal("E-BATCH-NO-FILE", rule="S-20"),)


_WORKS = frozenset({Power.RUN_JOBS})
_NOBODY: frozenset[Power] = frozenset()
"""Done by the program."""

_CREATED = frozenset({BatchStatus.CREATED})
_STAGED = frozenset({BatchStatus.STAGED})
_RECEIVED = frozenset({BatchStatus.RECEIVED})
_VALIDATED = frozenset({BatchStatus.VALIDATED})
_FAILED = frozenset({BatchStatus.FAILED})

LIFECYCLE: Lifecycle[BatchStatus, BatchCommand, BatchFacts] = Lifecycle(
    "Batch",
    (
        Transition(frozenset(), BatchCommand.START, BatchStatus.CREATED, _NOBODY, rule="R-HW-12"),
        Transition(_CREATED, BatchCommand.STAGE, BatchStatus.STAGED, _NOBODY, rule="R-HW-16"),
        Transition(_STAGED, BatchCommand.SEND, BatchStatus.SENT, _NOBODY, rule="R-HW-16"),
        Transition(frozenset(), BatchCommand.RECEIVE, BatchStatus.RECEIVED, _NOBODY, rule="R-HW-19"),
        Transition(_RECEIVED, BatchCommand.VALIDATE, BatchStatus.VALIDATED, _NOBODY, rule="R-HW-17"),
        Transition(_RECEIVED, BatchCommand.REFUSE, BatchStatus.FAILED, _NOBODY, rule="R-HW-17"),
        Transition(_VALIDATED, BatchCommand.PROCESS, BatchStatus.PROCESSED, _NOBODY, rule="R-HW-18"),
        Transition(
            _VALIDATED,
            BatchCommand.PROCESS_WITH_ERRORS,
            BatchStatus.PROCESSED_WITH_ERRORS,
            _NOBODY,
            rule="R-HW-18",
        ),
        Transition(_FAILED, BatchCommand.REPROCESS, BatchStatus.RECEIVED, _WORKS, _came_in, "S-20"),
        Transition(_FAILED, BatchCommand.IGNORE, BatchStatus.IGNORED, _WORKS, rule="S-20"),
    ),
)
"""What was SENT stays SENT: nobody can send a batch again."""


def target_of(status: BatchStatus, command: BatchCommand) -> BatchStatus:
    """Return the state that follows. Raises LookupError where the table has no such row."""
    target = LIFECYCLE.table[status, command].target
    if target is None:
        raise LookupError(command)
    return target
