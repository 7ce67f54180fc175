"""Reads how a package is bound; adds a contract, breaks out of one, moves its discount (R-CON-02, 05, 06)."""

from datetime import date, timedelta

from sqlalchemy import select

from agentview.contract.contract_terms import ContractCommand, ContractStatus
from agentview.contract.contracts import (
    AddContractRequest,
    BreakOutRequest,
    ContractChanged,
    EditDiscountRequest,
    FormerContract,
    PackageContract,
    PackageRef,
)
from agentview.contract.feed import Topic
from agentview.contract.migration_quote import ChargeKind
from agentview.core.errors import Conflict, Denied, Refusal, Rejected, Value, refuse_if_any
from agentview.core.money import Money
from agentview.models.contract import Contract, ContractType
from agentview.models.party import Provider
from agentview.models.subscription import BillingPeriod, Cardline
from agentview.services.cardline import add_cardline
from agentview.services.contracts.beginning import add_contract
from agentview.services.contracts.ending import end_contract
from agentview.services.contracts.fee import break_out as fee_of
from agentview.services.contracts.in_force import IN_FORCE, shown_contract, terms_of
from agentview.services.names import display_name
from agentview.services.package_contracts.bound import Bound, bound_by, bound_package, offered_types
from agentview.services.unit import Unit


def contract(unit: Unit, request: PackageRef) -> PackageContract:
    """Return how a package is bound, and what leaving it costs today. Raises NotFound."""
    found = bound_package(unit, request.package_id)
    row = found.contract
    fee = found.package.access_fee_cents
    return PackageContract(
        package_id=found.package.id,
        reference=found.facts.product,
        account_id=found.account.id,
        plan=found.plan.external_name,
        currency=_currency(unit, found),
        contract=shown_contract(unit, row, fee, unit.today) if row is not None else None,
        former=_former(unit, found),
        offers=tuple(terms_of(one) for one in offered_types(unit, found.plan)),
        commands=found.commands(unit),
    )


def _former(unit: Unit, found: Bound) -> tuple[FormerContract, ...]:
    rows = unit.session.execute(
        select(Contract, ContractType.external_name, Cardline.amount_ex_cents)
        .join(ContractType, ContractType.id == Contract.contract_type_id)
        .outerjoin(Cardline, Cardline.id == Contract.break_fee_cardline_id)
        .where(Contract.package_subscription_id == found.package.id, Contract.status.not_in(IN_FORCE))
        .order_by(Contract.id.desc())
    )
    return tuple(
        FormerContract(
            contract_id=row.id,
            name=name,
            status=ContractStatus(row.status),
            started_on=row.started_on,
            end_on=row.end_on,
            ended_on=row.ended_on,
            fee_cents=fee,
        )
        for row, name, fee in rows
    )


def break_out(unit: Unit, request: BreakOutRequest) -> ContractChanged:
    """Break a contract for the fee that was seen: one pending charge of exactly that fee (R-MIG-24).

    Raises Conflict (`E-FEE-CHANGED`, `E-STALE`), Rejected, Denied, NotFound.
    """
    found, row = _held(unit, request.contract_id, request.version, ContractCommand.BREAK_OUT)
    terms = unit.session.get_one(ContractType, row.contract_type_id)
    fee = fee_of(row, terms, Money(found.package.access_fee_cents, _currency(unit, found)), unit.today)
    if fee.amount_cents != request.fee_cents:
        values: dict[str, Value] = {"fee": fee.amount_cents, "currency": fee.currency}
        raise Conflict(Refusal("E-FEE-CHANGED", "fee_cents", "R-MIG-24", values))
    cardline_id = None
    if fee.amount_cents:
        cardline_id = add_cardline(
            unit,
            found.package,
            ChargeKind.BREAK_OUT_FEE.value,
            Money(fee.amount_cents, fee.currency),
            f"{found.facts.product}: contract ended early",
            tax_code=terms.tax_code,
        ).id
    end_contract(unit, row, ContractStatus.BROKEN, unit.today, found.account.id, cardline_id=cardline_id)
    return _changed(unit, found, row, ContractCommand.BREAK_OUT, fee.amount_cents)


def add(unit: Unit, request: AddContractRequest) -> ContractChanged:
    """Bind an active package to a contract of one of its pools (R-CON-02).

    Raises Rejected with every reason, Denied, NotFound.
    """
    found = bound_package(unit, request.package_id, is_held=True)
    refusals = found.judge(unit, ContractCommand.ADD).refusals
    terms = next((one for one in offered_types(unit, found.plan) if one.id == request.contract_type_id), None)
    if terms is None:
        values = {"product": found.facts.product}
        refusals += (Refusal("E-CONTRACT-POOL", "contract_type_id", "R-CON-02", {**values}),)
    start_on = request.started_on or unit.today
    _refuse(refusals + _day_refusals(found, request, start_on))
    if terms is None:  # refused above
        raise LookupError(request.contract_type_id)
    row = add_contract(unit, found.package, terms, start_on, request.end_on)
    return _changed(unit, found, row, ContractCommand.ADD)


