"""Which policy decides about an order: pure (R-WL-17)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agentview.contract.approval_policies import Conditions
from agentview.contract.wireless import DeviceType, OrderType


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """What conditions look at. `is_upgrade_eligible` is None for an order without a line."""

    type: OrderType
    vendor_code: str
    device_types: frozenset[DeviceType]
    is_upgrade_eligible: bool | None
    total_cents: int
    is_policy_exception: bool


@dataclass(frozen=True, slots=True)
class Known:
    """A policy as it is matched. `account_id` None: for all companies."""

    policy_id: int
    account_id: int | None
    priority: int
    conditions: Conditions


def missed(wanted: Conditions, facts: OrderFacts) -> tuple[str, ...]:
    """Return the names of the conditions that do not hold; none: all that are set do (R-WL-17)."""
    return tuple(_missed(wanted, facts))


def deciding(policies: Iterable[Known], account_id: int, facts: OrderFacts) -> int | None:
    """Return the matching policy of the highest priority, 1 first; of equals the older one (R-WL-17)."""
    matching = (
        (one.priority, one.policy_id)
        for one in policies
        if one.account_id in {None, account_id} and not missed(one.conditions, facts)
    )
    return min(matching, default=(0, None))[1]


def _missed(wanted: Conditions, facts: OrderFacts) -> Iterator[str]:
    if wanted.types and facts.type not in wanted.types:
        yield "types"
    if wanted.vendors and facts.vendor_code not in wanted.vendors:
        yield "vendors"
    if wanted.device_types and facts.device_types.isdisjoint(wanted.device_types):
        yield "device_types"
    if wanted.upgrade_eligible not in {None, facts.is_upgrade_eligible}:
        yield "upgrade_eligible"
    if wanted.total_above_cents is not None and facts.total_cents <= wanted.total_above_cents:
        yield "total_above_cents"
    if wanted.total_below_cents is not None and facts.total_cents >= wanted.total_below_cents:
        yield "total_below_cents"
    if wanted.policy_exception not in {None, facts.is_policy_exception}:
        yield "policy_exception"
