"""Orders about what is held already: cancel, change of ownership, upgrade."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.orders import PLACE, OrderStatus, Placed, PlaceOutcome, ProductOrder
from agentview.contract.provisioning import (
    ACTIVATE,
    FINALISE,
    ActivateRequest,
    FinaliseRequest,
)
from agentview.core.errors import Denied, Rejected
from agentview.core.power import Power
from agentview.models.database import Stamp
from agentview.models.network import NetworkRequest
from agentview.models.order import CancelRequest, Order
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.order_lifecycle import LIFECYCLE, OrderCommand, OrderFacts
from tests import build
from tests.fixtures.backend import Backend
from tests.product_order import add, delete, order


def refused(backend: Backend, wanted: ProductOrder, by: str = "harbour_csa") -> set[tuple[str, str | None]]:
    with pytest.raises(Rejected) as found:
        backend.gateway(by).call(PLACE, wanted)
    return {(refusal.code, refusal.field) for refusal in found.value.refusals}


def package_ids(session: Session) -> list[int]:
    return list(session.scalars(select(PackageSubscription.id).order_by(PackageSubscription.id)))


def tasks_of(backend: Backend, placed: Placed) -> list[ProvisioningTask]:
    with backend.database.read() as session:
        wanted = ProvisioningTask.reference.in_(placed.task_references)
        return list(session.scalars(select(ProvisioningTask).where(wanted).order_by(ProvisioningTask.id)))


def held(backend: Backend, *items: dict[str, object], account: int = build.MARLOW) -> tuple[str, list[str]]:
    """Order a package and make it and its services Active; return PS- and SS- numbers."""
    number = 1 + len(backend_packages(backend))
    backend.gateway("harbour_csa").call(PLACE, order(f"H{number}", *items, account=account))
    with backend.database.write(Stamp("test", build.START)) as session:
        package = session.get_one(PackageSubscription, package_ids(session)[-1])
        package.status, package.start_on = "Active", date(2026, 1, 1)
        services = session.scalars(
            select(ServiceSubscription).where(ServiceSubscription.package_subscription_id == package.id)
        ).all()
        for service in services:
            service.status, service.provisioning_state = "Active", "NONE"
            service.start_on = date(2026, 1, 1)
        for task in session.scalars(select(ProvisioningTask)):
            task.status, task.bucket = "COMPLETED", "DONE"
        for request in session.scalars(select(NetworkRequest)):
            request.status, request.next_try_at = "DONE", None
        return f"PS-{package.id}", [f"SS-{service.id}" for service in services]


def backend_packages(backend: Backend) -> list[int]:
    with backend.database.read() as session:
        return package_ids(session)


def test_a_package_is_cancelled_with_all_its_services(backend: Backend) -> None:
    package, services = held(backend, add("DUO", number="0491570156"))
    gateway = backend.gateway("harbour_csa")
    placed = gateway.call(PLACE, order("C1", delete(package), description="Moving abroad"))
    assert placed.references == ("CR-1",)
    assert placed.task_references == ("CR-1/1", "CR-1/2")
    tasks = tasks_of(backend, placed)
    assert {task.transfer_type for task in tasks} == {"CANCEL"}
    assert {task.target_seconds for task in tasks} == {8 * 3600}
    assert [task.queue_provider_id for task in tasks] == [build.MERIDIAN, build.HARBOUR]
    with backend.database.read() as session:
        request = session.scalars(select(CancelRequest)).one()
        assert (request.note, request.time_frame, request.status) == (
            "Moving abroad",
            "IMMEDIATE",
            "ORDER_COMPLETED",
        )
        assert session.get_one(PackageSubscription, int(package[3:])).status == "PendingProvCancel"
        statuses = {session.get_one(ServiceSubscription, int(one[3:])).status for one in services}
        assert statuses == {"PendingProvCancel"}
    assert gateway.call(PLACE, order("C1", delete(package), description="Moving abroad")).outcome is (
        PlaceOutcome.UNCHANGED
    )
    assert refused(backend, order("C2", delete(package))) == {
        ("E-PRODUCT-STATE", "/productOrderItem/0/product/id")
    }


def test_a_cancellation_can_be_finalised(backend: Backend) -> None:
    package, _ = held(backend, add("MOB-40", number="0491570156"))
    placed = backend.gateway("harbour_csa").call(PLACE, order("C3", delete(package)))
    (task,) = tasks_of(backend, placed)
    request = FinaliseRequest(task_id=task.id, version=task.row_version, service_end_on=date(2026, 11, 30))
    backend.gateway("meridian_prov").call(FINALISE, request)
    with backend.database.read() as session:
        assert session.get_one(PackageSubscription, int(package[3:])).status == "Cancelled"


def test_several_cancellations_in_one_order_are_found_again(backend: Backend) -> None:
    first, _ = held(backend, add("MOB-40"))
    second, _ = held(backend, add("MOB-80"))
    gateway = backend.gateway("harbour_csa")
    wanted = order("C4", delete(first), delete(second, "2"), add("TALK", "3"))
    placed = gateway.call(PLACE, wanted)
    assert len(placed.references) == 3
    again = gateway.call(PLACE, wanted)
    assert (again.outcome, again.references) == (PlaceOutcome.UNCHANGED, placed.references)
    assert again.task_references == placed.task_references


def test_an_optional_service_is_cancelled_alone(backend: Backend) -> None:
    package, services = held(backend, add("DUO", bundles=("2",)), add("DUO-SIP", "2"))
    assert refused(backend, order("C5", delete(services[0]))) == {
        ("E-MANDATORY", "/productOrderItem/0/product/id")
    }
    placed = backend.gateway("harbour_csa").call(PLACE, order("C6", delete(services[2])))
    assert len(placed.task_references) == 1
    with backend.database.read() as session:
        assert session.get_one(PackageSubscription, int(package[3:])).status == "Active"
        assert session.get_one(ServiceSubscription, int(services[2][3:])).status == "PendingProvCancel"
    field = "/productOrderItem/0/product/id"
    assert refused(backend, order("C7", delete(services[2]))) == {("E-PRODUCT-STATE", field)}
    assert refused(backend, order("C8", delete(package))) == {("E-OPEN-ORDER", field)}


def test_automatic_services_end_without_a_task(backend: Backend) -> None:
    package, services = held(backend, add("BOX"))
    placed = backend.gateway("harbour_csa").call(PLACE, order("C9", delete(package)))
    assert (placed.status, placed.task_references) == ("ORDER_PENDING", ())
    with backend.database.read() as session:
        assert session.get_one(PackageSubscription, int(package[3:])).status == "PendingCancel"
        assert session.get_one(ServiceSubscription, int(services[0][3:])).status == "PendingCancel"


def test_a_later_day_is_a_nominated_date(local_backend: Backend) -> None:
    package, _ = held(local_backend, add("MOB-40"))
    wanted = order("C10", delete(package), requestedStartDate="2026-12-24")
    local_backend.gateway("harbour_csa").call(PLACE, wanted)
    with local_backend.database.read() as session:
        request = session.scalars(select(CancelRequest)).one()
        assert (request.time_frame, request.nominated_on) == ("NOMINATED_DATE", date(2026, 12, 24))


def test_what_cannot_be_cancelled(local_backend: Backend) -> None:
    backend = local_backend
    package, services = held(backend, add("MOB-40"))
    other, _ = held(backend, add("MOB-40"), account=build.BRIGHT)
    field = "/productOrderItem/0/product/id"
    for product in ("PS-999", "ps-x", "PO-1", "PS-99999999999999999", "SS-999", other):
        assert refused(backend, order("D1", delete(product))) == {("E-PRODUCT", field)}
    assert refused(backend, order("D2", {"id": "1", "action": "delete"})) == {("E-PRODUCT-MISSING", field)}
    twice = order("D3", delete(package), delete(package, "2"))
    assert refused(backend, twice) == {("E-PRODUCT-TWICE", "/productOrderItem/1/product/id")}
    assert refused(backend, order("D4", delete(package), delete(services[0], "2"))) == {
        ("E-MANDATORY", "/productOrderItem/1/product/id"),
        ("E-PRODUCT-TWICE", "/productOrderItem/1/product/id"),
    }
    with backend.database.write(Stamp("test", build.START)) as session:
        session.get_one(PackageSubscription, int(package[3:])).followed_by_id = int(other[3:])
    assert refused(backend, order("D5", delete(package))) == {("E-FOLLOWED", field)}


def test_a_package_that_is_still_being_provisioned_is_not_cancelled(local_backend: Backend) -> None:
    placed = local_backend.gateway("harbour_csa").call(PLACE, order("D6", add("DUO")))
    with local_backend.database.write(Stamp("test", build.START)) as session:
        session.scalars(select(PackageSubscription)).one().status = "Active"
    with pytest.raises(Rejected) as found:
        local_backend.gateway("harbour_csa").call(PLACE, order("D7", delete("PS-1")))
    assert found.value.code == "E-OPEN-ORDER"
    assert found.value.values["reference"] == placed.task_references[0]


def test_a_customer_may_not_end_a_package(backend: Backend) -> None:
    package, _ = held(backend, add("MOB-40"))
    with pytest.raises(Denied) as found:
        backend.gateway("harbour_viewer").call(PLACE, order("D8", delete(package)))
    assert found.value.values == {"power": "PKG_CANCEL_MIGRATE"}


def test_a_change_of_ownership_makes_the_package_anew_for_the_owner(backend: Backend) -> None:
    package, services = held(backend, add("MOB-40", number="0491570156"))
    wanted = order(
        "E1",
        {"id": "1", "action": "modify", "product": {"id": package}},
        category="chown",
        new_owner=build.BRIGHT,
    )
    placed = backend.gateway("harbour_csa").call(PLACE, wanted)
    (task,) = tasks_of(backend, placed)
    assert (task.transfer_type, task.account_id, task.queue_provider_id) == (
        "CHOWN",
        build.BRIGHT,
        build.MERIDIAN,
    )
    with backend.database.read() as session:
        made = session.get_one(Order, task.order_id)
        assert (made.order_type, made.source_package_id) == ("CHOWN", int(package[3:]))
        service = session.get_one(ServiceSubscription, task.service_subscription_id)
        assert service.source_id == int(services[0][3:])
        assert service.core_service_identifier == "+61491570156"
    request = ActivateRequest(task_id=task.id, version=task.row_version, service_start_on=date(2026, 11, 20))
    field = "/productOrderItem/0/product/id"
    assert refused(backend, order("E2", delete(package))) == {("E-OPEN-ORDER", field)}
    backend.gateway("meridian_prov").call(ACTIVATE, request)
    with backend.database.read() as session:
        source = session.get_one(ServiceSubscription, int(services[0][3:]))
        assert (source.status, source.end_on) == ("Cancelled", date(2026, 11, 19))


def test_changes_of_ownership_that_cannot_be(local_backend: Backend) -> None:
    backend = local_backend
    package, _ = held(backend, add("MOB-40"))

    def refusals(new_owner: int | None, **line: object) -> set[tuple[str, str | None]]:
        item: dict[str, object] = {"id": "1", "action": "modify", "product": {"id": package}, **line}
        return refused(backend, order("E3", item, category="change of ownership", new_owner=new_owner))

    assert refusals(None) == {("E-NEW-OWNER-MISSING", "/relatedParty")}
    assert refusals(build.MARLOW) == {("E-SAME-OWNER", "/relatedParty/1/id")}
    assert refusals(build.ALPINE_LEE) == {("E-ACCOUNT", "/relatedParty/1/id")}
    assert refusals(build.SUSPENDED) == {("E-ACCOUNT-STATUS", "/relatedParty/1/id")}
    other = {"productOffering": {"id": "MOB-80"}}
    assert refusals(build.BRIGHT, **other) == {("E-OTHER-PLAN", "/productOrderItem/0/productOffering/id")}
    assert refusals(build.BRIGHT, action="delete") == {("E-ACTION", "/productOrderItem/0/action")}
    assert refusals(build.BRIGHT, quantity=2) == {("E-QUANTITY", "/productOrderItem/0/quantity")}


def test_an_upgrade_pairs_the_services_by_type(backend: Backend) -> None:
    package, services = held(backend, add("MOB-40", number="0491570156"))
    wanted = order("F1", add("DUO", product_id=package), category="upgrade")
    placed = backend.gateway("harbour_csa").call(PLACE, wanted)
    tasks = tasks_of(backend, placed)
    assert [task.transfer_type for task in tasks] == ["UPGRADE", "UPGRADE"]
    with backend.database.read() as session:
        made = [session.get_one(ServiceSubscription, task.service_subscription_id) for task in tasks]
        assert [one.source_id for one in made] == [int(services[0][3:]), None]
        assert [one.core_service_identifier for one in made] == ["+61491570156", None]
        new = session.get_one(PackageSubscription, tasks[0].package_subscription_id)
        assert new.previous_id == int(package[3:])
        source = session.get_one(PackageSubscription, int(package[3:]))
        assert (source.status, source.followed_by_id) == ("Active", None)
    again = order("F2", add("MOB-80", product_id=package), category="upgrade")
    assert refused(backend, again) == {("E-OPEN-ORDER", "/productOrderItem/0/product/id")}


def test_upgrades_that_cannot_be(local_backend: Backend) -> None:
    package, _ = held(local_backend, add("MOB-40"))
    second, _ = held(local_backend, add("MOB-40"))

    def refusals(*items: dict[str, object]) -> set[tuple[str, str | None]]:
        return refused(local_backend, order("F3", *items, category="Upgrade"))

    assert refusals(add("MOB-80")) == {("E-PRODUCT-MISSING", "/productOrderItem/0/product/id")}
    same = refusals(add("MOB-40", product_id=package))
    assert same == {("E-SAME-PLAN", "/productOrderItem/0/productOffering/id")}
    two = refusals(add("MOB-80", product_id=package), add("MOB-80", "2", product_id=second))
    assert two == {("E-ONE-PACKAGE", "/productOrderItem/1")}
    many = refusals(add("MOB-80", product_id=package, quantity=2))
    assert many == {("E-QUANTITY", "/productOrderItem/0/quantity")}


def test_no_row_of_the_lifecycle_opens_a_submitted_order_again() -> None:
    leading_back = [
        row for row in LIFECYCLE.rows if row.target is not None and row.target == "ORDER_INCOMPLETE"
    ]
    assert {row.command.value for row in leading_back} == {"start", "reopen"}
    given_up = OrderFacts(account_status=1, was_submitted=True)
    refusals = LIFECYCLE.judge(
        OrderStatus.ORDER_CANCELLED, OrderCommand.REOPEN, given_up, frozenset(Power)
    ).refusals
    assert [refusal.code for refusal in refusals] == ["E-SUBMITTED"]
