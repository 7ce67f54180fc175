"""The scenes of the day in their order, a file an area."""

from __future__ import annotations

from agentview.ui.tour.scene import Scene
from agentview.ui.tour.scenes import (
    administration,
    arrival,
    calls,
    care,
    contracts,
    credit,
    customer_import,
    customers,
    enrolment,
    hardware,
    hardware_admin,
    jobs,
    migration_queue,
    migrations,
    new_order,
    order_lists,
    provisioning,
    stock,
    suspension,
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
    *migrations.SCENES,
    *contracts.SCENES,
    *migration_queue.SCENES,
    *hardware.SCENES,
    *hardware_admin.SCENES,
    *jobs.SCENES,
    *stock.SCENES,
    *enrolment.SCENES,
    *credit.SCENES,
    *suspension.SCENES,
)
