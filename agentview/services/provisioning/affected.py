"""What completing or ending a piece of work affects: a service in its package, whoever carried it out."""

from datetime import date
from typing import Protocol

from agentview.contract.provisioning import TransferType
from agentview.models.catalogue import PackagePlan
from agentview.models.customer import Account
from agentview.models.party import Provider
from agentview.models.subscription import PackageSubscription, ServiceSubscription


class Affected(Protocol):
    """A service with the records around it, and the work that is done to it.

    The work is a task that a person carries out, or a request to the carrier's platform; `reference` is what
    people call it.
    """

    @property
    def service(self) -> ServiceSubscription:
        """The service."""
        ...

    @property
    def package(self) -> PackageSubscription:
        """The package that the service belongs to."""
        ...

    @property
    def plan(self) -> PackagePlan:
        """The plan of the package."""
        ...

    @property
    def account(self) -> Account:
        """Whose the package is."""
        ...

    @property
    def retailer(self) -> Provider:
        """Whose customer that is."""
        ...

    @property
    def transfer_type(self) -> TransferType:
        """What is done to the service."""
        ...

    @property
    def reference(self) -> str:
        """What people call the work."""
        ...

    @property
    def order_id(self) -> int | None:
        """The order that the work belongs to; None for a cancellation."""
        ...

    @property
    def first_period_end_on(self) -> date | None:
        """The end of the first billing period where somebody set it (R-PRV-15)."""
        ...
