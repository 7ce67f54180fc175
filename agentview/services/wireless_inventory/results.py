"""What carriers and warehouses gave for an order: what its completion writes into the inventory."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Results:
    """The number of the line, the serial number of the device, the SIM; "" is what was not given."""

    number: str = ""
    serial_type: str = ""
    serial_no: str = ""
    iccid: str = ""


NO_RESULTS = Results()
"""Of an order that completes without anybody outside."""
