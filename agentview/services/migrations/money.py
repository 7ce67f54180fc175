"""The lines of a migration's quote: pure functions of facts (R-MIG-23 to 31, 39)."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from agentview.contract.contract_terms import ContractFee
from agentview.contract.migration_quote import ChargeKind, ContractAction, Direction, Quote, QuoteLine
from agentview.core.money import Money
from agentview.services.provisioning.rules import Period, first_period, month_after

_CHARGES = {
    Direction.UPGRADE: ChargeKind.UPGRADE_CHARGE,
    Direction.CROSSGRADE: ChargeKind.CROSSGRADE_CHARGE,
    Direction.DOWNGRADE: ChargeKind.DOWNGRADE_CHARGE,
}
_MARK = 16


@dataclass(frozen=True, slots=True)
class Usage:
    """What was used in a billing period, and how much its access fee includes (None: all of it)."""

    period: Period
    used_cents: int
    included_cents: int | None
    is_prorated: bool


@dataclass(frozen=True, slots=True)
class QuoteFacts:
    """All that a quote is computed from: amounts in minor units, the known periods oldest first."""

    currency: str
    effective_on: date
    direction: Direction
    contract_action: ContractAction
    pool_id: int
    pool: str
    charge_cents: int
    discount_cents: int
    contract_fee: ContractFee | None
    is_fee_waived: bool
    losing_access_fee_cents: int
    winning_access_fee_cents: int
    usages: Sequence[Usage]
    first_period_end_on: date | None


def quote(facts: QuoteFacts) -> Quote:
    """Compute all lines, in the order in which they are read."""
    lines = (
        *_pool_lines(facts),
        *_contract_lines(facts),
        *_credit_lines(facts),
        *_excess_lines(facts),
        _first_fee(facts),
    )
    total = sum(line.amount_cents for line in lines if line.is_charged)
    bare = Quote(
        currency=facts.currency,
        effective_on=facts.effective_on,
        direction=facts.direction,
        contract_action=facts.contract_action,
        pool_id=facts.pool_id,
        pool=facts.pool,
        losing_access_fee_cents=facts.losing_access_fee_cents,
        winning_access_fee_cents=facts.winning_access_fee_cents,
        lines=lines,
        total_cents=total,
        fingerprint="",
    )
    return bare.model_copy(update={"fingerprint": _fingerprint(bare)})


def _fingerprint(bare: Quote) -> str:
    text = json.dumps(bare.model_dump(mode="json"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_MARK]


def _pool_lines(facts: QuoteFacts) -> tuple[QuoteLine, ...]:
    """What the pool charges and gives for the direction; nothing that is 0 (R-MIG-25, R-MIG-39)."""
    values = {"pool": facts.pool, "direction": facts.direction.value}
    lines = []
    if facts.charge_cents:
        lines.append(
            QuoteLine(
                kind=_CHARGES[facts.direction],
                amount_cents=facts.charge_cents,
                is_charged=True,
                formula="POOL_CHARGE",
                values={**values},
            )
        )
    if facts.discount_cents:
        lines.append(
            QuoteLine(
                kind=ChargeKind.MIGRATION_DISCOUNT,
                amount_cents=-facts.discount_cents,
                is_charged=True,
                formula="POOL_DISCOUNT",
                values={**values},
            )
        )
    return tuple(lines)


def _contract_lines(facts: QuoteFacts) -> tuple[QuoteLine, ...]:
    """What leaving the contract costs where the pool is of another one (R-MIG-23, 27, 28)."""
    fee = facts.contract_fee
    if fee is None or not fee.amount_cents:
        return ()
    is_early = facts.contract_action is ContractAction.EARLY_UPGRADE
    is_waived = is_early and facts.is_fee_waived
    kind = ChargeKind.EARLY_UPGRADE_FEE if is_early else ChargeKind.BREAK_OUT_FEE
    return (
        QuoteLine(
            kind=kind,
            amount_cents=fee.amount_cents,
            is_charged=not is_waived,
            is_waived=is_waived,
            formula="EARLY_UPGRADE" if is_early and fee.unit_cents == fee.amount_cents else fee.method.value,
            values={
                "months": fee.remaining_months,
                "unit_cents": fee.unit_cents,
                "percent": fee.percent,
                "access_fee_cents": fee.access_fee_cents,
            },
        ),
    )


def period_of(periods: Sequence[Period], day: date) -> Period | None:
    """Return the period that a day lies in; one that nobody has made yet is a month after the last one."""
    for period in periods:
        if period.has(day):
            return period
    if not periods or day < periods[0].from_on:
        return None
    last = max(periods, key=lambda period: period.to_on)
    from_on, to_on = last.from_on, last.to_on
    while to_on < day:
        from_on = to_on + timedelta(days=1)
        to_on = month_after(from_on) - timedelta(days=1)
    return Period(from_on, to_on)


def _credit_lines(facts: QuoteFacts) -> tuple[QuoteLine, ...]:
    """Credit what is not used of the access fee: the migration day is the winning package's (R-MIG-30)."""
    fee = Money(facts.losing_access_fee_cents, facts.currency)
    periods = [usage.period for usage in facts.usages]
    current = period_of(periods, facts.effective_on)
    later = [one for one in periods if one.is_closed and one.from_on > facts.effective_on]
    lines = []
    for period in ([current] if current else []) + later:
        unused = min(period.days, (period.to_on - facts.effective_on).days + 1)
        credit = -fee.times(unused, period.days)
        if credit.minor:
            lines.append(_credit_line(facts, period, unused, credit))
    return tuple(lines)


