"""How a suspended line is billed (R-WL-05)."""

from agentview.contract.wireless import LineStatus
from agentview.contract.wireless_forms import SuspendReason

_UNBILLED = frozenset({SuspendReason.SEASONAL, SuspendReason.VACATION, SuspendReason.SEPARATION})


def suspended_status(reason: SuspendReason) -> LineStatus:
    """Return the state of a line that was suspended for a reason (R-WL-05).

    Seasonal, vacation and separation: without billing; lost, stolen and damaged: with it.
    """
    return LineStatus.SUSPENDED_NO_BILLING if reason in _UNBILLED else LineStatus.SUSPENDED_WITH_BILLING
