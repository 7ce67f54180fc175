"""Gives customers of the small operator what they have, written straight into the tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from agentview.contract.customers import CUSTOMER, CustomerDetail
from agentview.models.catalogue import ServicePlan
from agentview.models.customer import Address
from agentview.models.database import Stamp
from agentview.models.money import Invoice
from agentview.models.subscription import (
    BillingPeriod,
    PackageSubscription,
    ServiceHold,
    ServiceSerial,
    ServiceSubscription,
)
from agentview.models.trail import AuditEntry
from tests import build
from tests.fixtures.backend import Backend
from tests.services.provisioning.working import Working

TODAY = date(2026, 11, 16)
"""The day of `build.START`, in Sydney as well."""


@contextmanager
def writing(backend: Backend) -> Iterator[Session]:
    """Open a transaction of the test's own."""
    with backend.database.write(Stamp("seed", build.START)) as session:
        yield session


def packages(backend: Backend, number: int, account: int = build.MARLOW) -> list[int]:
    """Give a customer active packages, each with a mobile service that has a hold and a serial number."""
    with writing(backend) as session:
        return [_package(session, at, account) for at in range(number)]


def _package(session: Session, at: int, account: int) -> int:
    plan = session.scalars(select(ServicePlan).where(ServicePlan.code == "MOB-40-SIM")).one()
    package = PackageSubscription(
        account_id=account,
        package_plan_id=plan.package_plan_id,
        status="Active",
        access_fee_cents=4990,
        start_on=TODAY - timedelta(days=100),
    )
    address = Address(account_id=account, line1=f"{at} Quay Street", city="Sydney", country="AU")
    session.add_all((package, address))
    session.flush()
    service = ServiceSubscription(
        package_subscription_id=package.id,
        service_plan_id=plan.id,
        service_type_id=plan.service_type_id,
        core_service_identifier=f"+6149157{account}{at:03d}",
        status="Active",
        provisioning_state="NONE",
        start_on=package.start_on,
        service_address_id=address.id,
        restriction_status="RESTRICTED" if at % 2 else "NONE",
    )
    session.add(service)
    session.flush()
    session.add(ServiceSerial(service_subscription_id=service.id, kind="IMEI", serial_no="490154203237518"))
    session.add(
        ServiceHold(
            service_subscription_id=service.id,
            cause="AUTO_SUSPEND",
            origin="SYSTEM",
            bar_code="BAR10",
            reason="Invoice overdue",
            placed_at=build.START,
            placed_by="AgentView",
        )
    )
    session.add(
        BillingPeriod(
            package_subscription_id=package.id,
            from_on=TODAY - timedelta(days=3),
            to_on=TODAY + timedelta(days=27),
            is_closed=False,
        )
    )
    session.flush()
    return service.id


def invoice(backend: Backend, due_on: date, cents: int, status: str = "ISSUED", account: int = 1) -> None:
    """Give a customer an invoice."""
    with writing(backend) as session:
        session.add(
            Invoice(
                account_id=account,
                invoice_no=f"I{due_on}{cents}{status}",
                issued_on=due_on - timedelta(days=14),
                due_on=due_on,
                currency="AUD",
                total_inc_cents=abs(cents) + 100,
                amount_due_inc_cents=cents,
                status=status,
            )
        )


def entries(backend: Backend, number: int, account: int = build.MARLOW) -> None:
    """Let much have happened to a customer."""
    with writing(backend) as session:
        session.add_all(
            AuditEntry(
                at=build.START,
                actor="Somebody",
                provider_id=build.HARBOUR,
                entity=("order", "service", "task", "note", "account")[at % 5],
                entity_id=at + 1,
                account_id=account,
                action="edit",
                field="x",
                old_value=str(at),
                new_value=str(at + 1),
            )
            for at in range(number)
        )


def seen(working: Working, account: int = build.MARLOW, username: str = "harbour_csa") -> CustomerDetail:
    """Return a customer as somebody sees it now."""
    return working.call(username, CUSTOMER, account_id=account)
