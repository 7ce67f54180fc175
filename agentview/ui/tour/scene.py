"""What a scene of the tour is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agentview.ui.tour.stage import Stage, Steps


@dataclass(frozen=True)
class Scene:
    """A part of the day: its name, and what is done in it.

    The scenes of a day follow each other in the same window: each leaves it as the next one wants it.
    """

    name: str
    play: Callable[[Stage], Steps]
