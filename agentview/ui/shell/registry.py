"""The areas of the desktop in their order, one line each."""

from __future__ import annotations

from agentview.ui.area import Area
from agentview.ui.views import (
    provisioning,
    worklist,
)

AREAS: tuple[Area, ...] = (
    provisioning.AREA,
    worklist.AREA,
)
