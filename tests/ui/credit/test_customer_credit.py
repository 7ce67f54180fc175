"""The credit of a customer on its page: what is owed and agreed, why, and what is done about it."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from agentview.contract.promises import LIST as PROMISE_LIST
from agentview.contract.suspension_cases import RESTRICT
from agentview.contract.suspension_exemptions import EXEMPTIONS
from agentview.gateway.port import FeedNews, LinkState
from agentview.ui.kit.a11y import nameless
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.navigation import Desk
from agentview.ui.views.customers import section_credit as credit
from agentview.ui.views.customers.page import CustomerPage
from agentview.ui.views.customers.section_credit import CreditSection
from agentview.ui.views.customers.section_status import StatusSection
from tests import build
from tests.services.crediting import Crediting
from tests.services.holdings import hold
from tests.services.ledger.booking import LEAD, TODAY
from tests.services.suspension.ruling import stored
from tests.ui.credit.seat import Seat, Sit


class Page(QWidget):
    """A customer's page in a window of its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.page = CustomerPage(desk, build.MARLOW, ServerTime(desk.clock))
        self.page.setParent(self)
        self.page.resize(1114, 640)
        self.page.show_page()

    def close_down(self) -> None:
        self.page.close_down()


@pytest.fixture
def owing(crediting: Crediting) -> Crediting:
    stored(crediting.backend)
    hold(crediting.backend)
    crediting.invoice(9_000, days_overdue=40)
    crediting.invoice(3_000, days_overdue=10)
    return crediting


def shown(sit: Sit, username: str = "harbour_lead") -> tuple[Seat[Page], CreditSection]:
    seat = sit(Page, username)
    seat.pane.page.choose("credit")
    seat.settle()
    section = seat.pane.page.section("credit")
    assert isinstance(section, CreditSection)
    return seat, section


def fill(seat: Seat[Page], section: CreditSection, **values: object) -> None:
    """Fill the dialog that is open, and press its verb."""
    seat.settle()
    dialog: Any = section.credit.dialog
    assert dialog is not None
    dialog.form.set_values(values)
    dialog.verb_button.click()
    seat.settle()


def test_what_is_owed_stands_by_invoice_with_its_age(owing: Crediting, sit: Sit) -> None:
    seat, section = shown(sit)
    assert seat.says("120.00\u00a0AUD", section.owed)
    rows = [section.owed.model.row(at) for at in range(section.owed.model.rowCount())]
    assert [(row.overdue_days, row.due_cents) for row in rows if row is not None] == [
        (40, 9_000),
        (10, 3_000),
    ]
    assert seat.says("Nothing was paid yet.", section.widget)
    assert seat.says("It was never restricted.", section.widget)
    assert nameless(section.widget) == []
    del owing


def test_a_promise_is_taken_and_shown(owing: Crediting, sit: Sit) -> None:
    seat, section = shown(sit)
    section.run(credit.PROMISE)
    fill(seat, section, amount_cents=Decimal("50.00"), promised_for=TODAY + timedelta(days=2), note="By card")
    assert seat.toasts.said == ["Promise taken"]
    [row] = owing.call(LEAD, PROMISE_LIST).rows
    assert (row.amount_cents, row.note) == (5_000, "By card")
    assert seat.says("50.00\u00a0AUD by", section.agreed)
    section.run(credit.PROMISE)
    seat.settle()
    assert section.credit.dialog is None
    assert "has promised to pay" in seat.toasts.failed[0], "a second one is refused before anything is typed"


def test_what_the_contract_does_not_take_is_said_beside_its_field(owing: Crediting, sit: Sit) -> None:
    seat, section = shown(sit)
    section.run(credit.PROMISE)
    fill(seat, section, amount_cents=Decimal("500.00"), promised_for=TODAY, note="")
    assert section.credit.dialog is not None, "more than is owed"
    assert seat.says("120.00", section.credit.dialog)
    fill(seat, section, amount_cents=Decimal("0.001"))
    assert section.credit.dialog is not None, "a fraction of a cent"
    assert not owing.call(LEAD, PROMISE_LIST).rows


def test_a_plan_shows_its_parts_before_it_is_agreed(owing: Crediting, sit: Sit) -> None:
    seat, section = shown(sit)
    section.run(credit.PLAN)
    seat.settle()
    dialog: Any = section.credit.dialog
    assert seat.says("120.00\u00a0AUD in 3 payments", dialog)
    assert seat.says("40.00\u00a0AUD", dialog)
    dialog.form.set_values({"number_of_payments": Decimal(7)})
    dialog.read_preview()
    seat.settle()
    assert seat.says("in 7 payments", dialog)
    parts = [one for one in seat.texts(dialog) if one == "17.14\u00a0AUD"]
    assert parts, "all parts are equal but the last, which takes the rest"
    assert seat.says("17.16\u00a0AUD", dialog)
    fill(seat, section)
    assert section.credit.dialog is None
    assert seat.says("Payment plan: 120.00\u00a0AUD in 7 payments", section.agreed)
    section.run(credit.PLAN)
    seat.settle()
    assert seat.toasts.failed == ["No open invoice is left for a plan."]
    del owing


