"""Policies as an administrator makes, edits, orders and switches them (S-33)."""

from decimal import Decimal
from typing import NoReturn

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from agentview.contract import approval_policies as contract
from agentview.contract.wireless import ApproverKind, OrderType
from agentview.core.errors import Refusal, Unavailable
from agentview.gateway.port import LinkState
from agentview.ui.forms.record_dialog import AskDialog, RecordDialog
from agentview.ui.kit.a11y import nameless
from agentview.ui.kit.conflict import ConflictView
from agentview.ui.kit.found_field import FoundField
from agentview.ui.kit.found_several_field import FoundSeveralField
from agentview.ui.kit.several_field import SeveralField
from agentview.ui.navigation import APPROVAL_POLICY, NEW_APPROVAL_POLICY, Target
from agentview.ui.views.wireless_policies import policy_reading
from agentview.ui.views.wireless_policies.policies_pane import (
    CREATE,
    EDIT,
    LATER,
    OFF,
    ON,
    SETTINGS,
    SOONER,
    PoliciesPane,
)
from agentview.ui.views.wireless_policies.policy_dialog import PolicyDialog
from tests import build
from tests import wireless_world as world
from tests.services.wireless_approval.approving import PREDEFINED, Approving, step
from tests.services.wireless_orders.requesting import ADMIN
from tests.ui.views.wireless_policies.bench import Bench, OpenBench, wrong

M, B, D = world.MANAGER_USER, world.BOSS_USER, world.DEPUTY_USER


def rows(approving: Approving) -> tuple[contract.Policy, ...]:
    """Return the policies as they are stored."""
    return approving.call(ADMIN, contract.LIST).rows


def listed(pane: PoliciesPane) -> list[str]:
    """Return the names in the list, from top to bottom."""
    model = pane.list.model
    found = [model.row(at) for at in range(model.rowCount())]
    return [row.policy.fields.name for row in found if row is not None]


def editor(bench: Bench, command: str = CREATE) -> PolicyDialog:
    """Open the editor."""
    bench.run(bench.policies, command)
    dialog = bench.dialog(PolicyDialog)
    assert nameless(dialog) == []
    return dialog


def is_seen(dialog: PolicyDialog, name: str) -> bool:
    """Say whether a field of the editor is shown."""
    return dialog.form.input(name).isVisibleTo(dialog)


def test_s_33_without_policies_the_list_says_what_that_means(open_bench: OpenBench) -> None:
    bench = open_bench(ADMIN)
    pane = bench.policies
    assert "Orders need nobody's approval without one" in bench.texts()
    assert nameless(bench.view.root) == []
    pane.list.empty_pressed.emit()
    bench.settle()
    assert bench.dialog(PolicyDialog).windowTitle() == "New policy", "its button begins one"


def test_s_33_a_policy_is_made_with_conditions_and_levels(
    approving: Approving, open_bench: OpenBench
) -> None:
    """R-WL-17, R-WL-18."""
    bench = open_bench(ADMIN)
    dialog = editor(bench)
    dialog.verb_button.click()
    bench.settle()
    assert wrong(dialog) == {"name"}
    assert not is_seen(dialog, "kind_2")
    dialog.form.set_values({"kind_1": ApproverKind.PREDEFINED.value})
    dialog.form.changed.emit("kind_1")
    assert is_seen(dialog, "kind_2")
    assert is_seen(dialog, "approvers_1")
    bench.send(
        dialog,
        name="Dear tablets",
        account_id=str(build.MARLOW),
        types="ACCESSORY,SUSPEND",
        vendors="NORTHERN",
        device_types="TABLET",
        policy_exception="yes",
        total_above_cents=Decimal("1500.50"),
        approvers_1=f"{M},{B}",
        default_1=str(D),
        cc_1="office@example.com, it@example.com",
        expiry_days=Decimal(7),
    )
    assert bench.no_dialog()
    [made] = rows(approving)
    fields = made.fields
    assert (made.is_active, fields.name, fields.priority, fields.expiry_days) == (False, "Dear tablets", 1, 7)
    assert fields.conditions.types == (OrderType.ACCESSORY, OrderType.SUSPEND)
    assert fields.conditions.total_above_cents == 150_050
    assert set(fields.steps[0].approver_ids) == {M, B}
    assert fields.steps[0].default_approver_id == D
    assert fields.steps[0].cc == ("office@example.com", "it@example.com")
    assert bench.toasts.said == ["Added Dear tablets. It is off until you enable it"]
    told = bench.texts()
    for part in ("1,500.50", "Marlow Deputy", "7 days", "office@example.com", "Northern Wireless"):
        assert part in told


