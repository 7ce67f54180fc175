"""Takes hold of a person for a command: one administrator of a provider at a time, in the version seen."""

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from agentview.contract.feed import Topic
from agentview.contract.people import PersonActed, PersonCommand
from agentview.core.errors import AgentViewError, Conflict, Denied, NotFound, Refusal, Rejected, Value
from agentview.models.party import Provider, User
from agentview.services.people import queries
from agentview.services.people.lifecycle import LIFECYCLE, PersonFacts, last_admin_refusal, status_of
from agentview.services.people.scope import administered
from agentview.services.unit import Unit


def hold(unit: Unit, user_id: int, version: int, command: PersonCommand) -> User:
    """Return the person for a command, with all other administration of the provider waiting.

    Without the line, two administrators could take each other's power at the same moment, and nobody would
    be left. Raises NotFound, Conflict (`E-STALE` with who changed it), Rejected and Denied with every reason.
    """
    stand_in_line(unit, unit.caller.provider_id)
    user = unit.session.scalars(
        select(User)
        .where(User.id == user_id, administered(unit.caller))
        .execution_options(populate_existing=True)
    ).first()
    if user is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"user_id": user_id}))
    if user.row_version != version:
        raise _stale(unit, user)
    verdict = LIFECYCLE.judge(
        status_of(is_active=user.is_active), command, facts_of(unit, user), unit.caller.powers
    )
    if not verdict.is_open:
        raise _error(verdict.refusals)
    # What hangs on the person stands in other tables: the version counts in any case.
    flag_modified(user, "display_name")
    return user


def stand_in_line(unit: Unit, provider_id: int) -> None:
    """Wait until nobody else administers people of this provider, until the end of the transaction."""
    unit.session.execute(
        select(Provider.id).where(Provider.id == provider_id).with_for_update(key_share=True)
    )


def facts_of(unit: Unit, user: User) -> PersonFacts:
    """Return what the guards look at."""
    return PersonFacts(
        is_self=user.id == unit.caller.user_id,
        is_last_admin=user.is_active and queries.other_admins(unit.session, user.provider_id, user.id) == 0,
    )


def demand_an_admin(unit: Unit, provider_id: int) -> None:
    """Raise Rejected (`E-LAST-ADMIN`) where a change would leave nobody to administer people."""
    unit.session.flush()
    if queries.other_admins(unit.session, provider_id, 0) == 0:
        raise Rejected(*last_admin_refusal())


def acted(unit: Unit, user: User, verb: str) -> PersonActed:
    """Flush, tell open screens of the provider, and describe the person as they are now."""
    unit.session.flush()
    unit.changed(Topic.PERSON, user.id, verb, (user.provider_id, None))
    return PersonActed(
        user_id=user.id,
        version=user.row_version,
        username=user.username,
        status=status_of(is_active=user.is_active),
    )


def _stale(unit: Unit, user: User) -> Conflict:
    by = unit.session.scalars(select(User.display_name).where(User.username == user.updated_by)).first()
    values: dict[str, Value] = {
        "by": by or user.updated_by,
        "at": user.updated_at.isoformat(),
        "version": user.row_version,
    }
    return Conflict(Refusal("E-STALE", rule="R-PRV-41", values=values))


def _error(refusals: tuple[Refusal, ...]) -> AgentViewError:
    is_denied = any(refusal.code in {"E-POWER", "E-ONESELF"} for refusal in refusals)
    return Denied(*refusals) if is_denied else Rejected(*refusals)
