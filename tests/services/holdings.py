"""Gives customers of the small operator packages that they hold since long, without ordering them first."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy import select

from agentview.models.catalogue import PackagePlan, ServicePlan
from agentview.models.customer import Account
from agentview.models.database import Database, Stamp
from agentview.models.subscription import (
    BillingPeriod,
    PackageGroup,
    PackageSubscription,
    ServiceSubscription,
)
from agentview.services.search.index import index_account
from agentview.services.session.caller import NOBODY
from agentview.services.unit import Unit
from tests import build
from tests.fixtures.backend import Backend

PERIOD_END = date(2026, 11, 30)
SINCE = date(2026, 1, 1)
_PHONES = iter(range(0, 100_000, 10))
"""They end in a nought: how an identifier ends tells the simulated network what to answer."""


class Stored(Protocol):
    """Whatever has a database, such as a `Backend`."""

    @property
    def database(self) -> Database: ...


@dataclass(frozen=True)
class Held:
    """A package with its services, in the order of the catalogue."""

    package_id: int
    service_ids: tuple[int, ...]


def hold(
    backend: Stored,
    plan: str = "MOB-40",
    account: int = build.MARLOW,
    *,
    status: str = "Active",
    start_on: date = SINCE,
    group_id: int | None = None,
    is_primary: bool = False,
) -> Held:
    """Give an account a package with all services of its plan; billed until the end of October."""
    with backend.database.write(Stamp("test", build.START)) as session:
        wanted = session.scalars(select(PackagePlan).where(PackagePlan.code == plan)).one()
        is_started = status != "PreActive"
        package = PackageSubscription(
            account_id=account,
            package_plan_id=wanted.id,
            status=status,
            access_fee_cents=wanted.access_fee_cents,
            start_on=start_on if is_started else None,
            group_id=group_id,
            is_primary_in_group=is_primary,
        )
        session.add(package)
        session.flush()
        services = [
            ServiceSubscription(
                package_subscription_id=package.id,
                service_plan_id=part.id,
                service_type_id=part.service_type_id,
                core_service_identifier=f"+614915{next(_PHONES):05d}",
                status=status,
                provisioning_state="NONE",
                start_on=start_on if is_started else None,
            )
            for part in session.scalars(
                select(ServicePlan).where(ServicePlan.package_plan_id == wanted.id).order_by(ServicePlan.id)
            )
        ]
        session.add_all(services)
        if is_started:
            for from_on, to_on, is_closed in (
                (start_on, date(2026, 10, 31), True),
                (date(2026, 11, 1), PERIOD_END, False),
            ):
                session.add(
                    BillingPeriod(
                        package_subscription_id=package.id, from_on=from_on, to_on=to_on, is_closed=is_closed
                    )
                )
        session.flush()
        owner = session.get_one(Account, account)
        index_account(Unit(session, NOBODY, build.START), owner)
        return Held(package.id, tuple(service.id for service in services))


def group(backend: Backend, account: int = build.MARLOW, name: str = "Family") -> int:
    """Make a package group."""
    with backend.database.write(Stamp("test", build.START)) as session:
        made = PackageGroup(account_id=account, name=name)
        session.add(made)
        session.flush()
        return made.id


def package_status(backend: Backend, package_id: int) -> str:
    """Return the status of a package."""
    with backend.database.read() as session:
        return session.get_one(PackageSubscription, package_id).status


def service_status(backend: Backend, service_id: int) -> str:
    """Return the status of a service."""
    with backend.database.read() as session:
        return session.get_one(ServiceSubscription, service_id).status
