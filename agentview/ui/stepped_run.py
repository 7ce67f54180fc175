"""Does something long step by step on the runner; it can be stopped after each step. Imports no Qt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from agentview.ui.kit.runner import Runner

S = TypeVar("S")


class SteppedRun(Generic[S]):
    """One thing at a time: `go` takes the next step when the one before was told."""

    def __init__(self, runner: Runner, on_error: Callable[[Exception], None], owner: object) -> None:
        """Does nothing yet; `on_error` hears what ended a run, `owner` is whose calls these are."""
        self._runner, self._on_error, self._owner = runner, on_error, owner
        self._steps: Iterator[S] | None = None
        self._on_step: Callable[[S], None] | None = None
        self._on_end: Callable[[bool], None] | None = None
        self._stops_between = False
        self.is_stopping = False

    @property
    def is_running(self) -> bool:
        """Whether something is under way that can be stopped."""
        return self._steps is not None

    def go(
        self,
        steps: Iterator[S],
        on_step: Callable[[S], None],
        on_end: Callable[[bool], None],
        *,
        stops_between: bool = False,
    ) -> None:
        """Takes the steps one by one, then tells `on_end(is_whole)`.

        `stops_between` drops the rest when it is to stop; else the steps look at `is_stopping` themselves.
        """
        self._steps, self._on_step, self._on_end = steps, on_step, on_end
        self._stops_between, self.is_stopping = stops_between, False
        self._next()

    def stop(self) -> None:
        """Stops after the step that is under way."""
        self.is_stopping = True

    def _next(self) -> None:
        steps = self._steps
        if steps is not None:
            self._runner.submit(lambda: next(steps, None), self._on_done, self._on_failed, self._owner)

    def _on_done(self, step: S | None) -> None:
        if step is None or (self.is_stopping and self._stops_between):
            on_end = self._on_end
            self._forget()
            if on_end is not None:
                on_end(step is None)
            return
        if self._on_step is not None:
            self._on_step(step)
        self._next()

    def _on_failed(self, error: Exception) -> None:
        self._forget()
        self._on_error(error)

    def _forget(self) -> None:
        self._steps = self._on_step = self._on_end = None
