"""Ties the operations of fulfilment to what implements them."""

from agentview.contract import wireless_fulfilment as contract
from agentview.services.handler import Handler, handle, handle_anew
from agentview.services.wireless_fulfilment import commands, describe, queue

HANDLERS: tuple[Handler, ...] = (
    handle(contract.GET, describe.get),
    handle(contract.SUBMIT, commands.submit),
    handle(contract.ACCEPT, commands.accept),
    handle(contract.RECORD, commands.record),
    handle(contract.COMPLETE, commands.complete),
    handle(contract.FAIL, commands.fail),
    handle(contract.FIND, queue.find),
    handle(contract.VIEWS, queue.views),
    handle(contract.SIZE, queue.size),
    handle_anew(contract.EXPORT, queue.export),
    handle(contract.VENDORS, queue.vendors),
)
