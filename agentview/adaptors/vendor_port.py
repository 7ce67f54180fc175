"""A vendor that takes wireless orders, as AgentView needs it (docs/vendor-orders.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol, TypeAlias


class VendorState(StrEnum):
    """How far a vendor is with an order."""

    RECEIVED = "RECEIVED"
    ACCEPTED = "ACCEPTED"
    COMPLETE = "COMPLETE"
    FAILED = "FAILED"


@dataclass(frozen=True, slots=True)
class VendorOrder:
    """What a vendor is asked to do. The same reference is the same order, however often it comes."""

    reference: str
    body: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """What a vendor says of an order; "" and None are what it does not say."""

    state: VendorState
    vendor_order_no: str = ""
    due_on: date | None = None
    service_number: str = ""
    serial_type: str = ""
    serial_no: str = ""
    iccid: str = ""
    carrier: str = ""
    tracking_no: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class NotKnown:
    """The vendor never received this reference: it may be sent."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody knows: no answer came, or none that can be read. It must be asked again."""

    text: str = ""


Outcome: TypeAlias = Told | Unknown
Answer: TypeAlias = Outcome | NotKnown


class Vendor(Protocol):
    """Takes orders. Calls may take long and raise nothing expected; one thread uses it at a time."""

    def place(self, order: VendorOrder) -> Outcome:
        """Hand an order over."""
        ...

    def ask(self, reference: str) -> Answer:
        """Ask what became of an order that was sent earlier."""
        ...

    def close(self) -> None:
        """Let the connection go."""
        ...
