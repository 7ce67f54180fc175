"""The dashboard: pictures with their numbers, each of which opens its list; and the promises."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agentview.contract.credit_desk import AgeBucket, CaseView, Dashboard
from agentview.contract.feed import Change, Topic
from agentview.contract.promises import PromiseView
from agentview.contract.restriction import CaseState
from agentview.contract.suspension_candidates import CandidateView
from agentview.core.errors import Refusal, Unavailable
from agentview.gateway.port import FeedNews
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.bar_chart import Bar
from agentview.ui.kit.chip import Chip
from agentview.ui.navigation import (
    ACCOUNT,
    PROMISES,
    RESTRICTION_CASES,
    SUSPENSION_CANDIDATES,
    Target,
)
from agentview.ui.views.suspension.cases import figures
from agentview.ui.views.suspension.cases.dashboard_pane import SOON_MS, DashboardPane
from agentview.ui.views.suspension.cases.dashboard_presenter import DashboardPresenter
from agentview.ui.views.suspension.cases.promises_pane import CANCEL, OPEN, PromisesPane
from tests import build
from tests.services.crediting import Crediting
from tests.services.holdings import hold
from tests.services.suspension.ruling import stored
from tests.ui.credit.seat import Seat, Sit


def work(crediting: Crediting) -> None:
    stored(crediting.backend)
    hold(crediting.backend)
    crediting.invoice(9_000, days_overdue=40)
    crediting.invoice(1_000, days_overdue=-3)
    crediting.promise(cents=5_000, days=0)
    crediting.case(state="RESTRICTED", restricted_at=build.START - timedelta(hours=2))


def begun(sit: Sit) -> Seat[DashboardPane]:
    seat = sit(DashboardPane)
    seat.pane.start()
    seat.settle()
    return seat


def values(bars: tuple[Bar, ...]) -> dict[str, str]:
    return {bar.key: bar.value for bar in bars}


def test_it_shows_what_is_owed_by_age_and_what_happens(crediting: Crediting, sit: Sit) -> None:
    work(crediting)
    seat = begun(sit)
    pane = seat.pane
    owing = values(pane.owing.bars)
    assert (owing[AgeBucket.TO_60.value], owing[AgeBucket.NOT_DUE.value]) == ("90.00", "10.00")
    assert values(pane.states.bars)[CaseState.RESTRICTED.value] == "1"
    assert values(pane.today.bars)[figures.PROMISED] == "1"
    assert sum(day.above for day in pane.days.days) == 1
    assert len(pane.days.days) == 30
    assert seat.says("100.00\u00a0AUD of 1 account")
    assert [chip.accessibleName() for chip in pane.cards["sweep"].findChildren(Chip)] == ["The sweep may act."]
    assert nameless(pane) == []


def test_the_numbers_stand_behind_each_picture(crediting: Crediting, sit: Sit) -> None:
    work(crediting)
    seat = begun(sit)
    card = seat.pane.cards["owing"]
    assert not card.shows_table
    card.switch.click()
    seat.settle()
    assert card.shows_table
    assert card.table.isVisible()
    rows = [card.model.row(at) for at in range(card.model.rowCount())]
    assert [row[1] for row in rows if row is not None][3] == ("31 to 60 days", "1", "90.00")
    card.switch.click()
    assert not card.shows_table


def test_each_figure_opens_its_list(crediting: Crediting, sit: Sit) -> None:
    work(crediting)
    seat = begun(sit)
    pane = seat.pane
    for chart, key in (
        (pane.states, CaseState.RESTRICTED.value),
        (pane.states, figures.REFUSED),
        (pane.sweep, CandidateView.KEPT_OUT.value),
        (pane.owing, AgeBucket.TO_60.value),
        (pane.today, figures.PROMISED),
        (pane.today, figures.BROKEN),
    ):
        chart.opened.emit(key)
    pane.days.setFocus()
    QTest.keyClick(pane.days, Qt.Key.Key_Return)
    assert seat.shell.targets == [
        Target(RESTRICTION_CASES, 0, CaseView.RESTRICTED.value),
        Target(RESTRICTION_CASES, 0, CaseView.FAILED.value),
        Target(SUSPENSION_CANDIDATES, 0, CandidateView.KEPT_OUT.value),
        Target(SUSPENSION_CANDIDATES, 0, CandidateView.ELIGIBLE.value),
        Target(PROMISES, 0, PromiseView.TODAY.value),
        Target(PROMISES, 0, PromiseView.BROKEN.value),
        Target(RESTRICTION_CASES, 0, CaseView.OPEN.value),
    ]


def test_every_state_of_an_open_case_leads_somewhere(crediting: Crediting, sit: Sit) -> None:
    work(crediting)
    for bar in begun(sit).pane.states.bars:
        assert figures.state_target(bar.key).kind == RESTRICTION_CASES


class FakeView:
    def __init__(self) -> None:
        self.shown: list[Dashboard] = []
        self.failed: list[Exception] = []
        self.soon = 0

    def show_figures(self, figures: Dashboard) -> None:
        self.shown.append(figures)

    def figures_failed(self, error: Exception) -> None:
        self.failed.append(error)

    def read_soon(self) -> None:
        self.soon += 1


def news(topic: Topic) -> FeedNews:
    change = Change(
        cursor="1-1", topic=topic, record_id=1, verb="flag", actor_id=1, actor="Mei", at=build.START
    )
    return FeedNews(changes=(change,))


def test_the_presenter_reads_again_what_a_change_may_concern(crediting: Crediting, sit: Sit) -> None:
    seat = begun(sit)
    view = FakeView()
    presenter = DashboardPresenter(seat.desk, view)
    presenter.hear(news(Topic.RESTRICTION_CASE))
    assert view.soon == 0, "nothing was read yet"
    presenter.read()
    seat.runner.run_all()
    assert len(view.shown) == 1
    presenter.hear(news(Topic.HARDWARE_ORDER))
    assert view.soon == 0
    presenter.hear(news(Topic.RESTRICTION_CASE))
    presenter.hear(FeedNews(is_gap=True))
    assert view.soon == 2
    presenter.close()
    del crediting


def test_many_changes_are_read_once(crediting: Crediting, sit: Sit) -> None:
    work(crediting)
    seat = begun(sit)
    before = len(seat.shell.read_at)
    for _ in range(5):
        seat.shell.tell(news(Topic.RESTRICTION_CASE))
    seat.pane.presenter.close()
    assert len(seat.shell.read_at) == before, "they wait for each other"
    assert seat.pane._soon.isActive()
    assert seat.pane._soon.interval() == SOON_MS


def test_it_says_that_it_cannot_be_read(sit: Sit) -> None:
    seat = begun(sit)
    fresh = DashboardPane(seat.desk)
    fresh.figures_failed(Unavailable(Refusal("E-DATABASE")))
    assert fresh._stack.currentIndex() == 1
    fresh.close_down()
    fresh.deleteLater()


def test_the_promises_lead_to_their_customers_and_can_be_cancelled(crediting: Crediting, sit: Sit) -> None:
    work(crediting)
    seat = sit(PromisesPane)
    seat.pane.start()
    seat.settle()
    seat.pane.open_target(Target(PROMISES, 0, PromiseView.TODAY.value))
    seat.settle()
    assert seat.pane.list.model.rowCount() == 1
    seat.pane.take_focus()
    seat.pane.buttons[OPEN].click()
    [target] = seat.shell.targets
    assert (target.kind, target.record_id) == (ACCOUNT, build.MARLOW)
    seat.pane.buttons[CANCEL].click()
    seat.settle()
    dialog = seat.pane.credit.dialog
    assert dialog is not None
    dialog.form.set_values({"reason": "Paid cash"})  # type: ignore[attr-defined]  # a form of this kind
    dialog.verb_button.click()  # type: ignore[attr-defined]  # a dialog with a verb
    seat.settle()
    assert seat.toasts.said == ["Promise cancelled"]
    seat.settle()
    assert seat.pane.list.model.rowCount() == 0
    assert nameless(seat.pane) == []


def test_a_csa_reads_promises_and_cancels_none(crediting: Crediting, sit: Sit) -> None:
    work(crediting)
    seat = sit(PromisesPane, "harbour_csa")
    seat.pane.start()
    seat.settle()
    assert seat.pane.buttons[OPEN].isEnabled()
    assert not seat.pane.buttons[CANCEL].isEnabled()
