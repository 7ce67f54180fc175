"""The lifecycle of a request to the carrier's platform."""

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


SHOWN = {
    NetworkAction.ACTIVATE: SubscriptionStatus.PRE_ACTIVE,
    NetworkAction.END: SubscriptionStatus.PENDING_PROV_CANCEL,
    NetworkAction.CHANGE: SubscriptionStatus.PRE_ACTIVE,
}
"""How a service must stand for a refusal of it to be shown, retried or given up (R-PRV-34)."""


def _still_wanted(facts: NetworkFacts) -> tuple[Refusal, ...]:
    if facts.service_status is SHOWN[facts.action]:
        return ()
    values = {"state": facts.service_status.value}
    return (Refusal("E-SERVICE-STATE", rule="R-PRV-34", values={**values}),)


def _by_itself(facts: NetworkFacts) -> tuple[Refusal, ...]:
    """A service that a migration moves is not given up alone: the migration is withdrawn instead."""
    is_part = facts.action is NetworkAction.CHANGE
    migration = (Refusal("E-PART-OF-MIGRATION", rule="R-MIG-32"),) if is_part else ()
    return migration + _still_wanted(facts)


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
    ),
)
"""While nobody knows what came of it (SENT), it is asked again, and can be neither retried nor aborted."""

UNSETTLED = (NetworkStatus.PENDING.value, NetworkStatus.SENT.value, NetworkStatus.REFUSED.value)
"""The states of a request that something is still to come of."""
