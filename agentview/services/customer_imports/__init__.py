"""Customers that come in from a file and go out into one."""

from agentview.contract import customer_imports as contract
from agentview.services.customer_imports import exporting, lifetime, putting, taking_back
from agentview.services.handler import handle, handle_anew

HANDLERS = (
    handle(contract.BEGIN, lifetime.begin),
    handle(contract.CHECK, putting.check),
    handle(contract.PUT, putting.put),
    handle(contract.FINISH, lifetime.finish),
    handle(contract.STATUS, lifetime.status),
    handle(contract.IMPORTS, lifetime.imports),
    handle(contract.REJECTS, lifetime.rejects),
    handle(contract.TAKE_BACK, taking_back.take_back),
    handle_anew(contract.EXPORT, exporting.export),
)
