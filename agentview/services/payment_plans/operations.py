"""Ties the operations of payment plans to what implements them."""

from agentview.contract import payment_plans as contract
from agentview.services.handler import Handler, handle
from agentview.services.payment_plans.agreeing import cancel, create, preview
from agentview.services.payment_plans.listing import invoices, plans

HANDLERS: tuple[Handler, ...] = (
    handle(contract.LIST, plans),
    handle(contract.INVOICES, invoices),
    handle(contract.PREVIEW, preview),
    handle(contract.CREATE, create),
    handle(contract.CANCEL, cancel),
)
