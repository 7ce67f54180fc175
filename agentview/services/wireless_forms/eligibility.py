"""For which lines, devices and people a type of order is possible, with every reason why not: pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from agentview.contract.wireless import (
    REACTIVATION_LIMIT_DAYS,
    WARRANTY_MONTHS,
    DeviceStatus,
    DeviceType,
    LineStatus,
    OrderType,
)
from agentview.contract.wireless_catalogue import Need
from agentview.contract.wireless_forms import Fault
from agentview.core.errors import Refusal
from agentview.services.contracts.rules import months_later
from agentview.services.wireless_forms.definition import Definition
from agentview.services.wireless_forms.definitions import CONFLICTS

CLOSED = frozenset({DeviceStatus.UNCONFIRMED_PENDING, DeviceStatus.RETIRED_DISPOSED})
"""Devices for which nothing can be ordered (R-WL-01)."""
SMART = frozenset({DeviceType.SMARTPHONE, DeviceType.TABLET})


@dataclass(frozen=True, slots=True)
class LineView:
    """What is asked of a line: its state, and the device that is in use on it, if there is one."""

    status: LineStatus
    disconnected_on: date | None = None
    reactivation_limit_days: int = REACTIVATION_LIMIT_DAYS
    vendor_code: str = ""
    device_status: DeviceStatus | None = None
    device_type: DeviceType | None = None


@dataclass(frozen=True, slots=True)
class DeviceView:
    """What is asked of a device. `is_free`: nobody has it, and no line. No vendor codes: it fits all."""

    status: DeviceStatus
    owned_since: date
    warranty_months: int = WARRANTY_MONTHS
    is_free: bool = True
    vendor_codes: tuple[str, ...] = ()


def line_refusals(definition: Definition, line: LineView, today: date) -> tuple[Refusal, ...]:
    """Return why a type is not possible for a line (R-WL-01, R-WL-04, R-WL-06, R-WL-07)."""
    if definition.line is Need.NONE:
        return ()
    found = []
    if line.status not in definition.line_statuses:
        values = {"state": line.status.value}
        found.append(Refusal("E-WL-LINE-STATE", "line_id", "R-WL-06", {**values}))
    if line.device_status in CLOSED:
        found.append(_closed(line.device_status, "line_id"))
    if definition.type is OrderType.FEATURES and line.device_type not in SMART:
        found.append(Refusal("E-WL-NOT-SMART", "line_id", "R-WL-07"))
    if definition.type is OrderType.RESTORE and line.status is LineStatus.INACTIVE:
        found += _too_late(line, today)
    return tuple(found)


def device_refusals(
    definition: Definition, device: DeviceView, today: date, vendor_code: str = ""
) -> tuple[Refusal, ...]:
    """Return why a type is not possible for a device (R-WL-01, R-WL-02, R-WL-14)."""
    if definition.device is Need.NONE:
        return ()
    if device.status in CLOSED:
        return (_closed(device.status, "device_id"),)
    found = []
    if device.status not in definition.device_statuses:
        values = {"state": device.status.value}
        rule = "R-WL-14" if definition.is_spare else "SM-6"
        found.append(Refusal("E-WL-DEVICE-STATE", "device_id", rule, {**values}))
    if definition.is_spare and not device.is_free:
        found.append(Refusal("E-WL-DEVICE-TAKEN", "device_id", "R-WL-14"))
    if vendor_code and device.vendor_codes and vendor_code not in device.vendor_codes:
        found.append(Refusal("E-WL-DEVICE-CARRIER", "device_id", "R-WL-14", {"carrier": vendor_code}))
    if definition.type is OrderType.WARRANTY_REPLACEMENT:
        found += _out_of_warranty(device, today)
    return tuple(found)


def person_refusals(definition: Definition, *, has_stipend: bool, is_active: bool) -> tuple[Refusal, ...]:
    """Return why a type is not possible for a person: not there any more, or a stipend (not) running."""
    found = []
    if not is_active:
        found.append(Refusal("E-WL-PERSON-LEFT", "beneficiary_id", "SM-6"))
    if definition.type is OrderType.STIPEND_ENROL and has_stipend:
        found.append(Refusal("E-WL-STIPEND", "beneficiary_id", "SM-6"))
    if definition.type is OrderType.STIPEND_REMOVE and not has_stipend:
        found.append(Refusal("E-WL-NO-STIPEND", "beneficiary_id", "SM-6"))
    return tuple(found)


def conflict_refusals(
    definition: Definition, open_orders: Collection[tuple[OrderType, str]], field: str
) -> tuple[Refusal, ...]:
    """Return the open orders that stand against another one on the same line or device (R-WL-34)."""
    return tuple(
        Refusal("E-WL-ORDER-OPEN", field, "R-WL-34", {"order": reference, "order_type": kind.value})
        for kind, reference in open_orders
        if kind in CONFLICTS[definition.type]
    )


def fault_refusals(fault: str) -> tuple[Refusal, ...]:
    """Refuse a warranty replacement for a fault that no warranty covers, and offer Upgrade (R-WL-02)."""
    if fault in {Fault.PHYSICAL.value, Fault.LIQUID.value, Fault.BATTERY.value}:
        return (Refusal("E-WL-WARRANTY-FAULT", "fields/FAULT", "R-WL-02", {"fault": fault}),)
    return ()


def _closed(status: DeviceStatus | None, field: str) -> Refusal:
    return Refusal("E-WL-DEVICE-CLOSED", field, "R-WL-01", {"state": status.value if status else ""})


def _too_late(line: LineView, today: date) -> tuple[Refusal, ...]:
    """Refuse to restore a line that ended longer ago than its carrier takes back (R-WL-04)."""
    limit = line.reactivation_limit_days
    if line.disconnected_on is None or (today - line.disconnected_on).days <= limit:
        return ()
    return (Refusal("E-WL-RESTORE-LATE", "line_id", "R-WL-04", {"days": limit}),)


def _out_of_warranty(device: DeviceView, today: date) -> tuple[Refusal, ...]:
    """Refuse a device that is owned longer than its warranty lasts, and offer Upgrade (R-WL-02)."""
    months = device.warranty_months
    if today <= months_later(device.owned_since, months):
        return ()
    return (Refusal("E-WL-WARRANTY-OVER", "device_id", "R-WL-02", {"months": months}),)
