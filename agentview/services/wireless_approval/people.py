"""Who can approve: people with the power who see the company, are there, and did not ask for the order."""

from collections.abc import Collection, Iterable

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from agentview.contract.people import Effect
from agentview.contract.wireless_approvals import Approver
from agentview.core.power import ROLE_POWERS, Power
from agentview.models.party import User, UserPowerOverride, UserRole
from agentview.models.wireless_approval import ApprovalDelegation
from agentview.models.wireless_company import Employee
from agentview.models.wireless_order import WirelessOrder
from agentview.services.unit import Unit
from agentview.services.wireless_approval.delegation import is_valid

_ROLES = tuple(role.value for role, powers in ROLE_POWERS.items() if Power.APPROVE in powers)

_MOST_SHOWN = 200


def can_approve(provider_id: int) -> ColumnElement[bool]:
    """People of a provider who may sign in and hold APPROVE, by a role or by a grant of their own."""
    own = UserPowerOverride.user_id == User.id
    ours = and_(own, UserPowerOverride.power == Power.APPROVE.value)
    of_role = exists().where(UserRole.user_id == User.id, UserRole.role.in_(_ROLES))
    granted = exists().where(ours, UserPowerOverride.effect == Effect.GRANT.value)
    denied = exists().where(ours, UserPowerOverride.effect == Effect.DENY.value)
    return and_(User.provider_id == provider_id, User.is_active, or_(of_role, granted), ~denied)


def eligible(
    unit: Unit, order: WirelessOrder, user_ids: Iterable[int], policy_id: int | None
) -> tuple[int, ...]:
    """Return who of these can decide about an order now, in the order given (R-WL-20, R-WL-22).

    Left out is who lacks the power, is disabled, sees another company alone, requested the order or gets
    what it brings, and who is absent without a delegate of today.
    """
    wanted = tuple(dict.fromkeys(user_ids))
    if not wanted:
        return ()
    fit = set(unit.session.scalars(select(User.id).where(User.id.in_(wanted), *_may_decide(unit, order))))
    away = _absent(unit, fit, policy_id)
    return tuple(one for one in wanted if one in fit and one not in away)


def candidates(
    unit: Unit, order: WirelessOrder, only: Collection[int], text: str = ""
) -> tuple[Approver, ...]:
    """Return whom a requester can choose, by the beginning of a name (T12), so many as are shown at once."""
    offered = _offered(unit, order, only)
    wanted = select(User.id, User.display_name).where(*offered, _begins(text))
    rows = unit.session.execute(wanted.order_by(User.display_name, User.id).limit(_MOST_SHOWN))
    return tuple(Approver(user_id=row.id, name=row.display_name) for row in rows)


def is_candidate(unit: Unit, order: WirelessOrder, only: Collection[int], user_id: int) -> bool:
    """Say whether a requester can choose somebody, whether or not they are shown at first (T12, R-WL-22)."""
    wanted = select(User.id).where(*_offered(unit, order, only), User.id == user_id)
    return unit.session.scalars(wanted).first() is not None


def _offered(unit: Unit, order: WirelessOrder, only: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    """Of those named, or of all where nobody is named."""
    return (*_may_decide(unit, order), *((User.id.in_(only),) if only else ()))


def _begins(text: str) -> ColumnElement[bool]:
    return func.lower(User.display_name).startswith(text.strip().lower(), autoescape=True)


def named(unit: Unit, user_ids: Iterable[int | None]) -> dict[int, Approver]:
    """Return people by their ids, as they are shown."""
    ids = sorted({one for one in user_ids if one is not None})
    rows = unit.session.execute(select(User.id, User.display_name).where(User.id.in_(ids))) if ids else ()
    return {row.id: Approver(user_id=row.id, name=row.display_name) for row in rows}


def found_people(unit: Unit, text: str, limit: int) -> tuple[Approver, ...]:
    """Return who can approve at the own provider, by the beginning of a name."""
    wanted = select(User.id, User.display_name).where(can_approve(unit.caller.provider_id), _begins(text))
    rows = unit.session.execute(wanted.order_by(User.display_name, User.id).limit(limit))
    return tuple(Approver(user_id=row.id, name=row.display_name) for row in rows)


def _may_decide(unit: Unit, order: WirelessOrder) -> tuple[ColumnElement[bool], ...]:
    beneficiary = select(Employee.user_id).where(
        Employee.id == order.beneficiary_id, Employee.user_id.is_not(None)
    )
    own = set(unit.session.scalars(beneficiary)) | {order.requester_user_id}
    return (
        can_approve(order.provider_id),
        or_(User.account_id.is_(None), User.account_id == order.account_id),
        User.id.not_in(own),
    )


def _absent(unit: Unit, user_ids: Collection[int], policy_id: int | None) -> set[int | None]:
    """Return who is away today and has nobody who decides instead."""
    today = unit.today
    is_away = and_(
        or_(Employee.absent_from.is_not(None), Employee.absent_to.is_not(None)),
        or_(Employee.absent_from.is_(None), Employee.absent_from <= today),
        or_(Employee.absent_to.is_(None), Employee.absent_to >= today),
    )
    away = set(unit.session.scalars(select(Employee.user_id).where(Employee.user_id.in_(user_ids), is_away)))
    if not away:
        return set()
    helped = unit.session.scalars(
        select(ApprovalDelegation.from_user_id).where(
            ApprovalDelegation.from_user_id.in_(away), is_valid(today, policy_id)
        )
    )
    return away - set(helped)
