"""Plays the carrier's platform: what it answers follows from how an identifier ends."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from agentview.adaptors.provisioning_port import (
    Action,
    Answer,
    Done,
    NotKnown,
    Outcome,
    Refused,
    ServiceFacts,
    Unknown,
)
from agentview.adaptors.simulator_memory import Kept, SimulatorMemory

MISSING_DATE_OF_BIRTH = Refused(
    "MISSING_DATE_OF_BIRTH", "The date of birth of the account holder is missing."
)
MISSING_ACCOUNT_NUMBER = Refused(
    "MISSING_ACCOUNT_NUMBER", "The account number at the losing supplier is missing."
)
RECORD_MISMATCH = Refused("RECORD_MISMATCH", "The service is recorded for another holder at the carrier.")
BAR_LOCKED = Refused("BAR_LOCKED", "Another system of the carrier has locked the service profile.")
NO_BAR_PROFILE = Refused("NO_BAR_PROFILE", "The service has no profile that could be barred.")


@dataclass(frozen=True, slots=True)
class Behaviour:
    """How an identifier must end for the platform to behave in a special way.

    `refused`: activation is refused, a missing date of birth only until there is one. `silent_first`: carried
    out, but the answer is lost; it is known when asked. `silent`: received, and never answered. `unbarred`: a
    bar is refused, `stuck`: taking it off is; a service of either can be activated and ended.
    """

    refused: Mapping[str, Refused] = field(
        default_factory=lambda: {
            "13": MISSING_DATE_OF_BIRTH,
            "17": MISSING_ACCOUNT_NUMBER,
            "31": RECORD_MISMATCH,
        }
    )
    unbarred: Mapping[str, Refused] = field(default_factory=lambda: {"44": NO_BAR_PROFILE})
    stuck: Mapping[str, Refused] = field(default_factory=lambda: {"55": BAR_LOCKED})
    silent_first: tuple[str, ...] = ("99",)
    silent: tuple[str, ...] = ("66",)


class ProvisioningSimulator:
    """A platform without a network. What it has seen it keeps in a file, or for as long as it lives."""

    def __init__(self, memory: Path | None = None, behaviour: Behaviour | None = None) -> None:
        """Remember in the file `memory`, which several processes may share."""
        self._memory = SimulatorMemory(memory)
        self._behaviour = behaviour or Behaviour()

    def request(self, reference: str, action: Action, facts: ServiceFacts) -> Outcome:
        """Carry out `action`, once for each reference."""
        ending = facts.identifier or ""
        refusal = self._refusal(ending, action, facts)
        if refusal is not None:
            return refusal
        if ending.endswith(self._behaviour.silent):
            self._memory.keep(reference, Kept.WAITING)
            return Unknown()
        is_new = self._memory.keep(reference, Kept.DONE)
        return Unknown() if is_new and ending.endswith(self._behaviour.silent_first) else Done()

    def ask(self, reference: str) -> Answer:
        """Say what became of a request."""
        kept = self._memory.look_up(reference)
        if kept is None:
            return NotKnown()
        return Done() if kept is Kept.DONE else Unknown()

    def times_carried_out(self, reference: str) -> int:
        """Return how often something was carried out under a reference: never, or once."""
        return int(self._memory.look_up(reference) is Kept.DONE)

    def times_requested(self, reference: str) -> int:
        """Return how often a reference was requested without being refused."""
        return self._memory.times_requested(reference)

    def close(self) -> None:
        """Let go of the file."""
        self._memory.close()

    def _refusal(self, ending: str, action: Action, facts: ServiceFacts) -> Refused | None:
        for end, refusal in self._refusing(action).items():
            is_mended = refusal.code == MISSING_DATE_OF_BIRTH.code and facts.date_of_birth is not None
            if ending.endswith(end) and not is_mended:
                return refusal
        return None

    def _refusing(self, action: Action) -> Mapping[str, Refused]:
        refusing = {
            Action.ACTIVATE: self._behaviour.refused,
            Action.RESTRICT: self._behaviour.unbarred,
            Action.RESTORE: self._behaviour.stuck,
        }
        return refusing.get(action, {})
