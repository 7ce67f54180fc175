"""How a provider's messages go out: read and set by who administers events."""

from collections.abc import Mapping
from datetime import time

from sqlalchemy import select

from agentview.adaptors.mail_address import mail_place, mailbox
from agentview.adaptors.simulated_post import is_simulated_address
from agentview.adaptors.sms_address import is_gateway_address, is_sender
from agentview.contract.delivery import DeliveryFields, DeliverySettings, SetDeliveryRequest
from agentview.contract.feed import Topic
from agentview.contract.op import Nothing
from agentview.core.errors import Refusal, refuse_if_any
from agentview.models.events import DeliverySetting
from agentview.models.party import Provider
from agentview.services.contract_catalogue.scope import own_provider, stale
from agentview.services.names import display_name
from agentview.services.unit import Unit


def settings(unit: Unit, _request: Nothing) -> DeliverySettings:
    """Return how messages of the own provider go out; the defaults where nothing was set yet."""
    return _shown(unit, own_provider(unit), _row(unit))


def set_settings(unit: Unit, request: SetDeliveryRequest) -> DeliverySettings:
    """Set all of it; it holds from the next round on, also for messages that wait.

    Raises Rejected with every reason (`E-DELIVERY-ADDRESS`, `E-DELIVERY-SENDER`, `E-DELIVERY-QUIET`),
    Conflict (`E-STALE`).
    """
    provider = own_provider(unit, is_held=True)
    row = _row(unit)
    if (row.row_version if row is not None else 0) != request.version:
        raise stale(unit, row)
    refuse_if_any(_refusals(request.fields))
    values = request.fields.model_dump(exclude={"quiet_from", "quiet_to"})
    values["quiet_from"] = time.fromisoformat(request.fields.quiet_from)
    values["quiet_to"] = time.fromisoformat(request.fields.quiet_to)
    row = row if row is not None else DeliverySetting(provider_id=provider.id)
    _write(unit, row, values)
    return _shown(unit, provider, row)


def _refusals(fields: DeliveryFields) -> tuple[Refusal, ...]:
    found = []
    if fields.smtp_url and not is_simulated_address(fields.smtp_url) and mail_place(fields.smtp_url) is None:
        found.append(Refusal("E-DELIVERY-ADDRESS", "smtp_url"))
    if fields.sms_url and not is_simulated_address(fields.sms_url) and not is_gateway_address(fields.sms_url):
        found.append(Refusal("E-DELIVERY-ADDRESS", "sms_url"))
    if fields.from_email and mailbox(fields.from_email) is None:
        found.append(Refusal("E-DELIVERY-SENDER", "from_email"))
    if fields.sms_sender and not is_sender(fields.sms_sender):
        found.append(Refusal("E-DELIVERY-SENDER", "sms_sender"))
    if fields.has_quiet_hours and fields.quiet_from == fields.quiet_to:
        values = {"quiet_from": fields.quiet_from, "quiet_to": fields.quiet_to}
        found.append(Refusal("E-DELIVERY-QUIET", "quiet_to", "R-EVT-14", {**values}))
    return tuple(found)


def _row(unit: Unit) -> DeliverySetting | None:
    mine = select(DeliverySetting).where(DeliverySetting.provider_id == unit.caller.provider_id)
    return unit.session.scalars(mine.execution_options(populate_existing=True)).first()


def _write(unit: Unit, row: DeliverySetting, values: Mapping[str, object]) -> None:
    """Set fields, write down each that changed, and tell open screens."""
    before = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    unit.session.add(row)
    unit.session.flush()
    for name, old in before.items():
        if old != values[name]:
            unit.audit(
                "delivery_setting",
                row.provider_id,
                "edit",
                field=name,
                old=None if old is None else str(old),
                new=str(values[name]),
            )
    unit.changed(Topic.EVENT, row.provider_id, "set_delivery", (row.provider_id, None))


def _shown(unit: Unit, provider: Provider, row: DeliverySetting | None) -> DeliverySettings:
    if row is None:
        return DeliverySettings(
            version=0, fields=DeliveryFields(), zone=provider.timezone, changed_at=None, changed_by=""
        )
    kept = {
        name: getattr(row, name)
        for name in DeliveryFields.model_fields
        if name not in {"quiet_from", "quiet_to"}
    }
    return DeliverySettings(
        version=row.row_version,
        fields=DeliveryFields(
            **kept,
            quiet_from=row.quiet_from.isoformat("minutes"),
            quiet_to=row.quiet_to.isoformat("minutes"),
        ),
        zone=provider.timezone,
        changed_at=row.updated_at,
        changed_by=display_name(unit, row.updated_by),
    )
