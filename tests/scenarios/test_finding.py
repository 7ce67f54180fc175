"""Finding the caller: by number, by a name with accents, by what stands in an e-mail."""

from sqlalchemy import select

from agentview.models.customer import Account, Contact
from tests.scenarios.phone_desk import PhoneDesk


def test_a_caller_is_found_by_the_number_in_any_spelling(agent: PhoneDesk) -> None:
    ((name, phone),) = agent.ask(
        select(Account.name, Contact.phone)
        .join(Contact, Contact.account_id == Account.id)
        .where(Account.provider_id == 1, Contact.phone.like("+61%"))
        .order_by(Account.id)
        .limit(1)
    )
    agent.find("0" + phone.removeprefix("+61"), name)
    agent.until_sees(name, "Active")
