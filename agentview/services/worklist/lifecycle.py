"""The lifecycle of a case of the worklist (S-34)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from agentview.contract.worklist import CaseCommand, CaseStatus
from agentview.core.errors import Refusal
from agentview.core.lifecycle import Lifecycle, Transition
from agentview.core.power import Role

TASK, NETWORK, HARDWARE = "TASK", "NETWORK", "HARDWARE_ORDER"
"""The records that a case may follow: a halted task, a request to the network, a hardware order."""
_FOLLOWS = {
    TASK: "E-CASE-FOLLOWS-TASK",
    NETWORK: "E-CASE-FOLLOWS-NETWORK",
    HARDWARE: "E-CASE-FOLLOWS-HARDWARE",
}


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What the guards look at. `follows` is the kind of record that ends the case, "" where a person does."""

    caller_id: int
    roles: frozenset[Role]
    department: str
    assigned_to_id: int | None
    assigned_to: str | None
    since: datetime | None
    follows: str
    subject: str


Guard = Callable[[CaseFacts], tuple[Refusal, ...]]


def _all_of(*guards: Guard) -> Guard:
    def every_reason(facts: CaseFacts) -> tuple[Refusal, ...]:
        return tuple(refusal for guard in guards for refusal in guard(facts))

    return every_reason


def in_department(roles: frozenset[Role], department: str) -> bool:
    """Say whether somebody with these roles works the cases of a department: its own role, or a lead."""
    return Role.SUPERVISOR in roles or department in {role.value for role in roles}


def _of_department(facts: CaseFacts) -> tuple[Refusal, ...]:
    if in_department(facts.roles, facts.department):
        return ()
    return (Refusal("E-DEPARTMENT", values={"department": facts.department}),)


def _is_led(facts: CaseFacts) -> bool:
    return Role.SUPERVISOR in facts.roles


def _is_mine(facts: CaseFacts) -> bool:
    return facts.assigned_to_id == facts.caller_id


def _held_by_another(facts: CaseFacts) -> tuple[Refusal, ...]:
    since = facts.since.isoformat() if facts.since else None
    return (Refusal("E-CASE-TAKEN", values={"by": facts.assigned_to, "since": since}),)


def _free_or_mine(facts: CaseFacts) -> tuple[Refusal, ...]:
    if facts.assigned_to_id is None or _is_mine(facts):
        return ()
    return _held_by_another(facts)


def _free_mine_or_led(facts: CaseFacts) -> tuple[Refusal, ...]:
    return () if _is_led(facts) else _free_or_mine(facts)


def _not_begun_by_me(facts: CaseFacts) -> tuple[Refusal, ...]:
    return (Refusal("E-CASE-YOURS"),) if _is_mine(facts) else _free_or_mine(facts)


def _held(facts: CaseFacts) -> tuple[Refusal, ...]:
    return (Refusal("E-CASE-FREE"),) if facts.assigned_to_id is None else _free_mine_or_led(facts)


def _ends_by_hand(facts: CaseFacts) -> tuple[Refusal, ...]:
    if not facts.follows:
        return ()
    return (Refusal(_FOLLOWS[facts.follows], values={"reference": facts.subject}),)


_OPEN = frozenset({CaseStatus.OPEN})
_BEGUN = frozenset({CaseStatus.IN_PROGRESS})
_UNDER_WAY = _OPEN | _BEGUN
_END = _all_of(_of_department, _free_mine_or_led, _ends_by_hand)

LIFECYCLE: Lifecycle[CaseStatus, CaseCommand, CaseFacts] = Lifecycle(
    "Case of the worklist",
    (
        Transition(
            _OPEN,
            CaseCommand.TAKE,
            CaseStatus.IN_PROGRESS,
            frozenset(),
            _all_of(_of_department, _free_or_mine),
            "S-34",
        ),
        Transition(
            _BEGUN,
            CaseCommand.TAKE,
            CaseStatus.IN_PROGRESS,
            frozenset(),
            _all_of(_of_department, _not_begun_by_me),
            "S-34",
        ),
        Transition(
            _UNDER_WAY,
            CaseCommand.ASSIGN,
            CaseStatus.OPEN,
            frozenset(),
            _all_of(_of_department, _free_mine_or_led),
            "S-34",
        ),
        Transition(
            _UNDER_WAY,
            CaseCommand.RELEASE,
            CaseStatus.OPEN,
            frozenset(),
            _all_of(_of_department, _held),
            "S-34",
        ),
        Transition(_UNDER_WAY, CaseCommand.RESOLVE, CaseStatus.RESOLVED, frozenset(), _END, "S-34"),
        Transition(_UNDER_WAY, CaseCommand.CANCEL, CaseStatus.CANCELLED, frozenset(), _END, "S-34"),
        Transition(frozenset(CaseStatus), CaseCommand.ADD_NOTE, None, frozenset(), _of_department, "S-34"),
    ),
)
