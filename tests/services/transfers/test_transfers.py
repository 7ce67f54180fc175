"""Changes of ownership and upgrades from the customer screen."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select

from agentview.contract import transfers as contract
from agentview.contract.op import Op
from agentview.contract.provisioning import ACTIVATE
from agentview.core.errors import AgentViewError, Denied, NotFound, Rejected
from agentview.models.catalogue import PackagePlan, ServicePlan
from agentview.models.database import Stamp
from agentview.models.order import Order
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from tests import build
from tests.fixtures.backend import Backend
from tests.fixtures.statements import statements
from tests.services.holdings import Held, hold, package_status, service_status
from tests.services.provisioning.working import Working, at
from tests.world import assert_world

CLOSED_UNTIL = date(2026, 10, 31)
FIRST_OPEN = date(2026, 11, 1)


@pytest.fixture
def working(backend: Backend) -> Working:
    return Working(backend)


def codes(error: AgentViewError) -> set[str]:
    return {refusal.code for refusal in error.refusals}


def plan_id(backend: Backend, code: str) -> int:
    with backend.database.read() as session:
        return session.scalars(select(PackagePlan.id).where(PackagePlan.code == code)).one()


def given(working: Working, held: Held, to: int = build.BRIGHT, **more: object) -> contract.Transferred:
    request = {"package_id": held.package_id, "new_account_id": to, **more}
    return working.call("harbour_csa", contract.CHANGE_OWNER, **request)


def not_given(working: Working, held: Held, to: int = build.BRIGHT, **more: object) -> AgentViewError:
    request = {"package_id": held.package_id, "new_account_id": to, **more}
    return working.refused("harbour_csa", contract.CHANGE_OWNER, **request)


def test_sm_1_a_package_stays_with_its_owner_until_the_new_one_s_is_active(working: Working) -> None:
    held = hold(working.backend)
    made = given(working, held, note="Sold the shop")
    assert (made.reference, made.account_id, made.status) == ("PO-1", build.BRIGHT, "ORDER_COMPLETED")
    assert package_status(working.backend, held.package_id) == "Active"
    task = working.find("harbour_csa", made.task_references[0])
    assert task.row.transfer_type == "CHOWN"
    assert "Sold the shop" in [entry.text for entry in task.timeline]
    working.call("meridian_prov", ACTIVATE, **at(task), service_start_on=date(2026, 11, 20))
    assert package_status(working.backend, held.package_id) == "Cancelled"
    with working.backend.database.read() as session:
        order = session.scalars(select(Order)).one()
        assert (order.source, order.source_package_id) == ("DESKTOP", held.package_id)
        made_package = session.get_one(PackageSubscription, order.package_subscription_id)
        assert (made_package.account_id, made_package.status) == (build.BRIGHT, "Active")
    assert_world(working.backend.database)


def test_the_preview_shows_before_and_after(working: Working) -> None:
    held = hold(working.backend, "DUO")
    asked = {"package_id": held.package_id, "new_account_id": build.BRIGHT}
    seen = working.call("harbour_csa", contract.PREVIEW_OWNER, **asked)
    assert (seen.owner, seen.new_owner) == ("Marlow Dental Group", "Bright & Sons Pty")
    assert (seen.closed_until, seen.earliest_on) == (CLOSED_UNTIL, FIRST_OPEN)
    assert [(one.outcome, one.worked_by) for one in seen.services] == [
        ("MOVES", "Meridian Wholesale"),
        ("MOVES", "Harbour Mobile"),
        ("MOVES", "Harbour Mobile"),
    ]
    assert seen.refusals == ()
    assert working.call("harbour_csa", contract.PREVIEW_OWNER, package_id=held.package_id).refusals == ()


def test_r_prv_10_and_11_a_day_inside_a_closed_period_is_not_asked_for(working: Working) -> None:
    held = hold(working.backend)
    assert codes(not_given(working, held, requested_on=CLOSED_UNTIL)) == {"E-CLOSED-PERIOD"}
    assert codes(not_given(working, held, requested_on=date(2025, 1, 1))) == {"E-DATE-ORDER"}
    upgrade = {"package_id": held.package_id, "plan_id": plan_id(working.backend, "MOB-80")}
    late = working.refused("harbour_csa", contract.UPGRADE, **upgrade, requested_on=CLOSED_UNTIL)
    assert codes(late) == {"E-CLOSED-PERIOD"}
    made = given(working, held, requested_on=FIRST_OPEN)
    task = working.find("harbour_csa", made.task_references[0])
    assert task.row.requested_on == FIRST_OPEN
    early = working.refused("meridian_prov", ACTIVATE, **at(task), service_start_on=CLOSED_UNTIL)
    assert early.code == "E-CLOSED-PERIOD"
    working.call("meridian_prov", ACTIVATE, **at(task), service_start_on=FIRST_OPEN)


def test_sm_0_both_accounts_must_be_able_to_order(working: Working) -> None:
    held, slow = hold(working.backend), hold(working.backend, account=build.SUSPENDED)
    assert codes(not_given(working, held, build.SUSPENDED)) == {"E-ACCOUNT-STATUS"}
    assert codes(not_given(working, slow)) == {"E-ACCOUNT-STATUS"}
    assert codes(not_given(working, held, build.MARLOW)) == {"E-SAME-OWNER"}
    assert isinstance(not_given(working, held, build.ALPINE_LEE), NotFound)


def test_what_is_under_way_or_over_is_not_transferred(working: Working) -> None:
    held, over = hold(working.backend), hold(working.backend, status="Cancelled")
    given(working, held)
    assert codes(not_given(working, held)) == {"E-OPEN-ORDER"}
    upgrade = {"package_id": held.package_id, "plan_id": plan_id(working.backend, "MOB-80")}
    assert codes(working.refused("harbour_csa", contract.UPGRADE, **upgrade)) == {"E-OPEN-ORDER"}
    assert codes(not_given(working, over, build.MARLOW)) == {"E-STATE", "E-SAME-OWNER"}


def test_an_upgrade_continues_the_services_by_their_kind(working: Working) -> None:
    held = hold(working.backend)
    asked = {"package_id": held.package_id, "plan_id": plan_id(working.backend, "DUO")}
    seen = working.call("harbour_csa", contract.PREVIEW_UPGRADE, **asked)
    assert [one.outcome for one in seen.services] == ["MOVES", "NEW"]
    assert (seen.fee_cents, seen.new_fee_cents, seen.new_plan) == (4990, 9900, "Plan DUO")
    made = working.call("harbour_csa", contract.UPGRADE, **asked)
    assert len(made.task_references) == 2
    with working.backend.database.read() as session:
        new = session.scalars(select(Order)).one().package_subscription_id
        services = session.scalars(
            select(ServiceSubscription)
            .where(ServiceSubscription.package_subscription_id == new)
            .order_by(ServiceSubscription.id)
        ).all()
        source = session.get_one(ServiceSubscription, held.service_ids[0])
    assert [one.source_id for one in services] == [source.id, None]
    assert services[0].core_service_identifier == source.core_service_identifier
    assert service_status(working.backend, source.id) == "Active"
    assert_world(working.backend.database)


def test_an_upgrade_takes_the_optional_services_that_are_held_or_chosen(working: Working) -> None:
    held = hold(working.backend, "TALK")
    with working.backend.database.read() as session:
        duo = plan_id(working.backend, "DUO")
        sip = session.scalars(select(ServicePlan.id).where(ServicePlan.code == "DUO-SIP")).one()
    asked = {"package_id": held.package_id, "plan_id": duo}
    by_itself = working.call("harbour_csa", contract.PREVIEW_UPGRADE, **asked)
    assert [(one.service_type, one.outcome) for one in by_itself.services] == [
        ("Mobile", "NEW"),
        ("Broadband", "NEW"),
        ("SIP trunk", "MOVES"),
        ("Voicemail", "ENDS"),
    ]
    without = working.call("harbour_csa", contract.PREVIEW_UPGRADE, **asked, service_plan_ids=())
    assert [one.outcome for one in without.services] == ["NEW", "NEW", "ENDS", "ENDS"]
    chosen = working.call("harbour_csa", contract.PREVIEW_UPGRADE, **asked, service_plan_ids=(sip,))
    assert chosen.services == by_itself.services
    strange = working.call("harbour_csa", contract.PREVIEW_UPGRADE, **asked, service_plan_ids=(9_999,))
    assert {refusal.code for refusal in strange.refusals} == {"E-PART"}


def test_plans_on_sale_are_offered_those_that_keep_everything_first(working: Working) -> None:
    held = hold(working.backend)
    offers = working.call("harbour_csa", contract.PLANS, package_id=held.package_id).plans
    assert [offer.code for offer in offers] == ["14277", "DUO", "MOB-80", "BOX", "TALK"]
    assert {offer.code: offer.ends for offer in offers}["TALK"] == ("Mobile",)
    named = working.call("harbour_csa", contract.PLANS, package_id=held.package_id, text="duo")
    assert [offer.code for offer in named.plans] == ["DUO"]
    none = working.call("harbour_csa", contract.PLANS, package_id=held.package_id, text="%")
    assert none.plans == ()


def test_r_prv_40_plans_that_cannot_be_had_are_refused(working: Working) -> None:
    held = hold(working.backend)
    with working.backend.database.write(Stamp("test", build.START)) as session:
        session.scalars(select(PackagePlan).where(PackagePlan.code == "DUO")).one().status = "WITHDRAWN"
    for code, why in (("DUO", "E-OFFERING"), ("ALP-40", "E-OFFERING"), ("MOB-40", "E-SAME-PLAN")):
        asked = {"package_id": held.package_id, "plan_id": plan_id(working.backend, code)}
        assert codes(working.refused("harbour_csa", contract.UPGRADE, **asked)) == {why}
        seen = working.call("harbour_csa", contract.PREVIEW_UPGRADE, **asked)
        assert {refusal.code for refusal in seen.refusals} == {why}


OPS = (
    contract.PREVIEW_OWNER,
    contract.CHANGE_OWNER,
    contract.PLANS,
    contract.PREVIEW_UPGRADE,
    contract.UPGRADE,
)


@pytest.mark.parametrize("op", OPS, ids=lambda op: op.name)
def test_r_gen_10_another_provider_s_package_is_not_there(working: Working, op: Op[Any, Any]) -> None:
    held = hold(working.backend)
    fields = op.request.model_fields
    request: dict[str, object] = {"package_id": held.package_id}
    if "new_account_id" in fields:
        request["new_account_id"] = build.ALPINE_LEE
    if "plan_id" in fields:
        request["plan_id"] = plan_id(working.backend, "ALP-40")
    for stranger in ("alpine_csa", "alpine_lead"):
        assert isinstance(working.refused(stranger, op, **request), NotFound)
    assert isinstance(working.refused("meridian_prov", op, **request), NotFound | Denied)
    nobody = {**request, "package_id": 999_999}
    assert isinstance(working.refused("harbour_csa", op, **nobody), NotFound)


def test_a_viewer_gives_nothing_to_another_account(working: Working) -> None:
    held = hold(working.backend)
    asked = {"package_id": held.package_id, "new_account_id": build.BRIGHT}
    assert isinstance(working.refused("harbour_viewer", contract.CHANGE_OWNER, **asked), NotFound)
    assert isinstance(working.refused("harbour_prov", contract.CHANGE_OWNER, **asked), Denied)


def test_of_two_transfers_at_once_one_gets_through(local_backend: Backend) -> None:
    held = hold(local_backend)
    gate = Barrier(2)
    gateways = [local_backend.gateway(name) for name in ("harbour_csa", "harbour_lead")]

    def attempt(number: int) -> str:
        request = contract.ChangeOwnerRequest(package_id=held.package_id, new_account_id=build.BRIGHT)
        gate.wait(20)
        try:
            gateways[number].call(contract.CHANGE_OWNER, request)
        except Rejected as error:
            return error.code
        return "done"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, range(2))) == ["E-OPEN-ORDER", "done"]


def test_plans_take_the_same_number_of_queries_whatever_is_on_sale(local_backend: Backend) -> None:
    held = hold(local_backend, "DUO")
    gateway = local_backend.gateway("harbour_csa")

    def count() -> int:
        with statements(local_backend.database) as sent:
            gateway.call(contract.PLANS, contract.PlansRequest(package_id=held.package_id))
        return len(sent)

    count()
    before = count()
    with local_backend.database.write(Stamp("test", build.START)) as session:
        for number in range(20):
            session.add(
                PackagePlan(
                    provider_id=build.HARBOUR,
                    id=1000 + number,
                    code=f"X{number}",
                    internal_name="x",
                    external_name="x",
                    kind="SELL",
                    setup_fee_cents=0,
                    access_fee_cents=1,
                    is_prorated=True,
                    honour_first_period_end_date=False,
                    status="ACTIVE",
                )
            )
    assert count() == before
