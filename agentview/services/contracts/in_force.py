"""Reads the contracts that bind packages now."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from agentview.contract.contract_terms import (
    BreakOutMethod,
    ContractInForce,
    ContractStatus,
    ContractTerms,
    EndMethod,
    LengthUnit,
)
from agentview.core.money import Money
from agentview.models.contract import Contract, ContractType
from agentview.models.customer import Account
from agentview.models.party import Provider
from agentview.models.subscription import PackageSubscription
from agentview.services.contracts.fee import break_out, early_upgrade
from agentview.services.unit import Unit

IN_FORCE = (ContractStatus.ACTIVE.value, ContractStatus.RENEWED.value)


def contract_in_force(unit: Unit, package_id: int) -> Contract | None:
    """Return the contract that binds a package, if there is one."""
    return contracts_in_force(unit, (package_id,)).get(package_id)


def contracts_in_force(unit: Unit, package_ids: Collection[int]) -> dict[int, Contract]:
    """Return the contracts that bind packages, by package, in one query."""
    rows = unit.session.scalars(
        select(Contract)
        .where(Contract.package_subscription_id.in_(package_ids), Contract.status.in_(IN_FORCE))
        .execution_options(populate_existing=True)
    )
    return {row.package_subscription_id: row for row in rows}


def terms_of(row: ContractType) -> ContractTerms:
    """Return the terms of a contract type as they are shown."""
    return ContractTerms(
        contract_type_id=row.id,
        internal_name=row.internal_name,
        external_name=row.external_name,
        length=row.length,
        length_unit=LengthUnit(row.length_unit),
        end_method=EndMethod(row.end_method),
        break_out_method=BreakOutMethod(row.break_out_method),
        break_out_amount_cents=row.break_out_amount_cents,
        break_out_percent=row.break_out_percent,
        early_upgrade_remaining_months=row.early_upgrade_remaining_months,
        early_upgrade_fee_cents=row.early_upgrade_fee_cents,
        period_credit_cents=row.period_credit_cents,
        credit_periods=row.credit_periods,
    )


def shown_contract(unit: Unit, contract: Contract, access_fee_cents: int, on: date) -> ContractInForce:
    """Return a contract with what leaving it on a day costs."""
    terms = unit.session.get_one(ContractType, contract.contract_type_id)
    fee = Money(access_fee_cents, currency_of(unit, contract.package_subscription_id))
    return shown(contract, terms, fee, on)


def shown(contract: Contract, terms: ContractType, fee: Money, on: date) -> ContractInForce:
    """Return the same where its type and the access fee are known."""
    return ContractInForce(
        contract_id=contract.id,
        version=contract.row_version,
        terms=terms_of(terms),
        status=ContractStatus(contract.status),
        started_on=contract.started_on,
        end_on=contract.end_on,
        break_out=break_out(contract, terms, fee, on),
        early_upgrade=early_upgrade(contract, terms, fee, on),
        credit_from_on=contract.credit_from_on,
        credit_to_on=contract.credit_to_on,
    )


def currency_of(unit: Unit, package_id: int) -> str:
    """Return the currency that the provider of a package charges in."""
    return unit.session.scalars(
        select(Provider.currency)
        .join(Account, Account.provider_id == Provider.id)
        .join(PackageSubscription, PackageSubscription.account_id == Account.id)
        .where(PackageSubscription.id == package_id)
    ).one()
