"""Finds who approves each level of a policy: six kinds, and the default where nobody is there (R-WL-20)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from agentview.contract.wireless import ApproverKind
from agentview.models.wireless_approval import ApprovalChoice, ApprovalPolicyStep
from agentview.models.wireless_company import Employee, OrgUnit
from agentview.models.wireless_order import WirelessOrder
from agentview.services.unit import Unit
from agentview.services.wireless_approval.people import eligible, is_candidate

_HIGHEST = 20
"""So many managers up a hierarchy is looked for one; a circle of managers ends there too."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Who decides a level; nobody where neither an approver nor the default one can."""

    level: int
    user_ids: tuple[int, ...]
    is_default: bool


@dataclass(frozen=True, slots=True)
class Search:
    """What approvers are looked for with: the person whom the order is for, and who decides below."""

    unit: Unit
    order: WirelessOrder
    step: ApprovalPolicyStep
    employee: Employee | None
    taken: frozenset[int]


def cast_all(unit: Unit, order: WirelessOrder, steps: Sequence[ApprovalPolicyStep]) -> tuple[Cast, ...]:
    """Find who approves each level, from the first one up; a hierarchy goes up from level to level."""
    taken: frozenset[int] = frozenset()
    found = []
    for step in steps:
        one = cast_one(unit, order, step, taken)
        taken |= set(one.user_ids)
        found.append(one)
    return tuple(found)


def cast_one(unit: Unit, order: WirelessOrder, step: ApprovalPolicyStep, below: frozenset[int]) -> Cast:
    """Find who approves a level; `below` decide lower ones, where a hierarchy looks no more."""
    return _cast(Search(unit, order, step, subject_of(unit, order), below))


def subject_of(unit: Unit, order: WirelessOrder) -> Employee | None:
    """Return whose managers are asked: whom it is for, else who requested it."""
    wanted = select(Employee)
    if order.beneficiary_id is not None:
        wanted = wanted.where(Employee.id == order.beneficiary_id)
    else:
        wanted = wanted.where(Employee.user_id == order.requester_user_id)
    return unit.session.scalars(wanted).first()


def _cast(search: Search) -> Cast:
    step = search.step
    found = _FINDERS[ApproverKind(step.approver_kind)](search)
    if found:
        return Cast(step.level, found, is_default=False)
    default = [step.default_approver_id] if step.default_approver_id is not None else []
    return Cast(step.level, _fit(search, default), is_default=True)


def _fit(search: Search, user_ids: Sequence[int]) -> tuple[int, ...]:
    return eligible(search.unit, search.order, user_ids, search.step.policy_id)


def _first_above(search: Search, managers: Iterator[int]) -> tuple[int, ...]:
    """Return the nearest manager who can decide, and who decides no level below."""
    above = [one for one in managers if one not in search.taken]
    return _fit(search, above)[:1]


def _reporting(search: Search) -> tuple[int, ...]:
    return _fit(search, list(_managers(search, 1)))


def _hierarchy(search: Search) -> tuple[int, ...]:
    return _first_above(search, _managers(search, _HIGHEST))


def _unit_manager(search: Search) -> tuple[int, ...]:
    return _fit(search, list(_heads(search, 1)))


def _units_above(search: Search) -> tuple[int, ...]:
    return _first_above(search, _heads(search, _HIGHEST))


def _predefined(search: Search) -> tuple[int, ...]:
    return _fit(search, search.step.approver_user_ids)


def _chosen(search: Search) -> tuple[int, ...]:
    """Return whom the requester chose of those who can be chosen (T12)."""
    chosen = search.unit.session.get(ApprovalChoice, (search.order.id, search.step.level))
    if chosen is None:
        return ()
    only, chosen_id = search.step.approver_user_ids, chosen.approver_user_id
    is_offered = is_candidate(search.unit, search.order, only, chosen_id)
    return _fit(search, [chosen_id]) if is_offered else ()


_FINDERS: Mapping[ApproverKind, Callable[[Search], tuple[int, ...]]] = {
    ApproverKind.EMP_REPORTING_MANAGER: _reporting,
    ApproverKind.EMP_HIERARCHY_MANAGER: _hierarchy,
    ApproverKind.ORG_REPORTING: _unit_manager,
    ApproverKind.ORG_HIERARCHY: _units_above,
    ApproverKind.PREDEFINED: _predefined,
    ApproverKind.USER_DEFINED: _chosen,
}


def _managers(search: Search, most: int) -> Iterator[int]:
    """Yield who leads the person, nearest first, so many steps up; who does not sign in is passed over."""
    at = search.employee.manager_id if search.employee is not None else None
    for _ in range(most):
        manager = search.unit.session.get(Employee, at) if at is not None else None
        if manager is None:
            return
        if manager.user_id is not None and manager.is_active:
            yield manager.user_id
        at = manager.manager_id


def _heads(search: Search, most: int) -> Iterator[int]:
    """Yield who heads the person's unit and those above it, nearest first."""
    at = search.employee.org_unit_id if search.employee is not None else None
    for _ in range(most):
        found = search.unit.session.get(OrgUnit, at) if at is not None else None
        if found is None:
            return
        if found.manager_user_id is not None:
            yield found.manager_user_id
        at = found.parent_id
