"""New orders: what becomes a package, a service, a task, and in whose queue."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agentview.contract.orders import PLACE, Placed, PlaceOutcome, ProductOrder
from agentview.core.errors import Rejected
from agentview.models.customer import Address
from agentview.models.order import Order
from agentview.models.provisioning import ProvisioningAttempt, ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.models.trail import AuditEntry, ChangeRow
from tests import build
from tests.fixtures.backend import Backend
from tests.product_order import add, document, order


def place(backend: Backend, wanted: ProductOrder, by: str = "harbour_csa") -> Placed:
    return backend.gateway(by).call(PLACE, wanted)


def codes(error: pytest.ExceptionInfo[Rejected]) -> set[tuple[str, str | None]]:
    return {(refusal.code, refusal.field) for refusal in error.value.refusals}


def tasks(session: Session) -> list[ProvisioningTask]:
    return list(session.scalars(select(ProvisioningTask).order_by(ProvisioningTask.id)))


def rows(session: Session) -> int:
    counted = (Order, PackageSubscription, ServiceSubscription, ProvisioningTask, AuditEntry, ChangeRow)
    return sum(session.scalars(select(func.count()).select_from(table)).one() for table in counted)


def test_r_prv_01_a_mobile_order_makes_one_task_in_the_wholesalers_queue(backend: Backend) -> None:
    placed = place(backend, order("A1", add("MOB-40", number="0491 570 156")))
    assert placed.outcome is PlaceOutcome.CREATED
    assert placed.task_references == (f"{placed.order_reference}/1",)
    assert placed.status == "ORDER_COMPLETED"
    with backend.database.read() as session:
        (task,) = tasks(session)
        assert (task.queue_provider_id, task.retailer_id) == (build.MERIDIAN, build.HARBOUR)
        assert (task.status, task.bucket, task.attempt_no) == ("AWAITING_PROVISIONING", "OPEN", 1)
        assert task.transfer_type == "NEW"
        assert task.sla_due_at - task.received_at == timedelta(hours=4)
        service = session.get_one(ServiceSubscription, task.service_subscription_id)
        assert (service.status, service.provisioning_state) == ("PreActive", "AWAITING")
        assert service.core_service_identifier == "+61491570156"
        package = session.get_one(PackageSubscription, task.package_subscription_id)
        assert (package.status, package.access_fee_cents) == ("PreActive", 4990)
        attempt = session.get_one(ProvisioningAttempt, (task.id, 1))
        assert attempt.closed_at is None
        change = session.scalars(select(ChangeRow).where(ChangeRow.verb == "create")).one()
        assert (change.provider_id, change.other_provider_id) == (build.MERIDIAN, build.HARBOUR)


def test_an_outside_supplier_or_none_leaves_the_task_with_the_retailer(backend: Backend) -> None:
    bundle = add("DUO", bundles=("2",))
    placed = place(backend, order("A2", bundle, add("DUO-SIP", "2")))
    assert len(placed.task_references) == 3
    with backend.database.read() as session:
        assert [task.queue_provider_id for task in tasks(session)] == [
            build.MERIDIAN,
            build.HARBOUR,
            build.HARBOUR,
        ]
        assert [task.target_seconds for task in tasks(session)] == [4 * 3600, 24 * 3600, 24 * 3600]


def test_optional_services_come_only_when_named(backend: Backend) -> None:
    assert len(place(backend, order("A3", add("DUO"))).task_references) == 2


def test_r_prv_02_automatic_services_make_no_task(backend: Backend) -> None:
    alone = place(backend, order("A4", add("BOX")))
    assert (alone.status, alone.task_references) == ("ORDER_PENDING", ())
    mixed = place(backend, order("A5", add("TALK")))
    assert (mixed.status, len(mixed.task_references)) == ("ORDER_COMPLETED", 1)


def test_nested_items_are_parts_too(backend: Backend) -> None:
    wanted = add("DUO")
    wanted["productOrderItem"] = [add("DUO-SIP", "2"), add("DUO-MOB", "3", number="0491 570 157")]
    assert len(place(backend, order("A6", wanted)).task_references) == 3


def test_several_packages_in_one_order_number_their_tasks_through(backend: Backend) -> None:
    placed = place(backend, order("A7", add("MOB-40", quantity=2), add("TALK", "2")))
    assert placed.references == (placed.order_reference,)
    assert placed.task_references == tuple(f"{placed.order_reference}/{part}" for part in (1, 2, 3))
    with backend.database.read() as session:
        assert len({task.package_subscription_id for task in tasks(session)}) == 3


def test_identifiers_go_to_the_service_that_they_name(backend: Backend) -> None:
    wanted = add("DUO")
    wanted["product"]["productCharacteristic"] = [
        {"name": "Line identifier", "value": "NBN123456"},
        {"name": "TEL_MSISDN", "value": "415 279 7439"},
    ]
    place(backend, order("A8", wanted))
    with backend.database.read() as session:
        found = session.scalars(
            select(ServiceSubscription.core_service_identifier).order_by(ServiceSubscription.id)
        ).all()
        # Not a valid number of the provider's region: kept as typed, and checked at activation.
        assert found == ["415 279 7439", "NBN123456"]


def test_the_place_becomes_the_service_address(backend: Backend) -> None:
    home = {"role": "service address", "streetNr": "12", "streetName": "Harbour Street", "city": "Sydney"}
    place(backend, order("A9", add("MOB-40", place={**home, "postcode": "2000", "country": "au"})))
    with backend.database.read() as session:
        service = session.scalars(select(ServiceSubscription)).one()
        address = session.get_one(Address, service.service_address_id)
        assert (address.line1, address.city, address.postcode, address.country) == (
            "12 Harbour Street",
            "Sydney",
            "2000",
            "AU",
        )


def test_a_port_is_queued_as_new_and_marked(backend: Backend) -> None:
    place(backend, order("A10", add("MOB-40", number="0491570158"), category="port"))
    with backend.database.read() as session:
        (task,) = tasks(session)
        assert (task.transfer_type, task.is_port) == ("NEW", True)
        assert session.scalars(select(Order.order_type)).one() == "PORT_CHURN"


@pytest.mark.parametrize(
    ("sent", "day"),
    [
        ("2026-11-20T00:30:00+11:00", date(2026, 11, 20)),
        ("2026-11-19T14:30:00Z", date(2026, 11, 20)),
        ("2026-11-20", date(2026, 11, 20)),
        (None, date(2026, 11, 16)),
    ],
)
def test_the_requested_day_is_the_providers(local_backend: Backend, sent: str | None, day: date) -> None:
    place(local_backend, order("A11", add("MOB-40"), requestedStartDate=sent))
    with local_backend.database.read() as session:
        assert tasks(session)[0].requested_on == day


def test_notes_are_readable_on_each_task(backend: Backend) -> None:
    notes = [{"author": "Jean Pontus", "text": "Ring before noon"}, {"text": ""}]
    place(backend, order("A12", add("DUO"), note=notes))
    with backend.database.read() as session:
        entries = session.execute(
            select(AuditEntry.entity_id, AuditEntry.reason, AuditEntry.is_internal).where(
                AuditEntry.action == "note"
            )
        ).all()
        assert [entry.reason for entry in entries] == ["Jean Pontus: Ring before noon"] * 2
        assert not any(entry.is_internal for entry in entries)


def test_all_reasons_come_at_once_and_nothing_is_kept(backend: Backend) -> None:
    wanted = order(
        None,
        add("NOPE", "1"),
        add("DUO", "2", bundles=("3", "9", "2")),
        add("MOB-80-SIM", "3"),
        add("ALP-40", "4"),
        add("MOB-40", "5", number="0491 570 156", quantity=2),
        {"id": "6", "action": "modify", "product": {"id": "PS-1"}},
        {"id": "7", "action": "add"},
        account=build.SUSPENDED,
    )
    gateway = backend.gateway("harbour_csa")
    with backend.database.read() as session:
        before = rows(session)
    with pytest.raises(Rejected) as refused:
        gateway.call(PLACE, wanted)
    assert codes(refused) == {
        ("E-NO-KEY", "/externalId"),
        ("E-ACCOUNT-STATUS", "/relatedParty"),
        ("E-OFFERING", "/productOrderItem/0/productOffering/id"),
        ("E-ITEM-UNKNOWN", "/productOrderItem/1/productOrderItemRelationship/1/id"),
        ("E-ITEM-NESTED", "/productOrderItem/1/id"),
        ("E-ITEM-NESTED", "/productOrderItem/2/id"),
        ("E-OFFERING", "/productOrderItem/3/productOffering/id"),
        ("E-QUANTITY", "/productOrderItem/4/quantity"),
        ("E-ACTION", "/productOrderItem/5/action"),
        ("E-OFFERING-MISSING", "/productOrderItem/6/productOffering"),
    }
    with backend.database.read() as session:
        assert rows(session) == before


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        (
            (add("DUO", bundles=("2",)), add("MOB-40-SIM", "2")),
            ("E-PART", "/productOrderItem/1/productOffering/id"),
        ),
        (
            (add("DUO", bundles=("2", "3")), add("DUO-SIP", "2"), add("DUO-SIP", "3")),
            ("E-PART-TWICE", "/productOrderItem/2/productOffering/id"),
        ),
        (
            (add("DUO", bundles=("2",)), add("DUO-SIP", "2", quantity=2)),
            ("E-PART-QUANTITY", "/productOrderItem/1/quantity"),
        ),
        ((add("MOB-40"), add("MOB-80")), ("E-ITEM-TWICE", "/productOrderItem/1/id")),
        (({"id": "1", "action": "noChange"},), ("E-NOTHING-TO-DO", "/productOrderItem")),
        ((add("MOB-40", number="7" * 201),), ("E-IDENTIFIER-LONG", "/productOrderItem/0")),
    ],
)
def test_lines_that_do_not_fit(
    local_backend: Backend, items: tuple[dict[str, object], ...], expected: tuple[str, str]
) -> None:
    with pytest.raises(Rejected) as refused:
        place(local_backend, order("B1", *items))
    assert codes(refused) == {expected}


def test_the_provider_named_must_be_ones_own(backend: Backend) -> None:
    sent = document("C1", add("MOB-40"))
    sent["relatedParty"].append({"id": "harbour", "role": "serviceProvider"})
    assert place(backend, ProductOrder.model_validate(sent)).outcome is PlaceOutcome.CREATED
    for other in ("ALPINE", "NOBODY"):
        sent["relatedParty"][-1]["id"] = other
        with pytest.raises(Rejected) as refused:
            place(backend, ProductOrder.model_validate(sent))
        assert codes(refused) == {("E-PROVIDER", "/relatedParty/1/id")}


def test_anothers_account_looks_like_none(backend: Backend) -> None:
    for number in (build.ACCOUNT_NO[build.ALPINE_LEE], "no such account"):
        sent = document("C2", add("MOB-40"))
        sent["relatedParty"][0]["id"] = number
        with pytest.raises(Rejected) as refused:
            place(backend, ProductOrder.model_validate(sent))
        assert codes(refused) == {("E-ACCOUNT", "/relatedParty/0/id")}


def test_a_viewer_orders_for_the_own_account_alone(backend: Backend) -> None:
    own = place(backend, order("C3", add("MOB-40")), by="harbour_viewer")
    assert own.outcome is PlaceOutcome.CREATED
    with pytest.raises(Rejected) as refused:
        place(backend, order("C4", add("MOB-40"), account=build.BRIGHT), by="harbour_viewer")
    assert codes(refused) == {("E-ACCOUNT", "/relatedParty/0/id")}


def test_without_customer(local_backend: Backend) -> None:
    with pytest.raises(Rejected) as refused:
        place(local_backend, order("C5", add("MOB-40"), relatedParty=[{"id": "x", "role": "Seller"}]))
    assert codes(refused) == {("E-CUSTOMER-MISSING", "/relatedParty")}
