"""Words of restriction cases: states, origins, what the network was asked, why a case was closed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from agentview.contract.ledger import PaymentStatus, PromiseStatus
from agentview.contract.payment_plans import Frequency, PlanStatus
from agentview.contract.restriction import (
    CaseOrigin,
    CaseState,
    Obstacle,
    RestrictionAction,
    RestrictionOutcome,
)
from agentview.contract.status import Bar, HoldCause, HoldOrigin
from agentview.contract.suspension_cases import CloseCode
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.theme import Tone


def case_chip(state: CaseState) -> ChipValue:
    """The state of a case (SM-5) as it is shown everywhere."""
    return {
        CaseState.FLAGGED: ChipValue(
            Tone.WARNING,
            "\u25cb",
            _word("Flagged"),
            _word("It waits for an action window; nothing is barred."),
        ),
        CaseState.RESTRICTING: ChipValue(
            Tone.PROGRESS, "\u25d0", _word("Restricting"), _word("The network was asked to bar its services.")
        ),
        CaseState.RESTRICTED: ChipValue(
            Tone.BLOCKED, "||", _word("Restricted"), _word("The network has barred its services.")
        ),
        CaseState.RESTORING: ChipValue(
            Tone.PROGRESS, "\u25d1", _word("Restoring"), _word("The network was asked to lift the bars.")
        ),
        CaseState.RESTORED: ChipValue(
            Tone.SUCCESS, "\u2713", _word("Restored"), _word("The bars are lifted; the history is kept.")
        ),
        CaseState.CLOSED: ChipValue(
            Tone.NEUTRAL, "\u00d7", _word("Closed"), _word("It ended without restoring anything.")
        ),
    }[state]


def longest_case_state() -> str:
    """The longest word of a state, for the width of a column."""
    return max((case_chip(state).word for state in CaseState), key=len)


def origin_word(origin: CaseOrigin | HoldOrigin) -> str:
    """Who restricted: the rules, or a person."""
    return _word("Rules") if origin.value == CaseOrigin.AUTO.value else _word("By hand")


def cause_word(cause: HoldCause) -> str:
    """Why a service is held."""
    return {
        HoldCause.FRAUD: _word("Suspected fraud"),
        HoldCause.LOST_OR_STOLEN: _word("Lost or stolen"),
        HoldCause.CREDIT_LIMIT: _word("Credit limit exceeded"),
        HoldCause.NON_PAYMENT: _word("Unpaid invoices"),
        HoldCause.CUSTOMER_REQUEST: _word("Asked for by the customer"),
        HoldCause.OTHER: _word("Another cause"),
    }[cause]


def bar_word(bar: str) -> str:
    """What a bar stops; "" is no bar."""
    return {
        "": _word("No bar"),
        Bar.OUTGOING.value: _word("Outgoing barred"),
        Bar.ALL.value: _word("Everything barred"),
    }.get(bar, bar)


def outcome_chip(action: RestrictionAction, outcome: RestrictionOutcome) -> ChipValue:
    """What the network was asked for, and what came of it."""
    is_bar = action is RestrictionAction.RESTRICT
    return {
        RestrictionOutcome.PENDING: ChipValue(
            Tone.NEUTRAL,
            "\u25cb",
            _word("Bar waits to be sent") if is_bar else _word("Lifting waits to be sent"),
        ),
        RestrictionOutcome.SENT: ChipValue(
            Tone.PROGRESS, "\u25d0", _word("Bar asked for") if is_bar else _word("Lifting asked for")
        ),
        RestrictionOutcome.DONE: ChipValue(
            Tone.SUCCESS, "\u2713", _word("Bar confirmed") if is_bar else _word("Lifting confirmed")
        ),
        RestrictionOutcome.FAILED: ChipValue(
            Tone.BAD, "!", _word("Bar refused") if is_bar else _word("Lifting refused")
        ),
        RestrictionOutcome.WITHDRAWN: ChipValue(
            Tone.NEUTRAL, "\u00d7", _word("Bar withdrawn") if is_bar else _word("Lifting withdrawn")
        ),
    }[outcome]


def end_word(code: str) -> str:
    """Why a case ended, or was restored: a code of the rules, or what a person wrote."""
    if code in set(Obstacle):
        return _obstacle_words()[Obstacle(code)]
    if code in set(CloseCode):
        return _close_words()[CloseCode(code)]
    return code


def promise_chip(status: PromiseStatus) -> ChipValue:
    """What became of a promise to pay."""
    return {
        PromiseStatus.OPEN: ChipValue(Tone.INFO, "\u25cb", _word("Promised")),
        PromiseStatus.KEPT: ChipValue(Tone.SUCCESS, "\u2713", _word("Kept")),
        PromiseStatus.BROKEN: ChipValue(Tone.BAD, "!", _word("Broken")),
        PromiseStatus.CANCELLED: ChipValue(Tone.NEUTRAL, "\u00d7", _word("Cancelled")),
    }[status]


def plan_chip(status: PlanStatus) -> ChipValue:
    """How far a payment plan is."""
    return {
        PlanStatus.IN_PROGRESS: ChipValue(Tone.PROGRESS, "\u25d0", _word("In progress")),
        PlanStatus.COMPLETED: ChipValue(Tone.SUCCESS, "\u2713", _word("Completed")),
        PlanStatus.FAILED: ChipValue(Tone.BAD, "!", _word("Failed")),
        PlanStatus.CANCELLED: ChipValue(Tone.NEUTRAL, "\u00d7", _word("Cancelled")),
    }[status]


def payment_chip(status: PaymentStatus) -> ChipValue:
    """What became of a payment."""
    return {
        PaymentStatus.PENDING: ChipValue(Tone.PROGRESS, "\u25d0", _word("On its way")),
        PaymentStatus.RECEIVED: ChipValue(Tone.SUCCESS, "\u2713", _word("Received")),
        PaymentStatus.REVERSED: ChipValue(Tone.BAD, "!", _word("Taken back")),
        PaymentStatus.FAILED: ChipValue(Tone.BAD, "\u00d7", _word("Never came")),
    }[status]


def frequency_word(frequency: Frequency) -> str:
    """How often a part of a plan is paid."""
    return {
        Frequency.WEEKLY: _word("every week"),
        Frequency.FORTNIGHTLY: _word("every two weeks"),
        Frequency.MONTHLY: _word("every month"),
    }[frequency]


def _close_words() -> dict[CloseCode, str]:
    return {
        CloseCode.NO_SERVICE: _word("No service is left in it"),
        CloseCode.BY_HAND: _word("A person restricted the account before the rules did"),
    }


def _obstacle_words() -> dict[Obstacle, str]:
    return {
        Obstacle.NO_RULES: _word("No rules are in force any more"),
        Obstacle.ACCOUNT_STATUS: _word("The account is not Active any more"),
        Obstacle.NO_ACTIVE_SERVICE: _word("No active service is left"),
        Obstacle.OWES_LITTLE: _word("Enough is paid"),
        Obstacle.NOT_OLD: _word("The oldest debt is paid"),
        Obstacle.OPEN_CASE: _word("Another case is open"),
        Obstacle.OMITTED: _word("Omit From Auto-Restrict is set"),
        Obstacle.EXCLUDED_GROUP: _word("The rules leave out its group"),
        Obstacle.EXEMPT: _word("The account is exempt"),
        Obstacle.PAYMENT_PLAN: _word("A payment plan covers it"),
        Obstacle.CREDIT: _word("Credits cover it"),
        Obstacle.DISPUTE: _word("Enough of it is in dispute"),
        Obstacle.COMPLAINT: _word("A case of the ombudsman is open"),
        Obstacle.RESTORED_LATELY: _word("It was restored by hand lately"),
        Obstacle.PROMISE: _word("The customer has promised to pay"),
        Obstacle.PAYMENT_UNDER_WAY: _word("Payments on their way cover it"),
    }


def _word(text: str) -> str:
    return QCoreApplication.translate("Restriction", text)
