"""Reads the contracts that end together with packages, and what breaking out of them would cost."""

from collections.abc import Mapping

from sqlalchemy import select

from agentview.contract.cancelling import EndingContract
from agentview.core.money import Money
from agentview.models.contract import ContractType
from agentview.services.cancelling.ending import Ending
from agentview.services.contracts.fee import break_out
from agentview.services.contracts.in_force import contracts_in_force
from agentview.services.unit import Unit


def ending_contracts(unit: Unit, ending: Ending, currency: str) -> Mapping[int, EndingContract]:
    """Return the contracts by package, in two queries; none where a single service ends."""
    if ending.only is not None:
        return {}
    fees = {one.package.id: one.package.access_fee_cents for one in ending.packages}
    rows = contracts_in_force(unit, tuple(fees))
    if not rows:
        return {}
    type_ids = {row.contract_type_id for row in rows.values()}
    terms = {
        one.id: one for one in unit.session.scalars(select(ContractType).where(ContractType.id.in_(type_ids)))
    }
    found: dict[int, EndingContract] = {}
    for package_id, row in rows.items():
        its = terms[row.contract_type_id]
        fee = break_out(row, its, Money(fees[package_id], currency), unit.today)
        found[package_id] = EndingContract(
            name=its.external_name, end_on=row.end_on, break_out_cents=fee.amount_cents, currency=currency
        )
    return found
