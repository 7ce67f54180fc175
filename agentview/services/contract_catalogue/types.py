"""Reads contract types with their pools, plans and contracts in force (S-15, E20)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from agentview.contract.contract_types import (
    TypeCommand,
    TypeRef,
    TypeRow,
    Types,
    TypesFilter,
    TypesRequest,
    TypeStatus,
)
from agentview.contract.value import CommandState
from agentview.core.errors import Refusal
from agentview.core.power import Power
from agentview.models.catalogue import PackagePlan
from agentview.models.contract import Contract, ContractPool, ContractType
from agentview.services.contract_catalogue.paging import page
from agentview.services.contract_catalogue.scope import own_provider, own_type
from agentview.services.contracts.in_force import IN_FORCE, terms_of
from agentview.services.names import display_names
from agentview.services.unit import Unit


@dataclass(frozen=True, slots=True)
class TypeUse:
    """What uses a contract type."""

    pools: int = 0
    plans: int = 0
    in_force: int = 0


def types(unit: Unit, request: TypesRequest) -> Types:
    """Return a page of the contract types of the own provider, in a fixed number of queries."""
    currency = own_provider(unit).currency
    meant = _meant(unit, request.filter)
    rows, last = page(
        unit,
        select(ContractType).where(*meant),
        ContractType.internal_name,
        ContractType.id,
        request,
    )
    return Types(
        rows=_described(unit, [row.ContractType for row in rows], currency),
        last=last,
        total=unit.session.scalar(select(func.count(ContractType.id)).where(*meant)) or 0,
        as_of=unit.now,
    )


def contract_type(unit: Unit, request: TypeRef) -> TypeRow:
    """Return a contract type. Raises NotFound."""
    currency = own_provider(unit).currency
    [row] = _described(unit, [own_type(unit, request.contract_type_id)], currency)
    return row


def uses_of(unit: Unit, type_ids: Collection[int]) -> dict[int, TypeUse]:
    """Count what uses contract types: pools, plans on sale whose default they are, contracts in force."""
    pools = _counts(unit, ContractPool.contract_type_id, type_ids)
    plans = _counts(
        unit, PackagePlan.default_contract_type_id, type_ids, PackagePlan.status == TypeStatus.ACTIVE.value
    )
    in_force = _counts(unit, Contract.contract_type_id, type_ids, Contract.status.in_(IN_FORCE))
    return {one: TypeUse(pools.get(one, 0), plans.get(one, 0), in_force.get(one, 0)) for one in type_ids}


def withdraw_refusals(row: ContractType, use: TypeUse) -> tuple[Refusal, ...]:
    """Say what keeps a type from being withdrawn: plans on sale would go on making contracts of it."""
    if row.status == TypeStatus.WITHDRAWN.value:
        return (Refusal("E-TYPE-WITHDRAWN"),)
    if use.plans:
        return (Refusal("E-TYPE-DEFAULT", values={"plans": use.plans}),)
    return ()


def _meant(unit: Unit, wanted: TypesFilter) -> list[ColumnElement[bool]]:
    meant = [ContractType.provider_id == unit.caller.provider_id]
    if wanted.text:
        names = (ContractType.internal_name, ContractType.external_name)
        meant.append(or_(*(name.icontains(wanted.text, autoescape=True) for name in names)))
    if wanted.status is not None:
        meant.append(ContractType.status == wanted.status.value)
    return meant


def _counts(
    unit: Unit,
    column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
    type_ids: Collection[int],
    *where: ColumnElement[bool],
) -> dict[int, int]:
    rows = unit.session.execute(
        select(column, func.count()).where(column.in_(type_ids), *where).group_by(column)
    )
    return {row[0]: row[1] for row in rows if row[0] is not None}


def _described(unit: Unit, rows: Sequence[ContractType], currency: str) -> tuple[TypeRow, ...]:
    uses = uses_of(unit, [row.id for row in rows])
    people = display_names(unit, (row.updated_by for row in rows))
    return tuple(
        TypeRow(
            version=row.row_version,
            terms=terms_of(row),
            description=row.description,
            tax_code=row.tax_code,
            status=TypeStatus(row.status),
            currency=currency,
            pools=uses[row.id].pools,
            plans=uses[row.id].plans,
            in_force=uses[row.id].in_force,
            commands=_commands(unit, row, uses[row.id]),
            changed_at=row.updated_at,
            changed_by=people.get(row.updated_by, row.updated_by),
        )
        for row in rows
    )


def _commands(unit: Unit, row: ContractType, use: TypeUse) -> tuple[CommandState, ...]:
    power = Power.CATALOGUE_ADMIN
    lacking = () if unit.caller.has(power) else (Refusal("E-POWER", values={"power": power.value}),)
    return (
        CommandState.of(TypeCommand.EDIT.value, lacking),
        CommandState.of(TypeCommand.WITHDRAW.value, (*lacking, *withdraw_refusals(row, use))),
    )
