"""Delegations: listed, given, ended (R-WL-21, S-33)."""

from collections.abc import Iterator, Sequence

from sqlalchemy import or_, select

from agentview.contract.approval_delegations import (
    DelegateRequest,
    Delegation,
    Delegations,
    DelegationsRequest,
    EndRequest,
    PolicyName,
    Takers,
    TakersRequest,
)
from agentview.contract.feed import Topic
from agentview.contract.wireless import DelegationScope
from agentview.core.errors import Denied, NotFound, Refusal, refuse_if_any, rejected
from agentview.core.power import Power
from agentview.models.party import User
from agentview.models.wireless_approval import ApprovalDelegation, ApprovalPolicy
from agentview.services.contract_catalogue.scope import stale
from agentview.services.customer_scope import refuse_customers
from agentview.services.unit import Unit
from agentview.services.wireless_approval.people import can_approve, found_people, named

D, P = ApprovalDelegation, ApprovalPolicy
ENTITY = "approval_delegation"
_MOST = 200


def delegations(unit: Unit, request: DelegationsRequest) -> Delegations:
    """Return delegations of and to the caller, or of all. Raises Denied (`E-POWER`)."""
    _demand_either(unit)
    caller = unit.caller
    wanted = select(D).where(D.provider_id == caller.provider_id)
    if request.is_all:
        caller.demand(Power.EDIT_POLICY)
        refuse_customers(unit)
    else:
        wanted = wanted.where(or_(D.from_user_id == caller.user_id, D.to_user_id == caller.user_id))
    rows = unit.session.scalars(wanted.order_by(D.id.desc()).limit(_MOST)).all()
    return Delegations(rows=_shown(unit, rows))


def delegate(unit: Unit, request: DelegateRequest) -> Delegation:
    """Let somebody decide for the caller, or for another, from one day to another, both included.

    Raises Rejected (`E-WL-DAYS`, `E-WL-SELF`, `E-WL-CANNOT-APPROVE`), Denied (`E-POWER`), NotFound.
    """
    caller = unit.caller
    giver_id = request.giver_id or caller.user_id
    if giver_id == caller.user_id:
        caller.demand(Power.APPROVE)
    else:
        caller.demand(Power.EDIT_POLICY)
        refuse_customers(unit)
    _demand_own_people(unit, giver_id, request.taker_id)
    refuse_if_any(tuple(_against(unit, request, giver_id)))
    row = D(
        provider_id=caller.provider_id,
        from_user_id=giver_id,
        to_user_id=request.taker_id,
        from_date=request.from_date,
        to_date=request.to_date,
        scope=(DelegationScope.ALL if request.policy_id is None else DelegationScope.POLICY).value,
        policy_id=request.policy_id,
        is_active=True,
    )
    unit.session.add(row)
    unit.session.flush()
    days = f"{row.from_date.isoformat()} - {row.to_date.isoformat()}"
    _write_down(unit, row, "delegate", days)
    return _shown(unit, [row])[0]