def _credit_line(facts: QuoteFacts, period: Period, unused: int, credit: Money) -> QuoteLine:
    return QuoteLine(
        kind=ChargeKind.PRORATA_CREDIT,
        amount_cents=credit.minor,
        is_charged=True,
        formula="UNUSED_DAYS",
        values={
            "unused": unused,
            "days": period.days,
            "access_fee_cents": facts.losing_access_fee_cents,
            "from": period.from_on.isoformat(),
            "to": period.to_on.isoformat(),
        },
    )


def _excess_lines(facts: QuoteFacts) -> tuple[QuoteLine, ...]:
    """Bill what was used beyond what is included; less is included of a shorter period (R-MIG-31)."""
    for usage in facts.usages:
        if usage.period.has(facts.effective_on):
            excess, allowance, used_days = excess_of(usage, facts.effective_on)
            if excess:
                return (_excess_line(usage, excess, allowance, used_days),)
    return ()


def excess_of(usage: Usage, effective_on: date) -> tuple[int, int, int]:
    """Return what is to be billed, what is allowed, and for how many days of the period."""
    used_days = (effective_on - usage.period.from_on).days
    if usage.included_cents is None:
        return 0, 0, used_days
    included = Money(usage.included_cents, "")
    allowance = included.times(used_days, usage.period.days) if usage.is_prorated else included
    return max(0, usage.used_cents - allowance.minor), allowance.minor, used_days


def _excess_line(usage: Usage, excess: int, allowance: int, used_days: int) -> QuoteLine:
    return QuoteLine(
        kind=ChargeKind.EXCESS_USAGE,
        amount_cents=excess,
        is_charged=True,
        formula="EXCESS_PRORATED" if usage.is_prorated else "EXCESS",
        values={
            "used_cents": usage.used_cents,
            "included_cents": usage.included_cents,
            "allowance_cents": allowance,
            "used_days": used_days,
            "days": usage.period.days,
        },
    )


def _first_fee(facts: QuoteFacts) -> QuoteLine:
    """Tell what the winning package costs in its first period, which billing charges."""
    period = first_period(facts.effective_on, facts.first_period_end_on)
    return QuoteLine(
        kind=ChargeKind.ACCESS_FEE,
        amount_cents=facts.winning_access_fee_cents,
        is_charged=False,
        formula="FIRST_PERIOD",
        values={"from": period.from_on.isoformat(), "to": period.to_on.isoformat()},
    )
