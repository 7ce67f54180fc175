"""Ties the operations of wireless orders and their catalogue to what implements them.

No answer that shows an order is kept: what was typed stands with its order, and nowhere else.
"""

from agentview.contract import wireless_catalogue, wireless_forms, wireless_orders
from agentview.services.handler import Handler, handle, handle_anew, handle_recalled
from agentview.services.wireless_forms import configuring
from agentview.services.wireless_orders import choosing, drafts, ending, finding, history, listing, submitting
from agentview.services.wireless_orders.describe import get, mark_of, told_again

_O, _C, _F = wireless_orders, wireless_catalogue, wireless_forms
HANDLERS: tuple[Handler, ...] = (
    handle(_C.COMPANIES, finding.companies),
    handle(_C.TYPES, choosing.types),
    handle(_C.LINES, finding.lines),
    handle(_C.DEVICES, finding.devices),
    handle(_C.PEOPLE, finding.people),
    handle(_C.VENDORS, choosing.vendors),
    handle(_C.OFFERS, choosing.choices),
    handle(_C.FORM, choosing.form),
    handle(_F.FORM_TYPES, configuring.types),
    handle(_F.FORM_CONFIG, configuring.config),
    handle(_F.SAVE_FIELD, configuring.save_field),
    handle(_F.RESET_FIELD, configuring.reset_field),
    handle(_F.TRY_FIELD, configuring.try_field),
    handle_anew(_F.EXPORT, configuring.export),
    handle(_O.GET, get),
    handle(_O.HISTORY, history.history),
    handle(_O.FIND, listing.find),
    handle(_O.SIZE, listing.size),
    handle(_O.VIEWS, listing.views),
    handle_anew(_O.EXPORT, listing.export),
    handle_recalled(_O.START, drafts.start, mark_of, told_again),
    handle_recalled(_O.EDIT, drafts.edit, mark_of, told_again),
    handle_recalled(_O.CONFIRM, drafts.confirm, mark_of, told_again),
    handle_recalled(_O.SUBMIT, submitting.submit, mark_of, told_again),
    handle_recalled(_O.DISCARD, drafts.discard, mark_of, told_again),
    handle_recalled(_O.CANCEL, ending.cancel, mark_of, told_again),
    handle_recalled(_O.RESUBMIT, ending.resubmit, mark_of, told_again),
    handle_anew(_O.REVEAL, history.reveal),
)
