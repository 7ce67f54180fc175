"""Ties the operations on messages and their delivery to what implements them."""

from agentview.contract import delivery
from agentview.contract import notifications as contract
from agentview.services.handler import Handler, handle, handle_anew, handle_prepared
from agentview.services.notifications import listing, setting, stored_copy
from agentview.services.notifications.trial import try_delivery

HANDLERS: tuple[Handler, ...] = (
    handle(contract.NOTIFICATIONS, listing.notifications),
    handle(contract.SIZE, listing.size),
    handle(contract.VIEWS, listing.views),
    handle_anew(contract.EXPORT, listing.export),
    handle(contract.NOTIFICATION, stored_copy.notification),
    handle(contract.RESEND, stored_copy.resend),
    handle(delivery.SETTINGS, setting.settings),
    handle(delivery.SET_SETTINGS, setting.set_settings),
    handle_prepared(delivery.TEST, try_delivery),
)
