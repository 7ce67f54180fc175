"""The areas of the desktop in their order, one line each."""

from __future__ import annotations

from agentview.ui.area import Area
from agentview.ui.views import (
    administration,
    customers,
    enrolment,
    events,
    hardware,
    jobs,
    migrations,
    orders,
    provisioning,
    stock,
    suspension,
    wireless,
    wireless_approvals,
    wireless_fulfilment,
    wireless_policies,
    worklist,
)

AREAS: tuple[Area, ...] = (
    customers.AREA,
    orders.AREA,
    provisioning.AREA,
    worklist.AREA,
    migrations.AREA,
    hardware.make_area((stock.AREA, enrolment.AREA)),
    wireless.make_area((wireless_approvals.AREA, wireless_fulfilment.AREA, *wireless_policies.PAGES)),
    suspension.AREA,
    events.AREA,
    jobs.AREA,
    administration.AREA,
)
"""In the order of the rail: what callers ask for first, then the work that waits, then keeping the house."""
