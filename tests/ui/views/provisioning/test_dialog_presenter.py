"""The forms of commands: drafts, one key for every try, refusals, merging with what others did."""

from datetime import date, datetime
from pathlib import Path

import pytest

from agentview.contract.provisioning import Acted, TaskCommand, TaskDetail, TaskStatus, TransferType
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Conflict, Refusal, Rejected, Unavailable, Unknown
from agentview.ui.forms.merge import Merge, Values
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.views.provisioning.dialog_presenter import DialogPresenter, ResubmitPresenter
from agentview.ui.views.provisioning.plans import PLANS
from tests.ui.fake_desk import NOON
from tests.ui.views.provisioning.builders import (
    ALL_CLOSED,
    FakeGateway,
    acted,
    commands,
    desk_for,
    detail,
    fields,
    halted,
    mine,
    numbered,
    row,
)


class _View:
    def __init__(self) -> None:
        self.told: list[object] = []
        self.draft: Values = {}
        self.merge: Merge | None = None

    def show_draft(self, values: Values, saved_at: datetime) -> None:
        self.draft = values
        self.told.append(("draft", saved_at))

    def refused(self, error: Exception) -> None:
        self.told.append(error)

    def ask_to_confirm(self, name: str, error: Exception) -> None:
        del error
        self.told.append(("confirm", name))

    def show_unknown(self) -> None:
        self.told.append("unknown")

    def show_changed(self, by: str, at: datetime | None, task: TaskDetail, both: Merge) -> None:
        self.told.append(("changed", by, at, task.row.version))
        self.merge = both

    def show_closed(self, by: str, at: datetime | None, refusals: tuple[RefusalInfo, ...]) -> None:
        self.told.append(("closed", by, at, [refusal.code for refusal in refusals]))

    def carried_out(self, acted: Acted) -> None:
        self.told.append(("done", acted.version))

    def discard_draft(self) -> None:
        self.told.append("forgotten")


def _open(
    folder: Path, gateway: FakeGateway, verb: str = "activate", task: TaskDetail | None = None
) -> tuple[DialogPresenter, _View, HeldRunner]:
    on, runner = desk_for(gateway, folder)
    view = _View()
    return DialogPresenter(on, view, task or detail(mine()), PLANS[verb], numbered()), view, runner


STALE = Conflict(Refusal("E-STALE", values={"by": "Mei Chen", "at": NOON.isoformat(), "version": 4}))
DONE = {"provisioning.activate": lambda _request: acted(status=TaskStatus.COMPLETED)}


def test_the_start_is_today_where_the_person_works(tmp_path: Path) -> None:
    presenter, _, _ = _open(tmp_path, FakeGateway())
    assert presenter.initial()["service_start_on"] == date(2026, 3, 10)
    kept = detail(mine(), fields=fields(service_start_on=date(2026, 3, 1)))
    presenter, _, _ = _open(tmp_path, FakeGateway(), task=kept)
    assert presenter.initial()["service_start_on"] == date(2026, 3, 1)
    assert "first_period_end_on" not in presenter.initial()
    presenter, _, _ = _open(tmp_path, FakeGateway(), task=detail(can_set_first_period_end=True))
    assert "first_period_end_on" in presenter.initial()


def test_success_forgets_the_draft(tmp_path: Path) -> None:
    gateway = FakeGateway(DONE)
    presenter, view, runner = _open(tmp_path, gateway)
    presenter.submit(presenter.initial())
    presenter.submit(presenter.initial())
    runner.run_all()
    assert view.told == ["forgotten", ("done", 4)]
    [sent] = gateway.sent("provisioning.activate")
    assert (sent.version, sent.service_start_on, sent.identifier) == (3, date(2026, 3, 10), "+61355500142")


def test_no_answer_locks_and_asks_again_under_the_same_key(tmp_path: Path) -> None:
    gateway = FakeGateway(DONE)
    presenter, view, runner = _open(tmp_path, gateway)
    presenter.submit(presenter.initial())
    runner.fail_next(Unknown(Refusal("E-UNKNOWN")))
    assert view.told == ["unknown"]
    presenter.again()
    runner.run_all()
    assert gateway.keys("provisioning.activate") == ["key-1"]
    assert view.told[-1] == ("done", 4)


