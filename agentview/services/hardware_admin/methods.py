"""Ways of delivery: listed, added, changed, no longer offered."""

from datetime import time

from sqlalchemy import select

from agentview.contract.hardware_admin import AdminMethod, AdminMethods, MethodFields, SaveMethodRequest
from agentview.contract.op import Nothing
from agentview.models.hardware_catalogue import DeliveryMethod
from agentview.services.contract_catalogue.scope import own_provider
from agentview.services.hardware_admin.saving import held, refuse_taken, write
from agentview.services.hardware_catalogue.choices import clock_time
from agentview.services.hardware_scope import own_methods
from agentview.services.names import display_names
from agentview.services.unit import Unit


def methods(unit: Unit, _request: Nothing) -> AdminMethods:
    """Return the ways of delivery of the own provider, by name."""
    currency = own_provider(unit).currency
    rows = unit.session.scalars(
        select(DeliveryMethod)
        .where(own_methods(unit.caller))
        .order_by(DeliveryMethod.name, DeliveryMethod.id)
    ).all()
    people = display_names(unit, (row.updated_by for row in rows))
    return AdminMethods(rows=tuple(_shown(row, currency, people) for row in rows))


def save_method(unit: Unit, request: SaveMethodRequest) -> AdminMethod:
    """Add a way of delivery or change one; orders keep the price that they chose it with.

    Raises Rejected (`E-CODE-TAKEN`), Conflict (`E-STALE`), NotFound.
    """
    row = held(unit, DeliveryMethod, request.delivery_method_id, request.version)
    fields = request.fields
    refuse_taken(unit, DeliveryMethod, fields.code, row.id)
    values = fields.model_dump(exclude={"cut_off"})
    values["cut_off_time"] = time.fromisoformat(fields.cut_off) if fields.cut_off else None
    write(unit, "delivery_method", row, values)
    return _shown(row, own_provider(unit).currency, display_names(unit, [row.updated_by]))


def _shown(row: DeliveryMethod, currency: str, people: dict[str, str]) -> AdminMethod:
    return AdminMethod(
        delivery_method_id=row.id,
        version=row.row_version,
        fields=MethodFields(
            code=row.code,
            name=row.name,
            price_cents=row.price_cents,
            cut_off=clock_time(row.cut_off_time),
            is_active=row.is_active,
        ),
        currency=currency,
        changed_at=row.updated_at,
        changed_by=people.get(row.updated_by, row.updated_by),
    )
