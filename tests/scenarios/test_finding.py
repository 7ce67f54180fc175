"""Finding the caller: by number, and by a name with accents that nobody types."""

from sqlalchemy import select

from agentview.models.customer import Account
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from tests.scenarios.effects import HARBOUR, acts, mark
from tests.scenarios.phone_desk import PhoneDesk


def test_a_caller_is_found_by_the_number_as_it_is_spoken(agent: PhoneDesk) -> None:
    service, package = ServiceSubscription, PackageSubscription
    ((name, number),) = agent.ask(
        select(Account.name, service.core_service_identifier)
        .join(package, package.account_id == Account.id)
        .join(service, service.package_subscription_id == package.id)
        .where(
            Account.provider_id == HARBOUR,
            service.core_service_identifier.like("+614%"),
            service.status == "Active",
        )
        .order_by(service.id)
        .limit(1)
    )
    national = number.replace("+61", "0")
    agent.find(f"({national[:4]}) {national[4:7]}-{national[7:]}", name)
    agent.until_sees(name, "Packages and services")
    agent.until_focus("Packages and services")
    agent.press("Alt+2")
    agent.until_sees(f"+61 {national[1:4]} {national[4:7]} {national[7:]}")


def test_a_caller_is_found_by_a_name_without_its_accents(agent: PhoneDesk) -> None:
    agent.find("thu dang", "Thu Đặng")
    agent.until_sees("Thu Đặng", "Packages and services")


def test_personal_data_is_shown_in_full_for_a_reason_that_is_kept(agent: PhoneDesk) -> None:
    before = mark(agent)
    agent.find("marlow dental", "Marlow Dental Group")
    agent.until_sees("•••••")
    agent.press("V")
    agent.until_dialog("contact")
    agent.write("Call back about the line")
    agent.press("Ctrl+Return")
    agent.until_no_dialog()
    agent.until_sees("+61")
    assert [action for _, action in acts(agent, before)] == ["reveal"]
