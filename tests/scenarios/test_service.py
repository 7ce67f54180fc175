"""Why does my phone not work? And: what the next colleague must know."""

from sqlalchemy import select

from agentview.models.customer import Account, CustomerNote
from agentview.models.subscription import PackageSubscription, ServiceHold, ServiceSubscription
from tests.scenarios.effects import HARBOUR, acts, mark
from tests.scenarios.phone_desk import PhoneDesk


def test_why_a_phone_does_not_work_is_told_in_plain_sentences(agent: PhoneDesk) -> None:
    service, package, hold = ServiceSubscription, PackageSubscription, ServiceHold
    ((name,),) = agent.ask(
        select(Account.name)
        .join(package, package.account_id == Account.id)
        .join(service, service.package_subscription_id == package.id)
        .join(hold, hold.service_subscription_id == service.id)
        .where(Account.provider_id == HARBOUR, hold.lifted_at.is_(None), hold.cause == "NON_PAYMENT")
        .where(service.status == "Active", service.core_service_identifier.startswith("+"))
        .order_by(hold.id)
        .limit(1)
    )
    agent.find(name, name)
    agent.until_sees(name, "Hold: unpaid invoices")
    agent.press("Alt+2")
    agent.until_sees("cannot call out", "restores it", "Ask the customer to pay")


def test_what_hangs_in_provisioning_is_told_with_its_reason(agent: PhoneDesk) -> None:
    agent.find("Abebe Nkosi", "Abebe Nkosi")
    agent.until_sees("Halted: 1")
    agent.press("Alt+2")
    agent.until_sees("Technician could not get access to the building.")


def test_an_alert_meets_the_next_colleague(agent: PhoneDesk) -> None:
    before = mark(agent)
    agent.find("Abebe Nkosi", "Abebe Nkosi")
    agent.press("O")
    agent.until_dialog("Note on Abebe Nkosi")
    agent.write("Works nights: call after three.")
    agent.tick("Show it as an alert")
    agent.press("Ctrl+Return")
    agent.until_no_dialog()
    agent.until_sees("Works nights: call after three.")
    notes = select(CustomerNote.text, CustomerNote.is_alert, CustomerNote.author).where(
        CustomerNote.is_alert, CustomerNote.ended_at.is_(None), CustomerNote.author == "Amelia Thornton"
    )
    assert ("Works nights: call after three.", True, "Amelia Thornton") in agent.ask(notes)
    assert acts(agent, before)
