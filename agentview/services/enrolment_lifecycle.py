"""The lifecycle of a device's enrolment: SM-4."""

from dataclasses import dataclass

from agentview.contract.hardware import EnrolmentCommand, EnrolmentStatus
from agentview.core.errors import Refusal
from agentview.core.lifecycle import Lifecycle, Transition
from agentview.core.power import Power


@dataclass(frozen=True, slots=True)
class EnrolmentFacts:
    """What the guards look at. `is_batched`: it stands in a batch that is written, or being written.

    `is_void_due`: the order that was sent before is still to be voided.
    """

    is_supported: bool = True
    is_serial_good: bool = True
    has_agreement: bool = True
    is_dispatched: bool = True
    is_provider_active: bool = True
    is_batched: bool = False
    is_void_due: bool = False
    serial_type: str = ""


def _may_be_enrolled(facts: EnrolmentFacts) -> tuple[Refusal, ...]:
    """Asked for later it takes a product that can be enrolled, an agreement and a dispatched unit."""
    found = []
    if not facts.is_supported:
        found.append(Refusal("E-ENROL-UNSUPPORTED", rule="R-ENR-01"))
    if not facts.is_serial_good:
        found.append(Refusal("E-SERIAL", rule="R-ENR-02", values={"serial": facts.serial_type}))
    if not facts.has_agreement:
        found.append(Refusal("E-NO-AGREEMENT", rule="SM-4"))
    if not facts.is_dispatched:
        found.append(Refusal("E-NOT-DISPATCHED", rule="R-ENR-02"))
    return tuple(found)


def _is_active(facts: EnrolmentFacts) -> tuple[Refusal, ...]:
    return () if facts.is_provider_active else (Refusal("E-PROGRAMME-INACTIVE", rule="SM-4"),)


def _was_never_sent(facts: EnrolmentFacts) -> tuple[Refusal, ...]:
    """What the programme has, or is about to get, cannot be taken back by forgetting it."""
    if facts.is_batched:
        return (Refusal("E-ENROL-BATCHED", rule="SM-4"),)
    return (Refusal("E-ENROL-VOID-DUE", rule="SM-4"),) if facts.is_void_due else ()


UNLISTED = (EnrolmentStatus.NOT_REQUESTED, EnrolmentStatus.UNENROLLED, EnrolmentStatus.VOIDED)
"""The states in which a programme neither has a serial from us nor is to get it (R-ENR-10)."""

_ENROLS = frozenset({Power.ENROL_DEVICE})
_WORKS = frozenset({Power.RUN_JOBS})
_NOBODY: frozenset[Power] = frozenset()
"""Done by the program."""

_UNASKED = frozenset({EnrolmentStatus.NOT_REQUESTED})
_PENDING = frozenset({EnrolmentStatus.ENROL_PENDING})
_SENT = frozenset({EnrolmentStatus.ENROL_SENT})
_REFUSED = frozenset({EnrolmentStatus.ENROL_ERROR})
_ENROLLED = frozenset({EnrolmentStatus.ENROLLED})
_LEAVING = frozenset({EnrolmentStatus.UNENROL_PENDING})
_LEAVING_SENT = frozenset({EnrolmentStatus.UNENROL_SENT})
_LEAVING_REFUSED = frozenset({EnrolmentStatus.UNENROL_ERROR})

LIFECYCLE: Lifecycle[EnrolmentStatus, EnrolmentCommand, EnrolmentFacts] = Lifecycle(
    "DeviceEnrolment",
    (
        Transition(
            _UNASKED,
            EnrolmentCommand.REQUEST,
            EnrolmentStatus.ENROL_PENDING,
            _ENROLS,
            _may_be_enrolled,
            "R-ENR-01",
        ),
        Transition(
            _ENROLLED | _REFUSED,
            EnrolmentCommand.UNENROL,
            EnrolmentStatus.UNENROL_PENDING,
            _ENROLS,
            rule="R-ENR-09",
        ),
        Transition(_REFUSED, EnrolmentCommand.RESUBMIT, EnrolmentStatus.ENROL_PENDING, _WORKS, rule="SM-4"),
        Transition(
            _LEAVING_REFUSED,
            EnrolmentCommand.RESUBMIT,
            EnrolmentStatus.UNENROL_PENDING,
            _WORKS,
            rule="SM-4",
        ),
        Transition(_PENDING, EnrolmentCommand.VOID, EnrolmentStatus.VOIDED, _WORKS, _was_never_sent, "SM-4"),
        Transition(_SENT, EnrolmentCommand.VOID, EnrolmentStatus.ENROL_PENDING, _WORKS, rule="SM-4"),
        Transition(
            _PENDING,
            EnrolmentCommand.SEND,
            EnrolmentStatus.ENROL_SENT,
            _NOBODY,
            _is_active,
            "R-ENR-03",
        ),
        Transition(
            _LEAVING,
            EnrolmentCommand.SEND,
            EnrolmentStatus.UNENROL_SENT,
            _NOBODY,
            _is_active,
            "R-ENR-05",
        ),
        Transition(_SENT, EnrolmentCommand.ACCEPT, EnrolmentStatus.ENROLLED, _NOBODY, rule="R-ENR-07"),
        Transition(_SENT, EnrolmentCommand.REFUSE, EnrolmentStatus.ENROL_ERROR, _NOBODY, rule="R-ENR-06"),
        Transition(
            _LEAVING_SENT, EnrolmentCommand.ACCEPT, EnrolmentStatus.UNENROLLED, _NOBODY, rule="R-ENR-07"
        ),
        Transition(
            _LEAVING_SENT,
            EnrolmentCommand.REFUSE,
            EnrolmentStatus.UNENROL_ERROR,
            _NOBODY,
            rule="R-ENR-06",
        ),
        Transition(
            _ENROLLED | _REFUSED | _LEAVING_REFUSED,
            EnrolmentCommand.SUPERSEDE,
            EnrolmentStatus.UNENROLLED,
            _NOBODY,
            rule="R-ENR-10",
        ),
    ),
)
"""What was sent under the wrong order is voided first, with a request VOID, and asked for again.

A record is superseded when the same serial is listed anew with OVERRIDE, as one record stands for a serial.
"""
