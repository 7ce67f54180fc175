"""The one place from which hardware orders wake the job that sends them to their warehouses."""

from agentview.services.unit import Unit

SALES_ORDER_REQUEST = "sales_order_request"
"""The job that has deliveries checked and writes the files for warehouses."""


def wake_sales_orders(unit: Unit, provider_id: int) -> None:
    """Have the Sales Order Request job of a provider look for orders once this transaction is over (R-HW-07).

    Asked last: others who ask for the same round wait for the end of this transaction.
    """
    unit.enqueue(SALES_ORDER_REQUEST, provider_id=provider_id)
