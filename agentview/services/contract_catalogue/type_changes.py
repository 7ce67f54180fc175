"""Adds, edits and withdraws contract types (S-15, E20)."""

from sqlalchemy import select

from agentview.contract.contract_types import (
    CreateTypeRequest,
    EditTypeRequest,
    TypeAt,
    TypeChanged,
    TypeFields,
    TypeStatus,
)
from agentview.contract.feed import Topic
from agentview.core.errors import Refusal, refuse_if_any
from agentview.models.contract import ContractType
from agentview.services.contract_catalogue.scope import own_provider, own_type, stale
from agentview.services.contract_catalogue.type_rules import field_refusals, locked_refusals
from agentview.services.contract_catalogue.types import uses_of, withdraw_refusals
from agentview.services.unit import Unit


def create_type(unit: Unit, request: CreateTypeRequest) -> TypeChanged:
    """Add a contract type to the own provider. Raises Rejected with every reason (`E-TYPE-...`)."""
    provider = own_provider(unit, is_held=True)
    refuse_if_any((*field_refusals(request), *_taken_refusals(unit, request.internal_name, None)))
    row = ContractType(
        provider_id=provider.id, status=TypeStatus.ACTIVE.value, **request.model_dump(mode="json")
    )
    unit.session.add(row)
    unit.session.flush()
    unit.audit("contract_type", row.id, "create", new=row.internal_name)
    return _changed(unit, row, "create_type")


def edit_type(unit: Unit, request: EditTypeRequest) -> TypeChanged:
    """Change a contract type, one audit entry a field; contracts in force read their terms from it.

    While there are such, names, description and tax alone may change (`E-TYPE-IN-FORCE`). Raises NotFound,
    Conflict (`E-STALE`), Rejected with every reason.
    """
    own_provider(unit, is_held=True)
    row = own_type(unit, request.contract_type_id, is_held=True)
    if row.row_version != request.version:
        raise stale(unit, row)
    now = {name: getattr(row, name) for name in TypeFields.model_fields}
    refuse_if_any(
        (
            *field_refusals(request),
            *_taken_refusals(unit, request.internal_name, row.id),
            *locked_refusals(now, request, uses_of(unit, [row.id])[row.id].in_force),
        )
    )
    wanted = request.model_dump(mode="json", include=set(now))
    for name, old in now.items():
        if old != wanted[name]:
            new = wanted[name]
            unit.audit("contract_type", row.id, "edit", field=name, old=_text(old), new=_text(new))
            setattr(row, name, new)
    unit.session.flush()
    return _changed(unit, row, "edit_type")


def withdraw_type(unit: Unit, request: TypeAt) -> TypeChanged:
    """Let a contract type be chosen no more; contracts of it go on as they are, and so do its pools.

    Raises NotFound, Conflict (`E-STALE`), Rejected (`E-TYPE-WITHDRAWN`, `E-TYPE-DEFAULT`).
    """
    row = own_type(unit, request.contract_type_id, is_held=True)
    if row.row_version != request.version:
        raise stale(unit, row)
    refuse_if_any(withdraw_refusals(row, uses_of(unit, [row.id])[row.id]))
    old, row.status = row.status, TypeStatus.WITHDRAWN.value
    unit.audit("contract_type", row.id, "withdraw", field="status", old=old, new=row.status)
    unit.session.flush()
    return _changed(unit, row, "withdraw_type")


def _taken_refusals(unit: Unit, name: str, own_id: int | None) -> tuple[Refusal, ...]:
    """The provider's row is held: of two at once with one name, the second finds the first."""
    found = unit.session.scalars(
        select(ContractType.id).where(
            ContractType.provider_id == unit.caller.provider_id, ContractType.internal_name == name
        )
    ).first()
    is_taken = found is not None and found != own_id
    return (Refusal("E-TYPE-EXISTS", "internal_name", values={"name": name}),) if is_taken else ()


def _changed(unit: Unit, row: ContractType, verb: str) -> TypeChanged:
    unit.changed(Topic.CATALOGUE, row.id, verb, (row.provider_id, None))
    return TypeChanged(
        contract_type_id=row.id,
        version=row.row_version,
        internal_name=row.internal_name,
        status=TypeStatus(row.status),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)
