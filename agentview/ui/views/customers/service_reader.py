"""Reads the provisioning log of the service that is chosen; imports no Qt."""

from __future__ import annotations

from collections.abc import Callable

from agentview.contract.customers import SERVICE, ServiceDetail, ServiceRef
from agentview.ui.navigation import Desk


class ServiceReader:
    """Reads one service at a time; the newest choice wins."""

    def __init__(
        self,
        desk: Desk,
        show: Callable[[ServiceDetail], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Knows no service yet."""
        self._desk, self._show, self._failed = desk, show, failed
        self._service_id: int | None = None

    def choose(self, service_id: int | None) -> bool:
        """Makes a service the one to read; says whether it is another one than before."""
        if service_id == self._service_id:
            return False
        self._service_id = service_id
        self._desk.runner.drop(self)
        return True

    def read(self) -> None:
        """Reads the chosen service, again if it is shown already."""
        if self._service_id is None:
            return
        gateway, wanted = self._desk.gateway, ServiceRef(service_id=self._service_id)
        self._desk.runner.submit(
            lambda: gateway.call(SERVICE, wanted), self._on_read, self._failed, self, newest="service"
        )

    def close(self) -> None:
        """Drops what is being read."""
        self._desk.runner.drop(self)

    def _on_read(self, detail: ServiceDetail) -> None:
        if detail.row.service_id == self._service_id:
            self._show(detail)