def test_a_plan_without_an_invoice_says_why_not(owing: Crediting, sit: Sit) -> None:
    seat, section = shown(sit)
    section.run(credit.PLAN)
    seat.settle()
    dialog: Any = section.credit.dialog
    ticks = [name for name in dialog.form.values() if name.startswith("has_invoice_")]
    dialog.form.set_values(dict.fromkeys(ticks, False))
    dialog.read_preview()
    seat.settle()
    assert seat.says("Choose invoices, and how many payments.", dialog)
    dialog.verb_button.click()
    seat.settle()
    assert section.credit.dialog is dialog
    del owing


def test_a_dispute_is_noted_and_settled_by_nothing(owing: Crediting, sit: Sit) -> None:
    seat, section = shown(sit)
    section.owed.table.select_id(owing.statement().invoices[0].invoice_id)
    seat.settle()
    section.run(credit.DISPUTE)
    fill(seat, section, disputed_cents=Decimal("90.00"), reason="Never ordered")
    assert max(one.disputed_cents for one in owing.statement().invoices) == 9_000
    section.run(credit.DISPUTE)
    fill(seat, section, disputed_cents=Decimal(0), reason="Withdrawn")
    assert max(one.disputed_cents for one in owing.statement().invoices) == 0


def test_an_exemption_and_a_case_of_the_ombudsman_come_and_go(owing: Crediting, sit: Sit) -> None:
    seat, section = shown(sit)
    section.run(credit.EXEMPT)
    fill(seat, section, reason="Alarm line")
    section.run(credit.COMPLAINT)
    fill(seat, section, reference="TIO-77")
    assert seat.says("To the end of", section.agreed)
    assert seat.says("TIO-77", section.agreed)
    assert "TIO-77 is open already" in section.buttons[credit.COMPLAINT].toolTip()
    for word in ("End exemption", "Close case"):
        next(one for one in section.agreed.buttons if one.text() == word).click()
        fill(seat, section, reason="Over")
    assert not owing.call(LEAD, EXEMPTIONS).rows
    assert not any(one.text() == "Close case" for one in section.agreed.buttons)


def test_r_sus_26_restricting_and_restoring_stay_in_the_history(owing: Crediting, sit: Sit) -> None:
    seat, section = shown(sit)
    assert "not restricted" in section.buttons[credit.RESTORE].toolTip()
    section.run(credit.RESTRICT)
    fill(seat, section, reason="Cheque bounced")
    assert seat.says("Cheque bounced", section.widget)
    picture = section.presenter.picture
    assert picture is not None
    assert picture.history.open_case_id is not None
    section.run(credit.RESTORE)
    fill(seat, section, reason="Paid at the desk")
    assert seat.says("Left alone before", section.widget)
    del owing


def test_a_csa_sees_all_and_changes_nothing(owing: Crediting, sit: Sit) -> None:
    owing.promise()
    seat, section = shown(sit, "harbour_csa")
    assert seat.says("50.00\u00a0AUD by", section.agreed)
    for key, button in section.buttons.items():
        assert not button.isEnabled(), key
        section.run(key)
    assert section.credit.dialog is None
    assert not any(button.isEnabled() for button in section.agreed.buttons)


def test_while_the_services_do_not_answer_nothing_can_be_done(owing: Crediting, sit: Sit) -> None:
    seat, section = shown(sit)
    seat.pane.page.hear(FeedNews(link=LinkState.CONNECTED))
    seat.shell.link = LinkState.LOST
    section.hear(FeedNews(link=LinkState.LOST))
    assert not any(button.isEnabled() for button in section.buttons.values())
    del owing


def test_s_24_the_status_offers_to_restore_and_to_take_a_promise(owing: Crediting, sit: Sit) -> None:
    owing.call(LEAD, RESTRICT, account_id=build.MARLOW, reason="Will not pay")
    seat = sit(Page)
    seat.pane.page.choose("status")
    seat.settle()
    section = seat.pane.page.section("status")
    assert isinstance(section, StatusSection)
    press: Callable[[str], None] = lambda word: next(  # noqa: E731 - two presses alike
        one.button for one in section.pane.steps if one.button is not None and one.button.text() == word
    ).click()
    press("Restore now")
    seat.settle()
    dialog: Any = seat.pane.page.commands.credit.dialog
    dialog.form.set_values({"reason": "Seen the receipt"})
    dialog.verb_button.click()
    seat.settle()
    section.promise()
    seat.settle()
    promise: Any = seat.pane.page.commands.credit.dialog
    assert "amount_cents" in promise.form.values()
    promise.reject()
