"""The scenes of the day in their order, a file an area."""

from __future__ import annotations

from agentview.ui.tour.scene import Scene
from agentview.ui.tour.scenes import (
    administration,
    arrival,
    care,
    customers,
    new_order,
    order_lists,
    provisioning,
    trouble,
)

SCENES: tuple[Scene, ...] = (
    *arrival.SCENES,
    *provisioning.SCENES,
    *customers.SCENES,
    *administration.SCENES,
    *care.SCENES,
    *order_lists.SCENES,
    *trouble.SCENES,
    *new_order.SCENES,
)
