"""What time it is where the services are, so that ages are right on a computer whose clock is wrong."""

from __future__ import annotations

from datetime import datetime, timedelta

from agentview.core.clock import Clock


class ServerTime:
    """This computer's clock, put right by the moments that answers carry."""

    def __init__(self, clock: Clock) -> None:
        """Trusts this computer until the first answer."""
        self._clock = clock
        self._gap = timedelta(0)

    def hear(self, as_of: datetime) -> None:
        """Takes the moment at which an answer was made."""
        self._gap = as_of - self._clock.now()

    def now(self) -> datetime:
        """The present moment of the services, aware."""
        return self._clock.now() + self._gap
