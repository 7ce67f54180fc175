"""Ties the operations on restriction cases to what implements them."""

from agentview.contract import suspension_cases as contract
from agentview.services.handler import Handler, handle
from agentview.services.restriction import manual, reading

HANDLERS: tuple[Handler, ...] = (
    handle(contract.CASE, reading.case),
    handle(contract.HISTORY, reading.history),
    handle(contract.RESTRICT, manual.restrict),
    handle(contract.RESTORE, manual.restore),
)
