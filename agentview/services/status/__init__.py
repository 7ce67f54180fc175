"""Service status: why services do not work, from the rules that the services enforce (S-24)."""

from agentview.contract import status as contract
from agentview.services.handler import handle
from agentview.services.status.report import services

HANDLERS = (handle(contract.SERVICES, services),)
