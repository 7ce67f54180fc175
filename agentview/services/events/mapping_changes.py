"""Mappings are made, edited, switched and deleted, and each of their actions is switched (S-25, E40)."""

from sqlalchemy import delete, select
from sqlalchemy.orm.attributes import flag_modified

from agentview.contract.event_catalogue import CATALOGUE, Threshold
from agentview.contract.event_templates import TemplateStatus
from agentview.contract.events import (
    CHANNEL_OF,
    ActionType,
    CreateMappingRequest,
    DeletedMapping,
    EditMappingRequest,
    EventType,
    MappingAt,
    MappingCommand,
    MappingFields,
    MappingRow,
    SetActionRequest,
    SetMappingRequest,
)
from agentview.contract.feed import Topic
from agentview.core.errors import Denied, NotFound, Refusal, Rejected, Value, refuse_if_any
from agentview.models.customer import AccountProfile
from agentview.models.events import EventAction, EventMapping, EventTemplate
from agentview.services.contract_catalogue.scope import own_provider, stale
from agentview.services.events.lifecycle import MAPPING
from agentview.services.events.mappings import own_mapping, row_of, state_of
from agentview.services.notifications.outlet import outlet_of
from agentview.services.own_records import own_record
from agentview.services.unit import Unit

ENTITY = "event_mapping"
_AS_FIELDS = tuple(MappingFields.model_fields)


def create_mapping(unit: Unit, request: CreateMappingRequest) -> MappingRow:
    """Map an event for a profile, off and with all actions off. Raises Rejected, NotFound.

    The provider is held: of two at once for one threshold, the second finds the first.
    """
    own = own_provider(unit, is_held=True)
    profile = unit.session.get(AccountProfile, request.profile_id)
    if profile is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"profile_id": request.profile_id}))
    refuse_if_any(_field_refusals(request.event_type, request.fields))
    _refuse_taken(unit, request.event_type, profile, request.fields.threshold, None)
    made = EventMapping(
        provider_id=own.id, profile_id=profile.id, event_type=request.event_type.value, is_enabled=False
    )
    _write(made, request.fields)
    unit.session.add(made)
    unit.session.flush()
    unit.audit(ENTITY, made.id, "create", new=_named(made))
    return _told(unit, made, "create")


def edit_mapping(unit: Unit, request: EditMappingRequest) -> MappingRow:
    """Change what a mapping says. Raises Conflict (`E-STALE`), Rejected, NotFound."""
    own_provider(unit, is_held=True)
    found = _at_version(unit, request)
    _judge(unit, found, MappingCommand.EDIT)
    event_type = EventType(found.event_type)
    profile = unit.session.get_one(AccountProfile, found.profile_id)
    refuse_if_any(_field_refusals(event_type, request.fields))
    _refuse_taken(unit, event_type, profile, request.fields.threshold, found.id)
    for name in _AS_FIELDS:
        old, new = getattr(found, name), getattr(request.fields, name)
        if old != new:
            unit.audit(ENTITY, found.id, "edit", field=name, old=str(old), new=str(new))
    _write(found, request.fields)
    unit.session.flush()
    return _told(unit, found, "edit")


def delete_mapping(unit: Unit, request: MappingAt) -> DeletedMapping:
    """Delete a mapping that is off; Auto Suspend and Auto UnSuspend stay (R-EVT-01).

    Raises Conflict (`E-STALE`), Rejected (`E-STATE`, `E-MAPPING-FIXED`), NotFound.
    """
    found = _at_version(unit, request)
    _judge(unit, found, MappingCommand.DELETE)
    unit.session.execute(delete(EventAction).where(EventAction.mapping_id == found.id))
    unit.session.delete(found)
    unit.session.flush()
    unit.audit(ENTITY, request.mapping_id, "delete", old=_named(found))
    unit.changed(Topic.EVENT, request.mapping_id, "delete_mapping", (unit.caller.provider_id, None))
    return DeletedMapping(mapping_id=request.mapping_id)


def set_mapping(unit: Unit, request: SetMappingRequest) -> MappingRow:
    """Switch a mapping; once on, it tells of what happens from now on (R-EVT-02).

    Raises Conflict (`E-STALE`), Rejected (`E-STATE`), NotFound.
    """
    found = _at_version(unit, request)
    command = MappingCommand.ENABLE if request.is_enabled else MappingCommand.DISABLE
    _judge(unit, found, command)
    found.is_enabled = request.is_enabled
    if request.is_enabled:
        found.enabled_at = unit.now
    unit.session.flush()
    unit.audit(ENTITY, found.id, command.value, new=_named(found))
    return _told(unit, found, command.value)


def set_action(unit: Unit, request: SetActionRequest) -> MappingRow:
    """Switch one action: it runs only with an active template, SMS with the subscription (R-EVT-04, 05).

    Raises Conflict (`E-STALE`), Rejected, NotFound.
    """
    found = _at_version(unit, request)
    _judge(unit, found, MappingCommand.EDIT)
    template = None
    if request.template_id is not None:
        template = own_record(unit, EventTemplate, "template_id", request.template_id)
    refuse_if_any(_action_refusals(unit, found, request, template))
    _set(unit, found, request)
    # The mapping counts as changed: of two people who set its actions at once the second sees the first.
    flag_modified(found, "is_enabled")
    unit.session.flush()
    said = (
        f"{request.type.value} {'on' if request.is_enabled else 'off'}: {template.name if template else '-'}"
    )
    unit.audit(ENTITY, found.id, "set_action", field=request.type.value, new=said)
    return _told(unit, found, "set_action")


