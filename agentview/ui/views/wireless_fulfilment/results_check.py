"""What is told of a result while it is typed or scanned; imports no Qt widgets."""

from __future__ import annotations

from dataclasses import dataclass

from agentview.contract.hardware import SerialType
from agentview.core.serial import is_serial, scanned
from agentview.ui.views.wireless_fulfilment.words import word

IMEI_DIGITS = 15
_SHORTEST_ICCID, _LONGEST_ICCID = 18, 20
_CHECKED = {
    SerialType.IMEI: (IMEI_DIGITS, IMEI_DIGITS),
    SerialType.ICCID: (_SHORTEST_ICCID, _LONGEST_ICCID),
}
"""So many digits a number with a check digit has."""


@dataclass(frozen=True)
class Told:
    """What is said beside a field; `is_wrong`: it cannot become right by typing on."""

    text: str = ""
    is_wrong: bool = False


def check(kind: SerialType, typed: str) -> Told:
    """Say how far a number is, and whether its check digit fits (R-WL-35); the services judge it once more.

    Kinds without a check digit are only told off for what no serial number has.
    """
    number = scanned(typed)
    if not number or is_serial(kind.value, number):
        is_checked = bool(number) and kind in _CHECKED
        return (
            Told(_counted(word("\u2713 {count} digits, the check digit fits"), number))
            if is_checked
            else Told()
        )
    if kind not in _CHECKED:
        return Told(word("A serial number has no such signs"), True)
    if not (number.isascii() and number.isdigit()):
        return Told(word("Only digits belong here"), True)
    return _told_of_digits(number, *_CHECKED[kind])


def _told_of_digits(number: str, least: int, most: int) -> Told:
    """What is told of digits that are no number of their kind yet."""
    if len(number) < least:
        told = (
            word("{count} of {most} digits") if least == most else word("{count} of {least} to {most} digits")
        )
        return Told(_counted(told, number, least, most))
    if len(number) > most:
        return Told(_counted(word("More than {most} digits"), number, least, most), True)
    return Told(word("The check digit does not fit: scan or type it again"), True)


def _counted(told: str, number: str, least: int = 0, most: int = 0) -> str:
    counted = told.replace("{count}", str(len(number)))
    return counted.replace("{least}", str(least)).replace("{most}", str(most))
