"""What leaving a contract costs on a day, with all that it comes of (R-MIG-23, 27)."""

from datetime import date

from agentview.contract.contract_terms import BreakOutMethod, ContractFee
from agentview.core.money import Money
from agentview.models.contract import Contract, ContractType
from agentview.services.contracts.rules import break_out_fee, is_early_upgrade, remaining_months


def break_out(contract: Contract, terms: ContractType, access_fee: Money, on: date) -> ContractFee:
    """Return the fee for breaking out on a day."""
    remaining = remaining_months(contract.end_on, on)
    return ContractFee(
        on=on,
        amount_cents=break_out_fee(terms, access_fee, remaining).minor,
        currency=access_fee.currency,
        method=BreakOutMethod(terms.break_out_method),
        is_early_upgrade=False,
        remaining_months=remaining,
        unit_cents=terms.break_out_amount_cents,
        percent=terms.break_out_percent,
        access_fee_cents=access_fee.minor,
    )


def early_upgrade(contract: Contract, terms: ContractType, access_fee: Money, on: date) -> ContractFee | None:
    """Return the fee for an early upgrade; None where it is not eligible (R-MIG-27).

    Without a fee of its own the break-out fee stands (E23).
    """
    if not is_early_upgrade(terms, remaining_months(contract.end_on, on)):
        return None
    usual = break_out(contract, terms, access_fee, on)
    amount = terms.early_upgrade_fee_cents
    own = {} if amount is None else {"amount_cents": amount, "unit_cents": amount}
    return usual.model_copy(update={"is_early_upgrade": True, **own})