def _set(unit: Unit, found: EventMapping, request: SetActionRequest) -> None:
    action = unit.session.scalars(
        select(EventAction).where(EventAction.mapping_id == found.id, EventAction.type == request.type.value)
    ).first()
    if action is None:
        action = EventAction(mapping_id=found.id, type=request.type.value)
        unit.session.add(action)
    action.is_enabled = request.is_enabled
    action.template_id = request.template_id
    action.log_tag = request.log_tag


def _action_refusals(
    unit: Unit, found: EventMapping, request: SetActionRequest, template: EventTemplate | None
) -> tuple[Refusal, ...]:
    refusals = []
    if template is not None and not _fits(found, request.type, template):
        refusals.append(Refusal("E-ACTION-OTHER", "template_id", "R-EVT-04", {"name": template.name}))
    if request.log_tag and request.type is not ActionType.LOG:
        refusals.append(Refusal("E-ACTION-NO-TAG", "log_tag"))
    if request.is_enabled:
        refusals += _running_refusals(unit, request, template)
    return tuple(refusals)


def _running_refusals(unit: Unit, request: SetActionRequest, template: EventTemplate | None) -> list[Refusal]:
    """Return what keeps an action from running: nothing is switched on that could not run (R-EVT-04, 05)."""
    refusals = []
    if request.type is ActionType.SMS and not outlet_of(unit.session, unit.caller.provider_id).has_sms:
        refusals.append(Refusal("E-ACTION-NO-SMS", "type", "R-EVT-05"))
    if request.type is ActionType.LOG and not request.log_tag:
        refusals.append(Refusal("E-ACTION-TAG", "log_tag", "E41"))
    if template is None:
        refusals.append(Refusal("E-ACTION-TEMPLATE", "template_id", "R-EVT-04"))
    elif template.status != TemplateStatus.ACTIVE.value:
        refusals.append(Refusal("E-ACTION-DRAFT", "template_id", "R-EVT-04", {"name": template.name}))
    return refusals


def _fits(found: EventMapping, kind: ActionType, template: EventTemplate) -> bool:
    return template.event_type == found.event_type and template.channel == CHANNEL_OF[kind].value


def _field_refusals(event_type: EventType, fields: MappingFields) -> tuple[Refusal, ...]:
    threshold = CATALOGUE[event_type].threshold
    refusals = []
    if fields.threshold and threshold is Threshold.NONE:
        refusals.append(Refusal("E-MAPPING-NO-THRESHOLD", "threshold", "S-25"))
    if fields.lead_limit_days is not None and threshold is not Threshold.DAYS_BEFORE_DUE:
        refusals.append(Refusal("E-MAPPING-NO-LEAD", "lead_limit_days", "E43"))
    return tuple(refusals)


def _refuse_taken(
    unit: Unit, event_type: EventType, profile: AccountProfile, threshold: int, own_id: int | None
) -> None:
    """Refuse a second mapping of a threshold, and of Invoice Due any second one (R-EVT-07)."""
    others = select(EventMapping).where(
        EventMapping.provider_id == unit.caller.provider_id,
        EventMapping.event_type == event_type.value,
        EventMapping.profile_id == profile.id,
    )
    rows = [row for row in unit.session.scalars(others) if row.id != own_id]
    if rows and CATALOGUE[event_type].threshold is Threshold.DAYS_BEFORE_DUE:
        raise Rejected(Refusal("E-MAPPING-ONE", "profile_id", "R-EVT-07", {"profile": profile.name}))
    if any(row.threshold == threshold for row in rows):
        values: dict[str, Value] = {"profile": profile.name, "threshold": threshold}
        raise Rejected(Refusal("E-MAPPING-TAKEN", "threshold", "S-25", values))


def _at_version(unit: Unit, request: MappingAt) -> EventMapping:
    found = own_mapping(unit, request.mapping_id, is_held=True)
    if found.row_version != request.version:
        raise stale(unit, found)
    return found


def _judge(unit: Unit, found: EventMapping, command: MappingCommand) -> None:
    verdict = MAPPING.judge(state_of(found), command, EventType(found.event_type), unit.caller.powers)
    if any(one.code == "E-POWER" for one in verdict.refusals):
        raise Denied(*verdict.refusals)
    refuse_if_any(verdict.refusals)


def _write(row: EventMapping, fields: MappingFields) -> None:
    for name in _AS_FIELDS:
        setattr(row, name, getattr(fields, name))


def _named(row: EventMapping) -> str:
    return f"{row.event_type} for profile {row.profile_id} at {row.threshold}"


def _told(unit: Unit, found: EventMapping, verb: str) -> MappingRow:
    unit.changed(Topic.EVENT, found.id, verb, (found.provider_id, None))
    return row_of(unit, found)
