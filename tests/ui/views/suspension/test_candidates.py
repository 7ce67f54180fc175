"""The dry run as a credit controller reads it, and what is done from there (S-23)."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from agentview.contract import suspension_exemptions as exemptions
from agentview.contract.suspension_candidates import CandidateView, Why
from agentview.core.errors import Refusal, Unavailable
from agentview.gateway.port import Gateway
from agentview.models.database import Stamp
from agentview.models.suspension import CandidateDay
from agentview.ui.forms.record_dialog import RecordDialog
from agentview.ui.kit.a11y import nameless
from agentview.ui.navigation import ACCOUNT, RULE_SET, SUSPENSION_WHY, Target
from agentview.ui.views.suspension.candidates_pane import EXEMPT, GO_ON, OPEN, RESTRICT, CandidatesPane
from agentview.ui.views.suspension.difference_dialog import DifferenceDialog
from tests import build
from tests.fixtures.backend import Backend
from tests.services.holdings import hold
from tests.services.provisioning.working import Working
from tests.services.suspension.ruling import ADMIN, CONTROLLER, TODAY, enabled, owe, propose, stored
from tests.services.suspension_sweep.sweeping import ALWAYS, switch_automation
from tests.ui.views.suspension.bench import Bench, OpenBench

ALL = (build.MARLOW, build.OKONKWO, build.BRIGHT)


@pytest.fixture
def owing(working: Working) -> Working:
    """Three customers owe more and more, for longer and longer."""
    for place, account in enumerate(ALL):
        hold(working.backend, account=account)
        owe(working.backend, account, 5_000 + 100 * place, 15 + place)
    return working


def exempt(working: Working, account: int) -> None:
    until = {"until_on": TODAY + timedelta(days=3), "reason": "Hardship", "owner": "Harbour Lead"}
    working.call(CONTROLLER, exemptions.EXEMPT, account_id=account, **until)


def shown(bench: Bench, pane: CandidatesPane, rows: Sequence[int]) -> None:
    """Wait until exactly these accounts are listed."""
    model = pane.list.model

    def are_there() -> bool:
        listed = [model.row(at) for at in range(model.rowCount())]
        return [None if one is None else one.account_id for one in listed] == list(rows)

    bench.wait(are_there)


def forecast_told(bench: Bench, pane: CandidatesPane, text: str) -> None:
    bench.wait(lambda: text in bench.texts(pane.forecast))


def pills(pane: CandidatesPane) -> dict[str, int]:
    return dict(pane.list.presenter.counts)


def test_no_rules_in_force_is_said_with_the_way_to_the_rules(owing: Working, open_bench: OpenBench) -> None:
    propose(owing)
    bench = open_bench(CONTROLLER)
    pane = bench.candidates
    forecast_told(bench, pane, "No rules are in force")
    bench.wait(lambda: "before a rule set has been proposed and enabled" in bench.texts(pane.list))
    pane.forecast.banner.button_pressed.emit("rules")
    pane.list.empty_pressed.emit()
    assert bench.shell.targets == [Target(RULE_SET, 0)] * 2


def test_the_three_views_and_their_counts_come_from_one_forecast(
    owing: Working, open_bench: OpenBench
) -> None:
    stored(owing.backend, first_run_cap=1, breaker_percent=100)
    exempt(owing, build.BRIGHT)
    bench = open_bench(CONTROLLER)
    pane = bench.candidates
    shown(bench, pane, (build.MARLOW, build.OKONKWO))
    bench.wait(lambda: pills(pane) == {"ELIGIBLE": 2, "HELD_BACK": 1, "KEPT_OUT": 1})
    forecast_told(bench, pane, "It is their first day, which is capped.")
    forecast_told(bench, pane, "Kept out most by: Exempt 1.")
    pane.list.presenter.choose_view(CandidateView.HELD_BACK.value)
    shown(bench, pane, (build.OKONKWO,))
    pane.list.presenter.choose_view(CandidateView.KEPT_OUT.value)
    shown(bench, pane, (build.BRIGHT,))
    assert nameless(bench.view.root) == []


def test_every_rule_is_told_of_the_chosen_account_with_its_invoices(
    owing: Working, open_bench: OpenBench
) -> None:
    stored(owing.backend, breaker_percent=100)
    bench = open_bench(CONTROLLER)
    pane = bench.candidates
    bench.choose(pane, build.OKONKWO)
    told = bench.texts(pane.side)
    assert "Long ago would restrict it: nothing speaks against it." in told
    assert "INV-5100-16" in told
    assert "\u2713 It owes 51.00\u00a0AUD, at least 50.00\u00a0AUD." in told
    detail = pane.presenter.detail
    assert detail is not None
    told_rules = [line for line in told.splitlines() if line.startswith(("\u2713", "\u00d7"))]
    assert len(told_rules) == len(detail.checks)


def test_d_26_a_run_that_the_breaker_would_stop_says_so(owing: Working, open_bench: OpenBench) -> None:
    stored(owing.backend, breaker_percent=1)
    bench = open_bench(CONTROLLER)
    pane = bench.candidates
    forecast_told(bench, pane, "The breaker stops the next run")


def test_d_26_a_controller_lets_a_stopped_run_go_on_and_says_why(
    owing: Working, open_bench: OpenBench
) -> None:
    stored(owing.backend, breaker_percent=1, action_windows=ALWAYS)
    switch_automation(owing.backend)
    bench = open_bench(CONTROLLER)
    pane = bench.candidates
    forecast_told(bench, pane, "The breaker stops the next run")
    pane.forecast.banner.button_pressed.emit("run")
    dialog = bench.dialog(RecordDialog)
    told = bench.texts(dialog)
    assert "active customers are restricted by Long ago today, all told." in told
    dialog.form.set_values({"reason": "The invoices are right."})
    dialog.verb_button.click()
    bench.wait(lambda: pane.dry_run.forecast is not None and pane.dry_run.forecast.confirmed == len(ALL))
    bench.wait(lambda: not pane.above[GO_ON].isEnabled())
    assert bench.toasts.said[-1] == "The run goes on, to 3 customers in all"


def test_d_26_there_is_nothing_to_let_go_on_where_the_breaker_holds_nobody(
    owing: Working, open_bench: OpenBench
) -> None:
    stored(owing.backend, breaker_percent=100)
    bench = open_bench(CONTROLLER)
    pane = bench.candidates
    shown(bench, pane, ALL)
    bench.wait(lambda: pane.dry_run.forecast is not None)
    pane.let_go_on()
    assert bench.view.root.findChildren(RecordDialog) == []


def test_another_rule_set_can_be_tried_out_without_enabling_it(owing: Working, open_bench: OpenBench) -> None:
    enabled(owing, breaker_percent=100)
    stricter = propose(owing, name="Stricter", minimum_overdue_cents=5_100, breaker_percent=100)
    bench = open_bench(CONTROLLER)
    pane = bench.candidates
    shown(bench, pane, ALL)
    forecast_told(bench, pane, "By Standard.")
    bench.choose(pane, build.MARLOW)
    bar = pane.forecast.rules
    bar.set_value(str(stricter.row.rule_set_id))
    bar.edited.emit()
    shown(bench, pane, ALL[1:])
    forecast_told(bench, pane, "By Stricter.")
    bar.set_value("in_force")
    bar.edited.emit()
    shown(bench, pane, ALL)


def test_an_account_is_exempted_to_a_day_and_then_kept_out(owing: Working, open_bench: OpenBench) -> None:
    stored(owing.backend, breaker_percent=100)
    bench = open_bench(CONTROLLER)
    pane = bench.candidates
    bench.choose(pane, build.OKONKWO)
    dialog = bench.opened(pane, EXEMPT)
    dialog.form.set_values({"reason": "Pays on Friday"})
    dialog.verb_button.click()
    bench.no_dialog()
    shown(bench, pane, (build.MARLOW, build.BRIGHT))
    bench.view.open(Target(SUSPENSION_WHY, build.OKONKWO))
    bench.wait(lambda: "It is exempt to the end of 30 Nov 2026." in bench.texts(pane.side))


def test_enter_opens_the_customer_and_a_link_shows_why_of_anybody(
    owing: Working, open_bench: OpenBench
) -> None:
    stored(owing.backend, breaker_percent=100)
    bench = open_bench(CONTROLLER)
    pane = bench.candidates
    shown(bench, pane, ALL)
    bench.view.open(Target(SUSPENSION_WHY, build.BRIGHT))
    bench.wait(lambda: pane.presenter.subject == build.BRIGHT and pane.presenter.detail is not None)
    pane.run(OPEN)
    [target] = bench.shell.targets
    assert (target.kind, target.record_id) == (ACCOUNT, build.BRIGHT)


def test_what_the_reader_may_not_do_is_closed_with_its_cause(owing: Working, open_bench: OpenBench) -> None:
    stored(owing.backend, breaker_percent=100)
    bench = open_bench(ADMIN)
    pane = bench.candidates
    bench.choose(pane, build.MARLOW)
    for command in (EXEMPT, RESTRICT):
        assert not pane.side.buttons[command].isEnabled()
        assert "credit control" in pane.side.buttons[command].toolTip()
    assert pane.side.buttons[OPEN].isEnabled()


def test_what_is_different_from_the_day_before_is_counted_and_listed(
    owing: Working, open_bench: OpenBench
) -> None:
    stored(owing.backend, breaker_percent=100)
    exempt(owing, build.BRIGHT)
    picture(owing.backend, build.MARLOW, build.BRIGHT)
    bench = open_bench(CONTROLLER)
    pane = bench.candidates
    bench.wait(lambda: pane.forecast.difference.text() == "Since 15 Nov 2026: 1 new, 1 gone")
    pane.forecast.difference.click()
    dialog = bench.dialog(DifferenceDialog)
    model = dialog.list.model
    bench.wait(lambda: model.rowCount() == 1 and model.row(0) is not None)
    row = model.row(0)
    assert row is not None
    assert row.account_id == build.OKONKWO
    assert nameless(dialog) == []
    dialog.list.opened.emit(row)
    bench.no_dialog()
    bench.wait(lambda: pane.presenter.subject == build.OKONKWO)


def test_a_reading_that_fails_is_told_and_tried_again(
    owing: Working, open_bench: OpenBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    stored(owing.backend, breaker_percent=100)
    bench = open_bench(CONTROLLER)
    pane = bench.candidates
    shown(bench, pane, ALL)
    reading = pane.presenter._read_one
    tried: list[int] = []

    def fail_once(gateway: Gateway, account_id: int) -> Why:
        tried.append(account_id)
        if len(tried) == 1:
            raise Unavailable(Refusal("E-OFFLINE"))
        return reading(gateway, account_id)

    monkeypatch.setattr(pane.presenter, "_read_one", fail_once)
    pane.presenter.choose(build.BRIGHT)
    bench.wait(lambda: "could not be read" in bench.texts(pane.side))
    pane.side.retry_wanted.emit()
    bench.wait(lambda: pane.presenter.detail is not None)


def picture(backend: Backend, *accounts: int) -> None:
    """Write whom the rules would have restricted the day before."""
    with backend.database.write(Stamp("test", build.START)) as session:
        session.add_all(
            CandidateDay(
                provider_id=build.HARBOUR,
                on_day=TODAY - timedelta(days=1),
                account_id=account,
                owing_cents=5_000,
            )
            for account in accounts
        )
