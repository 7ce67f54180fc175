"""The telephone system says who calls; the agent goes on typing, and opens the caller with one key."""

from sqlalchemy import select

from agentview.models.customer import Account, Contact
from tests.scenarios.effects import HARBOUR, mark, new_orders
from tests.scenarios.phone_desk import PhoneDesk, name_of


def test_a_call_pops_up_without_taking_the_focus_and_opens_with_one_key(agent: PhoneDesk) -> None:
    ((name, phone),) = agent.ask(
        select(Account.name, Contact.phone)
        .join(Contact, Contact.account_id == Account.id)
        .where(Account.provider_id == HARBOUR, Account.name == "Marlow Dental Group")
        .order_by(Contact.id)
        .limit(1)
    )
    before = mark(agent)
    agent.press("Ctrl+K")
    agent.write("some")
    agent.window.take_link(f"agentview:call?from=%2B{phone.removeprefix('+')}")
    agent.until_sees("Call from", name)
    assert name_of(agent.focus()) == "Search and commands"
    agent.write("body")
    assert agent.sees("somebody")
    agent.press("F8")
    agent.until_sees(name, "Packages and services")
    assert new_orders(agent, before) == [], "a link only leads somewhere"
