"""What a completed order changes of lines, devices and stipends (5.4): one row for each type."""

from agentview.models.wireless_order import WirelessOrder
from agentview.services.unit import Unit
from agentview.services.wireless_inventory.results import Results


def complete(unit: Unit, order: WirelessOrder, results: Results) -> None:
    """Change what the order was about; the order itself is left to who completes it."""
    _ = unit, order, results
