"""The lifecycle of a restriction case: SM-5."""

from dataclasses import dataclass

from agentview.contract.restriction import CaseOrigin, CaseState
from agentview.contract.suspension_cases import CaseCommand
from agentview.core.errors import Refusal
from agentview.core.lifecycle import Lifecycle, Transition, always
from agentview.core.power import Power


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the guards look at. `free_services`: active ones that no person has barred in this case yet."""

    origin: CaseOrigin
    free_services: int = 1


def has_service_to_bar(facts: CaseFacts) -> tuple[Refusal, ...]:
    """Refuse to restrict what is not there, or is barred by hand already (R-SUS-15)."""
    return () if facts.free_services else (Refusal("E-CASE-NO-SERVICE", rule="R-SUS-15"),)


def _is_of_the_rules(facts: CaseFacts) -> tuple[Refusal, ...]:
    """What a person restricted no payment restores (R-SUS-24)."""
    return () if facts.origin is CaseOrigin.AUTO else (Refusal("E-CASE-BY-HAND", rule="R-SUS-24"),)


_SYSTEM: frozenset[Power] = frozenset()
_CONTROLS = frozenset({Power.CREDIT_CONTROL})
_NONE: frozenset[CaseState] = frozenset()
_S, _C = CaseState, CaseCommand
_FLAGGED = frozenset({_S.FLAGGED})
_RESTRICTING = frozenset({_S.RESTRICTING})
_UNDER_BAR = frozenset({_S.RESTRICTING, _S.RESTRICTED})
_RESTORING = frozenset({_S.RESTORING})

LIFECYCLE: Lifecycle[CaseState, CaseCommand, CaseFacts] = Lifecycle(
    "Restriction case",
    (
        Transition(_NONE, _C.FLAG, _S.FLAGGED, _SYSTEM, always, "R-SUS-12"),
        Transition(_NONE, _C.RESTRICT, _S.RESTRICTING, _CONTROLS, has_service_to_bar, "SM-5"),
        Transition(_FLAGGED, _C.START_RESTRICTING, _S.RESTRICTING, _SYSTEM, always, "R-SUS-15"),
        Transition(_FLAGGED, _C.DROP, _S.CLOSED, _SYSTEM, always, "R-SUS-14"),
        Transition(_RESTRICTING, _C.ALL_RESTRICTED, _S.RESTRICTED, _SYSTEM, always, "R-SUS-17"),
        Transition(_UNDER_BAR, _C.RESTRICT, _S.RESTRICTING, _CONTROLS, has_service_to_bar, "R-SUS-23"),
        Transition(_UNDER_BAR, _C.START_RESTORING, _S.RESTORING, _SYSTEM, _is_of_the_rules, "R-SUS-18"),
        Transition(_UNDER_BAR, _C.RESTORE, _S.RESTORING, _CONTROLS, always, "R-SUS-22"),
        Transition(_UNDER_BAR, _C.EMPTIED, _S.CLOSED, _SYSTEM, always, "R-SUS-16"),
        Transition(_RESTORING, _C.ALL_RESTORED, _S.RESTORED, _SYSTEM, always, "R-SUS-21"),
    ),
)
"""To restrict a FLAGGED account by hand drops its case and begins one of a person (R-SUS-24)."""

OPEN = (_S.FLAGGED, _S.RESTRICTING, _S.RESTRICTED, _S.RESTORING)
"""The states of a case that runs; an account has one at a time (R-SUS-12)."""
