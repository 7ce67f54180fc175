"""Numbers, SIM cards and serial numbers as they are typed or scanned: read, checked, and not given twice."""

from sqlalchemy import select

from agentview.contract.hardware import SerialType
from agentview.core.errors import Refusal
from agentview.core.phone import e164
from agentview.core.serial import is_serial, scanned
from agentview.models.party import Provider
from agentview.models.wireless_catalogue import WirelessSetting
from agentview.models.wireless_inventory import WirelessDevice, WirelessLine
from agentview.services.unit import Unit

_ICCID = SerialType.ICCID.value


def read_number(unit: Unit, provider_id: int, typed: str) -> str | None:
    """Return a mobile number in E.164, None for what is none."""
    region = unit.caller.region or unit.session.get_one(Provider, provider_id).region
    return e164(typed, region)


def number_refusals(unit: Unit, provider_id: int, number: str | None, own_id: int = 0) -> tuple[Refusal, ...]:
    """Refuse what is no number, and one that another line of the provider has."""
    if number is None:
        return (Refusal("E-WLI-NUMBER", "number"),)
    taken = unit.session.scalars(
        select(WirelessLine.id).where(
            WirelessLine.provider_id == provider_id,
            WirelessLine.number == number,
            WirelessLine.id != own_id,
        )
    ).first()
    return (Refusal("E-WLI-NUMBER-TAKEN", "number", values={"number": number}),) if taken is not None else ()


def sim_refusals(iccid: str) -> tuple[Refusal, ...]:
    """Refuse a number of a SIM card whose check digit is wrong; none is none (R-WL-35 for SIM cards)."""
    return () if not iccid or is_serial(_ICCID, iccid) else (Refusal("E-WLI-ICCID", "iccid"),)


def serial_refusals(
    unit: Unit, provider_id: int, kind: SerialType, serial: str, own_id: int = 0
) -> tuple[Refusal, ...]:
    """Refuse a serial number that cannot be one of its kind, or that another device has.

    An IMEI has 15 digits and passes the check of Luhn (R-WL-35). UNKNOWN may be forbidden.
    """
    if not is_serial(kind.value, serial):
        return (Refusal("E-WLI-SERIAL", "serial_no", "R-WL-35", {"serial_kind": kind.value}),)
    if kind is SerialType.UNKNOWN and not _may_be_unknown(unit, provider_id):
        return (Refusal("E-WLI-SERIAL-KIND", "serial_type"),)
    taken = unit.session.scalars(
        select(WirelessDevice.id).where(
            WirelessDevice.provider_id == provider_id,
            WirelessDevice.serial_type == kind.value,
            WirelessDevice.serial_no == serial,
            WirelessDevice.id != own_id,
        )
    ).first()
    if taken is None:
        return ()
    return (Refusal("E-WLI-SERIAL-TAKEN", "serial_no", values={"serial": serial}),)


def read_serial(typed: str) -> str:
    """Return a serial number or the number of a SIM card as it is stored."""
    return scanned(typed)


def _may_be_unknown(unit: Unit, provider_id: int) -> bool:
    setting = unit.session.scalars(
        select(WirelessSetting.may_serial_be_unknown).where(WirelessSetting.provider_id == provider_id)
    ).first()
    return True if setting is None else setting
