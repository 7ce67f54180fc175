"""Whose enrolments somebody sees: the own provider's; a customer those of the account (R-GEN-10)."""

from sqlalchemy import ColumnElement, select

from agentview.core.errors import NotFound, Refusal
from agentview.models.hardware_catalogue import DeviceEnrolmentProvider
from agentview.services.hardware_scope import visible_enrolments
from agentview.services.seller import seller_of
from agentview.services.unit import Unit


def visible(unit: Unit) -> ColumnElement[bool]:
    """Devices of the own provider's customers; an agent's people see what their agent may see."""
    return visible_enrolments(unit.caller, seller_of(unit))


def programme_of(unit: Unit, programme_id: int, *, is_held: bool = False) -> DeviceEnrolmentProvider:
    """Return a programme, held where it is to be changed. Raises NotFound, also for another's."""
    wanted = (
        select(DeviceEnrolmentProvider)
        .where(
            DeviceEnrolmentProvider.id == programme_id,
            DeviceEnrolmentProvider.provider_id == unit.caller.provider_id,
        )
        .execution_options(populate_existing=True)
    )
    found = unit.session.scalars(wanted.with_for_update(key_share=True) if is_held else wanted).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"programme_id": programme_id}))
    return found
