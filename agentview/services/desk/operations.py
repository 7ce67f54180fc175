"""Saved views, own and shared within the provider, and preferences."""

import json
from typing import Any

from pydantic import JsonValue
from sqlalchemy import Select, func, or_, select
from sqlalchemy.engine import Row

from agentview.contract.desk import (
    DELETE_VIEW,
    PREFERENCE,
    SAVE_PREFERENCE,
    SAVE_VIEW,
    SAVED_VIEWS,
    Preference,
    PreferenceRequest,
    SavedView,
    SavedViews,
    SaveViewRequest,
    ScreenRequest,
    ViewRef,
)
from agentview.contract.op import Nothing
from agentview.core.errors import NotFound, Refusal, rejected
from agentview.models import desk
from agentview.models.dialect import upsert
from agentview.services.handler import handle
from agentview.services.unit import Unit

MOST_VIEWS = 100
MOST_PREFERENCES = 200
LARGEST = 20_000
"""So many characters a view or a preference may have, written as JSON."""


def saved_views(unit: Unit, request: ScreenRequest) -> SavedViews:
    """List the own views of a screen, and those that others of the own provider share, by name."""
    view = desk.SavedView
    may_see = or_(view.user_id == unit.caller.user_id, view.is_shared)
    if unit.caller.account_id is not None:
        # A customer who looks in is not told how the staff work.
        may_see = view.user_id == unit.caller.user_id
    rows = unit.session.execute(
        select(view.id, view.user_id, view.screen, view.name, view.is_shared, view.content)
        .where(view.provider_id == unit.caller.provider_id, view.screen == request.screen, may_see)
        .order_by(func.lower(view.name), view.id)
    )
    return SavedViews(views=tuple(_described(row, unit.caller.user_id) for row in rows))


def save_view(unit: Unit, request: SaveViewRequest) -> SavedView:
    """Keep a view under a name; the own one of that name is replaced.

    Raises Rejected (`E-TOO-LARGE`, `E-TOO-MANY`).
    """
    _refuse_large(request.content)
    view = desk.SavedView
    kept = unit.session.scalars(
        select(view).where(
            view.user_id == unit.caller.user_id, view.screen == request.screen, view.name == request.name
        )
    ).first()
    if kept is None:
        _refuse_many(unit, select(func.count()).where(view.user_id == unit.caller.user_id), MOST_VIEWS)
        kept = view(
            user_id=unit.caller.user_id,
            provider_id=unit.caller.provider_id,
            screen=request.screen,
            name=request.name,
        )
        unit.session.add(kept)
    kept.is_shared = request.is_shared
    kept.content = dict(request.content)
    unit.session.flush()
    return _described(kept, unit.caller.user_id)


def delete_view(unit: Unit, request: ViewRef) -> Nothing:
    """Delete an own view. Raises NotFound, also for one of somebody else."""
    kept = unit.session.get(desk.SavedView, request.view_id)
    if kept is None or kept.user_id != unit.caller.user_id:
        raise NotFound(Refusal("E-NOT-FOUND", values={"view_id": request.view_id}))
    unit.session.delete(kept)
    return Nothing()


def preference(unit: Unit, request: PreferenceRequest) -> Preference:
    """Read an own preference."""
    kept = unit.session.get(desk.Preference, (unit.caller.user_id, request.name))
    return Preference.model_validate({"name": request.name, "value": kept.value if kept else None})


def save_preference(unit: Unit, request: Preference) -> Nothing:
    """Keep an own preference. Raises Rejected (`E-TOO-LARGE`, `E-TOO-MANY`)."""
    _refuse_large(request.value)
    table = desk.Preference
    owner = unit.caller.user_id
    others = select(func.count()).where(table.user_id == owner, table.name != request.name)
    _refuse_many(unit, others, MOST_PREFERENCES)
    values: dict[str, object] = {"user_id": owner, "name": request.name, "value": request.value}
    upsert(unit.session, table, values, (table.user_id, table.name))
    return Nothing()


def _described(row: desk.SavedView | Row[*tuple[Any, ...]], user_id: int) -> SavedView:
    return SavedView.model_validate(
        {
            "id": row.id,
            "screen": row.screen,
            "name": row.name,
            "is_shared": row.is_shared,
            "is_own": row.user_id == user_id,
            "content": row.content,
        }
    )


def _refuse_large(value: JsonValue) -> None:
    try:
        written = json.dumps(value, allow_nan=False)
    except ValueError as error:
        raise rejected("E-JSON", kind="number") from error
    if len(written) > LARGEST:
        raise rejected("E-TOO-LARGE", most=LARGEST)


def _refuse_many(unit: Unit, counted: Select[int], most: int) -> None:
    if unit.session.scalars(counted).one() >= most:
        raise rejected("E-TOO-MANY", most=most)


HANDLERS = (
    handle(SAVED_VIEWS, saved_views),
    handle(SAVE_VIEW, save_view),
    handle(DELETE_VIEW, delete_view),
    handle(PREFERENCE, preference),
    handle(SAVE_PREFERENCE, save_preference),
)
