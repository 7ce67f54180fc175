"""The automation of suspension: rounds that flag, restrict and restore by the rules, and what stops them."""

from agentview.contract import suspension_sweep as contract
from agentview.services.handler import handle
from agentview.services.suspension_sweep.breaker import confirm_run

HANDLERS = (handle(contract.CONFIRM_RUN, confirm_run),)
