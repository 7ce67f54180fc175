"""Why an order breaks the company's mobile policy (T1, T14): pure."""

from collections.abc import Iterable
from datetime import date

from agentview.contract.wireless import OrderType
from agentview.contract.wireless_forms import ReplaceReason
from agentview.core.errors import Refusal
from agentview.models.wireless_order import WirelessOrderItem


def policy_reasons(
    kind: OrderType,
    items: Iterable[WirelessOrderItem],
    *,
    eligible_on: date | None,
    reason: str,
    on: date,
) -> tuple[Refusal, ...]:
    """Return what breaks the policy: items out of it, and an upgrade before the line is eligible for one.

    Who lost a device, or whose device was stolen or broke, does not wait for the upgrade.
    """
    found = [
        Refusal("E-WL-OUT-OF-POLICY", f"items/{item.kind}", "R-WL-17", {"item": item.name})
        for item in items
        if not item.is_in_policy
    ]
    is_upgrade = kind is OrderType.UPGRADE_REPLACE and reason in {"", ReplaceReason.UPGRADE.value}
    if is_upgrade and not is_upgrade_eligible(eligible_on, on):
        until = eligible_on.isoformat() if eligible_on is not None else ""
        found.append(Refusal("E-WL-UPGRADE-EARLY", "line_id", "R-WL-17", {"day": until}))
    return tuple(found)


def is_upgrade_eligible(eligible_on: date | None, on: date) -> bool:
    """Say whether a line is eligible for an upgrade on a day; without a day of its own it always is."""
    return eligible_on is None or eligible_on <= on
