"""A customer with all that the first look needs, in a fixed number of queries."""

from collections import defaultdict
from datetime import date

from sqlalchemy import select

from agentview.contract.customers import (
    AccountType,
    Choice,
    CustomerChoices,
    CustomerDetail,
    CustomerRef,
    PackageRow,
    ServiceRow,
)
from agentview.contract.op import Nothing
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.clock import local_day
from agentview.models.customer import Account, AccountProfile
from agentview.models.party import Agent
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import PackageSubscription
from agentview.services.customer_scope import is_customer
from agentview.services.customers import queries
from agentview.services.customers.chain import ALONE, chains_of
from agentview.services.customers.commands import Facts, customer_commands
from agentview.services.customers.holding_commands import with_package_commands
from agentview.services.customers.holdings import Around, by_service, package_row, service_row, strongest
from agentview.services.customers.owing import owing_of
from agentview.services.customers.shown import shown_contact, shown_note
from agentview.services.unit import Unit


def customer(unit: Unit, request: CustomerRef) -> CustomerDetail:
    """Read a customer. Raises NotFound (`E-NOT-FOUND`), also for one of another provider (R-GEN-10)."""
    account, profile, provider, agent = queries.account_row(unit, request.account_id)
    today = local_day(unit.now, provider.timezone)
    contacts = tuple(shown_contact(row) for row in queries.contacts_of(unit, account.id))
    tasks = queries.live_tasks_of(unit, account.id)
    packages = _packages(unit, account, today, by_service(tasks))
    facts = Facts(account.status, is_customer(unit.caller), len(contacts))
    active = sum(row.status is SubscriptionStatus.ACTIVE for row in packages)
    return CustomerDetail(
        account_id=account.id,
        account_no=account.account_no,
        name=account.name,
        account_type=AccountType(account.account_type),
        profile_id=account.profile_id,
        profile=profile,
        status=account.status,
        status_reason=account.status_reason or "",
        opened_on=account.opened_on,
        closed_on=account.closed_on,
        agent=agent or "",
        export_reference=account.export_reference or "",
        omit_from_auto_restrict=account.omit_from_auto_restrict,
        version=account.row_version,
        owing=owing_of(unit, account.id, today, provider.currency),
        restriction=strongest([service for row in packages for service in row.services]),
        alerts=tuple(shown_note(row) for row in queries.alerts_of(unit, account.id)),
        latest_notes=tuple(shown_note(row) for row in queries.latest_notes_of(unit, account.id)),
        counts=queries.counts_of(unit, account, active, tasks),
        contacts=contacts,
        packages=packages,
        commands=customer_commands(facts, unit.caller),
        as_of=unit.now,
    )


def _packages(
    unit: Unit, account: Account, today: date, tasks: dict[int, ProvisioningTask]
) -> tuple[PackageRow, ...]:
    of_account = PackageSubscription.account_id == account.id
    around = Around(queries.holds_where(unit, of_account), queries.serials_where(unit, of_account), tasks)
    services: dict[int, list[ServiceRow]] = defaultdict(list)
    for row in queries.services_where(unit, of_account):
        services[row.ServiceSubscription.package_subscription_id].append(service_row(row, around))
    found = queries.packages_of(unit, account.id, today)
    chains = chains_of(unit, [row.PackageSubscription for row in found])
    hides = is_customer(unit.caller)
    rows = tuple(
        package_row(
            row,
            tuple(services[row.PackageSubscription.id]),
            chains.get(row.PackageSubscription.id, ALONE),
            is_customer=hides,
        )
        for row in found
    )
    return with_package_commands(unit, account, rows)


def choices(unit: Unit, _request: Nothing) -> CustomerChoices:
    """Return the profiles, and the agents who sell for the caller's provider; a customer is told no agent."""
    profiles = unit.session.execute(
        select(AccountProfile.id, AccountProfile.name).order_by(AccountProfile.name)
    )
    return CustomerChoices(
        profiles=tuple(Choice(id=row.id, name=row.name) for row in profiles),
        agents=() if is_customer(unit.caller) else _agents(unit),
    )


def _agents(unit: Unit) -> tuple[Choice, ...]:
    rows = unit.session.execute(
        select(Agent.id, Agent.name)
        .where(Agent.provider_id == unit.caller.provider_id, Agent.is_active)
        .order_by(Agent.name, Agent.id)
    )
    return tuple(Choice(id=row.id, name=row.name) for row in rows)
