"""Puts the plans of a file into pools: tried out line by line, then all of it or nothing (S-15, E51)."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from agentview.contract.contract_catalogue import PutPlanRequest
from agentview.contract.pool_import import (
    LineEffect,
    PoolLine,
    PoolLines,
    PoolLinesChecked,
    PoolLinesImported,
    PoolLineVerdict,
)
from agentview.contract.value import RefusalInfo
from agentview.core.errors import Refusal, rejected
from agentview.models.catalogue import PackagePlan
from agentview.models.contract import ContractPool, ContractPoolPlan
from agentview.services.contract_catalogue.fixes import PRICES, put_plan
from agentview.services.contract_catalogue.scope import own_provider
from agentview.services.unit import Unit


@dataclass(frozen=True, slots=True)
class _Known:
    """What the lines of a file name, read in three queries."""

    pools: dict[str, ContractPool]
    plans: dict[str, PackagePlan]
    rows: dict[tuple[int, int], ContractPoolPlan]


def check_plans(unit: Unit, request: PoolLines) -> PoolLinesChecked:
    """Return for each line what it comes to, or every reason against it; nothing is written."""
    own_provider(unit)
    return PoolLinesChecked(verdicts=tuple(_verdicts(_known(unit, request), request)))


def import_plans(unit: Unit, request: PoolLines) -> PoolLinesImported:
    """Put all plans of a file into their pools. Raises Rejected (`E-POOL-LINES`) if a line cannot be taken.

    The lines are judged as in the dry run, by what the pools are now.
    """
    own_provider(unit, is_held=True)
    known = _known(unit, request)
    verdicts = list(_verdicts(known, request))
    wrong = [one.number for one in verdicts if one.refusals]
    if wrong:
        raise rejected("E-POOL-LINES", lines=len(wrong), first=wrong[0])
    for line, verdict in zip(request.lines, verdicts, strict=True):
        if verdict.effect is not LineEffect.SAME:
            put_plan(unit, _put(known, line))
    effects = [one.effect for one in verdicts]
    return PoolLinesImported(
        added=effects.count(LineEffect.ADDED),
        changed=effects.count(LineEffect.CHANGED),
        same=effects.count(LineEffect.SAME),
    )


def _known(unit: Unit, request: PoolLines) -> _Known:
    provider_id = unit.caller.provider_id
    names = {line.pool for line in request.lines}
    codes = {line.plan_code for line in request.lines}
    pools = unit.session.scalars(
        select(ContractPool).where(ContractPool.provider_id == provider_id, ContractPool.name.in_(names))
    ).all()
    plans = unit.session.scalars(
        select(PackagePlan).where(PackagePlan.provider_id == provider_id, PackagePlan.code.in_(codes))
    ).all()
    rows = unit.session.scalars(
        select(ContractPoolPlan).where(ContractPoolPlan.pool_id.in_([one.id for one in pools]))
    ).all()
    return _Known(
        {one.name: one for one in pools},
        {one.code: one for one in plans},
        {(one.pool_id, one.package_plan_id): one for one in rows},
    )


def _verdicts(known: _Known, request: PoolLines) -> Iterator[PoolLineVerdict]:
    seen: set[tuple[str, str]] = set()
    for line in request.lines:
        refusals = list(_refusals(known, line))
        if (line.pool, line.plan_code) in seen:
            refusals.append(
                Refusal("E-POOL-TWICE", "plan_code", values={"plan": line.plan_code, "pool": line.pool})
            )
        seen.add((line.pool, line.plan_code))
        yield _verdict(known, line, refusals)


def _refusals(known: _Known, line: PoolLine) -> Iterator[Refusal]:
    yield from (one.refusal() for one in line.refusals)
    unread = {one.field for one in line.refusals}
    if line.pool not in known.pools and "pool" not in unread:
        yield Refusal("E-POOL-UNKNOWN", "pool", values={"pool": line.pool})
    if line.plan_code not in known.plans and "plan_code" not in unread:
        yield Refusal("E-POOL-PLAN", "plan_code", values={"code": line.plan_code})
    if line.weight is None and "weight" not in unread:
        yield Refusal("E-POOL-WEIGHT", "weight", "R-MIG-13")


def _verdict(known: _Known, line: PoolLine, refusals: list[Refusal]) -> PoolLineVerdict:
    plan = known.plans.get(line.plan_code)
    row = _row(known, line)
    changed = tuple(name for name in PRICES if row is not None and getattr(row, name) != getattr(line, name))
    effect = LineEffect.ADDED if row is None else LineEffect.CHANGED if changed else LineEffect.SAME
    return PoolLineVerdict(
        number=line.number,
        pool=line.pool,
        plan_code=line.plan_code,
        plan=plan.external_name if plan is not None else "",
        effect=None if refusals else effect,
        changed=() if refusals else changed,
        refusals=tuple(RefusalInfo.of(one) for one in refusals),
    )


def _row(known: _Known, line: PoolLine) -> ContractPoolPlan | None:
    pool, plan = known.pools.get(line.pool), known.plans.get(line.plan_code)
    return known.rows.get((pool.id, plan.id)) if pool is not None and plan is not None else None


def _put(known: _Known, line: PoolLine) -> PutPlanRequest:
    row = _row(known, line)
    return PutPlanRequest.model_validate(
        {
            "pool_id": known.pools[line.pool].id,
            "plan_id": known.plans[line.plan_code].id,
            "version": row.row_version if row is not None else None,
            **{name: getattr(line, name) for name in PRICES},
        }
    )
