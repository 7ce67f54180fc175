"""Ties the operations of transfers to what implements them."""

from agentview.contract import transfers as contract
from agentview.services.handler import handle
from agentview.services.transfers.owner import change_owner, preview_owner
from agentview.services.transfers.upgrade import plans, preview_upgrade, upgrade

HANDLERS = (
    handle(contract.PREVIEW_OWNER, preview_owner),
    handle(contract.CHANGE_OWNER, change_owner),
    handle(contract.PLANS, plans),
    handle(contract.PREVIEW_UPGRADE, preview_upgrade),
    handle(contract.UPGRADE, upgrade),
)
