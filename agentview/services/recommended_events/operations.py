"""Ties the operations of the recommended set to what implements them."""

from agentview.contract import events as contract
from agentview.services.handler import Handler, handle
from agentview.services.recommended_events import setting_up

HANDLERS: tuple[Handler, ...] = (
    handle(contract.RECOMMENDED, setting_up.recommended),
    handle(contract.APPLY_RECOMMENDED, setting_up.apply_recommended),
)
