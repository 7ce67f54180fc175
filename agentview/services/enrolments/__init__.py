"""Devices in the enrolment programmes of their manufacturers (SM-4, S-21)."""

from agentview.contract import enrolment_catalogue, enrolments
from agentview.services.enrolments import agreements, bulk, commands, detail, listing, programmes
from agentview.services.handler import handle, handle_anew

HANDLERS = (
    handle(enrolments.DEVICES, listing.devices),
    handle(enrolments.SIZE, listing.size),
    handle(enrolments.VIEWS, listing.views),
    handle(enrolments.DEVICE, detail.device),
    handle(enrolments.REQUEST, commands.request),
    handle(enrolments.UNENROL, commands.unenrol),
    handle(enrolments.RESUBMIT, commands.resubmit),
    handle(enrolments.VOID, commands.void),
    handle(enrolments.RESUBMIT_MANY, bulk.resubmit_many),
    handle_anew(enrolments.EXPORT, listing.export),
    handle(enrolment_catalogue.PROGRAMMES, programmes.programmes),
    handle(enrolment_catalogue.PROGRAMME, programmes.programme),
    handle(enrolment_catalogue.ADD_PROGRAMME, programmes.add_programme),
    handle(enrolment_catalogue.EDIT_PROGRAMME, programmes.edit_programme),
    handle(enrolment_catalogue.AGREEMENTS, agreements.agreements),
    handle(enrolment_catalogue.AGREEMENT, agreements.agreement),
    handle(enrolment_catalogue.ADD_AGREEMENT, agreements.add_agreement),
    handle(enrolment_catalogue.EDIT_AGREEMENT, agreements.edit_agreement),
)
"""All handlers: one for each operation of the contract."""
