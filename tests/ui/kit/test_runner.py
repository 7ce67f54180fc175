"""Calls run elsewhere, answer on the GUI thread, and late answers are dropped."""

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from agentview.ui.kit.gui_thread import OnGuiThreadError, assert_not_gui_thread, is_gui_thread
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.kit.runner import Runner
from agentview.ui.kit.thread_runner import ThreadRunner


@pytest.fixture
def runner() -> Iterator[ThreadRunner]:
    made = ThreadRunner(2)
    yield made
    made.close()


class Heard:
    """Notes answers and errors, and whether they came on the GUI thread."""

    def __init__(self) -> None:
        self.answers: list[object] = []
        self.errors: list[Exception] = []
        self.on_gui: list[bool] = []

    def done(self, answer: object) -> None:
        self.answers.append(answer)
        self.on_gui.append(is_gui_thread())

    def failed(self, error: Exception) -> None:
        self.errors.append(error)
        self.on_gui.append(is_gui_thread())

    def ask(self, runner: Runner, work: Callable[[], object], owner: object, newest: str = "") -> None:
        runner.submit(work, self.done, self.failed, owner, newest=newest)


def _fail() -> object:
    raise ValueError("bad")


def test_work_runs_elsewhere_and_answers_here(qtbot: QtBot, runner: ThreadRunner) -> None:
    heard = Heard()
    heard.ask(runner, is_gui_thread, self_owner := object())
    qtbot.waitUntil(lambda: heard.answers == [False])
    assert heard.on_gui == [True]
    assert self_owner is not None


def test_every_error_arrives(qtbot: QtBot, runner: ThreadRunner) -> None:
    heard = Heard()
    heard.ask(runner, _fail, heard)
    qtbot.waitUntil(lambda: len(heard.errors) == 1)
    assert isinstance(heard.errors[0], ValueError)
    assert heard.on_gui == [True]


def test_answers_of_a_dropped_owner_are_lost(qtbot: QtBot, runner: ThreadRunner) -> None:
    gone, here = Heard(), Heard()
    gate = threading.Event()
    gone.ask(runner, gate.wait, gone)
    runner.drop(gone)
    gate.set()
    here.ask(runner, lambda: 1, here)
    qtbot.waitUntil(lambda: here.answers == [1])
    assert gone.answers == []


def test_the_newest_call_wins(qtbot: QtBot, runner: ThreadRunner) -> None:
    heard = Heard()
    gate = threading.Event()
    heard.ask(runner, gate.wait, heard, "page")
    heard.ask(runner, lambda: "new", heard, "page")
    qtbot.waitUntil(lambda: heard.answers == ["new"])
    gate.set()
    runner.close()
    assert heard.answers == ["new"]


def test_a_thousand_answers_arrive_once_each(qtbot: QtBot, runner: ThreadRunner) -> None:
    heard = Heard()
    for number in range(1000):
        heard.ask(runner, lambda number=number: number, heard)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(heard.answers) == 1000)
    assert sorted(str(answer) for answer in heard.answers) == sorted(map(str, range(1000)))


def test_held_calls_run_in_any_order() -> None:
    runner, heard = HeldRunner(), Heard()
    for word in ("a", "b"):
        heard.ask(runner, lambda word=word: word, heard)  # type: ignore[misc]
    runner.run_next(-1)
    runner.run_all()
    assert heard.answers == ["b", "a"]


def test_held_calls_can_fail() -> None:
    runner, heard = HeldRunner(), Heard()
    heard.ask(runner, _fail, heard)
    heard.ask(runner, lambda: 1, heard)
    runner.run_next()
    runner.fail_next(RuntimeError("gone"))
    assert [type(error) for error in heard.errors] == [ValueError, RuntimeError]


def test_held_calls_obey_newest_and_drop() -> None:
    runner, heard, other = HeldRunner(), Heard(), Heard()
    heard.ask(runner, lambda: "old", heard, "page")
    heard.ask(runner, lambda: "new", heard, "page")
    other.ask(runner, lambda: "gone", other)
    runner.drop(other)
    runner.run_all()
    assert (heard.answers, other.answers) == (["new"], [])


def test_the_guard_refuses_the_gui_thread() -> None:
    with pytest.raises(OnGuiThreadError):
        assert_not_gui_thread()
    thread = threading.Thread(target=assert_not_gui_thread)
    thread.start()
    thread.join()
    assert not thread.is_alive()


def test_what_is_wanted_is_done_before_the_end_and_the_rest_is_left_out(qtbot: QtBot) -> None:
    assert qtbot is not None
    runner, door, heard = ThreadRunner(1), threading.Event(), Heard()
    done: list[str] = []
    saver, screen = object(), object()
    runner.submit(lambda: door.wait(10), heard.done, heard.failed, saver)
    runner.submit(lambda: done.append("draft"), heard.done, heard.failed, saver)
    runner.submit(lambda: done.append("page"), heard.done, heard.failed, screen)
    runner.drop(screen)
    threading.Timer(0.05, door.set).start()
    runner.close()
    assert done == ["draft"]
