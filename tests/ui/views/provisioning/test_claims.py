"""Claiming, releasing, taking the next: each once, with undo, and safe when no answer comes."""

from collections.abc import Callable
from pathlib import Path

from agentview.contract.provisioning import Acted, Taken, TaskCommand
from agentview.core.errors import Conflict, Refusal, Unknown
from agentview.ui.views.provisioning.claims import Claims
from tests.ui.views.provisioning.builders import FakeGateway, acted, desk_for, numbered


class _View:
    def __init__(self) -> None:
        self.said: list[str] = []
        self.undo: Callable[[], None] | None = None
        self.again: Callable[[], None] | None = None
        self.errors: list[tuple[Exception, TaskCommand | None]] = []

    def claimed(self, acted: Acted, undo: Callable[[], None]) -> None:
        self.said.append(f"claimed {acted.task_id}")
        self.undo = undo

    def released(self, acted: Acted, undo: Callable[[], None]) -> None:
        self.said.append(f"released {acted.task_id}")
        self.undo = undo

    def taken(self, taken: Taken) -> None:
        self.said.append(f"taken {taken.task.task_id if taken.task else None}")

    def act_failed(self, error: Exception, command: TaskCommand | None, reference: str) -> None:
        del reference
        self.errors.append((error, command))

    def act_unknown(self, reference: str, again: Callable[[], None]) -> None:
        self.said.append(f"unknown {reference}")
        self.again = again


def test_a_key_held_down_claims_once(tmp_path: Path) -> None:
    gateway, view = FakeGateway(), _View()
    on, runner = desk_for(gateway, tmp_path)
    claims = Claims(on, view, numbered())
    for _ in range(5):
        claims.claim(1, "PO-1")
    runner.run_all()
    assert gateway.keys("provisioning.claim") == ["key-1"]
    assert view.said == ["claimed 1"]


def test_undo_gives_the_task_back(tmp_path: Path) -> None:
    gateway, view = FakeGateway(), _View()
    on, runner = desk_for(gateway, tmp_path)
    Claims(on, view).claim(1, "PO-1")
    runner.run_all()
    assert view.undo is not None
    view.undo()
    runner.run_all()
    assert view.said == ["claimed 1", "released 1"]


def test_without_an_answer_the_same_key_goes_out_again(tmp_path: Path) -> None:
    gateway, view = FakeGateway(), _View()
    on, runner = desk_for(gateway, tmp_path)
    Claims(on, view, numbered()).release(1, "PO-1")
    runner.fail_next(Unknown(Refusal("E-UNKNOWN")))
    assert view.said == ["unknown PO-1"]
    assert view.again is not None
    view.again()
    runner.run_all()
    assert gateway.keys("provisioning.release") == ["key-1"]
    assert view.said == ["unknown PO-1", "released 1"]


def test_a_refusal_is_told_and_the_act_can_be_tried_anew(tmp_path: Path) -> None:
    gateway, view = FakeGateway(), _View()
    on, runner = desk_for(gateway, tmp_path)
    claims = Claims(on, view, numbered())
    claims.claim(1, "PO-1")
    runner.fail_next(Conflict(Refusal("E-CLAIMED")))
    assert [command for _, command in view.errors] == [TaskCommand.CLAIM]
    claims.claim(1, "PO-1")
    runner.run_all()
    assert gateway.keys("provisioning.claim") == ["key-2"]


def test_take_next_says_what_it_gave(tmp_path: Path) -> None:
    taken = Taken(task=acted(5), due_at=None)
    gateway, view = FakeGateway({"provisioning.take_next": lambda _request: taken}), _View()
    on, runner = desk_for(gateway, tmp_path)
    claims = Claims(on, view)
    claims.take_next()
    claims.take_next()
    assert claims.is_taking
    runner.run_all()
    assert view.said == ["taken 5"]
    assert not claims.is_taking
