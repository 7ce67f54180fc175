"""An upgrade by an order of a package under contract (R-MIG-27, 28): its fee, frozen, then charged."""

from dataclasses import asdict, dataclass
from datetime import date

from agentview.contract.contract_terms import ContractFee, ContractStatus, EndMethod
from agentview.contract.migration_quote import ChargeKind
from agentview.core.errors import Refusal
from agentview.core.money import Money
from agentview.core.reference import Prefix, reference
from agentview.models.contract import Contract, ContractType
from agentview.models.order import Order
from agentview.models.subscription import PackageSubscription
from agentview.services.cardline import add_cardline
from agentview.services.contracts.ending import end_contract
from agentview.services.contracts.fee import early_upgrade
from agentview.services.contracts.in_force import contract_in_force, currency_of
from agentview.services.unit import Unit

KEY = "early_upgrade"
"""Where the form of an order keeps what was agreed to."""


@dataclass(frozen=True, slots=True)
class Bond:
    """The contract that an upgrade would leave; `fee` is None where it may not be left early."""

    contract: Contract
    terms: ContractType
    product: str
    fee: ContractFee | None

    @property
    def refusals(self) -> tuple[Refusal, ...]:
        """Why it cannot be left: it is not eligible for an early upgrade (R-MIG-27)."""
        if self.fee is not None:
            return ()
        return (under_contract(self.product, self.contract),)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed to when the upgrade was ordered: it is charged as it was then."""

    contract_id: int
    fee_cents: int
    currency: str
    is_waived: bool

    def stored(self) -> dict[str, object]:
        """Return it for the form of the order."""
        return {KEY: asdict(self)}


def bond_on(unit: Unit, package: PackageSubscription, on: date) -> Bond | None:
    """Return the contract that binds a package on the day of an upgrade; None where none does.

    A contract that is over by that day does not bind; one that renews itself does, and its next term has not
    begun, so that nobody can say how much of it is left: it cannot be left early on such a day.
    """
    row = contract_in_force(unit, package.id)
    if row is None:
        return None
    terms = unit.session.get_one(ContractType, row.contract_type_id)
    is_over = row.end_on < on
    if is_over and terms.end_method != EndMethod.RENEW_CONTRACT:
        return None
    access_fee = Money(package.access_fee_cents, currency_of(unit, package.id))
    fee = None if is_over else early_upgrade(row, terms, access_fee, on)
    return Bond(row, terms, reference(Prefix.PACKAGE, package.id), fee)


def under_contract(product: str, contract: Contract, field: str | None = None) -> Refusal:
    """Return the refusal of what a contract does not permit."""
    values = {"product": product, "until": contract.end_on.isoformat()}
    return Refusal("E-UNDER-CONTRACT", field, "R-MIG-27", {**values})


def leave_early(unit: Unit, package: PackageSubscription, order: Order, on: date) -> None:
    """Break the contract of an upgraded package, for the fee that was agreed to when it was ordered.

    Whoever broke out of it meanwhile has paid; where it ended, or another was made, nothing was agreed to.
    """
    agreed = _agreed(order)
    contract = contract_in_force(unit, package.id)
    if agreed is None or contract is None or contract.id != agreed.contract_id:
        return
    cardline_id = None
    if agreed.fee_cents and not agreed.is_waived:
        terms = unit.session.get_one(ContractType, contract.contract_type_id)
        number = reference(Prefix.ORDER, order.id)
        cardline_id = add_cardline(
            unit,
            package,
            ChargeKind.EARLY_UPGRADE_FEE.value,
            Money(agreed.fee_cents, agreed.currency),
            f"{number}: early upgrade of {reference(Prefix.PACKAGE, package.id)}",
            order_id=order.id,
            tax_code=terms.tax_code,
        ).id
    end_contract(unit, contract, ContractStatus.BROKEN, on, package.account_id, cardline_id=cardline_id)


def _agreed(order: Order) -> Agreed | None:
    found = order.form_data.get(KEY)
    return Agreed(**found) if isinstance(found, dict) else None
