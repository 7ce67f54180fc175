"""Each type from its beginning to its submission, with what it costs (5.2, SM-6)."""

import pytest

from agentview.contract.wireless import OrderType, WirelessStatus
from tests.services.wireless_orders.requesting import CSA, WORKER, Requesting, codes, open_commands
from tests.services.wireless_orders.samples import SAMPLES


@pytest.mark.parametrize("kind", OrderType)
def test_each_type_is_drafted_confirmed_and_submitted(requesting_here: Requesting, kind: OrderType) -> None:
    draft = requesting_here.drafted(kind)
    assert not codes(draft)
    assert open_commands(draft) == {"edit", "confirm", "discard"}
    confirmed = requesting_here.confirm(draft)
    assert open_commands(confirmed) == {"edit", "confirm", "submit", "discard"}
    sent = requesting_here.submit(confirmed)
    assert sent.status is not WirelessStatus.DRAFT
    assert sent.submitted_at is not None
    assert sent.is_shipped is SAMPLES[kind].is_sent
    assert sent.once_cents == sum(item.qty * item.once_cents for item in sent.items)
    assert sent.monthly_cents == sum(item.qty * item.monthly_cents for item in sent.items)


@pytest.mark.parametrize("by", [WORKER, CSA])
def test_an_order_is_submitted_on_each_backend(requesting: Requesting, by: str) -> None:
    sent = requesting.submitted(OrderType.UPGRADE_REPLACE, by)
    assert sent.is_own
    assert sent.beneficiary is not None
    assert sent.beneficiary.name == "Wendy Worker"
    assert (sent.once_cents, sent.monthly_cents, sent.currency) == (99900, 0, "AUD")
