"""Says what a transfer would come to: before and after."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from agentview.contract.transfers import MovedService, MoveOutcome, TransferPreview
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Refusal
from agentview.core.reference import Prefix, reference
from agentview.models.catalogue import ServicePlan, ServiceType
from agentview.models.customer import Account
from agentview.models.party import Provider
from agentview.models.subscription import ServiceSubscription
from agentview.services.orders.wish import PackageWish, ServiceWish
from agentview.services.provisioning.intake import AUTOMATIC, works_it
from agentview.services.transfers.source import Source
from agentview.services.unit import Unit


def transfer_preview(
    unit: Unit,
    source: Source,
    package: PackageWish | None,
    owner: Account | None,
    requested_on: date,
    refusals: tuple[Refusal, ...],
) -> TransferPreview:
    """Describe a transfer with every reason against it."""
    plan = package.plan if package else source.plan
    holder = owner or source.account
    return TransferPreview(
        package_id=source.package.id,
        reference=reference(Prefix.PACKAGE, source.package.id),
        account_id=source.account.id,
        owner=source.account.name,
        owner_no=source.account.account_no,
        new_owner=holder.name,
        new_owner_no=holder.account_no,
        plan=source.plan.external_name,
        new_plan=plan.external_name,
        fee_cents=source.package.access_fee_cents,
        new_fee_cents=plan.access_fee_cents if package else source.package.access_fee_cents,
        setup_fee_cents=plan.setup_fee_cents if package else 0,
        currency=unit.session.get_one(Provider, unit.caller.provider_id).currency,
        closed_until=source.closed_until,
        earliest_on=source.earliest_on,
        requested_on=requested_on,
        services=_services(unit, source, package),
        refusals=tuple(RefusalInfo.of(refusal) for refusal in refusals),
    )


def _services(unit: Unit, source: Source, package: PackageWish | None) -> tuple[MovedService, ...]:
    providers = {provider.id: provider for provider in unit.session.scalars(select(Provider))}
    wishes = package.services if package else ()
    moved = tuple(_moved(unit, wish, providers) for wish in wishes)
    kept = {wish.source.id for wish in wishes if wish.source is not None}
    rows = unit.session.execute(
        select(ServiceSubscription, ServicePlan.external_name, ServiceType.name)
        .join(ServicePlan, ServicePlan.id == ServiceSubscription.service_plan_id)
        .join(ServiceType, ServiceType.id == ServiceSubscription.service_type_id)
        .where(
            ServiceSubscription.id.in_([one.id for one in source.services]),
            ServiceSubscription.id.not_in(kept),
        )
        .order_by(ServiceSubscription.id)
    )
    ends = (
        MovedService(
            reference=reference(Prefix.SERVICE, service.id),
            name=name,
            service_type=kind,
            identifier=service.core_service_identifier,
            outcome=MoveOutcome.ENDS,
            worked_by="",
        )
        for service, name, kind in rows
    )
    return (*moved, *(ends if package else ()))


def _moved(unit: Unit, wish: ServiceWish, providers: Mapping[int, Provider]) -> MovedService:
    supplier = providers.get(wish.service_type.supplier_provider_id or 0)
    is_automatic = wish.service_type.provisioning_method == AUTOMATIC
    worker = providers[works_it(supplier, unit.caller.provider_id)].name
    return MovedService(
        reference=reference(Prefix.SERVICE, wish.source.id) if wish.source else "",
        name=wish.plan.external_name,
        service_type=wish.service_type.name,
        identifier=wish.identifier,
        outcome=MoveOutcome.MOVES if wish.source else MoveOutcome.NEW,
        worked_by="" if is_automatic else worker,
    )
