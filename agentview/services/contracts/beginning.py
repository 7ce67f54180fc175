"""Begins contracts: with a package whose plan has a default type, and later ones (R-CON-01, R-CON-02)."""

from datetime import date, timedelta

from agentview.contract.contract_terms import ContractCommand, ContractStatus, LengthUnit
from agentview.models.catalogue import PackagePlan
from agentview.models.contract import Contract, ContractType
from agentview.models.subscription import PackageSubscription
from agentview.services.contracts.rules import contract_end, months_later
from agentview.services.unit import Unit

BEGIN = "begin_contract"


def begin_default_contract(
    unit: Unit, package: PackageSubscription, plan: PackagePlan, start_on: date
) -> Contract | None:
    """Bind a package that is activated to the default contract type of its plan, if it has one (R-CON-01)."""
    if plan.default_contract_type_id is None:
        return None
    terms = unit.session.get_one(ContractType, plan.default_contract_type_id)
    end_on = contract_end(start_on, terms.length, LengthUnit(terms.length_unit))
    return _bind(unit, package, terms, start_on, end_on, is_auto_end=True, action=BEGIN)


def take_over_contract(
    unit: Unit, package: PackageSubscription, former: Contract, start_on: date
) -> Contract | None:
    """Bind the package of a new owner for what is left of the former owner's contract (CHOWN).

    The same plan goes on, so the same promise does: neither longer, nor free of it. None where it is over.
    """
    if former.end_on < start_on:
        return None
    terms = unit.session.get_one(ContractType, former.contract_type_id)
    return _bind(unit, package, terms, start_on, former.end_on, is_auto_end=former.auto_end, action=BEGIN)


def add_contract(
    unit: Unit, package: PackageSubscription, terms: ContractType, start_on: date, end_on: date | None
) -> Contract:
    """Bind an active package; without an end the length gives it (R-CON-02)."""
    end = end_on or contract_end(start_on, terms.length, LengthUnit(terms.length_unit))
    is_auto = end_on is None
    return _bind(unit, package, terms, start_on, end, is_auto_end=is_auto, action=ContractCommand.ADD.value)


def _bind(
    unit: Unit,
    package: PackageSubscription,
    terms: ContractType,
    start_on: date,
    end_on: date,
    *,
    is_auto_end: bool,
    action: str,
) -> Contract:
    made = Contract(
        package_subscription_id=package.id,
        contract_type_id=terms.id,
        started_on=start_on,
        end_on=end_on,
        auto_end=is_auto_end,
        status=ContractStatus.ACTIVE.value,
        credit_from_on=start_on if terms.period_credit_cents and terms.credit_periods else None,
        credit_to_on=_credit_end(terms, start_on),
    )
    unit.session.add(made)
    unit.session.flush()
    unit.audit(
        "contract",
        made.id,
        action,
        new=f"{terms.external_name}, {start_on.isoformat()} to {end_on.isoformat()}",
        account_id=package.account_id,
    )
    return made


def _credit_end(terms: ContractType, start_on: date) -> date | None:
    if not terms.period_credit_cents or not terms.credit_periods:
        return None
    return months_later(start_on, terms.credit_periods) - timedelta(days=1)
