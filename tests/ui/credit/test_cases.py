"""S-23: restriction cases, as a credit controller and a CSA handle them on the real services."""

from datetime import timedelta
from typing import Any

from agentview.contract.credit_desk import CaseView
from agentview.contract.feed import Change, Topic
from agentview.contract.restriction import CaseState
from agentview.contract.suspension_cases import RESTORE, RESTRICT, CaseActed
from agentview.gateway.port import FeedNews
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.when import show_day
from agentview.ui.navigation import ACCOUNT, RESTRICTION_CASE, RESTRICTION_CASES, Target
from agentview.ui.views.suspension.cases.cases_pane import OPEN_CUSTOMER, RETRY, CasesPane
from tests import build
from tests.services.crediting import Crediting
from tests.services.holdings import hold
from tests.services.ledger.booking import LEAD, TODAY
from tests.services.suspension.ruling import stored
from tests.ui.credit.seat import Seat, Sit


def restricted(crediting: Crediting) -> CaseActed:
    stored(crediting.backend)
    hold(crediting.backend)
    crediting.invoice(9_000)
    acted: CaseActed = crediting.call(LEAD, RESTRICT, account_id=build.MARLOW, reason="Will not pay")
    return acted


def begun(sit: Sit, acted: CaseActed, username: str = "harbour_lead") -> Seat[CasesPane]:
    seat = sit(CasesPane, username)
    seat.pane.start()
    seat.settle()
    assert seat.pane.list.select(acted.case_id)
    seat.settle()
    return seat


def test_s_23_a_case_shows_who_restricted_it_and_why(crediting: Crediting, sit: Sit) -> None:
    acted = restricted(crediting)
    seat = begun(sit, acted)
    side = seat.pane.side
    for text in (acted.reference, "Restricted by hand", "Will not pay", "Wanted", "Confirmed by the network"):
        assert seat.says(text, side), text
    assert seat.says("Outgoing barred", side), "what is wanted is said before the network has confirmed it"
    assert seat.says("Nothing yet", side), "and what it has confirmed is another fact"
    assert nameless(seat.pane) == []


def test_r_sus_22_restoring_says_from_when_it_may_be_restricted_again(crediting: Crediting, sit: Sit) -> None:
    seat = begun(sit, restricted(crediting))
    seat.pane.run("restore")
    seat.settle()
    dialog: Any = seat.pane.credit.dialog
    day = show_day(TODAY + timedelta(days=7))
    assert seat.says(f"The rules leave it alone before {day}.", dialog)
    dialog.verb_button.click()
    seat.settle()
    assert seat.pane.credit.dialog is dialog, "a reason is needed"
    dialog.form.set_values({"reason": "Paid at the desk"})
    dialog.verb_button.click()
    seat.settle()
    assert seat.pane.credit.dialog is None
    assert seat.toasts.said[-1].endswith(f"The rules leave it alone before {day}.")
    detail = seat.pane.presenter.detail
    assert detail is not None
    assert detail.period.state in {CaseState.RESTORING, CaseState.RESTORED}
    assert detail.period.resuspend_not_before == TODAY + timedelta(days=7)


def test_what_was_typed_is_there_again(crediting: Crediting, sit: Sit) -> None:
    seat = begun(sit, restricted(crediting))
    seat.pane.run("restore")
    seat.settle()
    dialog: Any = seat.pane.credit.dialog
    dialog.form.set_values({"reason": "Paid at"})
    dialog.form.changed.emit("reason")
    dialog.reject()
    seat.settle()
    assert seat.pane.credit.dialog is None
    seat.pane.run("restore")
    seat.settle()
    again: Any = seat.pane.credit.dialog
    assert again.form.values()["reason"] == "Paid at"


def test_a_csa_reads_and_is_told_who_may(crediting: Crediting, sit: Sit) -> None:
    seat = begun(sit, restricted(crediting), "harbour_csa")
    for name in ("restore", "restrict", RETRY):
        button = seat.pane.side.buttons[name]
        assert not button.isEnabled(), name
        assert button.toolTip(), name
    assert seat.pane.side.buttons[OPEN_CUSTOMER].isEnabled()
    seat.pane.run("restore")
    assert seat.pane.credit.dialog is None


def test_it_opens_the_customer_and_views_by_their_target(crediting: Crediting, sit: Sit) -> None:
    acted = restricted(crediting)
    seat = begun(sit, acted)
    seat.pane.run(OPEN_CUSTOMER)
    [target] = seat.shell.targets
    assert (target.kind, target.record_id) == (ACCOUNT, build.MARLOW)
    seat.pane.open_target(Target(RESTRICTION_CASES, 0, CaseView.FAILED.value))
    seat.settle()
    assert seat.pane.list.model.rowCount() == 0
    assert seat.says("The network has refused nothing")
    seat.pane.open_target(Target(RESTRICTION_CASE, acted.case_id))
    seat.settle()
    assert seat.says(acted.reference, seat.pane.side), "though it is not in this view"


def test_news_of_a_case_are_read_at_once(crediting: Crediting, sit: Sit) -> None:
    acted = restricted(crediting)
    seat = begun(sit, acted)
    crediting.call(LEAD, RESTORE, case_id=acted.case_id, version=acted.version, reason="Seen the receipt")
    change = Change(
        cursor="1-1",
        topic=Topic.RESTRICTION_CASE,
        record_id=acted.case_id,
        verb="restore",
        actor_id=1,
        actor="Mei",
        at=build.START,
    )
    seat.tell(FeedNews(changes=(change,)))
    assert seat.says("Seen the receipt", seat.pane.side)


def test_the_pane_stays_usable_when_nothing_was_refused(crediting: Crediting, sit: Sit) -> None:
    seat = begun(sit, restricted(crediting))
    assert "has refused nothing" in seat.pane.side.buttons[RETRY].toolTip()
