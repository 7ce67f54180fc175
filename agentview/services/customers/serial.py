"""Serial numbers of handsets and SIM cards: read as typed, and checked by their check digit."""

import re
from collections.abc import Sequence

from agentview.contract.customers import Serial, SerialKind
from agentview.core.errors import Refusal
from agentview.core.serial import is_serial
from agentview.core.text import digits

_BLANKS = re.compile(r"[\s./-]")


def compact(serial: Serial) -> str:
    """Return the digits of a serial number; of what holds anything else, the text without blanks.

    A SIM card of 19 digits is padded with an F.
    """
    bare = _BLANKS.sub("", serial.serial_no)
    if serial.kind is SerialKind.ICCID:
        bare = bare.removesuffix("F").removesuffix("f")
    read = digits(bare)
    return read if len(read) == len(bare) else bare


def serial_refusals(serials: Sequence[Serial]) -> tuple[Refusal, ...]:
    """Refuse what is no serial number of its kind, and what stands there twice."""
    found = []
    seen: set[tuple[SerialKind, str]] = set()
    for at, serial in enumerate(serials):
        number = compact(serial)
        field = f"serials.{at}"
        if not is_serial(serial.kind.value, number):
            found.append(Refusal("E-SERIAL", field, values={"serial": serial.kind.value}))
        elif (serial.kind, number) in seen:
            found.append(Refusal("E-SERIAL-TWICE", field, values={"serial": serial.kind.value}))
        seen.add((serial.kind, number))
    return tuple(found)
