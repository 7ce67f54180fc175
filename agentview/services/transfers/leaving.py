"""Judges whether an upgrade may leave the contract of its package, and for which fee (R-MIG-27, 28)."""

from agentview.contract.transfers import UpgradeContract, UpgradeRequest
from agentview.core.errors import Refusal
from agentview.core.power import Power
from agentview.services.contracts.early_upgrade import Agreed, Bond
from agentview.services.unit import Unit

WAIVE = "waive_early_upgrade_fee"


def shown_bond(unit: Unit, bond: Bond | None) -> UpgradeContract | None:
    """Return the contract that an upgrade would leave, as a preview shows it."""
    if bond is None:
        return None
    return UpgradeContract(
        name=bond.terms.external_name,
        end_on=bond.contract.end_on,
        fee=bond.fee,
        may_waive=bool(bond.fee and bond.fee.amount_cents) and unit.caller.has(Power.WAIVE_EARLY_UPGRADE_FEE),
    )


def fee_refusals(unit: Unit, bond: Bond | None, request: UpgradeRequest) -> tuple[Refusal, ...]:
    """Say what is wrong with the fee: one that nobody saw, or waived without a right or a reason."""
    due = bond.fee.amount_cents if bond is not None and bond.fee is not None else 0
    if not request.is_fee_waived:
        is_seen = (request.early_fee_cents or 0) == due
        return () if is_seen else (Refusal("E-EARLY-FEE", rule="R-MIG-27"),)
    found: list[Refusal] = []
    if not due:
        found.append(Refusal("E-WAIVE-NOTHING", "is_fee_waived", "R-MIG-26"))
    if not unit.caller.has(Power.WAIVE_EARLY_UPGRADE_FEE):
        values = {"power": Power.WAIVE_EARLY_UPGRADE_FEE.value}
        found.append(Refusal("E-POWER", "is_fee_waived", "R-MIG-28", {**values}))
    if not request.waive_reason:
        found.append(Refusal("E-WAIVE-REASON", "waive_reason", "R-MIG-28"))
    return tuple(found)


def agreed(unit: Unit, bond: Bond | None, request: UpgradeRequest, account_id: int) -> dict[str, object]:
    """Freeze the fee for the order, and write a waiver down with its reason (R-MIG-28)."""
    if bond is None or bond.fee is None:
        return {}
    if request.is_fee_waived:
        unit.audit(
            "contract",
            bond.contract.id,
            WAIVE,
            old=f"{bond.fee.amount_cents} {bond.fee.currency}",
            reason=request.waive_reason,
            account_id=account_id,
        )
    fee = bond.fee
    return Agreed(bond.contract.id, fee.amount_cents, fee.currency, request.is_fee_waived).stored()
