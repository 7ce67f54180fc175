"""Opens the approval of a submitted order: without a policy nobody has to approve it (R-WL-17)."""

from agentview.contract.wireless import WirelessStatus
from agentview.contract.wireless_orders import WirelessCommand
from agentview.models.wireless_order import WirelessOrder
from agentview.services.unit import Unit
from agentview.services.wireless_forms.matter import tell


def open_round(unit: Unit, order: WirelessOrder) -> None:
    """Leave a submitted order APPROVED."""
    old, order.status = order.status, WirelessStatus.APPROVED.value
    tell(unit, order, WirelessCommand.FINISH_APPROVAL.value, old=old, new=order.status)
