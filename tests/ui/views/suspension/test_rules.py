"""Rule sets as a credit controller proposes them and an administrator enables them (S-22, D-19)."""

from datetime import timedelta
from decimal import Decimal

import pytest

from agentview.contract import suspension as contract
from agentview.contract.suspension import ActionWindow, RuleSetCommand, RuleSetDetail
from agentview.core.power import Power
from agentview.ui.forms.merge import Values
from agentview.ui.forms.record_dialog import AskDialog, RecordDialog
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.button import Button
from agentview.ui.kit.conflict import ConflictView
from agentview.ui.kit.field import ChoiceField
from agentview.ui.navigation import NEW_RULE_SET, RULE_SET, Target
from agentview.ui.views.suspension.rule_forms import fields_from, values_of
from agentview.ui.views.suspension.rule_words import rule_chip, windows_word
from agentview.ui.views.suspension.rules_pane import COPY, CREATE, RulesPane
from tests import build
from tests.services.people.administering import give
from tests.services.provisioning.working import Working
from tests.services.suspension.ruling import (
    ADMIN,
    CONTROLLER,
    TODAY,
    at,
    enabled,
    fields,
    group,
    propose,
    stored,
)
from tests.ui.views.suspension.bench import Bench, OpenBench, wrong

C = RuleSetCommand
TOMORROW = TODAY + timedelta(days=1)


def button(pane: RulesPane, command: C | str) -> Button:
    return pane.side.buttons[str(command)]


def read(working: Working, rule_set_id: int) -> RuleSetDetail:
    return working.call(CONTROLLER, contract.RULE_SET, rule_set_id=rule_set_id)


def begun(bench: Bench, rule_set_id: int) -> RulesPane:
    pane = bench.rules
    bench.choose(pane, rule_set_id)
    return pane


def test_rules_are_proposed_with_their_windows_and_amounts(working: Working, open_bench: OpenBench) -> None:
    bench = open_bench(CONTROLLER)
    pane = bench.rules
    dialog = bench.opened(pane, CREATE)
    dialog.verb_button.click()
    bench.wait(lambda: wrong(dialog) == {"name"})
    values: Values = {
        "name": "Stricter",
        "minimum_overdue_cents": Decimal("75.50"),
        "minimum_overdue_days": Decimal(21),
    }
    times: Values = {"times_0": "8-12, 13:00-16:30", "times_4": "", "times_6": "10:00-24:00"}
    dialog.form.set_values({**values, **times, "effective_from": TOMORROW, "needs_notice": True})
    dialog.verb_button.click()
    bench.no_dialog()
    bench.wait(lambda: pane.presenter.detail is not None)
    assert bench.toasts.said == ["Proposed Stricter"]
    assert pane.presenter.detail is not None
    made = read(working, pane.presenter.detail.row.rule_set_id).row
    assert (made.status, made.fields.effective_from) == ("PROPOSED", TOMORROW)
    assert (made.fields.minimum_overdue_cents, made.fields.minimum_overdue_days) == (7_550, 21)
    assert made.fields.needs_notice
    assert windows_word(made.fields.windows) == (
        "Mon 08:00\u201312:00, 13:00\u201316:30; Tue\u2013Thu 09:00\u201317:00; Sun 10:00\u201324:00"
    )
    assert nameless(bench.view.root) == []


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(open_bench: OpenBench) -> None:
    bench = open_bench(CONTROLLER)
    dialog = bench.opened(bench.rules, CREATE)
    dialog.form.set_values({"name": "Loop", "times_2": "17:00-09:00", "effective_from": TOMORROW})
    dialog.verb_button.click()
    bench.wait(lambda: wrong(dialog) == {"times_2"})
    dialog.form.set_values({"times_2": "", "restoration_threshold_cents": Decimal("50.00")})
    dialog.verb_button.click()
    bench.wait(lambda: wrong(dialog) == {"restoration_threshold_cents"})
    dialog.form.set_values({f"times_{day}": "" for day in range(7)})
    dialog.form.set_values({"restoration_threshold_cents": Decimal("49.99")})
    dialog.verb_button.click()
    bench.wait(lambda: not dialog.verb_button.is_busy and "Without an action window" in bench.texts(dialog))
    assert dialog.form.values()["name"] == "Loop"
    dialog.reject()
    bench.no_dialog()


def test_d_19_the_same_person_is_told_on_the_button_why_they_cannot_enable(
    working: Working, open_bench: OpenBench
) -> None:
    with_both = propose(working)
    give(working, CONTROLLER, Power.RULES_ENABLE)
    bench = open_bench(CONTROLLER)
    pane = begun(bench, with_both.row.rule_set_id)
    assert not button(pane, C.ENABLE).isEnabled()
    assert "You proposed these rules" in button(pane, C.ENABLE).toolTip()
    pane.run(C.ENABLE)
    bench.no_dialog()


def test_d_19_a_second_person_enables_after_seeing_whom_it_would_hit(
    working: Working, open_bench: OpenBench
) -> None:
    made = propose(working)
    bench = open_bench(ADMIN)
    pane = begun(bench, made.row.rule_set_id)
    assert not button(pane, C.EDIT).isEnabled()
    assert not pane.above[CREATE].isEnabled()
    pane.run(C.ENABLE)
    dialog = bench.dialog(AskDialog)
    assert "they would restrict 0, and 0" in bench.texts(dialog)
    dialog.verb_button.click()
    bench.no_dialog()
    bench.wait(lambda: pane.presenter.detail is not None and pane.presenter.detail.row.is_in_force)
    assert "In force" in pane.side.line.text()
    assert bench.toasts.said == ["Enabled Standard"]


