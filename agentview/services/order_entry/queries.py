"""What a new order looks up: what is on sale, who buys, and who uses an identifier already."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import Select, func, select

from agentview.contract.order_entry import IdentifierUse, Method, OfferedAgent, OfferedPackage, OfferedPart
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import PackagePlan, ProvisioningTarget, ServicePlan, ServiceType
from agentview.models.customer import Account, Address, Contact
from agentview.models.party import Agent, Provider
from agentview.models.subscription import PackageSubscription, ServiceSubscription
from agentview.services.provisioning.intake import WHOLESALER
from agentview.services.unit import Unit

Uses: TypeAlias = Mapping[str, tuple[tuple[int, IdentifierUse], ...]]
"""By identifier the services that have it, each with its service type."""
_USED = tuple(
    status.value
    for status in SubscriptionStatus
    if status not in {SubscriptionStatus.CANCELLED, SubscriptionStatus.ABORTED}
)


@dataclass(frozen=True, slots=True)
class Part:
    """A service plan with its type, and who provisions it."""

    plan: ServicePlan
    service_type: ServiceType
    supplier: Provider | None

    def offered(self, own_name: str) -> OfferedPart:
        """Describe it; `own_name` is the retailer's, who works what no wholesaler does (R-PRV-03, 04)."""
        method = Method(self.service_type.provisioning_method)
        is_wholesale = self.supplier is not None and self.supplier.kind == WHOLESALER
        worker = self.supplier.name if self.supplier is not None and is_wholesale else own_name
        return OfferedPart(
            service_plan_id=self.plan.id,
            name=self.plan.external_name,
            service_type_id=self.service_type.id,
            service_type=self.service_type.name,
            identifier_label=self.service_type.identifier_label,
            method=method,
            is_mandatory=self.plan.is_mandatory,
            queue="" if method is Method.AUTOMATIC else worker,
        )


def _on_sale(unit: Unit) -> Select[PackagePlan]:
    return select(PackagePlan).where(
        PackagePlan.provider_id == unit.caller.provider_id,
        PackagePlan.kind == "SELL",
        PackagePlan.status == "ACTIVE",
    )


def plans_on_sale(unit: Unit) -> Sequence[PackagePlan]:
    """Return the package plans that the caller's provider sells now, by name."""
    by_name = _on_sale(unit).order_by(func.lower(PackagePlan.external_name), PackagePlan.id)
    return unit.session.scalars(by_name).all()


def plan_on_sale(unit: Unit, plan_id: int | None) -> PackagePlan | None:
    """Return a package plan that is on sale here."""
    if plan_id is None:
        return None
    return unit.session.scalars(_on_sale(unit).where(PackagePlan.id == plan_id)).first()


def parts_of(unit: Unit, plan_ids: Collection[int]) -> dict[int, tuple[Part, ...]]:
    """Return the parts of package plans, in the order of the catalogue, in one query."""
    rows = unit.session.execute(
        select(ServicePlan, ServiceType, Provider)
        .join(ServiceType, ServiceType.id == ServicePlan.service_type_id)
        .outerjoin(Provider, Provider.id == ServiceType.supplier_provider_id)
        .where(ServicePlan.package_plan_id.in_(plan_ids))
        .order_by(ServicePlan.id)
    )
    found: dict[int, list[Part]] = defaultdict(list)
    for plan, service_type, supplier in rows:
        found[plan.package_plan_id].append(Part(plan, service_type, supplier))
    return {plan_id: tuple(parts) for plan_id, parts in found.items()}


def offered_package(plan: PackagePlan, parts: Sequence[Part], provider: Provider) -> OfferedPackage:
    """Describe a package plan."""
    return OfferedPackage(
        package_plan_id=plan.id,
        code=plan.code,
        name=plan.external_name,
        internal_name=plan.internal_name,
        setup_fee_cents=plan.setup_fee_cents,
        access_fee_cents=plan.access_fee_cents,
        currency=provider.currency,
        parts=tuple(part.offered(provider.name) for part in parts),
    )


def types_on_sale(unit: Unit) -> frozenset[int]:
    """Return the service types that some package plan on sale holds."""
    plans = _on_sale(unit).with_only_columns(PackagePlan.id)
    held = select(ServicePlan.service_type_id).where(ServicePlan.package_plan_id.in_(plans)).distinct()
    return frozenset(unit.session.scalars(held))


