"""Who has which task open: said every few seconds, forgotten after twenty; it never blocks work."""

from datetime import timedelta

from sqlalchemy import Integer, delete, select

from agentview.contract.feed import Topic
from agentview.contract.provisioning import PresenceRequest, Watcher, Watchers
from agentview.models.base import Moment
from agentview.models.dialect import upsert
from agentview.models.party import User
from agentview.models.prepared import Preparable, parameter
from agentview.models.provisioning import Presence
from agentview.services.provisioning.facts import dossier
from agentview.services.unit import Unit

FORGOTTEN_AFTER = timedelta(seconds=20)


def presence(unit: Unit, request: PresenceRequest) -> Watchers:
    """Say what the caller does with a task, and hear who else has it open."""
    dossier(unit, request.task_id)  # raises where the caller may not know of the task
    before = unit.session.get(Presence, unit.caller.user_id)
    was = (before.task_id, before.mode) if before is not None else None
    if request.mode is None:
        unit.session.execute(
            delete(Presence).where(
                Presence.user_id == unit.caller.user_id, Presence.task_id == request.task_id
            )
        )
    else:
        values: dict[str, object] = {
            "user_id": unit.caller.user_id,
            "task_id": request.task_id,
            "mode": request.mode.value,
            "seen_at": unit.now,
        }
        upsert(unit.session, Presence, values, (Presence.user_id,))
    is_now = (request.task_id, request.mode.value) if request.mode is not None else None
    if was != is_now:
        touched = {request.task_id} | ({was[0]} if was is not None else set())
        for task_id in sorted(touched):
            unit.changed(Topic.PRESENCE, task_id, "presence", (unit.caller.provider_id, None))
    others = watchers_of(unit).get(request.task_id, ())
    return Watchers(watchers=others)


_WATCHERS = Preparable(
    select(Presence.task_id, Presence.user_id, Presence.mode, User.display_name)
    .join(User, User.id == Presence.user_id)
    .where(
        Presence.seen_at > parameter("seen_after", Moment()),
        User.provider_id == parameter("provider_id", Integer()),
        User.id != parameter("user_id", Integer()),
    )
    .order_by(User.display_name)
)


def watchers_of(unit: Unit) -> dict[int, tuple[Watcher, ...]]:
    """Return by task who else of the own provider has it open now."""
    values = {
        "seen_after": unit.now - FORGOTTEN_AFTER,
        "provider_id": unit.caller.provider_id,
        "user_id": unit.caller.user_id,
    }
    rows = _WATCHERS.rows(unit.session, values)
    found: dict[int, tuple[Watcher, ...]] = {}
    for task_id, user_id, mode, name in rows:
        watcher = Watcher(user_id=user_id, name=name, mode=mode)
        found[task_id] = (*found.get(task_id, ()), watcher)
    return found
