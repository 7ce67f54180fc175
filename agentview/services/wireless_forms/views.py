"""Reads from rows what eligibility asks of lines and devices."""

from agentview.contract.wireless import DeviceStatus, DeviceType, LineStatus
from agentview.models.wireless_catalogue import WirelessModel, WirelessVendor
from agentview.models.wireless_inventory import WirelessDevice, WirelessLine
from agentview.services.wireless_forms.eligibility import DeviceView, LineView


def line_view(line: WirelessLine, vendor: WirelessVendor, device: WirelessDevice | None) -> LineView:
    """Return what is asked of a line with its carrier and the device in use on it."""
    return LineView(
        status=LineStatus(line.status),
        disconnected_on=line.disconnected_on,
        reactivation_limit_days=vendor.reactivation_limit_days,
        vendor_code=vendor.code,
        device_status=None if device is None else DeviceStatus(device.status),
        device_type=None if device is None else DeviceType(device.device_type),
    )


def device_view(device: WirelessDevice, model: WirelessModel | None) -> DeviceView:
    """Return what is asked of a device with its model in the catalogue, where that is known."""
    holders = (device.line_id, device.employee_id, device.checked_out_to)
    return DeviceView(
        status=DeviceStatus(device.status),
        owned_since=device.owned_since,
        warranty_months=device.warranty_months,
        is_free=all(holder is None for holder in holders),
        vendor_codes=() if model is None else tuple(model.vendor_codes),
    )
