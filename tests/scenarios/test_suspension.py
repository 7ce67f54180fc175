"""Credit control from proposed rules to a customer who has paid: screens, server, worker, mail and SMS."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from agentview.ui.kit.appearance import Appearance, AppearanceKeeper
from agentview.ui.kit.theme import ThemeChoice
from tests.scenarios import credit_office as credit
from tests.scenarios.credit_office import CreditOffice
from tests.ui.conftest import (  # noqa: F401 - as in every test with a window
    app,
)
from tests.world import assert_world

RULES = "From today"


@pytest.fixture
def office(postgres_url: str, app: QApplication, tmp_path: Path) -> Iterator[CreditOffice]:  # noqa: F811 - the fixture
    """Return credit control of the small operator, with nobody at a desk yet."""
    keeper = AppearanceKeeper(app, Appearance(ThemeChoice.LIGHT))
    with credit.opened(postgres_url, keeper, tmp_path) as opened:
        yield opened
        assert_world(opened.database)
    keeper.deleteLater()
    opened.forget()


def test_who_owes_is_restricted_by_rules_of_two_people_and_restored_by_a_payment(
    office: CreditOffice,
) -> None:
    """D-19, R-SUS-01, 13, 15, 16, 18, 19, 20, R-EVT-03: with all that is told of it."""
    controller, admin = office.seat(credit.CONTROLLER), office.seat(credit.ADMIN)
    credit.propose(controller, RULES)
    credit.show(controller, "Candidates")
    controller.until_sees("No rules are in force")
    credit.choose_rules(controller, RULES)
    controller.until_sees(
        credit.CUSTOMER, f"{RULES} would restrict it: nothing speaks against it.", "119.90 AUD"
    )
    credit.enable(admin, RULES)
    assert credit.state(admin) == [], "a dry run and rules alone restrict nobody"
    credit.sweep(controller)
    credit.show(controller, "Cases")
    controller.until_sees(credit.CUSTOMER, "Restricted", "Bar confirmed")
    office.until_told(controller, f"Your service {credit.PHONE} is restricted", "is restricted: AUD 129.90")

    agent = office.seat(credit.AGENT)
    agent.find(credit.CUSTOMER, credit.CUSTOMER)
    agent.press("Alt+2")
    agent.until_sees("cannot call out: unpaid since", "119.90 AUD restores it.")

    office.pay(11_989, "P-1")
    agent.until_sees("0.01 AUD restores it.")
    assert credit.state(agent) == ["RESTRICTED"]
    office.pay(1, "P-2")
    agent.until_gone("cannot call out", "restores it.")
    office.until_told(agent, f"Your service {credit.PHONE} is restored", "is restored.")
    assert credit.state(agent) == ["RESTORED"]
    controller.until_sees("Lifting confirmed")
    assert len(office.subjects()) == len(office.texts.taken) == 2
