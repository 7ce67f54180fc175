"""The lifecycle of a wireless order: SM-6. Every command of every screen and job is judged by it."""

from dataclasses import dataclass
from typing import TypeAlias

from agentview.contract.wireless import FINAL, WirelessStatus
from agentview.contract.wireless_orders import WirelessCommand
from agentview.core.errors import Refusal
from agentview.core.lifecycle import Lifecycle, Transition
from agentview.core.power import Power

S, C = WirelessStatus, WirelessCommand


@dataclass(frozen=True, slots=True)
class WirelessFacts:
    """What the guards look at.

    `is_requester`, `is_approver` (of the open level, as delegate or default too) and `is_beneficiary` say
    what the caller is to the order. `problems` stand against submitting; `is_confirmed`: what it holds now
    was confirmed. `is_said`: the reason, comment, question, answer or note that the command takes is there.
    `missing_results` names what the order has to have brought (R-WL-30).
    """

    is_requester: bool = True
    is_approver: bool = True
    is_beneficiary: bool = False
    is_confirmed: bool = True
    is_edited: bool = False
    is_said: bool = True
    is_due: bool = True
    needs_vendor: bool = True
    start_refusals: tuple[Refusal, ...] = ()
    problems: tuple[Refusal, ...] = ()
    missing_results: tuple[str, ...] = ()


def _can_start(facts: WirelessFacts) -> tuple[Refusal, ...]:
    """Refuse a type that is not possible for the line, device or person (R-WL-01, 02, 04, 06, 07, 14, 34)."""
    return facts.start_refusals


def _is_own(facts: WirelessFacts) -> tuple[Refusal, ...]:
    return () if facts.is_requester else (Refusal("E-WL-NOT-REQUESTER", rule="SM-6"),)


def _is_ready(facts: WirelessFacts) -> tuple[Refusal, ...]:
    """Refuse to confirm while something is missing or impossible."""
    return _is_own(facts) + facts.problems


def _is_confirmed(facts: WirelessFacts) -> tuple[Refusal, ...]:
    """Refuse to submit what was not confirmed as it is now (R-WL-16)."""
    found = () if facts.is_confirmed else (Refusal("E-WL-NOT-CONFIRMED", rule="R-WL-16"),)
    return _is_own(facts) + facts.problems + found


def _approves(facts: WirelessFacts) -> tuple[Refusal, ...]:
    """Nobody decides an order that they requested, or that is for them (R-WL-22)."""
    if facts.is_requester or facts.is_beneficiary:
        return (Refusal("E-WL-OWN-ORDER", rule="R-WL-22"),)
    return () if facts.is_approver else (Refusal("E-WL-NOT-APPROVER", rule="SM-6"),)


def _approves_saying(facts: WirelessFacts) -> tuple[Refusal, ...]:
    return _approves(facts) + _says(facts)


def _says(facts: WirelessFacts) -> tuple[Refusal, ...]:
    """Rejecting needs a reason, cancelling a comment, asking a question (R-WL-23)."""
    return () if facts.is_said else (Refusal("E-WL-SAY-WHY", rule="R-WL-23"),)


def _answers(facts: WirelessFacts) -> tuple[Refusal, ...]:
    return _is_own(facts) + _says(facts)


def _edits_once(facts: WirelessFacts) -> tuple[Refusal, ...]:
    """An approver edits an order once, and never the own one (R-WL-22, R-WL-24)."""
    found = (Refusal("E-WL-EDITED-ONCE", rule="R-WL-24"),) if facts.is_edited else ()
    return _approves(facts) + found


def _cancels(facts: WirelessFacts) -> tuple[Refusal, ...]:
    """The requester cancels, or an approver of the open level, with a comment (R-WL-23, R-WL-25)."""
    is_mine = facts.is_requester or facts.is_approver
    found = () if is_mine else (Refusal("E-WL-NOT-YOURS", rule="R-WL-25"),)
    return found + _says(facts)


def _resubmits(facts: WirelessFacts) -> tuple[Refusal, ...]:
    """The requester orders the same once more, or an approver, with a note (R-WL-27)."""
    is_mine = facts.is_requester or facts.is_approver
    found = () if is_mine else (Refusal("E-WL-NOT-REQUESTER", rule="R-WL-27"),)
    return found if facts.is_said else (*found, Refusal("E-WL-SAY-WHY", rule="R-WL-27"))


def _is_overdue(facts: WirelessFacts) -> tuple[Refusal, ...]:
    return () if facts.is_due else (Refusal("E-WL-NOT-DUE", rule="R-WL-26"),)


def _goes_out(facts: WirelessFacts) -> tuple[Refusal, ...]:
    return () if facts.needs_vendor else (Refusal("E-WL-NO-VENDOR", rule="R-WL-09"),)


