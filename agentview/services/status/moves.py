"""Which packages an open migration leaves, and which it begins; one task stands for all their services."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agentview.core.reference import Prefix, reference
from agentview.models.migration import Migration
from agentview.services.status.facts import MovingView, TaskView


@dataclass(frozen=True, slots=True)
class Moves:
    """Open migrations by the package that is left, and by the one that is to come."""

    left: Mapping[int, MovingView]
    begun: Mapping[int, MovingView]

    def begun_by(self, package_id: int) -> tuple[TaskView, ...]:
        """Return the task that a package to come waits for."""
        moving = self.begun.get(package_id)
        return (moving.task,) if moving is not None and moving.task is not None else ()


def moves_of(migrations: Sequence[Migration], tasks: Mapping[int | None, TaskView]) -> Moves:
    """Return open migrations with their tasks, which are given by order."""
    left: dict[int, MovingView] = {}
    begun: dict[int, MovingView] = {}
    for row in migrations:
        if row.effective_on is None or row.winning_ps_id is None:
            continue
        number = reference(Prefix.MIGRATION, row.order_id)
        left[row.losing_ps_id] = MovingView(number, row.effective_on, tasks.get(row.order_id))
        begun[row.winning_ps_id] = left[row.losing_ps_id]
    return Moves(left, begun)
