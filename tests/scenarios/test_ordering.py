"""Taking an order: for a known customer, for a new one, and one that is resumed after a break."""

from sqlalchemy import select

from agentview.models.customer import Account
from agentview.models.order import Order
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from tests.scenarios.effects import HARBOUR, mark, new_orders, queued
from tests.scenarios.phone_desk import PhoneDesk

MOBILE, PLAN = "Mobile, ", "Harbour Mobile 20 GB"


def choose_mobile(desk: PhoneDesk) -> None:
    """Fill in the first two pages: a mobile service, and the smallest plan."""
    desk.until_sees("Which services?", "17 packages are left")
    desk.tick(MOBILE)
    desk.until_sees("6 packages are left")
    desk.press("Ctrl+Return")
    desk.until_sees("Which package?")
    desk.step_to(PLAN)
    desk.press("Space", "Ctrl+Return")


def configure(desk: PhoneDesk, number: str) -> None:
    """Fill in the page of the services, and look at the review."""
    desk.until_sees("How are the services set up?")
    desk.fill("Phone number", number)
    desk.until_sees("Stored as +61")
    desk.press("Ctrl+Return")
    desk.until_sees("Is everything right?")


def submit(desk: PhoneDesk) -> None:
    """Submit the order, and wait until the screen says so."""
    desk.settle()
    desk.press("Ctrl+Return")
    desk.until_sees("is submitted for")


def test_an_order_is_taken_for_a_known_customer(agent: PhoneDesk) -> None:
    before = mark(agent)
    agent.find("Abebe Nkosi", "Abebe Nkosi")
    agent.press("Ctrl+N")
    choose_mobile(agent)
    configure(agent, "0412 345 678")
    submit(agent)
    assert queued(agent, before) == [("Abebe Nkosi", "NEW", "AWAITING_PROVISIONING")]
    ((number, kind, status),) = new_orders(agent, before)
    assert (kind, status) == ("NEW", "ORDER_COMPLETED")
    service, package = ServiceSubscription, PackageSubscription
    made = (
        select(service.core_service_identifier)
        .join(package, package.id == service.package_subscription_id)
        .join(Order, Order.package_subscription_id == package.id)
        .where(Order.id == number)
    )
    assert agent.ask(made) == [("+61412345678",)]


def test_an_order_is_taken_for_somebody_whom_nobody_knows(agent: PhoneDesk) -> None:
    before = mark(agent)
    agent.press("Ctrl+2")
    agent.until_sees("Look for an order")
    agent.press("Ctrl+N")
    choose_mobile(agent)
    agent.until_sees("For which customer?")
    agent.tick("Enter a new customer")
    agent.until_focus("Name")
    agent.write("Zoë Brontë")
    agent.choose("Profile", "Residential")
    agent.fill("Mobile", "0412 555 019")
    agent.fill("E-mail", "zoe@example.org")
    agent.fill("Street and number", "7 Quay Street")
    agent.fill("Suburb or city", "Sydney")
    agent.fill("Postcode", "2000")
    agent.fill("Country", "AU")
    agent.press("Ctrl+Return")
    configure(agent, "0412 345 677")
    assert agent.ask(select(Account.id).where(Account.name == "Zoë Brontë")) == [], "before it is submitted"
    submit(agent)
    assert queued(agent, before) == [("Zoë Brontë", "NEW", "AWAITING_PROVISIONING")]
    assert agent.ask(select(Account.provider_id, Account.status).where(Account.name == "Zoë Brontë")) == [
        (HARBOUR, 1)
    ]
    agent.find("bronte", "Zoë Brontë")
    agent.until_sees("Zoë Brontë", "Packages and services")


def test_r_prv_38_an_order_goes_on_where_it_was_left(agent: PhoneDesk) -> None:
    before = mark(agent)
    agent.find("Abebe Nkosi", "Abebe Nkosi")
    agent.press("Ctrl+N")
    choose_mobile(agent)
    agent.until_sees("How are the services set up?")
    agent.fill("Phone number", "0412 345 676")
    agent.until_sees("Stored as +61")
    agent.press("Ctrl+S")
    agent.until_gone("How are the services set up?")
    ((number, kind, status),) = new_orders(agent, before)
    assert (kind, status) == ("NEW", "ORDER_INCOMPLETE")
    assert queued(agent, before) == []
    agent.find(f"PO-{number}", f"PO-{number}")
    agent.until_sees("How are the services set up?", "0412 345 676")
    agent.press("Ctrl+Return")
    agent.until_sees("Is everything right?")
    submit(agent)
    assert queued(agent, before) == [("Abebe Nkosi", "NEW", "AWAITING_PROVISIONING")]
    assert [status for _, _, status in new_orders(agent, before)] == ["ORDER_COMPLETED"]
