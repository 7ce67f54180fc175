"""The statements of the event mappings (S-25); their number does not grow with the rows."""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Select, func, or_, select, tuple_
from sqlalchemy.orm import Session

from agentview.contract.event_catalogue import CATALOGUE
from agentview.contract.events import MappingFilter, MappingSort, MappingsRequest
from agentview.core.caller import Caller
from agentview.core.text import fold
from agentview.models.customer import AccountProfile
from agentview.models.events import EventAction, EventMapping, EventTemplate
from agentview.services.keyset import Key, Place, read_place

M = EventMapping
Found = tuple[EventMapping, str]
"""A mapping and the name of its profile."""

_STEP: ColumnElement[int] = M.threshold + 1
"""Places count from one."""

KEYS: Mapping[MappingSort, tuple[Key, ...]] = {
    MappingSort.TYPE: (M.event_type, AccountProfile.name, _STEP, M.id),
    MappingSort.PROFILE: (AccountProfile.name, M.event_type, _STEP, M.id),
    MappingSort.THRESHOLD: (_STEP, M.id),
    MappingSort.MAPPING: (M.id,),
}
"""What each order sorts by. The id makes each order total."""


def page_rows(session: Session, caller: Caller, request: MappingsRequest) -> list[Found]:
    """Read the rows of a page."""
    is_back = request.after is None and request.before is not None
    token = request.after or request.before
    columns = KEYS[request.sort]
    is_downward = request.is_descending is not is_back
    page = mappings_of(caller, request.filter)
    if token is not None:
        here, there = tuple_(*columns), tuple_(*read_place(token, columns).values)
        page = page.where(here < there if is_downward else here > there)
    ordering = [column.desc() if is_downward else column.asc() for column in columns]
    found = session.execute(page.order_by(*ordering).limit(request.limit).offset(request.offset)).all()
    rows = [(row[0], row[1]) for row in found]
    return list(reversed(rows)) if is_back else rows


def place_in(found: Found, sort: MappingSort) -> Place:
    """Return the place of a row in its list."""
    row, profile = found
    values = {
        MappingSort.TYPE: (row.event_type, profile, row.threshold + 1, row.id),
        MappingSort.PROFILE: (profile, row.event_type, row.threshold + 1, row.id),
        MappingSort.THRESHOLD: (row.threshold + 1, row.id),
        MappingSort.MAPPING: (row.id,),
    }
    return Place(values[sort])


def size_of(session: Session, caller: Caller, wanted: MappingFilter) -> int:
    """Count the rows of a list exactly."""
    return session.scalars(mappings_of(caller, wanted).with_only_columns(func.count())).one()


def mappings_of(caller: Caller, wanted: MappingFilter) -> Select[EventMapping, str]:
    """Select mappings of the own provider with the names of their profiles."""
    return (
        select(M, AccountProfile.name)
        .join(AccountProfile, AccountProfile.id == M.profile_id)
        .where(M.provider_id == caller.provider_id, *_conditions(wanted))
    )


def _conditions(wanted: MappingFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.event_type is not None:
        found.append(M.event_type == wanted.event_type.value)
    if wanted.profile_id is not None:
        found.append(M.profile_id == wanted.profile_id)
    if wanted.is_enabled is not None:
        found.append(M.is_enabled.is_(wanted.is_enabled))
    if wanted.text:
        found.append(_text_condition(wanted.text))
    return found


def _text_condition(text: str) -> ColumnElement[bool]:
    sought = fold(text)
    types = [kind.type.value for kind in CATALOGUE.values() if sought in fold(kind.name)]
    return or_(
        M.event_type.in_(types),
        M.description.icontains(text, autoescape=True),
        AccountProfile.name.icontains(text, autoescape=True),
    )


def actions_of(session: Session, mapping_ids: Sequence[int]) -> Mapping[tuple[int, str], EventAction]:
    """Return the actions of mappings, by mapping and type."""
    rows = session.scalars(select(EventAction).where(EventAction.mapping_id.in_(mapping_ids)))
    return {(row.mapping_id, row.type): row for row in rows}


def templates_of(session: Session, caller: Caller, event_types: set[str]) -> Sequence[EventTemplate]:
    """Return the templates of event types."""
    return session.scalars(
        select(EventTemplate).where(
            EventTemplate.provider_id == caller.provider_id, EventTemplate.event_type.in_(event_types)
        )
    ).all()
