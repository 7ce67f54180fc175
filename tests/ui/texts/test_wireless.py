"""Every type and state of wireless orders, lines and devices has words of its own."""

from collections.abc import Sequence

import pytest

from agentview.contract.wireless import (
    DeviceStatus,
    DeviceType,
    LineStatus,
    OrderGroup,
    OrderType,
    WirelessStatus,
)
from agentview.ui.texts import wireless, wireless_inventory


@pytest.mark.parametrize(
    "words",
    [
        [wireless.group_word(one) for one in OrderGroup],
        [wireless.type_word(one) for one in OrderType],
        [wireless.type_sentence(one) for one in OrderType],
        [wireless.status_chip(one).word for one in WirelessStatus],
        [wireless_inventory.line_chip(one).word for one in LineStatus],
        [wireless_inventory.device_chip(one).word for one in DeviceStatus],
        [wireless_inventory.device_type_word(one) for one in DeviceType],
    ],
)
def test_all_are_named_and_no_two_alike(words: Sequence[str]) -> None:
    assert all(words)
    assert len(set(words)) == len(words)


def test_the_column_of_states_has_room_for_the_longest() -> None:
    assert len(wireless.longest_status()) == len("Fulfilment failed")
    assert wireless_inventory.longest_line_status() == "Suspended, billed"
    assert len(wireless_inventory.longest_device_status()) == len("Lost or stolen")