def end(unit: Unit, request: EndRequest) -> Delegation:
    """End a delegation at once; who gave it or took it may, and who edits policies.

    Raises Rejected (`E-STATE`), Conflict (`E-STALE`), Denied, NotFound.
    """
    row = unit.session.scalars(
        select(D)
        .where(D.id == request.delegation_id, D.provider_id == unit.caller.provider_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
    if row is None or not _may_see(unit, row):
        raise NotFound(Refusal("E-NOT-FOUND", values={"delegation_id": request.delegation_id}))
    if row.row_version != request.version:
        raise stale(unit, row)
    if not row.is_active:
        raise rejected("E-STATE", state="ENDED", command="end")
    row.is_active = False
    unit.session.flush()
    _write_down(unit, row, "end", "")
    return _shown(unit, [row])[0]


def takers(unit: Unit, request: TakersRequest) -> Takers:
    """Return to whom it can be delegated, and for which policies."""
    _demand_either(unit)
    rows = unit.session.execute(
        select(P.id, P.name)
        .where(P.provider_id == unit.caller.provider_id, P.is_active)
        .order_by(P.priority, P.id)
    )
    return Takers(
        people=found_people(unit, request.text, request.limit),
        policies=tuple(PolicyName(policy_id=row.id, name=row.name) for row in rows),
    )


def _demand_either(unit: Unit) -> None:
    if not unit.caller.powers & {Power.APPROVE, Power.EDIT_POLICY}:
        raise Denied(Refusal("E-POWER", rule="R-GEN-02", values={"power": Power.APPROVE.value}))


def _may_see(unit: Unit, row: ApprovalDelegation) -> bool:
    """A customer's login, whatever was granted, sees what was given to it or by it."""
    caller = unit.caller
    is_office = caller.has(Power.EDIT_POLICY) and caller.account_id is None
    return is_office or caller.user_id in {row.from_user_id, row.to_user_id}


def _demand_own_people(unit: Unit, *user_ids: int) -> None:
    """Raise NotFound for people of another provider (D-31)."""
    wanted = select(User.id).where(User.id.in_(user_ids), User.provider_id == unit.caller.provider_id)
    missing = sorted(set(user_ids) - set(unit.session.scalars(wanted)))
    if missing:
        raise NotFound(Refusal("E-NOT-FOUND", values={"user_id": missing[0]}))


def _against(unit: Unit, request: DelegateRequest, giver_id: int) -> Iterator[Refusal]:
    if request.to_date < request.from_date or request.to_date < unit.today:
        yield Refusal("E-WL-DAYS", "to_date", "R-WL-21")
    if request.taker_id == giver_id:
        yield Refusal("E-WL-SELF", "taker_id", "R-WL-21")
    wanted = select(User.id).where(
        User.id.in_([giver_id, request.taker_id]), can_approve(unit.caller.provider_id)
    )
    able = set(unit.session.scalars(wanted))
    for field, user_id in (("giver_id", giver_id), ("taker_id", request.taker_id)):
        if user_id not in able:
            yield Refusal("E-WL-CANNOT-APPROVE", field, "R-WL-21", {"level": ""})
    if request.policy_id is not None:
        policy = select(P.id).where(P.id == request.policy_id, P.provider_id == unit.caller.provider_id)
        if unit.session.scalars(policy).first() is None:
            raise NotFound(Refusal("E-NOT-FOUND", values={"policy_id": request.policy_id}))


def _write_down(unit: Unit, row: ApprovalDelegation, verb: str, said: str) -> None:
    people = named(unit, [row.from_user_id, row.to_user_id])
    told = f"{people[row.from_user_id].name} > {people[row.to_user_id].name}"
    unit.audit(ENTITY, row.id, verb, new=f"{told} {said}".strip())
    unit.changed(Topic.CATALOGUE, row.id, f"{verb}_{ENTITY}", (row.provider_id, None))


def _shown(unit: Unit, rows: Sequence[ApprovalDelegation]) -> tuple[Delegation, ...]:
    people = named(unit, [one for row in rows for one in (row.from_user_id, row.to_user_id)])
    wanted = select(P.id, P.name).where(P.id.in_({row.policy_id for row in rows}))
    policies = {row.id: row.name for row in unit.session.execute(wanted)}
    return tuple(
        Delegation(
            delegation_id=row.id,
            version=row.row_version,
            giver=people[row.from_user_id],
            taker=people[row.to_user_id],
            from_date=row.from_date,
            to_date=row.to_date,
            scope=DelegationScope(row.scope),
            policy_id=row.policy_id,
            policy=policies.get(row.policy_id, "") if row.policy_id is not None else "",
            is_active=row.is_active,
            is_valid=row.is_active and row.from_date <= unit.today <= row.to_date,
            can_end=row.is_active and _may_see(unit, row),
        )
        for row in rows
    )
