"""The packages among which those of a bulk migration are chosen."""

from sqlalchemy import select

from agentview.contract.bulk_migrations import Candidate, Candidates, CandidatesRequest
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import PackagePlan
from agentview.models.customer import Account
from agentview.models.subscription import PackageSubscription
from agentview.services.customer_scope import refuse_customers, visible
from agentview.services.migrations.agents import seen_packages
from agentview.services.seller import seller_of
from agentview.services.unit import Unit


def candidates(unit: Unit, request: CandidatesRequest) -> Candidates:
    """Return the active packages of a plan that the caller may see (R-GEN-10, R-MIG-38)."""
    refuse_customers(unit)
    rows = unit.session.execute(
        select(PackageSubscription.id, Account.account_no, Account.name)
        .join(Account, Account.id == PackageSubscription.account_id)
        .join(PackagePlan, PackagePlan.id == PackageSubscription.package_plan_id)
        .where(
            visible(unit.caller),
            seen_packages(seller_of(unit)),
            PackagePlan.provider_id == unit.caller.provider_id,
            PackagePlan.code == request.plan_code,
            PackageSubscription.status == SubscriptionStatus.ACTIVE.value,
            PackageSubscription.id > request.after_id,
        )
        .order_by(PackageSubscription.id)
        .limit(request.limit + 1)
    ).all()
    return Candidates(
        packages=tuple(
            Candidate(
                package_id=row.id,
                reference=reference(Prefix.PACKAGE, row.id),
                account_no=row.account_no,
                customer=row.name,
            )
            for row in rows[: request.limit]
        ),
        has_more=len(rows) > request.limit,
    )
