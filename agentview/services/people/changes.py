"""Adds and edits people, sets their roles, and grants or denies powers against the roles (S-36)."""

from sqlalchemy import delete

from agentview.contract.people import (
    CreateRequest,
    EditPersonRequest,
    Effect,
    PersonActed,
    PersonCommand,
    SetPowerRequest,
    SetRolesRequest,
)
from agentview.core.errors import refuse_if_any
from agentview.core.power import Power, Role
from agentview.models.database import Database
from agentview.models.dialect import upsert
from agentview.models.party import User, UserPowerOverride, UserRole
from agentview.services.handler import Work
from agentview.services.people import queries
from agentview.services.people.hold import acted, demand_an_admin, hold
from agentview.services.people.rules import (
    email_refusals,
    reason_refusals,
    role_refusals,
    username_refusals,
)
from agentview.services.people.staff import NewPerson, account_id_of, agent_refusals, make, taken_refusals
from agentview.services.session.password import hashed, password_refusals
from agentview.services.unit import Arrival, Unit


def create(_database: Database, arrival: Arrival, request: CreateRequest) -> Work[PersonActed]:
    """Add a person to the own provider; a password given must be changed at the first sign-in.

    It is hashed before the transaction, which would else stop all other writers. Raises Rejected:
    `E-USERNAME`, `E-USER-EXISTS`, `E-PASSWORD`, `E-PERSON-EMAIL`, `E-ROLE-VIEWER`, `E-ROLE-SYSTEM`,
    `E-AGENT`, `E-ACCOUNT`.
    """
    arrival.caller.demand(Power.USER_ADMIN)
    secret = request.password.get_secret_value() if request.password else None
    refusals = (
        *username_refusals(request.username),
        *password_refusals(secret),
        *email_refusals(request.email),
        *role_refusals(request.roles, request.account_no),
    )
    password_hash = hashed(secret) if secret and not refusals else None

    def work(unit: Unit) -> PersonActed:
        refuse_if_any(
            (
                *refusals,
                *taken_refusals(unit, request.username),
                *agent_refusals(unit, unit.caller.provider_id, request.agent_id),
            )
        )
        person = NewPerson(
            username=request.username,
            display_name=request.display_name,
            roles=request.roles,
            provider_id=unit.caller.provider_id,
            account_no=request.account_no or None,
            email=request.email or None,
            language=request.language,
            agent_id=request.agent_id,
            password_hash=password_hash,
            must_change_password=password_hash is not None,
        )
        return acted(unit, make(unit, person), "create")

    return work


def edit(unit: Unit, request: EditPersonRequest) -> PersonActed:
    """Change what a person is called and how they are reached; one audit entry a field."""
    user = hold(unit, request.user_id, request.version, PersonCommand.EDIT)
    known = (user.agent_id,) if user.agent_id is not None else ()
    refuse_if_any(
        (
            *email_refusals(request.email),
            *agent_refusals(unit, user.provider_id, request.agent_id, known=known),
        )
    )
    wanted: dict[str, object] = {
        "display_name": request.display_name or user.username,
        "email": request.email or None,
        "language": request.language,
        "agent_id": request.agent_id,
    }
    for name, value in wanted.items():
        old = getattr(user, name)
        if old != value:
            unit.audit("user", user.id, "edit", field=name, old=_text(old), new=_text(value))
            setattr(user, name, value)
    return acted(unit, user, "edit")


def set_roles(unit: Unit, request: SetRolesRequest) -> PersonActed:
    """Set all roles of a person; it holds from their next call on (D-19: never one's own)."""
    user = hold(unit, request.user_id, request.version, PersonCommand.SET_ROLES)
    refuse_if_any(role_refusals(request.roles, request.account_no))
    old, new = queries.roles_of(unit.session, [user.id])[user.id], frozenset(request.roles)
    user.account_id = account_id_of(unit, user.provider_id, request.account_no or None)
    unit.session.execute(delete(UserRole).where(UserRole.user_id == user.id))
    unit.session.add_all(UserRole(user_id=user.id, role=role.value) for role in sorted(new))
    unit.audit(
        "user", user.id, "set_roles", field="roles", old=_names(old), new=_names(new), reason=request.reason
    )
    demand_an_admin(unit, user.provider_id)
    return acted(unit, user, "set_roles")


def set_power(unit: Unit, request: SetPowerRequest) -> PersonActed:
    """Grant or deny a power against the roles, or leave it to them again (R-GEN-03); with a reason."""
    user = hold(unit, request.user_id, request.version, PersonCommand.SET_POWER)
    refuse_if_any(reason_refusals(request.reason))
    key = (user.id, request.power.value)
    known = unit.session.get(UserPowerOverride, key)
    old = known.effect if known else None
    if known is not None:
        unit.session.expunge(known)
    _write_override(unit, user, request)
    unit.audit(
        "user",
        user.id,
        "set_power",
        field=request.power.value,
        old=old,
        new=request.effect.value if request.effect else None,
        reason=request.reason,
    )
    demand_an_admin(unit, user.provider_id)
    return acted(unit, user, "set_power")


def _write_override(unit: Unit, user: User, request: SetPowerRequest) -> None:
    override = UserPowerOverride
    if request.effect is None:
        unit.session.execute(
            delete(override).where(override.user_id == user.id, override.power == request.power.value)
        )
        return
    values: dict[str, object] = {
        "user_id": user.id,
        "power": request.power.value,
        "effect": Effect(request.effect).value,
        "reason": request.reason,
        "given_by": unit.caller.display_name,
        "given_at": unit.now,
    }
    upsert(unit.session, override, values, (override.user_id, override.power))


def _names(roles: frozenset[Role]) -> str:
    return ", ".join(sorted(roles))


def _text(value: object) -> str | None:
    return None if value is None else str(value)