def test_s_22_only_rules_of_a_later_day_are_edited_others_are_copied(
    working: Working, open_bench: OpenBench
) -> None:
    begun_today, later = propose(working), propose(working, name="Later", effective_from=TOMORROW)
    bench = open_bench(CONTROLLER)
    pane = begun(bench, begun_today.row.rule_set_id)
    assert "Copy them, and edit the copy" in button(pane, C.EDIT).toolTip()
    bench.choose(pane, later.row.rule_set_id)
    dialog = bench.opened(pane, C.EDIT)
    dialog.form.set_values({"resuspend_days": Decimal(9)})
    dialog.verb_button.click()
    bench.no_dialog()
    assert read(working, later.row.rule_set_id).row.fields.resuspend_days == 9
    bench.choose(pane, begun_today.row.rule_set_id)
    dialog = bench.opened(pane, COPY)
    dialog.form.set_values({"name": "Standard, new"})
    dialog.verb_button.click()
    bench.no_dialog()
    rows = working.call(CONTROLLER, contract.RULE_SETS).rows
    assert {one.fields.name for one in rows} == {"Standard", "Later", "Standard, new"}


def test_whoever_edited_rules_meanwhile_is_not_overwritten(working: Working, open_bench: OpenBench) -> None:
    made = propose(working, effective_from=TOMORROW)
    bench = open_bench(CONTROLLER)
    pane = begun(bench, made.row.rule_set_id)
    dialog = bench.opened(pane, C.EDIT)
    theirs = fields(effective_from=TOMORROW, minimum_overdue_days=30)
    working.call(CONTROLLER, contract.EDIT, **at(made), fields=theirs)
    dialog.form.set_values({"minimum_overdue_days": Decimal(20)})
    dialog.verb_button.click()
    bench.wait(lambda: any(one.isVisible() for one in dialog.findChildren(ConflictView)))
    dialog.reject()
    bench.no_dialog()
    assert read(working, made.row.rule_set_id).row.fields.minimum_overdue_days == 30


def test_r_sus_31_only_distribution_lists_are_offered_to_be_left_out(
    working: Working, open_bench: OpenBench
) -> None:
    made = propose(working)
    hospitals = group(working.backend, "Hospitals", build.MARLOW)
    group(working.backend, "Test lines", is_list=False)
    bench = open_bench(CONTROLLER)
    pane = begun(bench, made.row.rule_set_id)
    assert "leave no group out" in button(pane, C.INCLUDE_GROUP).toolTip()
    dialog = bench.opened(pane, C.EXCLUDE_GROUP)
    choice = dialog.form.input("group_id")
    assert isinstance(choice, ChoiceField)
    assert [choice.itemData(at) for at in range(choice.count())] == [str(hospitals)]
    dialog.form.set_values({"reason": "Lives depend on it"})
    dialog.verb_button.click()
    bench.no_dialog()
    bench.wait(lambda: "1 account: Lives depend on it" in bench.texts(pane.side))
    dialog = bench.opened(pane, C.INCLUDE_GROUP)
    dialog.verb_button.click()
    bench.no_dialog()
    bench.wait(lambda: not button(pane, C.INCLUDE_GROUP).isEnabled())
    assert read(working, made.row.rule_set_id).groups == ()


def test_rules_are_withdrawn_with_a_reason_and_say_what_rules_then(
    working: Working, open_bench: OpenBench
) -> None:
    made = enabled(working)
    bench = open_bench(ADMIN)
    pane = begun(bench, made.row.rule_set_id)
    dialog = bench.opened(pane, C.WITHDRAW)
    assert "The rule set before it is in force again" in bench.texts(dialog)
    dialog.verb_button.click()
    bench.wait(lambda: wrong(dialog) == {"reason"})
    dialog.form.set_values({"reason": "Hits the wrong people"})
    dialog.verb_button.click()
    bench.no_dialog()
    assert read(working, made.row.rule_set_id).row.status == "WITHDRAWN"


def test_a_link_shows_a_rule_set_or_begins_one(working: Working, open_bench: OpenBench) -> None:
    made = propose(working)
    bench = open_bench(CONTROLLER)
    bench.view.open(Target(RULE_SET, made.row.rule_set_id))
    bench.wait(lambda: bench.rules.presenter.detail is not None)
    bench.view.open(Target(NEW_RULE_SET, 0))
    dialog = bench.dialog(RecordDialog)
    assert dialog.windowTitle() == "New rule set"
    dialog.reject()
    bench.no_dialog()


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({}, "In force"),
        ({"status": "PROPOSED"}, "Proposed"),
        ({"status": "WITHDRAWN"}, "Withdrawn"),
        ({"effective_from": TOMORROW}, "Enabled"),
        ({"effective_from": TODAY - timedelta(days=400)}, "Replaced"),
    ],
)
def test_r_sus_10_the_list_says_of_each_whether_it_is_in_force(
    working: Working, more: dict[str, object], word: str
) -> None:
    stored(working.backend)
    rule_set_id = stored(working.backend, **({"effective_from": TODAY} | more))
    assert rule_chip(read(working, rule_set_id).row, TODAY).word == word


def test_what_a_form_holds_is_what_the_rules_say() -> None:
    said = contract.RuleSetFields.model_validate(fields(breaker_percent=7, spares_eve_of_closed_day=True))
    assert fields_from(values_of(said)) == said
    closed = said.model_copy(update={"windows": ()})
    assert windows_word(closed.windows) == "\u2014"
    whole = (ActionWindow(weekday=6, from_minute=0, to_minute=1440),)
    assert windows_word(whole) == "Sun 00:00\u201324:00"
