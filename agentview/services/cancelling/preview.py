"""Says what a cancellation would come to."""

from collections.abc import Mapping

from sqlalchemy import select

from agentview.contract.cancelling import (
    CancelPreview,
    EndingContract,
    EndingOutcome,
    EndingPackage,
    EndingService,
    PackagePreviewRequest,
    ServicePreviewRequest,
)
from agentview.contract.subscription import SubscriptionStatus
from agentview.contract.value import RefusalInfo
from agentview.core.reference import Prefix, reference
from agentview.models.party import Provider
from agentview.services.cancelling.bound import ending_contracts
from agentview.services.cancelling.ending import Ending, PackageEnding, Part, package_ending, service_ending
from agentview.services.provisioning.intake import AUTOMATIC, works_it
from agentview.services.unit import Unit


def preview_package(unit: Unit, request: PackagePreviewRequest) -> CancelPreview:
    """Say what cancelling a package would come to, with every reason against it (R-PRV-29 to 33)."""
    ending = package_ending(unit, request.package_id, request)
    return _preview(unit, ending, reference(Prefix.PACKAGE, request.package_id))


def preview_service(unit: Unit, request: ServicePreviewRequest) -> CancelPreview:
    """Say what cancelling a service would come to, with every reason against it (R-PRV-30)."""
    ending = service_ending(unit, request.service_id, request)
    return _preview(unit, ending, reference(Prefix.SERVICE, request.service_id))


def _preview(unit: Unit, ending: Ending, product: str) -> CancelPreview:
    providers = {provider.id: provider for provider in unit.session.scalars(select(Provider))}
    currency = providers[ending.account.provider_id].currency
    contracts = ending_contracts(unit, ending, currency)
    number = len(ending.packages)
    return CancelPreview(
        account_id=ending.account.id,
        reference=product,
        group=ending.group,
        packages=tuple(
            _package(unit, ending, one, providers, contracts.get(one.package.id)) for one in ending.packages
        ),
        type_number=number if number > 1 else None,
        earliest_on=unit.today,
        end_of_period_on=ending.packages[0].span.period_end_on,
        refusals=tuple(RefusalInfo.of(refusal) for refusal in ending.refusals),
    )


def _package(
    unit: Unit,
    ending: Ending,
    one: PackageEnding,
    providers: Mapping[int, Provider],
    contract: EndingContract | None,
) -> EndingPackage:
    return EndingPackage(
        package_id=one.package.id,
        reference=reference(Prefix.PACKAGE, one.package.id),
        plan=one.plan.external_name,
        is_primary=one.package.is_primary_in_group,
        end_on=one.end_on,
        services=tuple(_service(unit, ending, part, providers) for part in one.parts),
        contract=contract,
    )


def _service(unit: Unit, ending: Ending, part: Part, providers: Mapping[int, Provider]) -> EndingService:
    outcome = _OUTCOMES.get(SubscriptionStatus(part.service.status), EndingOutcome.UNDER_WAY)
    if outcome is EndingOutcome.TASK and part.type.provisioning_method == AUTOMATIC:
        outcome = EndingOutcome.NETWORK
    supplier = providers.get(part.type.supplier_provider_id or 0)
    worker = works_it(supplier, unit.caller.provider_id)
    return EndingService(
        service_id=part.service.id,
        reference=reference(Prefix.SERVICE, part.service.id),
        name=part.plan.external_name,
        identifier=part.service.core_service_identifier,
        status=SubscriptionStatus(part.service.status),
        outcome=outcome,
        worked_by=providers[worker].name if outcome is EndingOutcome.TASK else "",
        task_reference=ending.under_way.by_service.get(part.service.id, ""),
    )


_OUTCOMES = {
    SubscriptionStatus.ACTIVE: EndingOutcome.TASK,
    SubscriptionStatus.PRE_ACTIVE: EndingOutcome.ABORTED,
}
