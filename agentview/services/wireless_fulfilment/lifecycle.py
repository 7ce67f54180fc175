"""The lifecycle of a segment: what one vendor or warehouse does of an order."""

from dataclasses import dataclass

from agentview.contract.wireless import SegmentStatus
from agentview.contract.wireless_fulfilment import SegmentCommand
from agentview.core.errors import Refusal
from agentview.core.lifecycle import Lifecycle, Transition
from agentview.core.power import Power

S, C = SegmentStatus, SegmentCommand


@dataclass(frozen=True, slots=True)
class SegmentFacts:
    """What the guards look at: the reason that was given, and what the part still has to bring."""

    is_said: bool = True
    missing: tuple[str, ...] = ()


def _says(facts: SegmentFacts) -> tuple[Refusal, ...]:
    return () if facts.is_said else (Refusal("E-WL-SAY-WHY", "reason", "SM-6"),)


def _has_results(facts: SegmentFacts) -> tuple[Refusal, ...]:
    """Refuse to complete what has not brought all that it has to (R-WL-30)."""
    return tuple(
        Refusal("E-WL-RESULT-MISSING", name.lower(), "R-WL-30", {"result": name}) for name in facts.missing
    )


_FULFILS = frozenset({Power.FULFIL})
_NEW, _SENT, _WORKED = frozenset({S.NEW}), frozenset({S.SUBMITTED}), frozenset({S.IN_FULFILMENT})

SEGMENTS: Lifecycle[SegmentStatus, SegmentCommand, SegmentFacts] = Lifecycle(
    "OrderSegment",
    (
        Transition(_NEW, C.SUBMIT, S.SUBMITTED, _FULFILS, rule="SM-6"),
        Transition(_NEW | _SENT, C.ACCEPT, S.IN_FULFILMENT, _FULFILS, rule="SM-6"),
        Transition(_WORKED, C.RECORD, None, _FULFILS, rule="SM-6"),
        Transition(_WORKED, C.COMPLETE, S.COMPLETE, _FULFILS, _has_results, "R-WL-30"),
        Transition(_NEW | _SENT | _WORKED, C.FAIL, S.FAILED, _FULFILS, _says, "SM-6"),
    ),
)
OPEN = (S.NEW.value, S.SUBMITTED.value, S.IN_FULFILMENT.value)
"""A segment in one of these states is not over."""