def _stays_inside(facts: WirelessFacts) -> tuple[Refusal, ...]:
    return (Refusal("E-WL-VENDOR-NEEDED", rule="R-WL-09"),) if facts.needs_vendor else ()


def _has_results(facts: WirelessFacts) -> tuple[Refusal, ...]:
    """What the type has to bring is recorded first (R-WL-30)."""
    return tuple(
        Refusal("E-WL-RESULT-MISSING", name.lower(), "R-WL-30", {"result": name})
        for name in facts.missing_results
    )


_REQUESTS = frozenset({Power.WIRELESS_REQUEST})
_APPROVES = frozenset({Power.APPROVE})
_EITHER = _REQUESTS | _APPROVES
_FULFILS = frozenset({Power.FULFIL})
_NOBODY: frozenset[Power] = frozenset()
"""Done by the program."""
_DRAFT = frozenset({S.DRAFT})
_WAITING = frozenset({S.AWAITING_APPROVAL})
_ASKED = frozenset({S.INFO_REQUESTED})
_APPROVED = frozenset({S.APPROVED})
_SENT = frozenset({S.SUBMITTED_TO_VENDOR})
_WORKED = frozenset({S.IN_FULFILMENT})

_Row: TypeAlias = Transition[WirelessStatus, WirelessCommand, WirelessFacts]

_BY_REQUESTERS: tuple[_Row, ...] = (
    Transition(frozenset(), C.START, S.DRAFT, _REQUESTS, _can_start, "R-WL-01"),
    Transition(_DRAFT, C.EDIT, None, _REQUESTS, _is_own, "SM-6"),
    Transition(_DRAFT, C.CONFIRM, None, _REQUESTS, _is_ready, "R-WL-16"),
    Transition(_DRAFT, C.SUBMIT, S.SUBMITTED, _REQUESTS, _is_confirmed, "R-WL-16"),
    Transition(_DRAFT, C.DISCARD, S.CANCELLED, _REQUESTS, _is_own, "SM-6"),
    Transition(
        frozenset({S.SUBMITTED}) | _WAITING | _ASKED | _APPROVED,
        C.CANCEL,
        S.CANCELLED,
        _EITHER,
        _cancels,
        "R-WL-25",
    ),
    Transition(FINAL, C.RESUBMIT, None, _EITHER, _resubmits, "R-WL-27"),
)
_BY_APPROVERS: tuple[_Row, ...] = (
    Transition(frozenset({S.SUBMITTED}), C.OPEN_ROUND, S.AWAITING_APPROVAL, _NOBODY, rule="R-WL-17"),
    Transition(_WAITING, C.APPROVE, None, _APPROVES, _approves, "R-WL-19"),
    Transition(frozenset({S.SUBMITTED}) | _WAITING, C.FINISH_APPROVAL, S.APPROVED, _NOBODY, rule="R-WL-17"),
    Transition(_WAITING, C.REJECT, S.APPROVAL_REJECTED, _APPROVES, _approves_saying, "R-WL-23"),
    Transition(_WAITING, C.REQUEST_INFO, S.INFO_REQUESTED, _APPROVES, _approves_saying, "R-WL-23"),
    Transition(_ASKED, C.ANSWER, S.AWAITING_APPROVAL, _REQUESTS, _answers, "SM-6"),
    Transition(_WAITING | _ASKED, C.EDIT_BY_APPROVER, S.AWAITING_APPROVAL, _APPROVES, _edits_once, "R-WL-24"),
    Transition(_WAITING, C.EXPIRE, S.EXPIRED, _NOBODY, _is_overdue, "R-WL-26"),
)
_BY_FULFILMENT: tuple[_Row, ...] = (
    Transition(_APPROVED, C.SEND, S.SUBMITTED_TO_VENDOR, _NOBODY, _goes_out, "SM-6"),
    Transition(_APPROVED, C.COMPLETE_ITSELF, S.COMPLETE, _NOBODY, _stays_inside, "R-WL-09"),
    Transition(_SENT, C.ACCEPT, S.IN_FULFILMENT, _FULFILS, rule="SM-6"),
    Transition(_WORKED, C.RECORD, None, _FULFILS, rule="SM-6"),
    Transition(_WORKED, C.COMPLETE, S.COMPLETE, _FULFILS, _has_results, "R-WL-30"),
    Transition(_SENT | _WORKED, C.FAIL, S.FULFILMENT_FAILED, _FULFILS, _says, "SM-6"),
)
LIFECYCLE: Lifecycle[WirelessStatus, WirelessCommand, WirelessFacts] = Lifecycle(
    "WirelessOrder", _BY_REQUESTERS + _BY_APPROVERS + _BY_FULFILMENT
)
"""APPROVE leaves the order at its next level; the last one is followed by FINISH_APPROVAL. RESUBMIT leaves
the order as it is, and makes a draft that names it."""
