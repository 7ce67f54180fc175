"""The lifecycle of a message to a customer (R-EVT-13)."""

from dataclasses import dataclass

from agentview.contract.notifications import NotificationCommand, NotificationStatus, NotSentReason
from agentview.core.errors import Refusal
from agentview.core.lifecycle import Lifecycle, Transition
from agentview.core.power import Power


@dataclass(frozen=True, slots=True)
class NotificationFacts:
    """What the guards look at: what would keep the message from its recipient today."""

    against: NotSentReason | None = None


_CODES = {
    NotSentReason.OPT_OUT: "E-RESEND-OPT-OUT",
    NotSentReason.NO_ADDRESS: "E-RESEND-NO-ADDRESS",
    NotSentReason.NO_SUBSCRIPTION: "E-RESEND-NO-SUBSCRIPTION",
}


def _reachable(facts: NotificationFacts) -> tuple[Refusal, ...]:
    """A message is sent again only to who wants it and can be reached (R-EVT-05, R-EVT-14)."""
    if facts.against not in _CODES:
        return ()
    rule = "R-EVT-05" if facts.against is NotSentReason.NO_SUBSCRIPTION else "R-EVT-14"
    return (Refusal(_CODES[facts.against], rule=rule),)


_SYSTEM: frozenset[Power] = frozenset()
_QUEUED = frozenset({NotificationStatus.QUEUED})
_SETTLED = frozenset({NotificationStatus.SENT, NotificationStatus.NOT_SENT, NotificationStatus.ERROR})

LIFECYCLE: Lifecycle[NotificationStatus, NotificationCommand, NotificationFacts] = Lifecycle(
    "Message to a customer",
    (
        Transition(_QUEUED, NotificationCommand.ACCEPTED, NotificationStatus.SENT, _SYSTEM, rule="R-EVT-13"),
        Transition(_QUEUED, NotificationCommand.TRY_LATER, None, _SYSTEM, rule="R-EVT-13"),
        Transition(
            _QUEUED, NotificationCommand.WITHHOLD, NotificationStatus.NOT_SENT, _SYSTEM, rule="R-EVT-14"
        ),
        Transition(_QUEUED, NotificationCommand.FAIL, NotificationStatus.ERROR, _SYSTEM, rule="R-EVT-13"),
        Transition(
            _SETTLED,
            NotificationCommand.RESEND,
            None,
            frozenset({Power.CREDIT_CONTROL}),
            _reachable,
            "S-27",
        ),
    ),
)
"""To send again makes a new message; the old one stays as it is."""


def target_of(status: NotificationStatus, command: NotificationCommand) -> NotificationStatus:
    """Return the state that a command leads to. Raises KeyError for one that is in no row."""
    return LIFECYCLE.table[status, command].target or status