def test_after_a_refusal_the_next_try_says_what_is_typed_then(tmp_path: Path) -> None:
    gateway = FakeGateway(DONE)
    presenter, view, runner = _open(tmp_path, gateway)
    presenter.submit(presenter.initial())
    runner.fail_next(Rejected(Refusal("E-IDENTIFIER", field="identifier")))
    presenter.submit({**presenter.initial(), "identifier": "+61355500199"})
    runner.run_all()
    assert isinstance(view.told[0], Rejected)
    assert [sent.identifier for sent in gateway.sent("provisioning.activate")] == ["+61355500199"]


def test_an_old_date_is_confirmed(tmp_path: Path) -> None:
    gateway = FakeGateway(DONE)
    presenter, view, runner = _open(tmp_path, gateway)
    presenter.submit(presenter.initial())
    runner.fail_next(Rejected(Refusal("E-CONFIRM-BACKDATE", field="confirm_backdate")))
    assert view.told == [("confirm", "confirm_backdate")]
    presenter.submit({**presenter.initial(), "confirm_backdate": True})
    runner.run_all()
    assert [sent.confirm_backdate for sent in gateway.sent("provisioning.activate")] == [True]


def test_a_change_by_another_is_brought_together(tmp_path: Path) -> None:
    newer = detail(
        mine(version=4), fields=fields(identifier="+61355500777", supplier_reference="NX-1"), as_of=NOON
    )
    gateway = FakeGateway({**DONE, "provisioning.task": lambda _request: newer})
    presenter, view, runner = _open(tmp_path, gateway)
    presenter.submit({**presenter.initial(), "identifier": "+61355500888"})
    runner.fail_next(STALE)
    runner.run_all()
    assert view.told == [("changed", "Mei Chen", NOON, 4)]
    assert view.merge is not None
    assert view.merge.clashes == ("identifier",)
    assert view.merge.taken == ("supplier_reference",)
    assert view.merge.values["identifier"] == "+61355500888"
    presenter.submit(view.merge.values)
    runner.run_all()
    sent = gateway.sent("provisioning.activate")[-1]
    assert (sent.version, sent.identifier, sent.supplier_reference) == (4, "+61355500888", "NX-1")


def test_what_another_finished_is_told(tmp_path: Path) -> None:
    finished = detail(
        row(version=4, status=TaskStatus.COMPLETED), commands=commands(*ALL_CLOSED, code="E-STATE")
    )
    gateway = FakeGateway({"provisioning.task": lambda _request: finished})
    presenter, view, runner = _open(tmp_path, gateway)
    presenter.submit(presenter.initial())
    runner.fail_next(STALE)
    runner.run_all()
    assert view.told == [("closed", "Mei Chen", NOON, ["E-STATE"])]


def test_if_theirs_cannot_be_read_the_conflict_is_told(tmp_path: Path) -> None:
    presenter, view, runner = _open(tmp_path, FakeGateway())
    presenter.submit(presenter.initial())
    runner.fail_next(STALE)
    runner.fail_next(Unavailable(Refusal("E-DATABASE")))
    assert view.told == [STALE]


def test_what_the_contract_refuses_names_the_field(tmp_path: Path) -> None:
    presenter, view, _ = _open(tmp_path, FakeGateway())
    presenter.submit({**presenter.initial(), "identifier": "a\x00b"})
    [error] = view.told
    assert isinstance(error, Rejected)
    assert [refusal.field for refusal in error.refusals] == ["identifier"]


def test_a_draft_comes_back(tmp_path: Path) -> None:
    gateway = FakeGateway()
    on, runner = desk_for(gateway, tmp_path)
    on.drafts.save("task:1:halt", {"text": "half a sentence", "code": "OTHER"})
    view = _View()
    presenter = DialogPresenter(on, view, detail(), PLANS["halt"])
    presenter.restore()
    runner.run_all()
    assert view.told == [("draft", NOON)]
    assert view.draft == {"text": "half a sentence", "code": "OTHER"}


def test_a_closed_dialog_hears_nothing(tmp_path: Path) -> None:
    presenter, view, runner = _open(tmp_path, FakeGateway(DONE))
    presenter.submit(presenter.initial())
    presenter.close()
    runner.run_all()
    assert view.told == []


VERBS = ("finalise_cancellation", "halt", "take_over", "ask", "abort", "add_note", "edit")


