"""Reads what a quote is computed from, and keeps it as it was when it was submitted."""

from datetime import date

from sqlalchemy import select

from agentview.contract.contract_terms import ContractFee
from agentview.contract.migration_form import MigrationForm
from agentview.contract.migration_quote import ContractAction, Quote
from agentview.core.money import Money
from agentview.models.catalogue import PackagePlan
from agentview.models.contract import Contract, ContractType
from agentview.models.party import Provider
from agentview.models.subscription import BillingPeriod, PackageSubscription
from agentview.services.contracts.fee import break_out, early_upgrade
from agentview.services.migrations.money import QuoteFacts, Usage, quote
from agentview.services.migrations.pool_fit import PoolFit, contract_action
from agentview.services.provisioning.rules import Period
from agentview.services.unit import Unit


def quote_of(
    unit: Unit,
    losing: PackageSubscription,
    fit: PoolFit,
    contract: Contract | None,
    form: MigrationForm,
    effective_on: date,
) -> Quote:
    """Compute what moving a package to a plan on a day comes to."""
    provider = unit.session.get_one(Provider, fit.plan.provider_id)
    access_fee = Money(losing.access_fee_cents, provider.currency)
    action, fee = _contract_fee(unit, contract, fit, access_fee, effective_on)
    return quote(
        QuoteFacts(
            currency=provider.currency,
            effective_on=effective_on,
            direction=fit.direction,
            contract_action=action,
            pool_id=fit.pool.id,
            pool=fit.pool.name,
            charge_cents=fit.charge_cents,
            discount_cents=fit.discount_cents,
            contract_fee=fee,
            is_fee_waived=form.is_early_fee_waived,
            losing_access_fee_cents=losing.access_fee_cents,
            winning_access_fee_cents=fit.plan.access_fee_cents,
            usages=usages_of(unit, losing),
            first_period_end_on=form.first_period_end_on,
        )
    )


def _contract_fee(
    unit: Unit, contract: Contract | None, fit: PoolFit, access_fee: Money, on: date
) -> tuple[ContractAction, ContractFee | None]:
    """Return what happens to the contract in force, and the fee for it (none inside its own pool)."""
    if contract is None:
        return ContractAction.NONE, None
    terms = unit.session.get_one(ContractType, contract.contract_type_id)
    early = early_upgrade(contract, terms, access_fee, on)
    action = contract_action(contract, fit.pool.contract_type_id, fit.direction, early)
    if action is ContractAction.EARLY_UPGRADE:
        return action, early
    if action is ContractAction.BREAK_OUT:
        return action, break_out(contract, terms, access_fee, on)
    return action, None


def usages_of(unit: Unit, losing: PackageSubscription) -> tuple[Usage, ...]:
    """Return the billing periods of a package with what was used in them, oldest first."""
    plan = unit.session.get_one(PackagePlan, losing.package_plan_id)
    rows = unit.session.scalars(
        select(BillingPeriod)
        .where(BillingPeriod.package_subscription_id == losing.id)
        .order_by(BillingPeriod.from_on)
    )
    return tuple(
        Usage(
            Period(row.from_on, row.to_on, row.is_closed),
            row.used_value_cents,
            plan.included_value_cents,
            plan.is_prorated,
        )
        for row in rows
    )


def frozen(found: Quote) -> dict[str, object]:
    """Return a quote as the row of the migration keeps it: what is charged, whatever changes meanwhile."""
    return found.model_copy(update={"is_frozen": True}).model_dump(mode="json")


def kept(row: dict[str, object] | None) -> Quote | None:
    """Return the quote that was kept."""
    return Quote.model_validate(row) if row is not None else None
