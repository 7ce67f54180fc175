"""Ties the operations of contracts to what implements them."""

from agentview.contract import contracts as contract
from agentview.services.handler import Handler, handle
from agentview.services.package_contracts import commands

HANDLERS: tuple[Handler, ...] = (
    handle(contract.CONTRACT, commands.contract),
    handle(contract.BREAK_OUT, commands.break_out),
    handle(contract.ADD, commands.add),
    handle(contract.EDIT_DISCOUNT, commands.edit_discount),
)