def _day_refusals(found: Bound, request: AddContractRequest, start_on: date) -> tuple[Refusal, ...]:
    """An end date, or that it is set automatically: one of both; not before the package began."""
    reasons: list[Refusal] = []
    if request.end_on is None and not request.is_auto_end:
        reasons.append(Refusal("E-CONTRACT-END", "end_on", "R-CON-02"))
    if request.end_on is not None and request.is_auto_end:
        reasons.append(Refusal("E-CONTRACT-END-TWICE", "end_on", "R-CON-02"))
    if request.end_on is not None and request.end_on < start_on:
        reasons.append(Refusal("E-CONTRACT-ORDER", "end_on", "R-CON-02"))
    began_on = found.package.start_on
    if began_on is not None and start_on < began_on:
        values = {"earliest": began_on.isoformat()}
        reasons.append(Refusal("E-CONTRACT-START", "started_on", "R-CON-02", {**values}))
    return tuple(reasons)


def edit_discount(unit: Unit, request: EditDiscountRequest) -> ContractChanged:
    """Move the days of a fixed period discount; what is billed stays as it is (R-CON-06).

    Raises Conflict (`E-STALE`), Rejected with every reason, Denied, NotFound.
    """
    found, row = _held(unit, request.contract_id, request.version, ContractCommand.EDIT_DISCOUNT)
    new = (request.credit_from_on, request.credit_to_on)
    refuse_if_any(_discount_refusals(unit, found, row, *new))
    for name, value in zip(("credit_from_on", "credit_to_on"), new, strict=True):
        old: date | None = getattr(row, name)
        if old != value:
            unit.audit(
                "contract",
                row.id,
                ContractCommand.EDIT_DISCOUNT.value,
                field=name,
                old=old.isoformat() if old else None,
                new=value.isoformat(),
                account_id=found.account.id,
            )
            setattr(row, name, value)
    unit.session.flush()
    return _changed(unit, found, row, ContractCommand.EDIT_DISCOUNT)


def _discount_refusals(
    unit: Unit, found: Bound, row: Contract, from_on: date, to_on: date
) -> tuple[Refusal, ...]:
    reasons: list[Refusal] = []
    if to_on < from_on:
        reasons.append(Refusal("E-DISCOUNT-ORDER", "credit_to_on", "R-CON-06"))
    billed = unit.session.scalars(
        select(BillingPeriod.to_on)
        .where(BillingPeriod.package_subscription_id == found.package.id, BillingPeriod.is_closed)
        .order_by(BillingPeriod.to_on.desc())
        .limit(1)
    ).first()
    if billed is None:
        return tuple(reasons)
    earliest = billed + timedelta(days=1)
    values = {"earliest": earliest.isoformat()}
    for field, old, new in (
        ("credit_from_on", row.credit_from_on, from_on),
        ("credit_to_on", row.credit_to_on, to_on),
    ):
        # Days that lie in what is billed can be neither added nor taken away.
        is_touched = old != new and min(old or new, new) < (billed if field == "credit_to_on" else earliest)
        if is_touched:
            reasons.append(Refusal("E-DISCOUNT-BILLED", field, "R-CON-06", {**values}))
    return tuple(reasons)


def _held(unit: Unit, contract_id: int, version: int, command: ContractCommand) -> tuple[Bound, Contract]:
    """Return a contract in force to change, in the version that was seen."""
    found = bound_by(unit, contract_id)
    row = found.contract
    if row is None or row.id != contract_id:
        values: dict[str, Value] = {"product": found.facts.product}
        raise Rejected(Refusal("E-NO-CONTRACT", rule="R-CON-05", values=values))
    _refuse(found.judge(unit, command).refusals)
    if row.row_version != version:
        stale: dict[str, Value] = {
            "by": display_name(unit, row.updated_by),
            "at": row.updated_at.isoformat(),
            "status": row.status,
            "version": row.row_version,
        }
        raise Conflict(Refusal("E-STALE", rule="R-PRV-41", values=stale))
    return found, row


def _refuse(refusals: tuple[Refusal, ...]) -> None:
    if any(one.code == "E-POWER" for one in refusals):
        raise Denied(*refusals)
    refuse_if_any(refusals)


def _currency(unit: Unit, found: Bound) -> str:
    return unit.session.get_one(Provider, found.account.provider_id).currency


def _changed(
    unit: Unit, found: Bound, row: Contract, command: ContractCommand, fee_cents: int | None = None
) -> ContractChanged:
    unit.changed(Topic.ACCOUNT, found.account.id, command.value, (found.account.provider_id, None))
    return ContractChanged(
        contract_id=row.id,
        package_id=found.package.id,
        reference=found.facts.product,
        status=ContractStatus(row.status),
        end_on=row.end_on,
        fee_cents=fee_cents,
        currency=_currency(unit, found),
    )
