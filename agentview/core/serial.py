"""Serial numbers of devices and SIM cards: their shapes and check digits."""

import re

from stdnum import luhn

_CHECKED = {"IMEI": re.compile(r"[0-9]{15}"), "ICCID": re.compile(r"89[0-9]{16,18}")}
_OTHER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,39}")


def scanned(text: str) -> str:
    """Return an identifier as a barcode gives it or somebody types it: without blanks, in capitals."""
    return "".join(text.split()).upper()


def is_serial(kind: str, number: str) -> bool:
    """Say whether a serial number can be one of its kind; IMEI and ICCID bear a check digit (Luhn)."""
    shape = _CHECKED.get(kind)
    if shape is None:
        return _OTHER.fullmatch(number) is not None
    return shape.fullmatch(number) is not None and luhn.is_valid(number)
