"""Calls that meet an ended session wait and are repeated."""

from agentview.core.errors import NotSignedIn, Refusal, rejected
from agentview.ui.kit.held_runner import HeldRunner
from agentview.ui.shell.held_calls import HoldingRunner

ENDED = NotSignedIn(Refusal("E-SESSION-ENDED"))


class Desk:
    """Collects what came back."""

    def __init__(self) -> None:
        self.inner = HeldRunner()
        self.ended = 0
        self.runner = HoldingRunner(self.inner, self._on_ended)
        self.done: list[object] = []
        self.errors: list[Exception] = []

    def ask(self, value: str, owner: object, newest: str = "") -> None:
        self.runner.submit(lambda: value, self.done.append, self.errors.append, owner, newest=newest)

    def _on_ended(self) -> None:
        self.ended += 1


def test_other_errors_reach_the_caller() -> None:
    desk = Desk()
    desk.ask("one", desk)
    error = rejected("E-STATE")
    desk.inner.fail_next(error)
    assert desk.errors == [error]
    assert desk.ended == 0


def test_a_call_on_an_ended_session_is_repeated_after_the_sign_in() -> None:
    desk = Desk()
    desk.ask("one", desk)
    desk.inner.fail_next(ENDED)
    assert (desk.done, desk.errors, desk.ended) == ([], [], 1)
    desk.runner.resume()
    desk.inner.run_all()
    assert desk.done == ["one"]


def test_only_the_newest_held_call_is_repeated() -> None:
    desk = Desk()
    desk.ask("old", desk, newest="page")
    desk.inner.fail_next(ENDED)
    desk.ask("new", desk, newest="page")
    desk.inner.fail_next(ENDED)
    desk.runner.resume()
    desk.inner.run_all()
    assert desk.done == ["new"]


def test_what_was_dropped_or_given_up_is_not_repeated() -> None:
    desk = Desk()
    desk.ask("dropped", desk)
    desk.inner.fail_next(ENDED)
    desk.runner.drop(desk)
    other = object()
    desk.ask("forgotten", other)
    desk.inner.fail_next(ENDED)
    desk.runner.forget()
    desk.runner.resume()
    assert desk.inner.held == []
