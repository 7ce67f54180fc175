"""Ends contracts: at their end, with their package, by a migration, or broken for a fee."""

from datetime import date

from agentview.contract.contract_terms import ContractCommand, ContractStatus, LengthUnit
from agentview.models.contract import Contract, ContractType
from agentview.services.contracts.rules import moved_end
from agentview.services.unit import Unit


def end_contract(
    unit: Unit,
    contract: Contract,
    status: ContractStatus,
    on: date,
    account_id: int,
    *,
    cardline_id: int | None = None,
) -> None:
    """Let a contract bind no more from a day on: ENDED, or BROKEN with the charge for it."""
    is_broken = status is ContractStatus.BROKEN
    unit.audit(
        "contract",
        contract.id,
        (ContractCommand.BREAK_OUT if is_broken else ContractCommand.END).value,
        old=contract.status,
        new=status.value,
        account_id=account_id,
    )
    contract.status = status.value
    contract.ended_on = on
    if is_broken:
        contract.broken_on = on
        contract.break_fee_cardline_id = cardline_id
    unit.session.flush()


def renew_contract(unit: Unit, contract: Contract, terms: ContractType, account_id: int) -> None:
    """Move the end by the length of the type, as the type says now (R-CON-03)."""
    end_on = moved_end(contract.end_on, terms.length, LengthUnit(terms.length_unit))
    unit.audit(
        "contract",
        contract.id,
        ContractCommand.RENEW.value,
        old=contract.end_on.isoformat(),
        new=end_on.isoformat(),
        account_id=account_id,
    )
    contract.end_on = end_on
    contract.status = ContractStatus.RENEWED.value
    unit.session.flush()
