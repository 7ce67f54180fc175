"""Which orders are still under way: a person or the carrier's platform has something left to do for them."""

from sqlalchemy import ColumnElement, exists, or_

from agentview.models.network import NetworkRequest
from agentview.models.order import Order
from agentview.models.provisioning import ProvisioningTask
from agentview.services.network.lifecycle import UNSETTLED

_OPEN = ("OPEN", "HALTED")


def is_under_way() -> ColumnElement[bool]:
    """Say of `Order` whether a task or a request of it is open; one that is carried out holds nothing up."""
    return or_(
        exists().where(ProvisioningTask.order_id == Order.id, ProvisioningTask.bucket.in_(_OPEN)),
        exists().where(NetworkRequest.order_id == Order.id, NetworkRequest.status.in_(UNSETTLED)),
    )
