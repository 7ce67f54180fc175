"""The scenes of the day in their order, a file an area."""

from __future__ import annotations

from agentview.ui.tour.scene import Scene
from agentview.ui.tour.scenes import (
    administration,
    arrival,
    calls,
    care,
    customer_import,
    customers,
    new_order,
    order_lists,
    provisioning,
    trouble,
    worklist,
)

SCENES: tuple[Scene, ...] = (
    *arrival.SCENES,
    *provisioning.SCENES,
    *customers.SCENES,
    *calls.SCENES,
    *care.SCENES,
    *order_lists.SCENES,
    *worklist.SCENES,
    *customer_import.SCENES,
    *trouble.SCENES,
    *new_order.SCENES,
    *administration.SCENES,
)
