"""Ties the operations of hardware orders to their functions; no answer is kept, for it shows a delivery."""

from agentview.contract import hardware_orders as contract
from agentview.services.handler import Handler, handle, handle_anew, handle_recalled
from agentview.services.hardware_orders.cancelling import cancel
from agentview.services.hardware_orders.deliveries import reveal, set_delivery
from agentview.services.hardware_orders.describe import get, mark_of, told_again
from agentview.services.hardware_orders.drafts import add_line, change_line, remove_line, start
from agentview.services.hardware_orders.fraud import override_fraud, recheck_fraud
from agentview.services.hardware_orders.generating import generate
from agentview.services.hardware_orders.history import history
from agentview.services.hardware_orders.mending import close, retry
from agentview.services.hardware_orders.returns import return_line

HANDLERS: tuple[Handler, ...] = (
    handle(contract.GET, get),
    handle(contract.HISTORY, history),
    handle_recalled(contract.START, start, mark_of, told_again),
    handle_recalled(contract.ADD_LINE, add_line, mark_of, told_again),
    handle_recalled(contract.CHANGE_LINE, change_line, mark_of, told_again),
    handle_recalled(contract.REMOVE_LINE, remove_line, mark_of, told_again),
    handle_recalled(contract.SET_DELIVERY, set_delivery, mark_of, told_again),
    handle_recalled(contract.GENERATE, generate, mark_of, told_again),
    handle_recalled(contract.CANCEL, cancel, mark_of, told_again),
    handle_recalled(contract.RECHECK_FRAUD, recheck_fraud, mark_of, told_again),
    handle_recalled(contract.OVERRIDE_FRAUD, override_fraud, mark_of, told_again),
    handle_recalled(contract.RETRY, retry, mark_of, told_again),
    handle_recalled(contract.CLOSE, close, mark_of, told_again),
    handle_recalled(contract.RETURN_LINE, return_line, mark_of, told_again),
    handle_anew(contract.REVEAL, reveal),
)
