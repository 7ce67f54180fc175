"""Keeps the person's claims alive while they work, on whatever screen they are (D-18); imports no Qt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from agentview.contract.provisioning import RENEW, Acted, QueueRow, TaskRef
from agentview.core.errors import Rejected
from agentview.ui.navigation import Desk
from agentview.ui.views.provisioning.row_facts import is_mine

EVERY = timedelta(minutes=1)
MOST = 50


class Leases:
    """Renews every claim that it knows of, at most once a minute, and only after activity."""

    def __init__(
        self,
        desk: Desk,
        on_renewed: Callable[[int], None],
        on_lost: Callable[[int], None],
    ) -> None:
        """`on_renewed(task)` and `on_lost(task)` tell what came of it."""
        self._desk, self._on_renewed, self._on_lost = desk, on_renewed, on_lost
        self._held: set[int] = set()
        self._renewed_at = desk.clock.now()
        self._was_active = False

    @property
    def held(self) -> frozenset[int]:
        """The tasks that are kept."""
        return frozenset(self._held)

    def see(self, row: QueueRow) -> None:
        """Learns from a row whether its task is the person's."""
        if is_mine(row, self._desk.person.user_id):
            if len(self._held) < MOST:
                self._held.add(row.task_id)
        else:
            self._held.discard(row.task_id)

    def note_activity(self) -> None:
        """Notes that the person did something."""
        self._was_active = True

    def tick(self) -> None:
        """Renews if a minute has gone by and the person was active in it."""
        now = self._desk.clock.now()
        if not self._was_active or not self._held or now - self._renewed_at < EVERY:
            return
        self._renewed_at, self._was_active = now, False
        for task_id in tuple(self._held):
            self._renew(task_id)

    def close(self) -> None:
        """Stops; the claims end by themselves."""
        self._held.clear()
        self._desk.runner.drop(self)

    def _renew(self, task_id: int) -> None:
        gateway = self._desk.gateway

        def renewed(_acted: Acted) -> None:
            if task_id in self._held:
                self._on_renewed(task_id)

        def failed(error: Exception) -> None:
            if isinstance(error, Rejected) and task_id in self._held:
                self._held.discard(task_id)
                self._on_lost(task_id)

        self._desk.runner.submit(
            lambda: gateway.call(RENEW, TaskRef(task_id=task_id)), renewed, failed, self, newest=str(task_id)
        )
