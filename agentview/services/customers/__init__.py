"""Customers: what they have, what was said and what happened; added, edited, and their contacts and notes."""

from agentview.contract import charges as charge_contract
from agentview.contract import customers as contract
from agentview.services.customers import charges, contacts, create, detail, edit, edit_service, notes, orders
from agentview.services.customers.service import service
from agentview.services.customers.timeline import timeline
from agentview.services.handler import handle, handle_anew

HANDLERS = (
    handle(contract.CUSTOMER, detail.customer),
    handle(contract.TIMELINE, timeline),
    handle(contract.ORDERS, orders.orders),
    handle(charge_contract.CHARGES, charges.charges),
    handle_anew(charge_contract.CHARGES_EXPORT, charges.export),
    handle(contract.NOTES, notes.notes),
    handle(contract.SERVICE, service),
    handle(contract.CHOICES, detail.choices),
    handle(contract.CREATE, create.create),
    handle(contract.EDIT, edit.edit),
    handle(contract.ADD_CONTACT, contacts.add_contact),
    handle(contract.EDIT_CONTACT, contacts.edit_contact),
    handle(contract.REMOVE_CONTACT, contacts.remove_contact),
    handle_anew(contract.REVEAL_CONTACT, contacts.reveal_contact),
    handle(contract.ADD_NOTE, notes.add_note),
    handle(contract.END_ALERT, notes.end_alert),
    handle(contract.EDIT_SERVICE, edit_service.edit_service),
)