@pytest.mark.parametrize("verb", VERBS)
def test_every_form_sends_its_operation_once(tmp_path: Path, verb: str) -> None:
    name = PLANS[verb].op.name
    gateway = FakeGateway({name: lambda _request: acted()})
    kind = TransferType.CANCEL if verb == "finalise_cancellation" else TransferType.NEW
    presenter, view, runner = _open(tmp_path, gateway, verb, detail(mine(transfer_type=kind)))
    values = {**presenter.initial(), "reason": "why", "text": "text", "code": "OTHER", "message": "please"}
    presenter.submit(values)
    runner.run_all()
    assert len(gateway.sent(name)) == 1
    assert view.told == ["forgotten", ("done", 4)]


def test_editing_keeps_the_fields_that_the_form_does_not_show(tmp_path: Path) -> None:
    task = detail(mine(), fields=fields(first_period_end_on=date(2026, 4, 1)))
    gateway = FakeGateway({"provisioning.edit": lambda _request: acted()})
    presenter, _, runner = _open(tmp_path, gateway, "edit", task)
    presenter.submit({**presenter.initial(), "country": "at", "city": "Wien"})
    runner.run_all()
    sent = gateway.sent("provisioning.edit")[0].fields
    assert sent.first_period_end_on == date(2026, 4, 1)
    assert (sent.address.city, sent.address.country, sent.address.line1) == ("Wien", "AT", "4 Quay Street")


def _resubmit(folder: Path, gateway: FakeGateway) -> tuple[ResubmitPresenter, _View, HeldRunner]:
    on, runner = desk_for(gateway, folder)
    view = _View()
    return ResubmitPresenter(on, view, halted(), numbered()), view, runner


RESUBMIT = {
    "provisioning.amend": lambda _request: acted(version=4, status=TaskStatus.PROVISIONING_HALTED),
    "provisioning.resubmit": lambda _request: acted(version=5, status=TaskStatus.AWAITING_PROVISIONING),
}


def test_resubmitting_with_a_note_alone_changes_nothing_else(tmp_path: Path) -> None:
    gateway = FakeGateway(RESUBMIT)
    presenter, view, runner = _resubmit(tmp_path, gateway)
    presenter.submit({**presenter.initial(), "note": "rang them"})
    runner.run_all()
    assert gateway.sent("provisioning.amend") == []
    assert [sent.version for sent in gateway.sent("provisioning.resubmit")] == [3]
    assert view.told == ["forgotten", ("done", 5)]


def test_changes_go_in_before_the_request_is_resubmitted(tmp_path: Path) -> None:
    gateway = FakeGateway(RESUBMIT)
    presenter, _, runner = _resubmit(tmp_path, gateway)
    presenter.submit({**presenter.initial(), "line1": "4a Quay Street"})
    runner.run_all()
    [amended] = gateway.sent("provisioning.amend")
    assert amended.fields.address.line1 == "4a Quay Street"
    assert [sent.version for sent in gateway.sent("provisioning.resubmit")] == [4]
    assert gateway.keys("provisioning.amend") != gateway.keys("provisioning.resubmit")


def test_a_refused_resubmission_does_not_amend_twice(tmp_path: Path) -> None:
    gateway = FakeGateway(RESUBMIT)
    presenter, _, runner = _resubmit(tmp_path, gateway)
    values = {**presenter.initial(), "line1": "4a Quay Street"}
    presenter.submit(values)
    runner.run_next()
    runner.fail_next(Rejected(Refusal("E-ACCOUNT-STATUS")))
    presenter.submit(values)
    runner.run_all()
    assert len(gateway.sent("provisioning.amend")) == 1
    assert [sent.version for sent in gateway.sent("provisioning.resubmit")] == [4]


def test_a_lost_amendment_is_asked_for_again_and_then_goes_on(tmp_path: Path) -> None:
    gateway = FakeGateway(RESUBMIT)
    presenter, view, runner = _resubmit(tmp_path, gateway)
    presenter.submit({**presenter.initial(), "identifier": "+61355500143"})
    runner.fail_next(Unknown(Refusal("E-UNKNOWN")))
    presenter.again()
    runner.run_all()
    assert gateway.keys("provisioning.amend") == ["key-2"]
    assert view.told == ["unknown", "forgotten", ("done", 5)]


def test_every_verb_of_the_contract_has_its_plan() -> None:
    at_once = {TaskCommand.CLAIM, TaskCommand.RELEASE, TaskCommand.RENEW}
    assert set(PLANS) == {command.value for command in TaskCommand if command not in at_once} | {"ask"}
