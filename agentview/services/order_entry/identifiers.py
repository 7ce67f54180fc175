"""Checks identifiers while they are typed: their form, and who has them already."""

from sqlalchemy import select

from agentview.contract.order_entry import (
    IdentifierCheck,
    IdentifierChecks,
    IdentifiersRequest,
    TypedIdentifier,
)
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Refusal
from agentview.models.catalogue import ServiceType
from agentview.models.party import Provider
from agentview.services.order_entry import queries
from agentview.services.order_entry.rules import stored_identifier, typed_identifier_refusals
from agentview.services.unit import Unit


def check_identifiers(unit: Unit, request: IdentifiersRequest) -> IdentifierChecks:
    """Say of each identifier how it will be stored, what is wrong with it, and who uses it here already."""
    region = unit.session.get_one(Provider, unit.caller.provider_id).region
    on_sale = queries.types_on_sale(unit)
    wanted = {one.service_type_id for one in request.identifiers} & on_sale
    types = {
        one.id: one for one in unit.session.scalars(select(ServiceType).where(ServiceType.id.in_(wanted)))
    }
    uses = queries.uses(unit, [stored_identifier(one.text, region) for one in request.identifiers])
    return IdentifierChecks(
        checks=tuple(
            _checked(one, types.get(one.service_type_id), region, uses) for one in request.identifiers
        )
    )


def _checked(
    typed: TypedIdentifier, service_type: ServiceType | None, region: str, uses: queries.Uses
) -> IdentifierCheck:
    text = stored_identifier(typed.text, region) if typed.text else ""
    if service_type is None:
        refusals: tuple[Refusal, ...] = (Refusal("E-TYPE", "service_type_id", "R-PRV-40", {"types": 1}),)
    else:
        label, pattern = service_type.identifier_label, service_type.identifier_pattern
        refusals = typed_identifier_refusals(typed.text, label, pattern, region)
    return IdentifierCheck(
        text=typed.text,
        normalised=text,
        refusals=tuple(RefusalInfo.of(one) for one in refusals),
        uses=tuple(use for type_id, use in uses.get(text, ()) if type_id == typed.service_type_id),
    )
