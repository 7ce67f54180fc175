"""Knows every table: whoever needs the whole metadata imports it from here."""

from agentview.models import (
    attachment,
    batch,
    catalogue,
    contract,
    customer,
    customer_import,
    desk,
    enrolment,
    events,
    hardware,
    hardware_catalogue,
    job_run,
    migration,
    money,
    network,
    order,
    party,
    provisioning,
    subscription,
    suspension,
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
    contract,
    subscription,
    money,
    order,
    migration,
    provisioning,
    network,
    hardware_catalogue,
    hardware,
    batch,
    enrolment,
    suspension,
    work_item,
    trail,
    events,
    desk,
    job_run,
)

__all__ = ["AGGREGATES", "Base"]
