"""Reads the templates of the own provider (S-26)."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, exists, func, or_, select

from agentview.contract.event_templates import (
    TemplateDetail,
    TemplateFields,
    TemplateRef,
    TemplateRow,
    Templates,
    TemplatesRequest,
    TemplateStatus,
)
from agentview.contract.events import EventType, TemplateChannel
from agentview.contract.value import CommandState, RefusalInfo
from agentview.models.events import EventAction, EventTemplate, Notification
from agentview.services.contract_catalogue.paging import page
from agentview.services.contract_catalogue.scope import own_provider
from agentview.services.events.lifecycle import TEMPLATE, TemplateFacts
from agentview.services.events.rendering import render, samples, warnings
from agentview.services.own_records import own_record
from agentview.services.unit import Unit

T = EventTemplate


def templates(unit: Unit, request: TemplatesRequest) -> Templates:
    """Return a page of templates, by name."""
    own_provider(unit)
    meant = _meant(unit, request)
    rows, last = page(unit, select(T).where(*meant), T.name, T.id, request)
    return Templates(
        rows=_rows(unit, [row.EventTemplate for row in rows]),
        last=last,
        total=unit.session.scalar(select(func.count(T.id)).where(*meant)) or 0,
        as_of=unit.now,
    )


def template(unit: Unit, request: TemplateRef) -> TemplateDetail:
    """Return a template as it is edited. Raises NotFound, also for another's."""
    return detail_of(unit, own_template(unit, request.template_id))


def own_template(unit: Unit, template_id: int, *, is_held: bool = False) -> EventTemplate:
    """Return a template, held where it is to be changed. Raises NotFound, also for another's."""
    return own_record(unit, EventTemplate, "template_id", template_id, is_held=is_held)


def detail_of(unit: Unit, found: EventTemplate) -> TemplateDetail:
    """Return a template with what may be wrong with it, looked at with sample values."""
    [row] = _rows(unit, [found])
    fields = fields_of(found)
    shown = render(fields.body, samples(row.event_type))
    noted = warnings(row.event_type, row.channel, fields, shown)
    return TemplateDetail(row=row, fields=fields, warnings=tuple(map(RefusalInfo.of, noted)))


def fields_of(found: EventTemplate) -> TemplateFields:
    """Return what a stored template says."""
    return TemplateFields(**{name: getattr(found, name) for name in TemplateFields.model_fields})


def facts_about(unit: Unit, found: EventTemplate) -> TemplateFacts:
    """Return what the lifecycle looks at."""
    return _facts(unit, [found])[found.id]


def _meant(unit: Unit, request: TemplatesRequest) -> list[ColumnElement[bool]]:
    wanted = request.filter
    meant: list[ColumnElement[bool]] = [T.provider_id == unit.caller.provider_id]
    if wanted.text:
        text = wanted.text
        meant.append(or_(T.name.icontains(text, autoescape=True), T.subject.icontains(text, autoescape=True)))
    for column, value in (
        (T.event_type, wanted.event_type),
        (T.channel, wanted.channel),
        (T.status, wanted.status),
    ):
        if value is not None:
            meant.append(column == value.value)
    return meant


def _facts(unit: Unit, found: Sequence[EventTemplate]) -> Mapping[int, TemplateFacts]:
    ids = [one.id for one in found]
    used = unit.session.execute(
        select(EventAction.template_id, func.count())
        .where(EventAction.template_id.in_(ids))
        .group_by(EventAction.template_id)
    )
    counts = {row[0]: row[1] for row in used}
    was_sent = exists().where(Notification.template_id == T.id)
    sent = set(unit.session.scalars(select(T.id).where(T.id.in_(ids), was_sent)))
    return {key: TemplateFacts(counts.get(key, 0), key in sent) for key in ids}


def _rows(unit: Unit, found: Sequence[EventTemplate]) -> tuple[TemplateRow, ...]:
    facts = _facts(unit, found)
    return tuple(
        TemplateRow(
            template_id=one.id,
            version=one.row_version,
            event_type=EventType(one.event_type),
            channel=TemplateChannel(one.channel),
            name=one.name,
            subject=one.subject,
            status=TemplateStatus(one.status),
            used_by=facts[one.id].used_by,
            commands=tuple(
                CommandState.of(verdict.command.value, verdict.refusals)
                for verdict in TEMPLATE.judge_all(
                    TemplateStatus(one.status), facts[one.id], unit.caller.powers
                )
            ),
        )
        for one in found
    )
