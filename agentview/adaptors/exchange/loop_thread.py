"""A thread that runs coroutines for callers who wait for them, never longer than they said."""

import asyncio
import concurrent.futures
from collections.abc import Callable, Coroutine
from contextlib import suppress
from threading import Thread
from typing import TypeVar

_Value = TypeVar("_Value")
_MARGIN = 5.0
_TURNS = 5


class LoopThread:
    """An event loop of its own."""

    def __init__(self) -> None:
        """Start the thread; it ends with the process, or with `close`."""
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="exchange", daemon=True)
        self._thread.start()

    def run(self, work: Coroutine[object, object, _Value], seconds: float) -> _Value:
        """Return what `work` returns. Raises TimeoutError where it takes longer."""
        future = asyncio.run_coroutine_threadsafe(asyncio.wait_for(work, seconds), self._loop)
        try:
            return future.result(seconds + _MARGIN)
        except concurrent.futures.TimeoutError:
            future.cancel()
            raise TimeoutError from None

    def call(self, function: Callable[[], object]) -> None:
        """Have a function called by the thread, without waiting for it."""
        self._loop.call_soon_threadsafe(function)

    def close(self) -> None:
        """End what still runs, and the thread."""
        if not self._loop.is_closed():
            with suppress(TimeoutError):
                asyncio.run_coroutine_threadsafe(_end_all(), self._loop).result(_MARGIN)
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(_MARGIN)
            self._loop.close()


async def _end_all() -> None:
    """Cancel what runs; connections close in the turns of the loop after that."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
    for _ in range(_TURNS):
        await asyncio.sleep(0)
