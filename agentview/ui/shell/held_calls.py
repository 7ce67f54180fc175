"""The runner of the areas: holds calls that met an ended session and repeats them after the sign-in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from agentview.core.errors import NotSignedIn
from agentview.ui.kit.runner import Runner

T = TypeVar("T")


@dataclass(frozen=True)
class _Call:
    work: Callable[[], Any]
    on_done: Callable[[Any], None]
    on_error: Callable[[Exception], None]
    owner: object
    newest: str


class HoldingRunner:
    """Hands calls on to `inner`; one that raises NotSignedIn waits for `resume` instead of failing."""

    def __init__(self, inner: Runner, on_session_ended: Callable[[], None]) -> None:
        """`on_session_ended` is told at each call that is held."""
        self._inner = inner
        self._on_session_ended = on_session_ended
        self._held: list[_Call] = []

    def submit(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_error: Callable[[Exception], None],
        owner: object,
        *,
        newest: str = "",
    ) -> None:
        """Run the call; see `Runner.submit`."""
        if newest:
            self._held = [call for call in self._held if call.owner is not owner or call.newest != newest]
        self._run(_Call(work, on_done, on_error, owner, newest))

    def drop(self, owner: object) -> None:
        """Forget every unanswered call of this owner, held ones too."""
        self._held = [call for call in self._held if call.owner is not owner]
        self._inner.drop(owner)

    def resume(self) -> None:
        """Repeat what was held, because the same person signed in again."""
        held, self._held = self._held, []
        for call in held:
            self._run(call)

    def forget(self) -> None:
        """Repeat nothing, because the person gave up or another one comes."""
        self._held = []

    def _run(self, call: _Call) -> None:
        def failed(error: Exception) -> None:
            if isinstance(error, NotSignedIn):
                self._held.append(call)
                self._on_session_ended()
            else:
                call.on_error(error)

        self._inner.submit(call.work, call.on_done, failed, call.owner, newest=call.newest)
