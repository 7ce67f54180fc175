"""An order that comes in twice: once is enough (D-25)."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import func, select

from agentview.contract.orders import CHECK, PLACE, PlaceOutcome, ProductOrder
from agentview.core.errors import AgentViewError, Conflict, Rejected
from agentview.models.customer import Account
from agentview.models.database import Stamp
from agentview.models.order import Order
from agentview.models.provisioning import ProvisioningTask
from tests import build
from tests.fixtures.backend import Backend
from tests.product_order import add, document, order

SAMPLE = Path(__file__).parents[1] / "data" / "product_order.json"


def orders_of(backend: Backend) -> int:
    with backend.database.read() as session:
        return session.scalars(select(func.count()).select_from(Order)).one()


def test_the_published_example_comes_in_whole(backend: Backend) -> None:
    example = ProductOrder.model_validate_json(SAMPLE.read_bytes())
    placed = backend.gateway("harbour_csa").call(PLACE, example)
    assert placed.outcome is PlaceOutcome.CREATED
    with backend.database.read() as session:
        tasks = session.scalars(select(ProvisioningTask).order_by(ProvisioningTask.id)).all()
        assert [task.account_id for task in tasks] == [build.SAMPLE_CUSTOMER] * 3
        assert [task.queue_provider_id for task in tasks] == [build.MERIDIAN, build.HARBOUR, build.HARBOUR]


def test_the_same_again_changes_nothing(backend: Backend) -> None:
    gateway = backend.gateway("harbour_csa")
    sent = document("K1", add("DUO", number="0491570156"), note=[{"text": "Hello"}], id="4711")
    first = gateway.call(PLACE, ProductOrder.model_validate(sent))
    # What AgentView does not read may differ, and so may the order of what it reads.
    sent |= {"id": "4712", "state": "completed", "href": "x", "priority": "4", "orderDate": "2026-01-01"}
    sent["relatedParty"].insert(0, {"id": "S", "role": "Seller"})
    again = gateway.call(PLACE, ProductOrder.model_validate(sent))
    assert again.outcome is PlaceOutcome.UNCHANGED
    assert (again.references, again.task_references) == (first.references, first.task_references)
    assert orders_of(backend) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"productOrderItem": [add("MOB-80")]},
        {"productOrderItem": [add("MOB-40", quantity=2)]},
        {"productOrderItem": [add("MOB-40", number="0491570157")]},
        {"category": "port"},
        {"requestedStartDate": "2026-12-01"},
        {"note": [{"text": "New"}]},
        {"description": "Other"},
        {"relatedParty": [{"id": build.ACCOUNT_NO[build.BRIGHT], "role": "customer"}]},
    ],
)
def test_the_same_key_with_other_content_is_a_conflict(
    local_backend: Backend, change: dict[str, object]
) -> None:
    gateway = local_backend.gateway("harbour_csa")
    first = gateway.call(PLACE, order("K2", add("MOB-40")))
    with pytest.raises(Conflict) as refused:
        gateway.call(PLACE, ProductOrder.model_validate({**document("K2", add("MOB-40")), **change}))
    assert refused.value.code == "E-ORDER-CHANGED"
    assert refused.value.values == {"reference": first.order_reference}
    assert orders_of(local_backend) == 1


def test_the_id_is_the_key_where_there_is_no_external_one(backend: Backend) -> None:
    gateway = backend.gateway("harbour_csa")
    assert gateway.call(PLACE, order(None, add("MOB-40"), id="7")).outcome is PlaceOutcome.CREATED
    assert gateway.call(PLACE, order(None, add("MOB-40"), id="7")).outcome is PlaceOutcome.UNCHANGED


def test_providers_have_keys_of_their_own(backend: Backend) -> None:
    backend.gateway("harbour_csa").call(PLACE, order("K3", add("MOB-40")))
    placed = backend.gateway("alpine_csa").call(PLACE, order("K3", add("ALP-40"), account=build.ALPINE_LEE))
    assert placed.outcome is PlaceOutcome.CREATED


def test_a_known_order_stays_known_when_the_account_may_not_order_any_more(backend: Backend) -> None:
    gateway = backend.gateway("harbour_csa")
    gateway.call(PLACE, order("K4", add("MOB-40")))
    with backend.database.write(Stamp("test", build.START)) as session:
        session.get_one(Account, build.MARLOW).status = 5
    assert gateway.call(PLACE, order("K4", add("MOB-40"))).outcome is PlaceOutcome.UNCHANGED
    with pytest.raises(Rejected):
        gateway.call(PLACE, order("K5", add("MOB-40")))


def test_of_two_imports_at_once_one_creates(backend: Backend) -> None:
    crowd = 6
    gateways = [backend.gateway("harbour_csa") for _ in range(crowd)]
    start = Barrier(crowd)

    def place(number: int) -> str:
        start.wait()
        try:
            return gateways[number].call(PLACE, order("K6", add("DUO"))).outcome.value
        except AgentViewError as error:
            return error.code

    with ThreadPoolExecutor(crowd) as pool:
        outcomes = list(pool.map(place, range(crowd)))
    assert sorted(outcomes) == ["CREATED"] + ["UNCHANGED"] * (crowd - 1)
    assert orders_of(backend) == 1


def test_checking_changes_nothing_and_says_the_same(backend: Backend) -> None:
    gateway = backend.gateway("harbour_csa")
    checked = gateway.call(CHECK, order("K7", add("MOB-40")))
    assert (checked.outcome, checked.references) == (PlaceOutcome.CREATED, ())
    assert orders_of(backend) == 0
    with pytest.raises(Rejected):
        gateway.call(CHECK, order("K7", add("NOPE")))
    placed = gateway.call(PLACE, order("K7", add("MOB-40")))
    assert gateway.call(CHECK, order("K7", add("MOB-40"))).references == placed.references
    with pytest.raises(Conflict):
        gateway.call(CHECK, order("K7", add("MOB-80")))


def test_what_a_screen_writes_out_reads_back_the_same() -> None:
    example = ProductOrder.model_validate_json(SAMPLE.read_bytes())
    assert ProductOrder.model_validate_json(example.model_dump_json()) == example
    assert ProductOrder.model_validate_json(example.model_dump_json(by_alias=True)) == example
    assert (
        json.loads(example.model_dump_json(by_alias=True))["relatedParty"][1]["@referredType"] == "Customer"
    )
