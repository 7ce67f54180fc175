"""Knows every table: whoever needs the whole metadata imports it from here."""

from agentview.models import (
    attachment,
    catalogue,
    customer,
    customer_import,
    desk,
    money,
    network,
    order,
    party,
    provisioning,
    subscription,
    trail,
    work_item,
)
from agentview.models.base import Base

AGGREGATES = (
    party,
    customer,
    customer_import,
    attachment,
    catalogue,
    subscription,
    money,
    order,
    provisioning,
    network,
    work_item,
    trail,
    desk,
)

__all__ = ["AGGREGATES", "Base"]
