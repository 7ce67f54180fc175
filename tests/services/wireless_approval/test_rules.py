"""Which policy decides: each condition at its boundary, all of them together, priority (R-WL-17)."""

from dataclasses import replace

import pytest

from agentview.contract.approval_policies import Conditions
from agentview.contract.wireless import DeviceType, OrderType
from agentview.services.wireless_approval.rules import Known, OrderFacts, deciding, missed

FACTS = OrderFacts(
    type=OrderType.UPGRADE_REPLACE,
    vendor_code="NORTHERN",
    device_types=frozenset({DeviceType.SMARTPHONE, DeviceType.TABLET}),
    is_upgrade_eligible=False,
    total_cents=10_000,
    is_policy_exception=True,
)
HELD: dict[str, object] = {
    "types": (OrderType.ACCESSORY, OrderType.UPGRADE_REPLACE),
    "vendors": ("SOUTHERN", "NORTHERN"),
    "device_types": (DeviceType.TABLET,),
    "upgrade_eligible": False,
    "total_above_cents": 9_999,
    "total_below_cents": 10_001,
    "policy_exception": True,
}
MISSED: dict[str, object] = {
    "types": (OrderType.ACCESSORY,),
    "vendors": ("SOUTHERN",),
    "device_types": (DeviceType.MODEM,),
    "upgrade_eligible": True,
    "total_above_cents": 10_000,
    "total_below_cents": 10_000,
    "policy_exception": False,
}


def conditions(**said: object) -> Conditions:
    return Conditions.model_validate(said)


def test_r_wl_17_what_is_not_asked_always_holds() -> None:
    assert missed(Conditions(), FACTS) == ()


@pytest.mark.parametrize("name", HELD)
def test_r_wl_17_each_condition_holds_or_does_not(name: str) -> None:
    assert missed(conditions(**{name: HELD[name]}), FACTS) == ()
    assert missed(conditions(**{name: MISSED[name]}), FACTS) == (name,)


@pytest.mark.parametrize("name", HELD)
def test_r_wl_17_all_conditions_have_to_hold(name: str) -> None:
    assert missed(conditions(**HELD), FACTS) == ()
    assert missed(conditions(**{**HELD, name: MISSED[name]}), FACTS) == (name,)
    assert missed(conditions(**MISSED), FACTS) == tuple(HELD)


@pytest.mark.parametrize("wanted", [True, False])
def test_r_wl_17_an_order_without_a_line_is_neither_eligible_nor_not(*, wanted: bool) -> None:
    facts = replace(FACTS, is_upgrade_eligible=None)
    assert missed(conditions(upgrade_eligible=wanted), facts) == ("upgrade_eligible",)


def test_r_wl_17_the_matching_policy_of_the_highest_priority_decides() -> None:
    def known(key: int, priority: int, account: int | None = None, **said: object) -> Known:
        return Known(key, account, priority, conditions(**said))

    assert deciding([], 7, FACTS) is None
    assert deciding([known(1, 9), known(2, 3), known(3, 5)], 7, FACTS) == 2
    assert deciding([known(1, 9), known(2, 3, policy_exception=False)], 7, FACTS) == 1
    assert deciding([known(4, 2), known(2, 2)], 7, FACTS) == 2
    assert deciding([known(1, 9, 7), known(2, 3, 8)], 7, FACTS) == 1
    assert deciding([known(2, 3, 8)], 7, FACTS) is None
