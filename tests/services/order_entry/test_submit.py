"""Submitting: everything is made at once and once, or nothing is (R-PRV-01, 02, 05, 39)."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, update

from agentview.contract import order_entry as contract
from agentview.contract import provisioning
from agentview.contract.order_form import OrderPage
from agentview.contract.orders import OrderStatus
from agentview.contract.provisioning import QueueFilter, QueueRequest
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.errors import AgentViewError, Conflict, Rejected
from agentview.models.catalogue import PackagePlan
from agentview.models.customer import Account, Address, Contact
from agentview.models.database import Stamp
from agentview.models.order import Order
from agentview.models.party import Agent
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from tests import build
from tests.fixtures.backend import Backend
from tests.services.order_entry.ordering import PHONE, Ordering, at, codes
from tests.world import assert_world


def test_r_prv_01_and_05_submitting_makes_services_pre_active_and_a_task_for_each(
    ordering: Ordering,
) -> None:
    _, parts = ordering.plan("DUO")
    services = [
        {"service_plan_id": parts[0][0], "identifier": "0491 570 156"},
        {"service_plan_id": parts[1][0], "identifier": "NBN000123", "address": {"line1": "1 Ferry Road"}},
    ]
    types = [build.MOBILE, build.BROADBAND]
    draft = ordering.ready("DUO", services=services, service_type_ids=types)
    assert ordering.made() == (0, 0, 0)
    done = ordering.submit(draft)
    assert (done.status, done.customer) == (OrderStatus.ORDER_COMPLETED, "Marlow Dental Group")
    assert done.task_references == (f"{done.reference}/1", f"{done.reference}/2")
    assert ordering.made() == (1, 2, 2)
    seen = ordering.call("harbour_csa", contract.ORDER, order_id=done.order_id)
    assert [one.identifier for one in seen.services] == [PHONE, "NBN000123"]
    assert {one.status for one in seen.services} == {SubscriptionStatus.PRE_ACTIVE}
    assert [one.queue for one in seen.services] == ["Meridian Wholesale", "Harbour Mobile"]
    streets = [one.address.line1 for one in seen.services if one.address is not None]
    assert streets == ["1 Quay Street", "1 Ferry Road"], "without an address of its own: the customer's"
    assert_world(ordering.backend.database)


def test_r_prv_02_an_order_of_automatic_services_alone_waits_for_the_carrier(ordering: Ordering) -> None:
    done = ordering.submit(ordering.ready("BOX", phone="", service_type_ids=[build.VOICEMAIL]))
    assert (done.status, done.task_references) == (OrderStatus.ORDER_PENDING, ())
    assert ordering.made() == (1, 1, 0)


def test_optional_services_are_made_where_they_are_chosen(ordering: Ordering) -> None:
    _, parts = ordering.plan("DUO")
    ordering.submit(ordering.ready("DUO", phone=PHONE))
    assert ordering.made()[1] == 2
    ordering.submit(ordering.ready("DUO", phone="+61491570157", option_ids=[parts[2][0]]))
    assert ordering.made()[1] == 5


def test_r_prv_39_a_submitted_order_is_read_only(ordering: Ordering) -> None:
    done = ordering.submit(ordering.ready())
    where = {"order_id": done.order_id, "version": done.version}
    page = {"page": OrderPage.REVIEW, "go_on_at": OrderPage.REVIEW, "form": ordering.form()}
    for by in ("harbour_csa", "harbour_lead"):
        assert "E-STATE" in codes(ordering.refused(by, contract.SAVE_PAGE, **where, **page))
        assert "E-STATE" in codes(ordering.refused(by, contract.SUBMIT, **where))
        assert "E-STATE" in codes(ordering.refused(by, contract.DISCARD, **where))
        assert "E-STATE" in codes(ordering.refused(by, contract.REOPEN, **where))
    seen = ordering.call("harbour_csa", contract.ORDER, order_id=done.order_id)
    assert not [state.command for state in seen.commands if state.is_open]
    assert ordering.made() == (1, 1, 1)


def test_an_order_is_submitted_once_even_when_it_is_repeated(ordering: Ordering) -> None:
    draft = ordering.ready()
    gateway = ordering.on("harbour_csa")
    request = contract.OrderAt(**at(draft))
    first = gateway.call(contract.SUBMIT, request, key="same")
    assert gateway.call(contract.SUBMIT, request, key="same") == first
    again = ordering.refused("harbour_csa", contract.SUBMIT, **at(draft))
    assert isinstance(again, Rejected | Conflict)
    assert ordering.made() == (1, 1, 1)


def test_of_two_submits_at_once_one_gets_through(local_backend: Backend) -> None:
    ordering = Ordering(local_backend)
    draft = ordering.ready()
    gateways = [local_backend.gateway("harbour_csa") for _ in range(4)]

    def try_it(number: int) -> bool:
        try:
            gateways[number].call(contract.SUBMIT, contract.OrderAt(**at(draft)))
        except AgentViewError:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        outcomes = list(pool.map(try_it, range(4)))
    assert outcomes.count(True) == 1
    assert ordering.made() == (1, 1, 1)
    assert_world(local_backend.database)


def test_every_reason_of_every_page_comes_at_once_and_nothing_is_made(ordering: Ordering) -> None:
    plan_id, parts = ordering.plan("MOB-40")
    form = ordering.form(
        order_type="PORT_CHURN",
        service_type_ids=[build.SIP],
        package_plan_id=plan_id,
        account_id=build.SUSPENDED,
        services=[{"service_plan_id": parts[0][0], "identifier": "12"}],
        requested_on="2020-01-01",
        agent_id=99,
    )
    draft = ordering.save(ordering.start(), form)
    error = ordering.refused("harbour_csa", contract.SUBMIT, **at(draft))
    assert codes(error) == {
        "E-PACKAGE-TYPES",
        "E-ACCOUNT-STATUS",
        "E-IDENTIFIER",
        "E-LOSING-SUPPLIER",
        "E-REQUESTED-DATE",
        "E-AGENT",
    }
    checked = ordering.call("harbour_csa", contract.CHECK, order_id=draft.order_id)
    assert [len(page.refusals) for page in checked.pages] == [0, 1, 1, 2, 2]
    assert {one.code for page in checked.pages for one in page.refusals} == codes(error)
    better = form.model_copy(update={"agent_id": None})
    checked = ordering.call("harbour_csa", contract.CHECK, order_id=draft.order_id, form=better)
    assert [len(page.refusals) for page in checked.pages] == [0, 1, 1, 2, 1]
    assert ordering.made() == (0, 0, 0)


def test_sm_0_an_account_that_was_suspended_meanwhile_does_not_order(ordering: Ordering) -> None:
    draft = ordering.ready()
    with ordering.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(Account).where(Account.id == build.MARLOW).values(status=5))
    error = ordering.refused("harbour_csa", contract.SUBMIT, **at(draft))
    assert codes(error) >= {"E-ACCOUNT-STATUS"}
    assert ordering.made() == (0, 0, 0)
    kept = ordering.call("harbour_csa", contract.DRAFT, order_id=draft.order_id)
    assert kept.version == draft.version


def test_a_plan_that_was_withdrawn_meanwhile_is_not_ordered(ordering: Ordering) -> None:
    draft = ordering.ready()
    with ordering.backend.database.write(Stamp("test", build.START)) as session:
        session.execute(update(PackagePlan).values(status="WITHDRAWN"))
    error = ordering.refused("harbour_csa", contract.SUBMIT, **at(draft))
    assert codes(error) == {"E-PACKAGE", "E-TYPE"}


def test_a_port_tells_the_provisioner_where_the_number_comes_from(ordering: Ordering) -> None:
    port = {"losing_supplier": "Old Telco", "account_no": "77-1"}
    draft = ordering.ready(order_type="PORT_CHURN", port=port, note="Call before noon")
    done = ordering.submit(draft)
    queue = ordering.on("meridian_prov").call(provisioning.QUEUE, QueueRequest(filter=QueueFilter()))
    assert [(row.reference, row.is_port) for row in queue.rows] == [(done.task_references[0], True)]
    task = ordering.call("meridian_prov", provisioning.TASK, task_id=queue.rows[0].task_id)
    notes = {entry.text for entry in task.timeline if entry.action == "note"}
    assert notes == {"Port from Old Telco, account 77-1 there", "Call before noon"}
    seen = ordering.call("harbour_csa", contract.ORDER, order_id=done.order_id)
    assert (seen.order_type, seen.port) == ("PORT_CHURN", "Port from Old Telco, account 77-1 there")


def test_date_reference_and_agent_stand_in_the_order(ordering: Ordering) -> None:
    with ordering.backend.database.write(Stamp("test", build.START)) as session:
        session.add(Agent(id=1, provider_id=build.HARBOUR, name="Corner Shop"))
        session.add(Agent(id=2, provider_id=build.ALPINE, name="Bergladen"))
    offers = ordering.call("harbour_csa", contract.OFFERS)
    assert [agent.name for agent in offers.agents] == ["Corner Shop"]
    typed = ordering.form(requested_on="2026-12-01", purchase_order_ref="4500-1", agent_id=1)
    draft = ordering.save(ordering.ready(), typed, OrderPage.REVIEW)
    done = ordering.submit(draft)
    seen = ordering.call("harbour_csa", contract.ORDER, order_id=done.order_id)
    assert (str(seen.requested_on), seen.purchase_order_ref, seen.agent) == (
        "2026-12-01",
        "4500-1",
        "Corner Shop",
    )
    with ordering.backend.database.read() as session:
        package = session.scalars(select(PackageSubscription)).one()
        task = session.scalars(select(ProvisioningTask)).one()
    assert (package.agent_id, str(task.requested_on)) == (1, "2026-12-01")
    theirs = ordering.save(ordering.ready(), ordering.form(agent_id=2), OrderPage.REVIEW)
    assert codes(ordering.refused("harbour_csa", contract.SUBMIT, **at(theirs))) == {"E-AGENT"}


NEW = {
    "fields": {"name": "Noor Vance", "account_type": "CONSUMER", "profile_id": 1},
    "contact": {"name": "Noor Vance", "phone": "02 5550 0199", "email": "noor@example.com"},
    "address": {"line1": "8 Weir Lane", "city": "Sydney", "country": "AU"},
}


def test_a_new_customer_is_added_with_the_order_and_its_contact_stands_there_alone(
    ordering: Ordering,
) -> None:
    form = ordering.form(account_id=None, new_customer=NEW)
    draft = ordering.save(ordering.start(None), form, OrderPage.SERVICES, OrderPage.REVIEW)
    assert draft.buyer is not None
    assert (draft.buyer.account_id, draft.buyer.name) == (None, "Noor Vance")
    done = ordering.submit(draft)
    assert done.is_new_customer
    with ordering.backend.database.read() as session:
        account = session.get_one(Account, done.account_id)
        contact = session.scalars(select(Contact).where(Contact.account_id == account.id)).one()
        kept = str(session.get_one(Order, done.order_id).form_data)
        service = session.scalars(select(ServiceSubscription)).one()
        address = session.get_one(Address, service.service_address_id)
    assert (account.name, account.provider_id, account.status) == ("Noor Vance", build.HARBOUR, 1)
    assert contact.phone == "+61255500199"
    assert address.line1 == "8 Weir Lane"
    for secret in ("Noor", "5550", "noor@"):
        assert secret not in kept
    assert_world(ordering.backend.database)


def test_when_the_order_is_refused_the_new_customer_is_not_there_either(ordering: Ordering) -> None:
    form = ordering.form(phone="nonsense", account_id=None, new_customer=NEW)
    draft = ordering.save(ordering.start(None), form)
    assert codes(ordering.refused("harbour_csa", contract.SUBMIT, **at(draft))) == {"E-IDENTIFIER"}
    with ordering.backend.database.read() as session:
        assert session.scalars(select(Account.id).where(Account.name == "Noor Vance")).first() is None


def test_a_halted_order_shows_its_halt_and_what_happened(ordering: Ordering) -> None:
    done = ordering.submit(ordering.ready())
    service = ordering.call("harbour_csa", contract.ORDER, order_id=done.order_id).services[0]
    assert service.task_id is not None
    task = ordering.call("meridian_prov", provisioning.TASK, task_id=service.task_id)
    ordering.call(
        "meridian_prov",
        provisioning.HALT,
        task_id=service.task_id,
        version=task.row.version,
        code="ADDRESS_INVALID",
        text="No such address",
        internal_note="psst",
    )
    seen = ordering.call("harbour_csa", contract.ORDER, order_id=done.order_id)
    assert seen.status is OrderStatus.PROVISIONING_HALTED
    assert (seen.services[0].halt_code, seen.services[0].halt_reason) == (
        "ADDRESS_INVALID",
        "No such address",
    )
    said = [(event.record, event.action) for event in seen.events]
    assert (f"{done.reference}/1", "halt") in said
    assert (done.reference, "submit") in said
    assert "psst" not in str(seen)


@pytest.mark.parametrize("stranger", ["alpine_csa", "meridian_lead"])
def test_r_gen_10_a_submitted_order_of_another_provider_is_not_there(
    ordering: Ordering, stranger: str
) -> None:
    done = ordering.submit(ordering.ready())
    assert ordering.refused(stranger, contract.ORDER, order_id=done.order_id).code == "E-NOT-FOUND"
    seen = ordering.call("harbour_viewer", contract.ORDER, order_id=done.order_id)
    assert seen.account_id == build.MARLOW
