"""Testing the policies against an order: which decides, why the others do not, who is asked (S-33)."""

from typing import NoReturn

from PySide6.QtCore import Qt

from agentview.contract import approval_policies as contract
from agentview.contract.wireless import ApproverKind, OrderType
from agentview.contract.wireless_approvals import Approver, ForeseenLevel
from agentview.core.errors import NotFound, Refusal
from agentview.ui.kit.a11y import nameless
from agentview.ui.views.wireless_policies.policies_pane import CREATE, EDIT, TEST
from agentview.ui.views.wireless_policies.policy_dialog import PolicyDialog
from agentview.ui.views.wireless_policies.trial_dialog import TrialDialog
from agentview.ui.views.wireless_policies.trial_words import level_word
from tests import wireless_world as world
from tests.services.wireless_approval.approving import PREDEFINED, Approving, step
from tests.services.wireless_orders.requesting import ADMIN
from tests.ui.views.wireless_policies.bench import Bench, OpenBench, wrong

M, B, D = world.MANAGER_USER, world.BOSS_USER, world.DEPUTY_USER
CTRL = Qt.KeyboardModifier.ControlModifier


def trial(bench: Bench) -> TrialDialog:
    """Open the test of all policies."""
    bench.run(bench.policies, TEST)
    dialog = bench.dialog(TrialDialog)
    assert nameless(dialog) == []
    return dialog


def verdicts(dialog: TrialDialog) -> list[tuple[str, str, str]]:
    """Return what is said of each policy."""
    return [(one.name, one.chip.word, one.why) for one in dialog.source.rows]


def test_s_33_each_policy_says_why_it_decides_or_not(approving: Approving, open_bench: OpenBench) -> None:
    """R-WL-17."""
    approving.policy(
        step(PREDEFINED, B), name="Dear", conditions={"total_above_cents": 5_900, "vendors": ["SOUTHERN"]}
    )
    approving.policy(step(PREDEFINED, M, B), step(ApproverKind.USER_DEFINED, D), name="Plain")
    approving.policy(name="Rest")
    approving.call(ADMIN, contract.SAVE, fields={"name": "Old", "priority": 9_000})
    order = approving.submitted(OrderType.ACCESSORY)
    dialog = trial(open_bench(ADMIN))
    assert [one.order_id for one in dialog.orders.source.rows] == [order.order_id]
    assert verdicts(dialog) == [
        ("Dear", "No match", "Not so: Carrier: Southern Mobile; Costs more than 59.00\u00a0AUD"),
        ("Plain", "Decides", "The first that is on and matches."),
        ("Rest", "Matches too", "All its conditions hold, but one that is asked before it decides."),
        ("Old", "Off", "It is off. All its conditions hold."),
    ]
    bench_texts = [one.text() for one in dialog.banner.findChildren(type(dialog.why))]
    assert f"\u201cPlain\u201d decides about {order.reference}" in bench_texts
    levels = dialog.levels._facts
    assert [(one.label, one.value) for one in levels] == [
        ("Level 1", "Marlow Manager, Marlow Boss; the first decision counts"),
        ("Level 2", "The requester chooses one of: Marlow Deputy"),
    ]


def test_arrows_walk_through_orders_and_a_number_finds_one(
    approving: Approving, open_bench: OpenBench
) -> None:
    approving.policy(step(PREDEFINED, M), name="Accessories", conditions={"types": ["ACCESSORY"]})
    first = approving.submitted(OrderType.ACCESSORY)
    second = approving.submitted(OrderType.SUSPEND)
    bench = open_bench(ADMIN)
    dialog = trial(bench)
    assert dialog.presenter.order_id == second.order_id, "the newest is tried at once"
    assert verdicts(dialog)[0][1] == "No match"
    assert "needs no approval" in bench.texts(dialog.banner)
    assert dialog.nobody.isVisible()
    bench.press(dialog.orders.search, Qt.Key.Key_Down)
    assert dialog.presenter.order_id == first.order_id
    assert verdicts(dialog)[0][1] == "Decides"
    assert not dialog.nobody.isVisible()
    dialog.orders.typed.emit(second.reference)
    bench.settle()
    assert [one.order_id for one in dialog.orders.source.rows] == [second.order_id]
    assert dialog.presenter.order_id == second.order_id
    dialog.orders.typed.emit("a\x00b")
    bench.settle()
    assert dialog.orders.source.rows == (), "what the contract does not take finds nothing"
    bench.press(dialog, Qt.Key.Key_Escape)
    assert bench.no_dialog()


