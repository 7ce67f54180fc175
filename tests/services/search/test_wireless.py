"""The search box finds a wireless order by its number, for whom it is to be seen (D-23)."""

import pytest

from agentview.contract.search import FIND, FindRequest, Hit, HitField, HitKind
from agentview.contract.wireless import OrderType, WirelessStatus
from tests import wireless_world as world
from tests.fixtures.backend import Backend
from tests.services.wireless_approval.approving import PREDEFINED, Approving, step
from tests.services.wireless_orders.requesting import MANAGER, WORKER


@pytest.fixture
def approving(backend: Backend) -> Approving:
    """Return the people who request and approve, on each backend."""
    world.furnish(backend)
    return Approving(backend)


def find(approving: Approving, text: str, by: str) -> list[Hit]:
    """Return what somebody finds."""
    return list(approving.on(by).call(FIND, FindRequest(text=text)).hits)


@pytest.mark.parametrize("typed", ["{order}", "{order}/1"])
def test_a_number_finds_its_order_for_who_may_see_it(approving: Approving, typed: str) -> None:
    approving.policy(step(PREDEFINED, world.MANAGER_USER))
    order = approving.submitted(OrderType.ACCESSORY)
    text = typed.replace("{order}", order.reference.lower())
    for person in (WORKER, MANAGER):
        [hit] = find(approving, text, person)
        assert (hit.kind, hit.record_id, hit.title) == (
            HitKind.WIRELESS_ORDER,
            order.order_id,
            order.reference,
        )
        assert hit.matched is HitField.REFERENCE
        assert hit.status == WirelessStatus.AWAITING_APPROVAL.value
        assert "Marlow Dental Group" in hit.detail
    for stranger in ("marlow_deputy", "alpine_lead"):
        assert all(hit.kind is not HitKind.WIRELESS_ORDER for hit in find(approving, text, stranger))


def test_a_draft_is_its_requesters_alone_and_no_order_is_nothing(approving: Approving) -> None:
    draft = approving.drafted(OrderType.ACCESSORY)
    assert [hit.record_id for hit in find(approving, draft.reference, WORKER)] == [draft.order_id]
    assert find(approving, draft.reference, MANAGER) == []
    assert find(approving, "WO-99999", WORKER) == []
