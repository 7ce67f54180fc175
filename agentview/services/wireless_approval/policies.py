"""Policies of approval: listed, saved, switched (S-33, R-WL-17, R-WL-18)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import delete, select

from agentview.contract.approval_policies import (
    Conditions,
    MoveRequest,
    People,
    PeopleRequest,
    Policies,
    Policy,
    PolicyChange,
    PolicyFields,
    SavePolicyRequest,
    StepFields,
    VendorName,
)
from agentview.contract.feed import Topic
from agentview.contract.op import Nothing
from agentview.contract.value import CommandState
from agentview.contract.wireless import ApproverKind
from agentview.core.email_address import is_email
from agentview.core.errors import NotFound, Refusal, Value, refuse_if_any
from agentview.models.customer import Account
from agentview.models.party import User
from agentview.models.wireless_approval import ApprovalPolicy, ApprovalPolicyStep
from agentview.models.wireless_catalogue import WirelessVendor
from agentview.services.contract_catalogue.scope import own_provider, stale
from agentview.services.names import display_names
from agentview.services.unit import Unit
from agentview.services.wireless_approval.people import can_approve, found_people, named

P, T = ApprovalPolicy, ApprovalPolicyStep
ENTITY = "approval_policy"


def policies(unit: Unit, _request: Nothing) -> Policies:
    """Return all policies of the own provider, first asked first, the people that they name, all carriers."""
    own_provider(unit)
    rows = unit.session.scalars(
        select(P).where(P.provider_id == unit.caller.provider_id).order_by(P.priority, P.id)
    ).all()
    shown = _shown(unit, rows)
    ids = (one for policy in shown for step in policy.fields.steps for one in _named_in(step))
    people = sorted(named(unit, ids).values(), key=lambda one: (one.name, one.user_id))
    return Policies(rows=shown, people=tuple(people), vendors=_vendors(unit))


def people(unit: Unit, request: PeopleRequest) -> People:
    """Return who can approve, by the beginning of a name."""
    own_provider(unit)
    return People(rows=found_people(unit, request.text, request.limit))


def save(unit: Unit, request: SavePolicyRequest) -> Policy:
    """Add a policy, off at first, or change one; a round that has begun keeps its number of levels.

    Raises Rejected (`E-WL-NO-APPROVERS`, `E-WL-CANNOT-APPROVE`, `E-WL-TOTALS`, `E-WL-VENDOR-CODE`,
    `E-WL-PRIORITY`, `E-WL-CC`), Conflict (`E-STALE`), NotFound.
    """
    row = _held(unit, request.policy_id, request.version)
    fields = request.fields
    refuse_if_any(tuple(_against(unit, fields, row.id)))
    is_new = row.id is None
    before = None if is_new else _fields(row, steps_by_policy(unit, [row.id])[row.id])
    row.name, row.priority, row.account_id = fields.name, fields.priority, fields.account_id
    row.conditions = fields.conditions.model_dump(mode="json", exclude_defaults=True)
    row.expiry_days = fields.expiry_days
    row.updated_at = unit.now
    unit.session.add(row)
    unit.session.flush()
    _put_steps(unit, row, fields.steps)
    if before is None:
        unit.audit(ENTITY, row.id, "create", new=row.name)
    else:
        _write_down(unit, row, before, fields)
    unit.changed(Topic.CATALOGUE, row.id, f"save_{ENTITY}", (row.provider_id, None))
    return _shown(unit, [row])[0]


def enable(unit: Unit, request: PolicyChange) -> Policy:
    """Switch a policy on: it decides about orders that are submitted from now on."""
    return _switch(unit, request, is_active=True)


def disable(unit: Unit, request: PolicyChange) -> Policy:
    """Switch a policy off; rounds that have begun go on."""
    return _switch(unit, request, is_active=False)


def move(unit: Unit, request: MoveRequest) -> Policy:
    """Let two policies change places, so that neither is without one of its own meanwhile (R-WL-17).

    Raises Conflict (`E-STALE`) where either has changed, NotFound.
    """
    row = _held(unit, request.policy_id, request.version)
    other = _held(unit, request.other_id, request.other_version)
    places = {row: other.priority, other: row.priority}
    for one, place in places.items():
        unit.audit(ENTITY, one.id, "edit", field="priority", old=str(one.priority), new=str(place))
    for one, place in places.items():
        one.priority = place
        one.updated_at = unit.now
    unit.session.flush()
    for one in places:
        unit.changed(Topic.CATALOGUE, one.id, f"move_{ENTITY}", (one.provider_id, None))
    return _shown(unit, [row])[0]


def steps_by_policy(unit: Unit, policy_ids: Sequence[int]) -> dict[int, list[ApprovalPolicyStep]]:
    """Return the levels of policies, the first one first."""
    found: dict[int, list[ApprovalPolicyStep]] = defaultdict(list)
    for row in unit.session.scalars(
        select(T).where(T.policy_id.in_(policy_ids)).order_by(T.policy_id, T.level)
    ):
        found[row.policy_id].append(row)
    return found


def _switch(unit: Unit, request: PolicyChange, *, is_active: bool) -> Policy:
    row = _held(unit, request.policy_id, request.version)
    verb = "enable" if is_active else "disable"
    if row.is_active is is_active:
        refuse_if_any((_switch_refusal(row),))
    row.is_active = is_active
    unit.session.flush()
    unit.audit(ENTITY, row.id, verb, new=row.name)
    unit.changed(Topic.CATALOGUE, row.id, f"{verb}_{ENTITY}", (row.provider_id, None))
    return _shown(unit, [row])[0]


def _switch_refusal(row: ApprovalPolicy) -> Refusal:
    state, command = ("ON", "enable") if row.is_active else ("OFF", "disable")
    return Refusal("E-STATE", values={"state": state, "command": command})


def _held(unit: Unit, key: int | None, version: int | None) -> ApprovalPolicy:
    own = own_provider(unit, is_held=True)
    if key is None:
        return P(provider_id=own.id, is_active=False)
    found = unit.session.scalars(
        select(P).where(P.id == key, P.provider_id == own.id).execution_options(populate_existing=True)
    ).first()
    if found is None:
        raise NotFound(Refusal("E-NOT-FOUND", values={"policy_id": key}))
    if found.row_version != version:
        raise stale(unit, found)
    return found


def _against(unit: Unit, fields: PolicyFields, own_id: int | None) -> Iterator[Refusal]:
    """Yield what stands against a policy: every reason at once, with its field."""
    provider_id = unit.caller.provider_id
    if fields.account_id is not None:
        account = select(Account.id).where(
            Account.id == fields.account_id, Account.provider_id == provider_id
        )
        if unit.session.scalars(account).first() is None:
            raise NotFound(Refusal("E-NOT-FOUND", "account_id", values={"account_id": fields.account_id}))
    above, below = fields.conditions.total_above_cents, fields.conditions.total_below_cents
    if above is not None and below is not None and below - above < _NARROWEST:
        yield Refusal("E-WL-TOTALS", "conditions/total_below_cents", "R-WL-17")
    yield from _vendor_refusals(unit, fields.conditions)
    taken = select(P.name).where(
        P.provider_id == provider_id, P.priority == fields.priority, P.id != (own_id or 0)
    )
    if (name := unit.session.scalars(taken).first()) is not None:
        yield Refusal("E-WL-PRIORITY", "priority", "R-WL-17", {"taken": name})
    yield from _people_refusals(unit, fields.steps)
    yield from _cc_refusals(fields.steps)


_NARROWEST = 2
"""Between above and below lies one amount at least."""


def _vendors(unit: Unit) -> tuple[VendorName, ...]:
    rows = unit.session.execute(
        select(WirelessVendor.code, WirelessVendor.name)
        .where(WirelessVendor.provider_id == unit.caller.provider_id)
        .order_by(WirelessVendor.name, WirelessVendor.id)
    )
    return tuple(VendorName(code=row.code, name=row.name) for row in rows)


def _vendor_refusals(unit: Unit, wanted: Conditions) -> Iterator[Refusal]:
    codes = select(WirelessVendor.code).where(WirelessVendor.provider_id == unit.caller.provider_id)
    known = set(unit.session.scalars(codes)) if wanted.vendors else set()
    for code in wanted.vendors:
        if code not in known:
            yield Refusal("E-WL-VENDOR-CODE", "conditions/vendors", "R-WL-17", {"vendor": code})


def _people_refusals(unit: Unit, steps: Sequence[StepFields]) -> Iterator[Refusal]:
    asked = {one for step in steps for one in _named_in(step)}
    wanted = select(User.id).where(User.id.in_(asked), can_approve(unit.caller.provider_id))
    able = set(unit.session.scalars(wanted)) if asked else set()
    for level, step in enumerate(steps, start=1):
        if step.kind is ApproverKind.PREDEFINED and not step.approver_ids:
            yield Refusal("E-WL-NO-APPROVERS", f"steps/{level}", "R-WL-17", {"level": level})
        if any(one not in able for one in _named_in(step)):
            yield Refusal("E-WL-CANNOT-APPROVE", f"steps/{level}", "R-WL-20", {"level": level})


def _cc_refusals(steps: Sequence[StepFields]) -> Iterator[Refusal]:
    """Refuse who reads along by mail at what is no address: each letter would end as not sent (R-WL-31)."""
    for level, step in enumerate(steps, start=1):
        wrong = [one for one in step.cc if not is_email(one)]
        if wrong:
            values: dict[str, Value] = {"level": level, "addresses": ", ".join(wrong)}
            yield Refusal("E-WL-CC", f"steps/{level}/cc", "R-WL-31", values)


def _named_in(step: StepFields) -> tuple[int, ...]:
    default = () if step.default_approver_id is None else (step.default_approver_id,)
    return (*step.approver_ids, *default)


def _put_steps(unit: Unit, row: ApprovalPolicy, steps: Sequence[StepFields]) -> None:
    unit.session.execute(delete(T).where(T.policy_id == row.id))
    unit.session.add_all(as_steps(row.id, steps))
    unit.session.flush()


def as_steps(policy_id: int, steps: Sequence[StepFields]) -> list[ApprovalPolicyStep]:
    """Return levels as they are stored (R-WL-18)."""
    return [
        T(
            policy_id=policy_id,
            level=level,
            approver_kind=step.kind.value,
            approver_user_ids=list(step.approver_ids),
            default_approver_id=step.default_approver_id,
            cc=list(step.cc),
        )
        for level, step in enumerate(steps, start=1)
    ]


def _write_down(unit: Unit, row: ApprovalPolicy, before: PolicyFields, after: PolicyFields) -> None:
    old, new = before.model_dump(mode="json"), after.model_dump(mode="json")
    for name, was in old.items():
        if was != new[name]:
            unit.audit(ENTITY, row.id, "edit", field=name, old=str(was), new=str(new[name]))


def _fields(row: ApprovalPolicy, steps: Sequence[ApprovalPolicyStep]) -> PolicyFields:
    return PolicyFields(
        name=row.name,
        priority=row.priority,
        account_id=row.account_id,
        conditions=Conditions.model_validate(row.conditions),
        steps=tuple(
            StepFields(
                kind=ApproverKind(one.approver_kind),
                approver_ids=tuple(one.approver_user_ids),
                default_approver_id=one.default_approver_id,
                cc=tuple(one.cc),
            )
            for one in steps
        ),
        expiry_days=row.expiry_days,
    )


def _shown(unit: Unit, rows: Sequence[ApprovalPolicy]) -> tuple[Policy, ...]:
    steps = steps_by_policy(unit, [row.id for row in rows])
    people = display_names(unit, (row.updated_by for row in rows))
    accounts = select(Account.id, Account.name).where(Account.id.in_({row.account_id for row in rows}))
    customers = {row.id: row.name for row in unit.session.execute(accounts)}
    return tuple(
        Policy(
            policy_id=row.id,
            version=row.row_version,
            is_active=row.is_active,
            fields=_fields(row, steps[row.id]),
            customer=customers.get(row.account_id, "") if row.account_id is not None else "",
            changed_at=row.updated_at,
            changed_by=people.get(row.updated_by, row.updated_by),
            commands=_commands(row),
        )
        for row in rows
    )


def _commands(row: ApprovalPolicy) -> tuple[CommandState, ...]:
    closed = (_switch_refusal(row),)
    return (
        CommandState.of("save", ()),
        CommandState.of("enable", closed if row.is_active else ()),
        CommandState.of("disable", () if row.is_active else closed),
    )
