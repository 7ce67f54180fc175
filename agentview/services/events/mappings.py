"""Reads the event mappings of the own provider, each with its actions (S-25, E42)."""

from collections.abc import Sequence

from sqlalchemy import select

from agentview.contract.event_templates import TemplateStatus
from agentview.contract.events import (
    CHANNEL_OF,
    ActionRow,
    ActionType,
    EventType,
    MappingExportPage,
    MappingExportRequest,
    MappingRef,
    MappingRow,
    MappingSize,
    MappingSizeRequest,
    MappingsPage,
    MappingsRequest,
    ProfileRow,
    Profiles,
    ProfilesRequest,
)
from agentview.contract.value import CommandState
from agentview.models.customer import AccountProfile
from agentview.models.events import EventAction, EventMapping, EventTemplate
from agentview.services.contract_catalogue.scope import own_provider
from agentview.services.customer_scope import refuse_customers
from agentview.services.events.lifecycle import MAPPING, MappingState
from agentview.services.events.queries import (
    Found,
    actions_of,
    page_rows,
    place_in,
    size_of,
    templates_of,
)
from agentview.services.events.switches import profiles_on
from agentview.services.exporting import refuse_large
from agentview.services.notifications.outlet import outlet_of
from agentview.services.own_records import own_record
from agentview.services.unit import Unit

EXPORT_PAGE = 200


def mappings(unit: Unit, request: MappingsRequest) -> MappingsPage:
    """Return a page of mappings, with what the caller may do to each."""
    refuse_customers(unit)
    found = page_rows(unit.session, unit.caller, request)
    return MappingsPage(
        rows=rows_of(unit, found),
        first=place_in(found[0], request.sort).token() if found else None,
        last=place_in(found[-1], request.sort).token() if found else None,
        as_of=unit.now,
    )


def size(unit: Unit, request: MappingSizeRequest) -> MappingSize:
    """Count the rows of a list exactly."""
    refuse_customers(unit)
    return MappingSize(rows=size_of(unit.session, unit.caller, request.filter))


def export(unit: Unit, request: MappingExportRequest) -> MappingExportPage:
    """Return the next rows of an export; more than 1,000 take EXPORT_LARGE, and the start is audited."""
    total = size(unit, MappingSizeRequest(filter=request.filter)).rows
    refuse_large(unit, total)
    if request.after is None:
        said = f"event mappings: {total} rows: {', '.join(request.columns)}"
        unit.audit("export", unit.caller.user_id, "export", new=said)
    wanted = {name: getattr(request, name) for name in ("filter", "sort", "is_descending", "after")}
    page = mappings(unit, MappingsRequest(**wanted, limit=EXPORT_PAGE))
    last = page.last if len(page.rows) == EXPORT_PAGE else None
    return MappingExportPage(rows=page.rows, last=last, total=total, zone=unit.caller.zone)


def mapping(unit: Unit, request: MappingRef) -> MappingRow:
    """Return a mapping. Raises NotFound, also for another's."""
    return row_of(unit, own_mapping(unit, request.mapping_id))


def profiles(unit: Unit, _request: ProfilesRequest) -> Profiles:
    """Return the kinds of account, and for which of them the automation is on (R-EVT-02)."""
    own = own_provider(unit)
    suspends = profiles_on(unit.session, own.id, EventType.AUTO_SUSPEND)
    restores = profiles_on(unit.session, own.id, EventType.AUTO_UNSUSPEND)
    found = unit.session.scalars(select(AccountProfile).order_by(AccountProfile.name, AccountProfile.id))
    return Profiles(
        rows=tuple(
            ProfileRow(
                profile_id=one.id,
                name=one.name,
                is_auto_suspend=one.id in suspends,
                is_auto_unsuspend=one.id in restores,
            )
            for one in found
        )
    )


def own_mapping(unit: Unit, mapping_id: int, *, is_held: bool = False) -> EventMapping:
    """Return a mapping, held where it is to be changed. Raises NotFound, also for another's."""
    return own_record(unit, EventMapping, "mapping_id", mapping_id, is_held=is_held)


def row_of(unit: Unit, found: EventMapping) -> MappingRow:
    """Return a mapping as it is shown."""
    profile = unit.session.get_one(AccountProfile, found.profile_id)
    [row] = rows_of(unit, [(found, profile.name)])
    return row


def state_of(found: EventMapping) -> MappingState:
    """Return whether a mapping fires."""
    return MappingState.ON if found.is_enabled else MappingState.OFF


def rows_of(unit: Unit, found: Sequence[Found]) -> tuple[MappingRow, ...]:
    """Return mappings as they are listed, in a fixed number of queries."""
    actions = actions_of(unit.session, [row.id for row, _ in found])
    templates = templates_of(unit.session, unit.caller, {row.event_type for row, _ in found})
    has_sms = outlet_of(unit.session, unit.caller.provider_id).has_sms
    rows = []
    for row, profile in found:
        fitting = [one for one in templates if one.event_type == row.event_type]
        shown = tuple(
            _action(kind, actions.get((row.id, kind.value)), fitting, has_sms=has_sms) for kind in ActionType
        )
        rows.append(_row(unit, row, profile, shown, len(fitting)))
    return tuple(rows)


def _row(
    unit: Unit, row: EventMapping, profile: str, actions: tuple[ActionRow, ...], templates: int
) -> MappingRow:
    judged = MAPPING.judge_all(state_of(row), EventType(row.event_type), unit.caller.powers)
    return MappingRow(
        mapping_id=row.id,
        version=row.row_version,
        profile_id=row.profile_id,
        profile=profile,
        description=row.description,
        threshold=row.threshold,
        lead_limit_days=row.lead_limit_days,
        event_type=EventType(row.event_type),
        is_enabled=row.is_enabled,
        has_extended_logging=row.has_extended_logging,
        actions=actions,
        templates=templates,
        commands=tuple(CommandState.of(verdict.command.value, verdict.refusals) for verdict in judged),
    )


def _action(
    kind: ActionType, found: EventAction | None, templates: Sequence[EventTemplate], *, has_sms: bool
) -> ActionRow:
    fitting = [one for one in templates if one.channel == CHANNEL_OF[kind].value]
    chosen = next((one for one in fitting if found is not None and one.id == found.template_id), None)
    return ActionRow(
        type=kind,
        is_enabled=found is not None and found.is_enabled,
        is_offered=kind is not ActionType.SMS or has_sms,
        template_id=chosen.id if chosen is not None else None,
        template=chosen.name if chosen is not None else "",
        is_template_active=chosen is not None and chosen.status == TemplateStatus.ACTIVE.value,
        templates=len(fitting),
        log_tag=found.log_tag if found is not None else "",
    )