def target_hours(unit: Unit, type_ids: Collection[int]) -> dict[int, int]:
    """Return how long a NEW task of each service type may take, where the catalogue says so (D-20)."""
    rows = unit.session.execute(
        select(ProvisioningTarget.service_type_id, ProvisioningTarget.hours).where(
            ProvisioningTarget.service_type_id.in_(type_ids), ProvisioningTarget.transfer_type == "NEW"
        )
    )
    return {row.service_type_id: row.hours for row in rows}


def agents(unit: Unit) -> tuple[OfferedAgent, ...]:
    """Return the agents that a sale can be credited to; a customer who looks in is shown none."""
    if unit.caller.account_id is not None:
        return ()
    rows = unit.session.execute(
        select(Agent.id, Agent.name)
        .where(Agent.provider_id == unit.caller.provider_id, Agent.is_active)
        .order_by(func.lower(Agent.name), Agent.id)
    )
    return tuple(OfferedAgent(agent_id=row.id, name=row.name) for row in rows)


def agent_is_known(unit: Unit, agent_id: int | None) -> bool:
    """Say whether an agent can be named by the caller."""
    return any(agent.agent_id == agent_id for agent in agents(unit)) if agent_id is not None else False


def account(unit: Unit, account_id: int | None, *, is_held: bool = False) -> Account | None:
    """Return a customer that the caller may order for; `is_held`: nobody changes it in this transaction.

    Two orders of one customer therefore come one after the other, as with those that come in.
    """
    if account_id is None or unit.caller.account_id not in (None, account_id):
        return None
    wanted = select(Account).where(Account.id == account_id, Account.provider_id == unit.caller.provider_id)
    if is_held:
        wanted = wanted.with_for_update(key_share=True).execution_options(populate_existing=True)
    return unit.session.scalars(wanted).first()


def address_of_account(unit: Unit, account_id: int) -> Address | None:
    """Return the first address of a customer, at which services are used that have none of their own."""
    return unit.session.scalars(
        select(Address).where(Address.account_id == account_id).order_by(Address.id).limit(1)
    ).first()


def has_birth_date(unit: Unit, account_id: int) -> bool:
    """Say whether a date of birth is on file, which a losing supplier asks for."""
    known = select(Contact.id).where(Contact.account_id == account_id, Contact.date_of_birth.is_not(None))
    return unit.session.scalars(known.limit(1)).first() is not None


def holdings(unit: Unit, account_id: int) -> tuple[int, int]:
    """Return how many packages are Active, and what they come to each month in minor units."""
    row = unit.session.execute(
        select(func.count(), func.coalesce(func.sum(PackageSubscription.access_fee_cents), 0)).where(
            PackageSubscription.account_id == account_id,
            PackageSubscription.status == SubscriptionStatus.ACTIVE.value,
        )
    ).one()
    return int(row[0]), int(row[1])


def uses(unit: Unit, identifiers: Collection[str]) -> Uses:
    """Return the living services of the caller's provider by identifier, each with its service type.

    A customer who looks in is told that an identifier is used, not by whom.
    """
    rows = unit.session.execute(
        select(ServiceSubscription, Account.id, Account.name)
        .join(PackageSubscription, PackageSubscription.id == ServiceSubscription.package_subscription_id)
        .join(Account, Account.id == PackageSubscription.account_id)
        .where(
            Account.provider_id == unit.caller.provider_id,
            ServiceSubscription.core_service_identifier.in_(set(identifiers) - {""}),
            ServiceSubscription.status.in_(_USED),
        )
        .order_by(ServiceSubscription.id)
        .limit(200)
    )
    found: dict[str, list[tuple[int, IdentifierUse]]] = defaultdict(list)
    for service, account_id, name in rows:
        may_know = unit.caller.account_id in (None, account_id)
        use = IdentifierUse(
            service=reference(Prefix.SERVICE, service.id) if may_know else "",
            account_id=account_id if may_know else None,
            customer=name if may_know else "",
            status=SubscriptionStatus(service.status),
        )
        found[service.core_service_identifier or ""].append((service.service_type_id, use))
    return {text: tuple(using) for text, using in found.items()}
