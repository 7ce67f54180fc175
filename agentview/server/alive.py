"""Lets the service manager know that the server answers, and from then on that it does not hang."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from agentview.core import service_manager


@asynccontextmanager
async def known_alive(_app: object) -> AsyncIterator[None]:
    """Say that the server is ready; while it runs, its own loop says that it still turns."""
    service_manager.tell(service_manager.READY)
    seconds = service_manager.beat_seconds()
    beating = None if seconds is None else asyncio.create_task(_beat(seconds))
    try:
        yield
    finally:
        if beating is not None:
            beating.cancel()
            with suppress(asyncio.CancelledError):
                await beating


async def _beat(seconds: float) -> None:
    while True:
        service_manager.tell(service_manager.ALIVE)
        await asyncio.sleep(seconds)
