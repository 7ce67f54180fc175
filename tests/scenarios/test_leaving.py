"""Ending what a customer no longer wants: an optional service, and a whole package with their letter."""

from sqlalchemy import select

from agentview.models.attachment import Attachment
from agentview.models.customer import Account
from agentview.models.order import CancelRequest
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from tests.scenarios.effects import acts, mark, queued
from tests.scenarios.phone_desk import PhoneDesk

REASON = "No longer needed"


def test_an_optional_service_is_cancelled(agent: PhoneDesk) -> None:
    before = mark(agent)
    agent.find("Lachlan Dunstan", "Lachlan Dunstan")
    agent.until_focus("Packages and services")
    agent.go_to_row("Coverage Options")
    agent.settle()
    agent.press("Shift+X")
    agent.until_dialog("Coverage Options")
    agent.choose("Reason", REASON)
    agent.choose("When", "Now")
    agent.settle()
    agent.press("Ctrl+Return")
    agent.until_no_dialog()
    assert queued(agent, before) == [("Lachlan Dunstan", "CANCEL", "AWAITING_PROVISIONING")]
    service, package = ServiceSubscription, PackageSubscription
    states = (
        select(service.status)
        .join(package, package.id == service.package_subscription_id)
        .join(Account, Account.id == package.account_id)
        .where(Account.name == "Lachlan Dunstan", service.core_service_identifier == "OPT-6100")
    )
    assert agent.ask(states) == [("PendingProvCancel",)]
    assert ("cancel_request", "submit") in acts(agent, before)


def test_a_package_is_cancelled_with_the_letter_of_the_customer(agent: PhoneDesk) -> None:
    before = mark(agent)
    letter = agent.folder / "letter.txt"
    letter.write_text("Please end the trunk. Marlow Dental Group", encoding="utf-8")
    agent.find("marlow dental", "Marlow Dental Group")
    agent.until_focus("Packages and services")
    agent.go_to_row("SIP Trunk, 50 channels")
    agent.settle()
    agent.press("X")
    agent.until_dialog("SIP Trunk, 50 channels")
    agent.choose("Reason", REASON)
    agent.choose("When", "Now")
    agent.fill("Note", "The letter is attached")
    agent.tab_to("Attach a file")
    agent.press("Space")
    agent.until_sees("File name:")
    agent.write(str(letter))
    agent.press("Return")
    agent.until_gone("File name:")
    agent.until_sees("letter.txt")
    agent.settle()
    agent.press("Ctrl+Return")
    agent.until_no_dialog()
    assert queued(agent, before) == [("Marlow Dental Group", "CANCEL", "AWAITING_PROVISIONING")]
    requests = (
        select(CancelRequest.reason_code, CancelRequest.note, Attachment.name)
        .join(Attachment, Attachment.id == CancelRequest.attachment_id)
        .order_by(CancelRequest.id.desc())
        .limit(1)
    )
    assert agent.ask(requests)[0][1:] == ("The letter is attached", "letter.txt")
