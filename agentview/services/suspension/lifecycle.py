"""The lifecycle of a rule set: one person proposes it, another one enables it (D-19)."""

from dataclasses import dataclass
from datetime import date

from agentview.contract.restriction import RuleSetStatus
from agentview.contract.suspension import RuleSetCommand
from agentview.core.errors import Refusal
from agentview.core.lifecycle import Lifecycle, Transition, always
from agentview.core.power import Power


@dataclass(frozen=True, slots=True)
class RuleSetFacts:
    """What the guards look at. `is_own`: the caller proposed it, or edited it last."""

    effective_from: date
    today: date
    is_own: bool


def _is_of_the_future(facts: RuleSetFacts) -> tuple[Refusal, ...]:
    if facts.effective_from > facts.today:
        return ()
    return (Refusal("E-RULES-BEGUN", "effective_from", "S-22", {"day": facts.effective_from.isoformat()}),)


def _is_another_s_and_not_past(facts: RuleSetFacts) -> tuple[Refusal, ...]:
    own = (Refusal("E-RULES-SAME-PERSON", rule="D-19"),) if facts.is_own else ()
    return (*own, *past_refusals(facts.effective_from, facts.today))


def past_refusals(effective_from: date, today: date) -> tuple[Refusal, ...]:
    """Refuse a day that has passed: what was in force on a day stays what it was (R-SUS-10)."""
    if effective_from >= today:
        return ()
    return (Refusal("E-RULES-PAST", "effective_from", "R-SUS-10", {"day": effective_from.isoformat()}),)


_PROPOSED = frozenset({RuleSetStatus.PROPOSED})
_ENABLED = frozenset({RuleSetStatus.ENABLED})
_PROPOSER, _ENABLER = frozenset({Power.RULES_PROPOSE}), frozenset({Power.RULES_ENABLE})
_S, _C = RuleSetStatus, RuleSetCommand

LIFECYCLE: Lifecycle[RuleSetStatus, RuleSetCommand, RuleSetFacts] = Lifecycle(
    "Rule set",
    (
        Transition(_PROPOSED, _C.EDIT, None, _PROPOSER, _is_of_the_future, "S-22"),
        Transition(_PROPOSED, _C.ENABLE, _S.ENABLED, _ENABLER, _is_another_s_and_not_past, "D-19"),
        Transition(_PROPOSED, _C.WITHDRAW, _S.WITHDRAWN, _PROPOSER | _ENABLER, always, "S-22"),
        Transition(_ENABLED, _C.WITHDRAW, _S.WITHDRAWN, _ENABLER, always, "D-19"),
        Transition(_PROPOSED | _ENABLED, _C.EXCLUDE_GROUP, None, _PROPOSER, always, "R-SUS-04"),
        Transition(_PROPOSED | _ENABLED, _C.INCLUDE_GROUP, None, _PROPOSER, always, "R-SUS-04"),
    ),
)
