"""What is on sale, narrowed by the service types that are chosen."""

from agentview.contract.order_entry import Method, OfferedType, Offers, OffersRequest
from agentview.models.catalogue import ServiceType
from agentview.models.party import Provider
from agentview.services.order_entry import queries
from agentview.services.order_entry.rules import holds_every_type
from agentview.services.unit import Unit


def offers(unit: Unit, request: OffersRequest) -> Offers:
    """List service types, and the packages that hold every chosen one (R-PRV-40).

    A type that some of those packages hold too can still be combined (E6).
    """
    provider = unit.session.get_one(Provider, unit.caller.provider_id)
    plans = queries.plans_on_sale(unit)
    parts = queries.parts_of(unit, [plan.id for plan in plans])
    held = {plan.id: {part.service_type.id for part in parts.get(plan.id, ())} for plan in plans}
    left = [plan for plan in plans if holds_every_type(held[plan.id], request.service_type_ids)]
    types = {part.service_type.id: part.service_type for found in parts.values() for part in found}
    return Offers(
        types=tuple(
            _described(one, sum(one.id in held[plan.id] for plan in left))
            for one in sorted(types.values(), key=lambda one: (one.name.casefold(), one.id))
        ),
        packages=tuple(queries.offered_package(plan, parts.get(plan.id, ()), provider) for plan in left),
        agents=queries.agents(unit),
    )


def _described(one: ServiceType, package_count: int) -> OfferedType:
    return OfferedType(
        service_type_id=one.id,
        name=one.name,
        identifier_label=one.identifier_label,
        method=Method(one.provisioning_method),
        can_join=package_count > 0,
        package_count=package_count,
    )