def test_t17_a_type_that_needs_nobody_is_told(approving: Approving, open_bench: OpenBench) -> None:
    approving.policy(step(PREDEFINED, M), name="All")
    fields = {"unapproved_types": ["ACCESSORY"]}
    seen = approving.call(ADMIN, contract.SETTING).version
    approving.call(ADMIN, contract.SAVE_SETTING, version=seen, fields=fields)
    approving.submitted(OrderType.ACCESSORY)
    bench = open_bench(ADMIN)
    dialog = trial(bench)
    assert "Orders of its type need nobody's approval" in bench.texts(dialog.banner)
    [(_, word, why)] = verdicts(dialog)
    assert (word, why) == (
        "Matches too",
        "All its conditions hold, but orders of this type need no approval.",
    )


def test_s_33_the_editor_tries_what_is_typed_and_saves_nothing(
    approving: Approving, open_bench: OpenBench
) -> None:
    dear = approving.policy(step(PREDEFINED, B), name="Dear", conditions={"total_above_cents": 5_900})
    approving.submitted(OrderType.ACCESSORY)
    bench = open_bench(ADMIN)
    bench.choose(bench.policies, dear.policy_id)
    bench.run(bench.policies, EDIT)
    editor = bench.dialog(PolicyDialog)
    bench.press(editor, Qt.Key.Key_T, CTRL)
    dialog = bench.dialog(TrialDialog)
    assert verdicts(dialog) == [("Dear", "No match", "Not so: Costs more than 59.00\u00a0AUD")]
    dialog.reject()
    editor.form.set_values({"name": "Cheap", "total_above_cents": None, "types": "SUSPEND"})
    editor.test_button.click()
    bench.settle()
    dialog = bench.dialog(TrialDialog)
    assert verdicts(dialog) == [("Cheap", "No match", "Not so: Type of order: Suspend a line")]
    dialog.reject()
    editor.form.set_values({"types": "SUSPEND,ACCESSORY"})
    editor.test_button.click()
    bench.settle()
    dialog = bench.dialog(TrialDialog)
    assert [one[:2] for one in verdicts(dialog)] == [("Cheap", "Decides")]
    dialog.reject()
    assert approving.call(ADMIN, contract.LIST).rows == (dear,)


def test_a_new_policy_is_tried_before_it_is_added(approving: Approving, open_bench: OpenBench) -> None:
    approving.policy(step(PREDEFINED, M), name="Plain", priority=5)
    approving.submitted(OrderType.ACCESSORY)
    bench = open_bench(ADMIN)
    bench.run(bench.policies, CREATE)
    editor = bench.dialog(PolicyDialog)
    editor.test_button.click()
    bench.settle()
    assert wrong(editor) == {"name"}, "it must be one first"
    editor.form.set_values({"name": "Mine"})
    editor.form.input("priority").setText("4.5")  # type: ignore[union-attr]
    editor.test_button.click()
    bench.settle()
    assert wrong(editor) == {"priority"}
    editor.form.input("priority").setText("4")  # type: ignore[union-attr]
    editor.test_button.click()
    bench.settle()
    dialog = bench.dialog(TrialDialog)
    assert [one[:2] for one in verdicts(dialog)] == [("Mine", "Decides"), ("Plain", "Matches too")]
    assert len(approving.call(ADMIN, contract.LIST).rows) == 1


def test_what_cannot_be_tried_leaves_no_old_answer(approving: Approving, open_bench: OpenBench) -> None:
    approving.policy(step(PREDEFINED, M), name="Plain")
    approving.submitted(OrderType.ACCESSORY)
    bench = open_bench(ADMIN)
    dialog = trial(bench)

    def gone(_request: object) -> NoReturn:
        raise NotFound(Refusal("E-NOT-FOUND"))

    bench.asked.answers[contract.TEST.name] = gone
    dialog.presenter.again()
    bench.settle()
    assert verdicts(dialog) == []
    assert dialog.levels._facts == ()
    dialog.banner.button_pressed.emit("copy")
    assert bench.shell.copied


def test_without_orders_it_says_so(open_bench: OpenBench) -> None:
    bench = open_bench(ADMIN)
    dialog = trial(bench)
    assert "No orders yet" in bench.texts(dialog)
    assert "Choose an order on the left" in bench.texts(dialog)


def test_r_wl_20_who_steps_in_and_who_is_missing_is_told() -> None:
    """R-WL-19, R-WL-20."""
    people = tuple(Approver(user_id=one, name=f"P{one}") for one in range(1, 8))

    def said(
        approvers: int, candidates: int = 0, *, is_default: bool = False, is_chosen: bool = False
    ) -> str:
        return level_word(
            ForeseenLevel(
                level=1,
                approvers=people[:approvers],
                is_default=is_default,
                is_chosen=is_chosen,
                candidates=people[:candidates],
            )
        )

    assert said(1) == "P1"
    assert said(2) == "P1, P2; the first decision counts"
    assert said(1, is_default=True) == "P1, who steps in: nobody else can decide"
    assert said(0, is_default=True) == "Nobody is there: administrators are told, and name somebody"
    assert said(1, 3, is_chosen=True) == "P1, chosen by the requester"
    assert said(0, 7) == "The requester chooses one of: P1, P2, P3, P4, P5 and 2 more"
