"""Ties the operations of lines and devices to what implements them."""

from agentview.contract import wireless_devices, wireless_import, wireless_lines
from agentview.services.handler import Handler, handle, handle_anew
from agentview.services.wireless_inventory import (
    costs,
    device_saving,
    devices,
    importing,
    line_saving,
    lines,
    validation,
)

HANDLERS: tuple[Handler, ...] = (
    handle(wireless_lines.FIND, lines.find),
    handle(wireless_lines.SIZE, lines.size),
    handle(wireless_lines.VIEWS, lines.views),
    handle_anew(wireless_lines.EXPORT, lines.export),
    handle(wireless_lines.GET, lines.get),
    handle(wireless_lines.HISTORY, lines.history),
    handle(wireless_lines.COSTS, costs.costs),
    handle(wireless_lines.CONFIRM, validation.confirm),
    handle(wireless_lines.UNASSIGN, validation.unassign),
    handle(wireless_lines.CLAIM, validation.claim),
    handle(wireless_lines.SAVE, line_saving.save),
    handle(wireless_devices.FIND, devices.find),
    handle(wireless_devices.SIZE, devices.size),
    handle(wireless_devices.VIEWS, devices.views),
    handle_anew(wireless_devices.EXPORT, devices.export),
    handle(wireless_devices.GET, devices.get),
    handle(wireless_devices.HISTORY, devices.history),
    handle(wireless_devices.SPARES, devices.spares),
    handle(wireless_devices.SAVE, device_saving.save),
    handle(wireless_devices.CHECK_OUT, device_saving.check_out),
    handle(wireless_devices.CHECK_IN, device_saving.check_in),
    handle(wireless_import.CHECK_ROWS, importing.check),
    handle(wireless_import.IMPORT_ROWS, importing.import_rows),
)
