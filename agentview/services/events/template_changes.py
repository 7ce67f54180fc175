"""Templates are written, edited, activated, withdrawn and deleted (S-26, R-EVT-10)."""

from sqlalchemy import select

from agentview.contract.event_templates import (
    CreateTemplateRequest,
    DeletedTemplate,
    EditTemplateRequest,
    TemplateAt,
    TemplateCommand,
    TemplateDetail,
    TemplateFields,
    TemplateStatus,
)
from agentview.contract.events import EventType, TemplateChannel
from agentview.contract.feed import Topic
from agentview.core.errors import Denied, Refusal, Rejected, refuse_if_any
from agentview.models.events import EventTemplate
from agentview.services.contract_catalogue.scope import own_provider, stale
from agentview.services.events.lifecycle import TEMPLATE
from agentview.services.events.rendering import problems
from agentview.services.events.templates import detail_of, facts_about, fields_of, own_template
from agentview.services.unit import Unit

ENTITY = "event_template"
_AS_FIELDS = tuple(TemplateFields.model_fields)


def create(unit: Unit, request: CreateTemplateRequest) -> TemplateDetail:
    """Write a template, a draft. Raises Rejected with every reason, each with its position (R-EVT-10)."""
    own_provider(unit, is_held=True)
    refuse_if_any(problems(request.event_type, request.channel, request.fields))
    _refuse_taken(unit, request.event_type.value, request.channel.value, request.fields.name, None)
    return _told(unit, add_template(unit, request), "create")


def add_template(unit: Unit, request: CreateTemplateRequest) -> EventTemplate:
    """Add a template that was looked at."""
    made = EventTemplate(
        provider_id=unit.caller.provider_id,
        event_type=request.event_type.value,
        channel=request.channel.value,
        status=TemplateStatus.DRAFT.value,
        **request.fields.model_dump(),
    )
    unit.session.add(made)
    unit.session.flush()
    unit.audit(ENTITY, made.id, "create", new=made.name)
    return made


def edit(unit: Unit, request: EditTemplateRequest) -> TemplateDetail:
    """Change what a template says; an active one says it from the next event on.

    Raises Conflict (`E-STALE`), Rejected, NotFound.
    """
    own_provider(unit, is_held=True)
    found = _at_version(unit, request, TemplateCommand.EDIT)
    event_type, channel = EventType(found.event_type), TemplateChannel(found.channel)
    refuse_if_any(problems(event_type, channel, request.fields))
    _refuse_taken(unit, found.event_type, found.channel, request.fields.name, found.id)
    before, after = fields_of(found).model_dump(), request.fields.model_dump()
    for name in _AS_FIELDS:
        if before[name] != after[name]:
            unit.audit(ENTITY, found.id, "edit", field=name, old=before[name], new=after[name])
            setattr(found, name, after[name])
    unit.session.flush()
    return _told(unit, found, "edit")


def activate(unit: Unit, request: TemplateAt) -> TemplateDetail:
    """Let actions use a template (R-EVT-04). Raises Conflict (`E-STALE`), Rejected, NotFound."""
    return _move(unit, request, TemplateCommand.ACTIVATE, TemplateStatus.ACTIVE)


def withdraw(unit: Unit, request: TemplateAt) -> TemplateDetail:
    """Let no action use a template: those that have it do nothing until it is active again (R-EVT-04).

    Raises Conflict (`E-STALE`), Rejected, NotFound.
    """
    return _move(unit, request, TemplateCommand.WITHDRAW, TemplateStatus.DRAFT)


def delete(unit: Unit, request: TemplateAt) -> DeletedTemplate:
    """Delete a template that no action has and no message came of.

    Raises Conflict (`E-STALE`), Rejected (`E-TEMPLATE-USED`, `E-TEMPLATE-SENT`), NotFound.
    """
    found = _at_version(unit, request, TemplateCommand.DELETE)
    unit.session.delete(found)
    unit.session.flush()
    unit.audit(ENTITY, request.template_id, "delete", old=found.name)
    unit.changed(Topic.EVENT, request.template_id, "delete_template", (unit.caller.provider_id, None))
    return DeletedTemplate(template_id=request.template_id)


def _move(
    unit: Unit, request: TemplateAt, command: TemplateCommand, target: TemplateStatus
) -> TemplateDetail:
    found = _at_version(unit, request, command)
    if target is TemplateStatus.ACTIVE:
        # A template from before a change of the catalogue may use what its event no longer has.
        refuse_if_any(problems(EventType(found.event_type), TemplateChannel(found.channel), fields_of(found)))
    found.status = target.value
    unit.session.flush()
    unit.audit(ENTITY, found.id, command.value, new=found.name)
    return _told(unit, found, command.value)


def _at_version(unit: Unit, request: TemplateAt, command: TemplateCommand) -> EventTemplate:
    """Return a template that the command is open for, held."""
    found = own_template(unit, request.template_id, is_held=True)
    if found.row_version != request.version:
        raise stale(unit, found)
    state, facts = TemplateStatus(found.status), facts_about(unit, found)
    refusals = TEMPLATE.judge(state, command, facts, unit.caller.powers).refusals
    if any(one.code == "E-POWER" for one in refusals):
        raise Denied(*refusals)
    refuse_if_any(refusals)
    return found


def _refuse_taken(unit: Unit, event_type: str, channel: str, name: str, own_id: int | None) -> None:
    taken = unit.session.scalars(
        select(EventTemplate.id).where(
            EventTemplate.provider_id == unit.caller.provider_id,
            EventTemplate.event_type == event_type,
            EventTemplate.channel == channel,
            EventTemplate.name == name,
        )
    ).first()
    if taken is not None and taken != own_id:
        raise Rejected(Refusal("E-TEMPLATE-TAKEN", "name", "S-26", {"name": name}))


def _told(unit: Unit, found: EventTemplate, verb: str) -> TemplateDetail:
    unit.changed(Topic.EVENT, found.id, verb, (found.provider_id, None))
    return detail_of(unit, found)
