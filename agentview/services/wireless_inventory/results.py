"""What carriers and warehouses gave for an order: what its completion writes into the inventory."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """The serial number of one device."""

    serial_type: str
    serial_no: str


@dataclass(frozen=True, slots=True)
class Results:
    """The number of the line, the serial number of the device, the SIM; "" is what was not given.

    `more`: the devices beside the first one, where several were ordered.
    """

    number: str = ""
    serial_type: str = ""
    serial_no: str = ""
    iccid: str = ""
    more: tuple[Piece, ...] = ()


NO_RESULTS = Results()
"""Of an order that completes without anybody outside."""
