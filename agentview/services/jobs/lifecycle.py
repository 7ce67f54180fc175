"""The lifecycle of a run of a job."""

from dataclasses import dataclass

from agentview.contract.jobs import RunCommand, RunStatus
from agentview.core.errors import Refusal
from agentview.core.lifecycle import Lifecycle, Transition
from agentview.core.power import Power


@dataclass(frozen=True, slots=True)
class RunFacts:
    """What the guards look at."""

    job: str
    is_stopping: bool
    is_other_open: bool
    """Whether another round of the job waits or runs for the provider."""


def not_twice(facts: RunFacts) -> tuple[Refusal, ...]:
    """Refuse a second round beside the one that waits or runs."""
    return (Refusal("E-JOB-RUNS", values={"job": facts.job}),) if facts.is_other_open else ()


def _not_yet_told(facts: RunFacts) -> tuple[Refusal, ...]:
    return (Refusal("E-RUN-STOPPING"),) if facts.is_stopping else ()


_SYSTEM: frozenset[Power] = frozenset()
_RUNS_JOBS = frozenset({Power.RUN_JOBS})
_QUEUED = frozenset({RunStatus.QUEUED})
_RUNNING = frozenset({RunStatus.RUNNING})
_FAILED = frozenset({RunStatus.FAILED})

LIFECYCLE: Lifecycle[RunStatus, RunCommand, RunFacts] = Lifecycle(
    "Run of a job",
    (
        # From RUNNING too: whoever ran it before is dead, and this is the recovery.
        Transition(_QUEUED | _RUNNING, RunCommand.START, RunStatus.RUNNING, _SYSTEM, rule="D-33"),
        Transition(_RUNNING, RunCommand.SUCCEED, RunStatus.SUCCEEDED, _SYSTEM),
        Transition(_RUNNING, RunCommand.SUCCEED_WITH_ERRORS, RunStatus.SUCCEEDED_WITH_ERRORS, _SYSTEM),
        Transition(_RUNNING, RunCommand.FAIL, RunStatus.FAILED, _SYSTEM),
        Transition(_RUNNING, RunCommand.POSTPONE, RunStatus.QUEUED, _SYSTEM),
        Transition(_RUNNING, RunCommand.STOP, RunStatus.CANCELLED, _SYSTEM, rule="S-20"),
        Transition(_QUEUED, RunCommand.CANCEL, RunStatus.CANCELLED, _RUNS_JOBS, rule="S-20"),
        # It stays as it is until whoever runs it hears of it, between two blocks of records.
        Transition(_RUNNING, RunCommand.CANCEL, None, _RUNS_JOBS, _not_yet_told, "S-20"),
        Transition(_FAILED, RunCommand.RETRY, RunStatus.QUEUED, _RUNS_JOBS, not_twice, "S-20"),
    ),
)

OPEN = (RunStatus.QUEUED.value, RunStatus.RUNNING.value)
"""The states of a run that something is still to come of."""


def sources(command: RunCommand) -> tuple[str, ...]:
    """Return the states from which a command leads, for the conditional UPDATE that carries it out."""
    return tuple(sorted(state.value for row in LIFECYCLE.rows_of(command) for state in row.sources))


def target(command: RunCommand) -> str:
    """Return the state to which the engine's command leads."""
    [row] = LIFECYCLE.rows_of(command)
    return (row.target or RunStatus.RUNNING).value
