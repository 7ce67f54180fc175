"""Who carries the steps of a batch out."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from agentview.services.unit import Unit

T = TypeVar("T")


class Acting(Protocol):
    """Who carries the steps out: the services in this process, for one provider."""

    def act(self, work: Callable[[Unit], T]) -> T:
        """Do something in a transaction of its own."""
        ...
