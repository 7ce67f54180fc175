"""One person: every power with where it comes from, sessions, and what is open to the administrator."""

from sqlalchemy import func, select

from agentview.contract.people import OpenSession, PersonCommand, PersonDetail, PersonRef, PowerState
from agentview.contract.provisioning import TaskStatus
from agentview.contract.value import CommandState, RefusalInfo
from agentview.core.errors import NotFound, Refusal
from agentview.core.power import ROLE_POWERS, Power, Role
from agentview.models.party import AccessToken, User, UserPowerOverride
from agentview.models.provisioning import ProvisioningTask
from agentview.models.work_item import WorkItem
from agentview.services.people import queries
from agentview.services.people.directory import described, override_of, powers_of
from agentview.services.people.hold import facts_of
from agentview.services.people.lifecycle import LIFECYCLE, status_of
from agentview.services.unit import Unit
from agentview.services.work_item import UNDER_WAY

MOST_SESSIONS = 50


def person(unit: Unit, request: PersonRef) -> PersonDetail:
    """Return a person of the own provider. Raises NotFound."""
    found = queries.one_person(unit.session, unit.caller, request.user_id)
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"user_id": request.user_id}))
    user: User = found.User
    (row,) = described(unit, [found])
    overrides = queries.overrides_of(unit.session, [user.id])[user.id]
    return PersonDetail(
        row=row,
        email=user.email,
        language=user.language,
        agent_id=user.agent_id,
        powers=power_states(frozenset(row.roles), overrides),
        sessions=_sessions(unit, user),
        claimed_tasks=_claimed_tasks(unit, user),
        assigned_cases=_assigned_cases(unit, user),
        commands=_commands(unit, user),
        made_at=user.created_at,
        made_by=user.created_by,
        changed_at=user.updated_at,
        changed_by=user.updated_by,
    )


def power_states(roles: frozenset[Role], overrides: list[UserPowerOverride]) -> tuple[PowerState, ...]:
    """Say of every power whether it is held and why: which roles give it, and what stands against them."""
    held = powers_of(roles, overrides)
    by_power = {Power(one.power): override_of(one) for one in overrides}
    return tuple(
        PowerState(
            power=power,
            is_held=power in held,
            from_roles=tuple(sorted(role for role in roles if power in ROLE_POWERS[role])),
            override=by_power.get(power),
        )
        for power in Power
    )


def _sessions(unit: Unit, user: User) -> tuple[OpenSession, ...]:
    rows = unit.session.execute(
        select(AccessToken.issued_at, AccessToken.expires_at)
        .where(
            AccessToken.user_id == user.id,
            AccessToken.revoked_at.is_(None),
            AccessToken.expires_at > unit.now,
        )
        .order_by(AccessToken.issued_at.desc(), AccessToken.id.desc())
        .limit(MOST_SESSIONS)
    )
    return tuple(OpenSession(issued_at=row.issued_at, expires_at=row.expires_at) for row in rows)


def _claimed_tasks(unit: Unit, user: User) -> int:
    """Count the tasks that the person holds: the claims end by their leases, nobody has to take them away."""
    task = ProvisioningTask
    claimed = select(func.count(task.id)).where(
        task.claimed_by == user.id,
        task.bucket == "OPEN",
        task.status == TaskStatus.IN_PROGRESS.value,
        task.lease_until >= unit.now,
    )
    return unit.session.scalar(claimed) or 0


def _assigned_cases(unit: Unit, user: User) -> int:
    assigned = select(func.count(WorkItem.id)).where(
        WorkItem.provider_id == user.provider_id,
        WorkItem.assigned_to == user.id,
        WorkItem.status.in_(UNDER_WAY),
    )
    return unit.session.scalar(assigned) or 0


def _commands(unit: Unit, user: User) -> tuple[CommandState, ...]:
    status, facts = status_of(is_active=user.is_active), facts_of(unit, user)
    verdicts = (LIFECYCLE.judge(status, command, facts, unit.caller.powers) for command in PersonCommand)
    return tuple(
        CommandState(
            command=verdict.command.value,
            refusals=tuple(RefusalInfo.of(refusal) for refusal in verdict.refusals),
        )
        for verdict in verdicts
    )
