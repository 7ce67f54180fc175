"""One command for many rows: preview, limits, results a row, trying the refused again."""

from pathlib import Path

from agentview.contract.provisioning import BulkCommand, BulkRequest, BulkResult, BulkResults, QueueRow
from agentview.contract.value import CommandState, RefusalInfo
from agentview.core.errors import Denied, Refusal, Unknown
from agentview.core.power import Role
from agentview.ui.views.provisioning.bulk_presenter import BulkPresenter, Refused, preview
from agentview.ui.views.provisioning.bulk_words import reasons_text, result_text
from tests.ui.views.provisioning.builders import (
    ALL_CLOSED,
    CLAIMED_KEY,
    Answer,
    FakeGateway,
    acted,
    commands,
    desk_for,
    numbered,
    queue_of,
    row,
    theirs,
)

NO = RefusalInfo(code="E-CLAIMED", values={"by": "Mei Chen", "since": None})


def _commands_of(shown: QueueRow) -> tuple[CommandState, ...]:
    return commands(*(ALL_CLOSED if shown.commands == CLAIMED_KEY else ()))


class _View:
    def __init__(self) -> None:
        self.results: list[tuple[int, list[int]]] = []
        self.refused_rows: tuple[Refused, ...] = ()
        self.errors: list[Exception] = []
        self.unknown = 0

    def show_results(self, done: int, refused: tuple[Refused, ...]) -> None:
        self.results.append((done, [one.task_id for one in refused]))
        self.refused_rows = refused

    def refused(self, error: Exception) -> None:
        self.errors.append(error)

    def show_unknown(self) -> None:
        self.unknown += 1


def _answer(refused: set[int]) -> Answer:
    def bulk(request: BulkRequest) -> BulkResults:
        return BulkResults(
            results=tuple(
                BulkResult(
                    task_id=task.task_id,
                    reference=f"PO-{task.task_id}",
                    acted=None if task.task_id in refused else acted(task.task_id),
                    refusals=(NO,) if task.task_id in refused else (),
                )
                for task in request.tasks
            )
        )

    return bulk


def test_the_preview_tells_who_can_and_why_others_cannot(tmp_path: Path) -> None:
    on, _ = desk_for(FakeGateway(), tmp_path)
    shown = preview(on, BulkCommand.CLAIM, [row(1), theirs(2), row(3)], _commands_of)
    assert [one.task_id for one in shown.can] == [1, 3]
    assert [(one.task_id, one.refusals[0].code) for one in shown.cannot] == [(2, "E-CLAIMED")]
    assert not shown.needs_number
    assert "PO-10002/1: Mei Chen" in reasons_text(on.texts, shown.cannot)


def test_over_twenty_rows_take_a_number_and_over_fifty_a_power(tmp_path: Path) -> None:
    rows = [row(number) for number in range(1, 52)]
    on, _ = desk_for(FakeGateway(), tmp_path)
    shown = preview(on, BulkCommand.HALT, rows, _commands_of)
    assert shown.needs_number
    assert shown.against is not None
    assert shown.against.code == "E-BULK-LARGE"
    lead, _ = desk_for(FakeGateway(), tmp_path, Role.SUPERVISOR)
    allowed = preview(lead, BulkCommand.HALT, rows, _commands_of)
    assert allowed.against is None
    assert preview(on, BulkCommand.HALT, rows[:20], _commands_of).needs_number is False


def test_results_are_told_a_row_and_the_refused_go_again_with_their_newest_version(tmp_path: Path) -> None:
    gateway = FakeGateway(queue_of(row(1), row(2, version=8), row(3)))
    gateway.answers["provisioning.bulk"] = _answer({2})
    on, runner = desk_for(gateway, tmp_path)
    view = _View()
    shown = preview(on, BulkCommand.HALT, [row(1), row(2), row(3)], _commands_of)
    presenter = BulkPresenter(on, view, shown, numbered())
    values = {"code": "NO_CAPACITY", "text": "full", "internal_note": ""}
    presenter.run(values)
    presenter.run(values)
    runner.run_all()
    assert view.results == [(2, [2])]
    assert result_text(2, 1) == "2 done, 1 refused"
    gateway.answers["provisioning.bulk"] = _answer(set())
    presenter.retry(values, view.refused_rows)
    runner.run_all()
    assert view.results == [(2, [2]), (1, [])]
    again = gateway.sent("provisioning.bulk")[-1]
    assert [(task.task_id, task.version) for task in again.tasks] == [(2, 8)]
    assert gateway.keys("provisioning.bulk") == ["key-1", "key-2"]
    assert presenter.changed == {1, 2, 3}


def test_a_lost_answer_is_asked_for_under_the_same_key(tmp_path: Path) -> None:
    gateway = FakeGateway()
    gateway.answers["provisioning.bulk"] = _answer(set())
    on, runner = desk_for(gateway, tmp_path)
    view = _View()
    shown = preview(on, BulkCommand.ABORT, [row(1)], _commands_of)
    presenter = BulkPresenter(on, view, shown, numbered())
    presenter.run({"reason": "double"})
    runner.fail_next(Unknown(Refusal("E-UNKNOWN")))
    assert view.unknown == 1
    presenter.run({"reason": "something else"})
    runner.run_all()
    assert gateway.keys("provisioning.bulk") == ["key-1"]
    assert gateway.sent("provisioning.bulk")[0].text == "double"


def test_a_refusal_of_the_whole_leaves_the_rows_to_try_again(tmp_path: Path) -> None:
    gateway = FakeGateway()
    gateway.answers["provisioning.bulk"] = _answer(set())
    on, runner = desk_for(gateway, tmp_path)
    view = _View()
    shown = preview(on, BulkCommand.CLAIM, [row(1)], _commands_of)
    presenter = BulkPresenter(on, view, shown)
    presenter.run({})
    runner.fail_next(Denied(Refusal("E-BULK-LARGE")))
    assert len(view.errors) == 1
    presenter.run({})
    runner.run_all()
    assert view.results == [(1, [])]
