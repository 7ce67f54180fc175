"""The packages of a customer with their services as rows of two levels; imports no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agentview.contract.customers import PackageRow, ServiceRow
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.value import CommandState, RefusalInfo

_OVER = frozenset({SubscriptionStatus.CANCELLED, SubscriptionStatus.ABORTED})


@dataclass(frozen=True)
class Holding:
    """A package, or one of its services."""

    package: PackageRow
    service: ServiceRow | None = None

    @property
    def key(self) -> str:
        """What tells it apart."""
        if self.service is not None:
            return f"service:{self.service.service_id}"
        return f"package:{self.package.package_id}"

    @property
    def reference(self) -> str:
        """What people call it."""
        return self.package.reference if self.service is None else self.service.reference

    @property
    def name(self) -> str:
        """The plan, as the customer knows it."""
        return self.package.plan if self.service is None else self.service.name

    @property
    def status(self) -> SubscriptionStatus:
        """Where it stands."""
        return self.package.status if self.service is None else self.service.status

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.status in _OVER

    @property
    def commands(self) -> tuple[CommandState, ...]:
        """What can be done to it."""
        return self.package.commands if self.service is None else self.service.commands

    def refusals(self, command: str) -> tuple[RefusalInfo, ...] | None:
        """Every reason against a command; None where it does not have this command at all."""
        for state in self.commands:
            if state.command == command:
                return state.refusals
        return None


def holdings(packages: Sequence[PackageRow], *, with_over: bool) -> tuple[Holding, ...]:
    """The rows in their order: a package, then its services; what has ended comes last or not at all."""
    living = [package for package in packages if package.status not in _OVER]
    over = [package for package in packages if package.status in _OVER] if with_over else []
    rows: list[Holding] = []
    for package in (*living, *over):
        rows.append(Holding(package))
        rows.extend(
            Holding(package, service)
            for service in package.services
            if with_over or service.status not in _OVER
        )
    return tuple(rows)


def ended_count(packages: Sequence[PackageRow]) -> int:
    """How many packages have ended."""
    return sum(package.status in _OVER for package in packages)
