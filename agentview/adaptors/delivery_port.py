"""What becomes of a message that is handed to a server: taken, refused, not now, or nobody knows."""

from dataclasses import dataclass
from typing import TypeAlias

from agentview.contract.delivery import DeliveryFault
from agentview.core.text import clean

_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class Accepted:
    """The server has taken the message; `proof` is what it said."""

    proof: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The server will never take this message; `text` is why."""

    text: str


@dataclass(frozen=True, slots=True)
class NotNow:
    """The server has certainly not taken the message; later it may."""

    fault: DeliveryFault
    text: str = ""

    @property
    def is_for_all(self) -> bool:
        """Say whether it lies with the server: other messages would fare no better now."""
        return self.fault is not DeliveryFault.REFUSED


@dataclass(frozen=True, slots=True)
class Unknown:
    """The message went out and no answer came back: it may have been taken, or not."""


Answer: TypeAlias = Accepted | Refused | NotNow | Unknown


def said(text: str | bytes) -> str:
    """Return what a server said as it is kept: cleaned, and not longer than a proof may be."""
    plain = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return clean(plain)[:_LONGEST]
