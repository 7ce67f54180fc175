"""Service status on the screen: reads the report, chooses the answer, writes it out; imports no Qt."""

from __future__ import annotations

from typing import Protocol

from agentview.contract.status import (
    SERVICES,
    Finding,
    ServiceStatus,
    Severity,
    StatusReport,
    StatusRequest,
)
from agentview.contract.subscription import SubscriptionStatus
from agentview.ui.navigation import Desk

_OVER = frozenset({SubscriptionStatus.CANCELLED, SubscriptionStatus.ABORTED})


class StatusView(Protocol):
    """What the presenter tells the screen."""

    def show_report(self, report: StatusReport) -> None:
        """Show how the services stand."""
        ...

    def status_failed(self, error: Exception) -> None:
        """Show that it could not be read."""
        ...


class StatusPresenter:
    """Follows the services of one customer."""

    def __init__(self, desk: Desk, view: StatusView, account_id: int) -> None:
        """Reads nothing yet."""
        self._desk, self._view, self._account_id = desk, view, account_id
        self.report: StatusReport | None = None

    def read(self) -> None:
        """Reads the report, again if it is shown already."""
        gateway, wanted = self._desk.gateway, StatusRequest(account_id=self._account_id)
        self._desk.runner.submit(
            lambda: gateway.call(SERVICES, wanted), self._on_read, self._on_failed, self, newest="status"
        )

    def close(self) -> None:
        """Drops what is being read."""
        self._desk.runner.drop(self)

    def _on_read(self, report: StatusReport) -> None:
        self.report = report
        self._view.show_report(report)

    def _on_failed(self, error: Exception) -> None:
        if self.report is None:
            self._view.status_failed(error)
        else:
            self._desk.shell.show_error(error)


def living(report: StatusReport) -> tuple[ServiceStatus, ...]:
    """The services that are not over."""
    return tuple(service for service in report.services if service.status not in _OVER)


def answer_of(report: StatusReport) -> tuple[Finding, ServiceStatus | None] | None:
    """The one finding that answers why something does not work, and its service; None: there is nothing.

    The services come with the worst first. What stops the whole account goes before.
    """
    services = living(report)
    if report.findings and report.findings[0].severity is Severity.STOPPED:
        return report.findings[0], None
    if services and services[0].findings[0].severity is not Severity.FINE:
        return services[0].findings[0], services[0]
    if report.findings:
        return report.findings[0], None
    return (services[0].findings[0], services[0]) if services else None


def troubled(report: StatusReport) -> int:
    """How many services do not work as they should."""
    bad = {Severity.STOPPED, Severity.LIMITED, Severity.WAITING}
    return sum(service.findings[0].severity in bad for service in living(report))
