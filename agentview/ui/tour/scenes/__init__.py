"""The scenes of the day in their order, a file an area."""

from __future__ import annotations

from agentview.ui.tour.scene import Scene
from agentview.ui.tour.scenes import arrival, provisioning, trouble, worklist

SCENES: tuple[Scene, ...] = (
    *arrival.SCENES,
    *provisioning.SCENES,
    *worklist.SCENES,
    *trouble.SCENES,
)
