"""The arithmetic of contracts: ends, remaining months, fees; pure functions (R-CON-01, R-MIG-23, 27)."""

from datetime import date, timedelta
from fractions import Fraction

from agentview.contract.contract_terms import BreakOutMethod, LengthUnit
from agentview.core.money import Money, round_half_up
from agentview.models.contract import ContractType

_YEAR = 12
_PERCENT = 100


def months_later(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of its month where that is shorter."""
    year, month = divmod(day.year * _YEAR + day.month - 1 + months, _YEAR)
    following = date(year + (month + 1) // _YEAR, (month + 1) % _YEAR + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def contract_end(started_on: date, length: int, unit: LengthUnit) -> date:
    """Return the last day of a contract (R-CON-01): 12 months from 1 May end on 30 April."""
    return _after(started_on, length, unit) - timedelta(days=1)


def moved_end(end_on: date, length: int, unit: LengthUnit) -> date:
    """Return the last day of a contract that is renewed by its length (R-CON-03)."""
    return contract_end(end_on + timedelta(days=1), length, unit)


def _after(day: date, length: int, unit: LengthUnit) -> date:
    if unit is LengthUnit.DAY:
        return day + timedelta(days=length)
    return months_later(day, length * (_YEAR if unit is LengthUnit.YEAR else 1))


def remaining_months(end_on: date, on: date) -> int:
    """Return the begun months from a day to the end, both included; 0 once it is over (R-MIG-23).

    The day itself still binds: on the last day one begun month is left.
    """
    count = 0
    while months_later(on, count) <= end_on:
        count += 1
    return count


def break_out_fee(terms: ContractType, access_fee: Money, remaining: int) -> Money:
    """Return what leaving costs with so many begun months left (R-MIG-23); nothing once it is over."""
    amount = terms.break_out_amount_cents or 0
    if remaining == 0:
        return Money(0, access_fee.currency)
    if terms.break_out_method == BreakOutMethod.FIXED:
        return Money(amount, access_fee.currency)
    if terms.break_out_method == BreakOutMethod.PER_REMAINING_MONTH:
        return Money(amount * remaining, access_fee.currency)
    share = Fraction(access_fee.minor * remaining * (terms.break_out_percent or 0), _PERCENT)
    return Money(round_half_up(share), access_fee.currency)


def is_early_upgrade(terms: ContractType, remaining: int) -> bool:
    """Say whether a contract may be left early for an upgrade: few enough months are left (R-MIG-27)."""
    limit = terms.early_upgrade_remaining_months
    return limit is not None and remaining <= limit