def test_s_33_people_beyond_those_offered_are_looked_for(
    approving: Approving, open_bench: OpenBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """T17: of very many each can be named, and goes along where a level gives its place to the next one."""
    monkeypatch.setattr(policy_reading, "MOST_OFFERED", 1)
    bench = open_bench(ADMIN)
    dialog = editor(bench)
    dialog.form.set_values(
        {"kind_1": ApproverKind.ORG_REPORTING.value, "kind_2": ApproverKind.PREDEFINED.value}
    )
    people, default = dialog.form.input("approvers_2"), dialog.form.input("default_2")
    assert isinstance(people, FoundSeveralField)
    assert isinstance(default, FoundField)
    for field in (people.search, default):
        field.setEditText("Marlow M")
        field.sought.emit("Marlow M")
        bench.settle()
        at = field.findData(str(M))
        field.setCurrentIndex(at)
        field.activated.emit(at)
    assert (people.value(), default.value()) == (str(M), str(M))
    assert people.several.words() == "Marlow Manager"
    dialog.form.set_values({"kind_1": None})
    dialog.form.changed.emit("kind_1")
    bench.send(dialog, name="Found")
    assert bench.no_dialog()
    [made] = rows(approving)
    [step] = made.fields.steps
    assert (step.approver_ids, step.default_approver_id) == ((M,), M)


def test_s_33_a_policy_is_made_by_keys_alone(approving: Approving, open_bench: OpenBench) -> None:
    bench = open_bench(ADMIN)
    pane = bench.policies
    pane.take_focus()
    bench.press(pane.list.table, Qt.Key.Key_N)
    dialog = bench.dialog(PolicyDialog)
    name = dialog.form.input("name")
    assert dialog.focusWidget() is name
    for letter in "ALL":
        bench.press(name, Qt.Key[f"Key_{letter}"])
    kind = dialog.form.input("kind_1")
    bench.press(kind, Qt.Key.Key_Down)
    bench.press(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bench.no_dialog()
    [made] = rows(approving)
    assert (made.fields.name.upper(), len(made.fields.steps)) == ("ALL", 1)


def test_s_33_what_is_refused_stands_beside_its_field(approving: Approving, open_bench: OpenBench) -> None:
    approving.policy(step(PREDEFINED, M), name="First", priority=1)
    bench = open_bench(ADMIN)
    dialog = editor(bench)
    bench.send(
        dialog,
        name="Second",
        priority=Decimal(1),
        total_above_cents=Decimal(5),
        total_below_cents=Decimal("5.01"),
        kind_1=ApproverKind.PREDEFINED.value,
    )
    assert wrong(dialog) == {"priority", "total_below_cents", "approvers_1"}
    assert "First" in bench.texts(dialog), "whose priority it is"
    assert dialog.form.values()["name"] == "Second", "what was typed stays"
    bench.send(dialog, priority=Decimal("2.5"), approvers_1=str(M), total_below_cents=None)
    assert wrong(dialog) == {"priority"}
    bench.send(dialog, priority=Decimal(2))
    assert bench.no_dialog()
    assert [one.fields.name for one in rows(approving)] == ["First", "Second"]


def test_a_level_is_taken_out_in_the_editor(approving: Approving, open_bench: OpenBench) -> None:
    made = approving.policy(step(PREDEFINED, M), step(ApproverKind.ORG_REPORTING), step(PREDEFINED, B, D))
    bench = open_bench(ADMIN)
    bench.choose(bench.policies, made.policy_id)
    dialog = editor(bench, EDIT)
    assert is_seen(dialog, "kind_4")
    assert not is_seen(dialog, "kind_5")
    dialog.form.set_values({"kind_1": None})
    dialog.form.changed.emit("kind_1")
    assert dialog.form.values()["kind_1"] == ApproverKind.ORG_REPORTING.value
    assert not is_seen(dialog, "approvers_1")
    assert not is_seen(dialog, "kind_4")
    bench.send(dialog)
    assert [one.kind for one in rows(approving)[0].fields.steps] == [ApproverKind.ORG_REPORTING, PREDEFINED]


def test_what_somebody_else_changed_is_brought_together(approving: Approving, open_bench: OpenBench) -> None:
    """Fields that only one side changed are taken over, those that both changed are picked."""
    made = approving.policy(step(PREDEFINED, M), name="Before", priority=1)
    bench = open_bench(ADMIN)
    bench.choose(bench.policies, made.policy_id)
    dialog = editor(bench, EDIT)
    theirs = {**made.fields.model_dump(mode="json"), "name": "Theirs", "expiry_days": 9}
    theirs["steps"] = [*theirs["steps"], step(ApproverKind.ORG_HIERARCHY)]
    approving.call(ADMIN, contract.SAVE, policy_id=made.policy_id, version=made.version, fields=theirs)
    bench.send(dialog, name="Mine", total_above_cents=Decimal(10))
    [conflict] = dialog.findChildren(ConflictView)
    assert "changed this before you" in bench.texts(dialog)
    conflict.pick("name", yours=True)
    conflict.resolved.emit(conflict.picks())
    assert is_seen(dialog, "kind_2"), "the level that they added"
    bench.send(dialog)
    assert bench.no_dialog()
    [now] = rows(approving)
    assert (now.fields.name, now.fields.expiry_days, len(now.fields.steps)) == ("Mine", 9, 2)
    assert now.fields.conditions.total_above_cents == 1_000


def test_s_33_enabling_and_disabling_say_what_they_mean(approving: Approving, open_bench: OpenBench) -> None:
    made = approving.policy(step(PREDEFINED, M), name="Marlow")
    bench = open_bench(ADMIN)
    pane = bench.policies
    bench.choose(pane, made.policy_id)
    assert not pane.side.buttons[ON].isEnabled()
    pane.take_focus()
    bench.press(pane.list.table, Qt.Key.Key_X)
    ask = bench.dialog(AskDialog)
    assert "Orders that wait already keep their approvers" in bench.texts(ask)
    ask.verb_button.click()
    bench.settle()
    assert not rows(approving)[0].is_active
    assert pane._cause(OFF) is not None
    bench.press(pane.list.table, Qt.Key.Key_A)
    ask = bench.dialog(AskDialog)
    assert "1 level" in bench.texts(ask)
    ask.verb_button.click()
    bench.settle()
    assert rows(approving)[0].is_active
    assert bench.toasts.said == ["Disabled Marlow", "Enabled Marlow"]


def test_who_switches_what_somebody_else_changed_is_told(approving: Approving, open_bench: OpenBench) -> None:
    made = approving.policy(step(PREDEFINED, M), name="Marlow")
    bench = open_bench(ADMIN)
    pane = bench.policies
    bench.choose(pane, made.policy_id)
    bench.run(pane, OFF)
    ask = bench.dialog(AskDialog)
    fields = {**made.fields.model_dump(mode="json"), "name": "Theirs"}
    approving.call(ADMIN, contract.SAVE, policy_id=made.policy_id, version=made.version, fields=fields)
    ask.verb_button.click()
    bench.settle()
    assert ask.isVisible()
    assert "changed" in bench.texts(ask)
    assert rows(approving)[0].is_active, "nothing was done"


def test_s_33_the_order_is_changed_by_keys(approving: Approving, open_bench: OpenBench) -> None:
    """R-WL-17: the first that matches decides."""
    first = approving.policy(step(PREDEFINED, M), name="First")
    second = approving.policy(step(PREDEFINED, B), name="Second")
    bench = open_bench(ADMIN)
    pane = bench.policies
    assert listed(pane) == ["First", "Second"]
    bench.choose(pane, second.policy_id)
    assert pane._cause(LATER) == "It is the last that is asked."
    pane.take_focus()
    bench.press(pane.list.table, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert listed(pane) == ["Second", "First"]
    assert bench.toasts.said == ["Second is asked before First"]
    assert pane.presenter.subject == second.policy_id, "the reader stays with it"
    assert pane._cause(SOONER) == "It is the first that is asked."
    bench.press(pane.list.table, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert listed(pane) == ["First", "Second"]
    fields = {**first.fields.model_dump(mode="json"), "name": "Changed"}
    now = rows(approving)[0]
    approving.call(ADMIN, contract.SAVE, policy_id=first.policy_id, version=now.version, fields=fields)
    bench.run(pane, SOONER)
    [(error, _)] = bench.shell.errors
    assert getattr(error, "code", "") == "E-STALE"
    assert listed(pane) == ["Changed", "Second"], "the list is read anew"
    bench.run(pane, SOONER)
    assert listed(pane) == ["Second", "Changed"]


def test_the_list_is_narrowed_by_state_and_name(approving: Approving, open_bench: OpenBench) -> None:
    approving.policy(step(PREDEFINED, M), name="Tablets")
    approving.call(ADMIN, contract.SAVE, fields={"name": "Phones", "priority": 900})
    bench = open_bench(ADMIN)
    pane = bench.policies
    pane.list.presenter.choose_view("OFF")
    bench.settle()
    assert listed(pane) == ["Phones"]
    pane.list.presenter.choose_view("EVERY")
    pane.list.presenter.narrow("text", "tablet")
    bench.settle()
    assert listed(pane) == ["Tablets"]
    assert pane.list.presenter.counts == {"EVERY": 2, "ON": 1, "OFF": 1}


def test_t17_settings_of_all_orders_are_changed(approving: Approving, open_bench: OpenBench) -> None:
    """R-WL-31: steps are switched off for mail; types can need nobody's approval."""
    bench = open_bench(ADMIN)
    bench.run(bench.policies, SETTINGS)
    dialog = bench.dialog(RecordDialog)
    assert isinstance(dialog.form.input("silent_milestones"), SeveralField)
    bench.send(dialog, unapproved_types="ASSIGN", silent_milestones="SHIPPED", most_accessories=Decimal(0))
    assert wrong(dialog) == {"most_accessories"}
    bench.send(dialog, most_accessories=Decimal(1), may_serial_be_unknown=False)
    assert bench.no_dialog()
    fields = approving.call(ADMIN, contract.SETTING).fields
    assert (fields.unapproved_types, fields.silent_milestones) == (("ASSIGN",), ("SHIPPED",))
    assert (fields.most_accessories, fields.may_serial_be_unknown) == (1, False)
    bench.run(bench.policies, SETTINGS)
    dialog = bench.dialog(RecordDialog)
    assert dialog.form.values()["unapproved_types"] == "ASSIGN"
    theirs = {"unapproved_types": (), "most_accessories": 2}
    seen = approving.call(ADMIN, contract.SETTING).version
    approving.call(ADMIN, contract.SAVE_SETTING, version=seen, fields=theirs)
    bench.send(dialog, may_serial_be_unknown=True)
    assert "changed this before you" in bench.texts(dialog)
    bench.send(dialog)
    fields = approving.call(ADMIN, contract.SETTING).fields
    assert (fields.most_accessories, fields.unapproved_types) == (2, ())


def test_without_a_link_nothing_can_be_done(approving: Approving, open_bench: OpenBench) -> None:
    made = approving.policy(step(PREDEFINED, M))
    bench = open_bench(ADMIN)
    pane = bench.policies
    bench.choose(pane, made.policy_id)
    bench.shell.link = LinkState.LOST
    for name in (EDIT, OFF, CREATE, SETTINGS):
        assert pane._cause(name)


def test_what_cannot_be_read_says_so_and_is_read_again(open_bench: OpenBench) -> None:
    bench = open_bench(ADMIN)

    def fail(_request: object) -> NoReturn:
        raise Unavailable(Refusal("E-UNAVAILABLE"))

    bench.asked.answers[contract.LIST.name] = fail
    pane = bench.policies
    assert "could not be" in bench.texts().lower()
    del bench.asked.answers[contract.LIST.name]
    pane.list.presenter.reload()
    bench.settle()
    assert "No approval policies yet" in bench.texts()


def test_links_lead_to_a_policy_and_to_a_new_one(approving: Approving, open_bench: OpenBench) -> None:
    made = approving.policy(step(PREDEFINED, M), name="Marlow")
    bench = open_bench(ADMIN)
    bench.view.open(Target(APPROVAL_POLICY, made.policy_id, "Marlow"))
    bench.settle()
    assert bench.view.home.key == "policies"
    detail = bench.policies.presenter.detail
    assert detail is not None
    assert detail.policy.fields.name == "Marlow"
    bench.view.open(Target(NEW_APPROVAL_POLICY, 0))
    bench.settle()
    assert bench.dialog(PolicyDialog).windowTitle() == "New policy"


@pytest.mark.parametrize("width", [1084, 1400])
def test_no_list_scrolls_sideways(approving: Approving, open_bench: OpenBench, width: int) -> None:
    approving.policy(step(PREDEFINED, M, default=B, cc=("office@example.com",)), name="Dear devices, tablets")
    bench = open_bench(ADMIN)
    root: QWidget = bench.view.root
    root.resize(width, 700)
    pane = bench.policies
    assert not pane.list.table.horizontalScrollBar().isVisible()
    assert {"priority", "name", "conditions", "levels"} <= set(pane.list.shown_keys())
