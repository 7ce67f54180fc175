"""Mails at the milestones of an order, each with a link and a switch (R-WL-31)."""

import pytest

from agentview.contract import approval_policies as policies
from agentview.contract import wireless_orders
from agentview.contract.wireless import Milestone, OrderType
from agentview.models.wireless_order import WirelessOrder
from agentview.services.unit import Unit
from agentview.services.wireless_news import tell
from tests import wireless_world as world
from tests.services.wireless_approval.approving import DAY, PREDEFINED, Approving, seen, step
from tests.services.wireless_orders.requesting import ADMIN, BOSS, MANAGER, WORKER

M, B, D = world.MANAGER_USER, world.BOSS_USER, world.DEPUTY_USER
REQUESTER = "employee3@example.com"
HEAD, CHIEF, HELP = (f"marlow_{name}@example.com" for name in ("manager", "boss", "deputy"))


def told(approving: Approving) -> list[tuple[str, str]]:
    """Return milestones with addresses, and forget them."""
    found = [(one.event_type.removeprefix("WIRELESS_"), one.to_address) for one in approving.letters()]
    known = getattr(approving, "known", 0)
    approving.known = len(found)  # type: ignore[attr-defined]
    return found[known:]


def test_r_wl_31_each_step_of_approval_is_told(approving: Approving) -> None:
    approving.delegate(MANAGER, D)
    order = approving.waiting(step(PREDEFINED, M, cc=("office@example.com",)), step(PREDEFINED, B))
    mine = ("APPROVAL_STEP", REQUESTER)
    copies = [("APPROVAL_STEP", one) for one in (HEAD, HELP, "office@example.com")]
    assert told(approving) == [("SUBMITTED", REQUESTER), *copies, mine]
    order = approving.ask(order, MANAGER)
    assert told(approving) == [("INFO_REQUESTED", REQUESTER)]
    order = approving.answer(order)
    assert told(approving) == [("ANSWERED", one) for one in (HEAD, HELP, "office@example.com")]
    order = approving.approve(order, MANAGER)
    assert told(approving) == [("APPROVAL_STEP", CHIEF), mine]
    approving.approve(order, BOSS)
    assert told(approving)[0] == ("APPROVED", REQUESTER)


def test_r_wl_31_the_ends_are_told(approving: Approving) -> None:
    order = approving.waiting(step(PREDEFINED, M))
    approving.reject(order, MANAGER, "Too <b>dear</b>")
    assert told(approving)[-1] == ("REJECTED", REQUESTER)
    letter = approving.letters()[-1]
    assert (letter.subject, letter.status) == (f"{order.reference} was rejected", "QUEUED")
    assert "Too <b>dear</b>" in letter.body
    assert f"agentview:wireless/{order.reference}" in letter.body
    late = approving.stand(approving.submitted(OrderType.ACCESSORY))
    given_up = approving.stand(approving.submitted(OrderType.ACCESSORY))
    told(approving)
    approving.call(WORKER, wireless_orders.CANCEL, **seen(given_up), comment="Found one")
    assert told(approving) == [("CANCELLED", REQUESTER)]
    approving.later(31 * DAY)
    approving.expire()
    assert told(approving) == [("EXPIRED", REQUESTER)]
    assert late.reference in approving.letters()[-1].body


@pytest.mark.parametrize("milestone", Milestone)
def test_r_wl_31_each_can_be_switched_off(approving_here: Approving, milestone: Milestone) -> None:
    order = approving_here.waiting(step(PREDEFINED, M))
    told(approving_here)

    def now(unit: Unit) -> None:
        tell(unit, unit.session.get_one(WirelessOrder, order.order_id), milestone)

    approving_here.as_system(now)
    first = told(approving_here)
    is_known = milestone is Milestone.APPROVAL_STEP
    assert bool(first) is not is_known, "of one state of an order a milestone is told once"
    setting = approving_here.call(ADMIN, policies.SETTING)
    fields = {**setting.fields.model_dump(), "silent_milestones": [milestone]}
    approving_here.call(ADMIN, policies.SAVE_SETTING, version=setting.version, fields=fields)
    approving_here.set_row(WirelessOrder, order.order_id, justification="changed")
    approving_here.as_system(now)
    assert told(approving_here) == []


def test_r_wl_31_no_personal_data_beside_what_was_said(approving_here: Approving) -> None:
    approving_here.waiting(step(PREDEFINED, M))
    bodies = " ".join(one.body for one in approving_here.letters())
    for word in ("Wendy", "Quay", world.number_of(world.WORKER_LINE), world.imei(world.WORKER_PHONE)):
        assert word not in bodies
