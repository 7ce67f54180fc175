"""Reads what a command would come to, again while its form changes; the newest answer wins; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from agentview.contract.op import Message, Op
from agentview.ui.navigation import Desk

Res = TypeVar("Res", bound=Message)


class PreviewReader(Generic[Res]):
    """Asks for the preview of one command."""

    def __init__(
        self,
        desk: Desk,
        op: Op[Any, Res],
        on_preview: Callable[[Res], None],
        on_failed: Callable[[Exception], None],
    ) -> None:
        """Reads nothing yet."""
        self._desk, self._op = desk, op
        self._on_preview, self._on_failed = on_preview, on_failed
        self._asked: Message | None = None

    def read(self, **values: object) -> None:
        """Asks, unless the same was asked last; what cannot be asked yet is not."""
        try:
            request = self._op.request.model_validate(values)
        except ValidationError:
            return
        if request == self._asked:
            return
        self._asked = request
        gateway = self._desk.gateway
        self._desk.runner.submit(
            lambda: gateway.call(self._op, request),
            self._on_preview,
            self._failed,
            self,
            newest="preview",
        )

    def close(self) -> None:
        """Drops what is being read."""
        self._desk.runner.drop(self)

    def _failed(self, error: Exception) -> None:
        self._asked = None
        self._on_failed(error)
