"""The areas of the desktop in their order, one line each."""

from __future__ import annotations

from agentview.ui.area import Area
from agentview.ui.views import (
    administration,
    customers,
    orders,
    provisioning,
    worklist,
)

AREAS: tuple[Area, ...] = (
    customers.AREA,
    orders.AREA,
    provisioning.AREA,
    worklist.AREA,
    administration.AREA,
)
"""In the order of the rail: what callers ask for first, then the work that waits, then keeping the house."""
