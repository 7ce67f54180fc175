"""The lifecycle of a request to the carrier's platform."""

from collections.abc import Mapping
from dataclasses import dataclass

from agentview.contract.network import NetworkAction, NetworkCommand, NetworkStatus
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.errors import Refusal
from agentview.core.lifecycle import Lifecycle, Transition
from agentview.core.power import Power


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """What the guards look at."""

    action: NetworkAction
    service_status: SubscriptionStatus


_STARTING = (SubscriptionStatus.PRE_ACTIVE,)
_LIVING = (
    SubscriptionStatus.ACTIVE,
    SubscriptionStatus.PENDING_CANCEL,
    SubscriptionStatus.PENDING_PROV_CANCEL,
)
SHOWN: Mapping[NetworkAction, tuple[SubscriptionStatus, ...]] = {
    NetworkAction.ACTIVATE: _STARTING,
    NetworkAction.END: (SubscriptionStatus.PENDING_PROV_CANCEL,),
    NetworkAction.CHANGE: _STARTING,
    NetworkAction.RESTRICT: _LIVING,
    NetworkAction.RESTORE: _LIVING,
}
"""How a service must stand for a refusal of it to be shown, retried or given up (R-PRV-34)."""


_OF_CASE = Refusal("E-PART-OF-CASE", rule="R-SUS-17")
_PARTS = {
    NetworkAction.CHANGE: Refusal("E-PART-OF-MIGRATION", rule="R-MIG-32"),
    NetworkAction.RESTRICT: _OF_CASE,
    NetworkAction.RESTORE: _OF_CASE,
}


def _still_wanted(facts: NetworkFacts) -> tuple[Refusal, ...]:
    if facts.service_status in SHOWN[facts.action]:
        return ()
    values = {"state": facts.service_status.value}
    return (Refusal("E-SERVICE-STATE", rule="R-PRV-34", values={**values}),)


def _by_itself(facts: NetworkFacts) -> tuple[Refusal, ...]:
    """What is part of a whole is not given up alone: a migration is withdrawn, a case restored instead."""
    part = _PARTS.get(facts.action)
    return (*(() if part is None else (part,)), *_still_wanted(facts))


_SYSTEM: frozenset[Power] = frozenset()
_MANAGES = frozenset({Power.MANAGE_HALTED_SUBSCRIPTIONS})
_PENDING = frozenset({NetworkStatus.PENDING})
_SENT = frozenset({NetworkStatus.SENT})
_REFUSED = frozenset({NetworkStatus.REFUSED})

LIFECYCLE: Lifecycle[NetworkStatus, NetworkCommand, NetworkFacts] = Lifecycle(
    "Network request",
    (
        Transition(_PENDING, NetworkCommand.SEND, NetworkStatus.SENT, _SYSTEM, rule="R-PRV-02"),
        Transition(_SENT, NetworkCommand.DONE, NetworkStatus.DONE, _SYSTEM, rule="SM-0"),
        Transition(_SENT, NetworkCommand.REFUSE, NetworkStatus.REFUSED, _SYSTEM, rule="SM-0"),
        Transition(_SENT, NetworkCommand.NEVER_RECEIVED, NetworkStatus.PENDING, _SYSTEM),
        Transition(
            _REFUSED, NetworkCommand.RETRY, NetworkStatus.PENDING, _MANAGES, _still_wanted, "R-PRV-36"
        ),
        Transition(_REFUSED, NetworkCommand.ABORT, NetworkStatus.ABORTED, _MANAGES, _by_itself, "S-09"),
        Transition(
            _PENDING | _REFUSED, NetworkCommand.WITHDRAW, NetworkStatus.ABORTED, _SYSTEM, rule="R-MIG-32"
        ),
        Transition(_REFUSED, NetworkCommand.TRY_AGAIN, NetworkStatus.PENDING, _SYSTEM, rule="SM-5"),
    ),
)
"""While nobody knows what came of it (SENT), it is asked again, and can be neither retried nor aborted."""

UNSETTLED = (NetworkStatus.PENDING.value, NetworkStatus.SENT.value, NetworkStatus.REFUSED.value)
"""The states of a request that something is still to come of."""

BARS = (NetworkAction.RESTRICT.value, NetworkAction.RESTORE.value)
"""What a restriction case asks for: it keeps nobody from ordering, ending or moving a service."""
