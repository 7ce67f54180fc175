"""What completing a migration charges, and what becomes of its contracts (R-MIG-25, R-MIG-39, R-CON-04)."""

from datetime import date

from agentview.contract.contract_terms import ContractStatus
from agentview.contract.migration_quote import ChargeKind, ContractAction, Quote
from agentview.core.money import Money
from agentview.models.contract import ContractType
from agentview.services.cardline import add_cardline
from agentview.services.contracts.beginning import begin_default_contract
from agentview.services.contracts.ending import end_contract
from agentview.services.contracts.in_force import contract_in_force
from agentview.services.provisioning.moving import Moving
from agentview.services.unit import Unit

_DESCRIPTIONS = {
    ChargeKind.UPGRADE_CHARGE: "upgrade to another plan",
    ChargeKind.CROSSGRADE_CHARGE: "change to another plan",
    ChargeKind.DOWNGRADE_CHARGE: "downgrade to another plan",
    ChargeKind.MIGRATION_DISCOUNT: "discount for the other plan",
    ChargeKind.BREAK_OUT_FEE: "contract ended early",
    ChargeKind.EARLY_UPGRADE_FEE: "early upgrade",
    ChargeKind.PRORATA_CREDIT: "unused days of the access fee",
    ChargeKind.EXCESS_USAGE: "usage beyond what is included",
    ChargeKind.ACCESS_FEE: "access fee",
}
_LEAVES = frozenset({ContractAction.BREAK_OUT.value, ContractAction.EARLY_UPGRADE.value})
_LEAVING_FEES = frozenset({ChargeKind.BREAK_OUT_FEE, ChargeKind.EARLY_UPGRADE_FEE})


def charge(unit: Unit, moving: Moving) -> dict[ChargeKind, tuple[int, int]]:
    """Write a pending charge for each charged line of the quote as it was submitted (R-MIG-25, R-MIG-39).

    A fee for leaving the contract bears the tax code of its type, as where it is broken out of (R-MIG-24).
    Return its id and amount by what it is for; several of a kind are added up.
    """
    tax_code = _tax_code_of_leaving(unit, moving)
    found = Quote.model_validate(moving.migration.quote)
    made: dict[ChargeKind, tuple[int, int]] = {}
    for line in found.lines:
        if not line.is_charged or not line.amount_cents:
            continue
        row = add_cardline(
            unit,
            moving.losing,
            line.kind.value,
            Money(line.amount_cents, found.currency),
            f"{moving.reference}: {_DESCRIPTIONS[line.kind]}",
            order_id=moving.order.id,
            tax_code=tax_code if line.kind in _LEAVING_FEES else None,
        )
        before = made.get(line.kind, (row.id, 0))[1]
        made[line.kind] = (row.id, before + line.amount_cents)
    return made


def _tax_code_of_leaving(unit: Unit, moving: Moving) -> str | None:
    contract = contract_in_force(unit, moving.losing.id)
    return unit.session.get_one(ContractType, contract.contract_type_id).tax_code if contract else None


def move_contract(
    unit: Unit, moving: Moving, charged: dict[ChargeKind, tuple[int, int]], last_day: date
) -> None:
    """The losing contract ends, the winning package has one of its own (R-CON-04, D-04)."""
    contract = contract_in_force(unit, moving.losing.id)
    if contract is not None:
        is_broken = moving.migration.contract_action in _LEAVES
        fees = [cardline_id for kind, (cardline_id, _) in charged.items() if kind in _LEAVING_FEES]
        end_contract(
            unit,
            contract,
            ContractStatus.BROKEN if is_broken else ContractStatus.ENDED,
            last_day,
            moving.account.id,
            cardline_id=fees[0] if fees else None,
        )
    begin_default_contract(unit, moving.winning, moving.plan, moving.effective_on)
