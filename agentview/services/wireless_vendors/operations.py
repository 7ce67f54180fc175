"""Ties the operations of the administration of vendors to what implements them."""

from agentview.contract import wireless_vendors as contract
from agentview.services.handler import Handler, handle, handle_prepared
from agentview.services.wireless_vendors.checking import check_vendor
from agentview.services.wireless_vendors.vendors import save_vendor, vendors

HANDLERS: tuple[Handler, ...] = (
    handle(contract.VENDORS, vendors),
    handle(contract.SAVE_VENDOR, save_vendor),
    handle_prepared(contract.CHECK_VENDOR, check_vendor),
)
