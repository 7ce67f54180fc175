"""The editable fields of a task: read, written with an audit row each, and who may change which."""

from dataclasses import dataclass
from datetime import date

from agentview.contract.provisioning import AddressFields, TaskFields, TransferType
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.errors import Refusal
from agentview.models.customer import Address
from agentview.services.provisioning.facts import Dossier
from agentview.services.search.index import index_identifiers, index_task
from agentview.services.unit import Unit

RETAILERS_FIELDS = frozenset({"identifier", "address"})
"""What the retailer may change on a halted request; the rest belongs to who works it."""

_FOREIGN = {
    TransferType.CANCEL: frozenset({"service_start_on", "first_period_end_on"}),
    TransferType.MIGRATE: frozenset({"service_start_on", "service_end_on", "first_period_end_on"})
    | RETAILERS_FIELDS,
}

_LIVE = frozenset({SubscriptionStatus.ACTIVE.value, SubscriptionStatus.PENDING_PROV_CANCEL.value})


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that would change."""

    name: str
    old: str | None
    new: str | None


def fields_of(unit: Unit, found: Dossier) -> TaskFields:
    """Return what the form shows."""
    task = found.task
    return TaskFields(
        identifier=found.service.core_service_identifier or "",
        address=address_fields(_address(unit, found)),
        supplier_reference=task.supplier_reference or "",
        service_start_on=task.service_start_on,
        service_end_on=task.service_end_on,
        first_period_end_on=task.first_period_end_on,
    )


def differences(old: TaskFields, new: TaskFields) -> tuple[Difference, ...]:
    """Return the fields in which two forms differ."""
    pairs = [
        ("identifier", old.identifier, new.identifier),
        ("address", address_text(old.address), address_text(new.address)),
        ("supplier_reference", old.supplier_reference, new.supplier_reference),
        ("service_start_on", _day(old.service_start_on), _day(new.service_start_on)),
        ("service_end_on", _day(old.service_end_on), _day(new.service_end_on)),
        ("first_period_end_on", _day(old.first_period_end_on), _day(new.first_period_end_on)),
    ]
    return tuple(Difference(name, was or None, now or None) for name, was, now in pairs if was != now)


def live_identifier_refusals(
    found: Dossier, changes: tuple[Difference, ...], *, is_confirmed: bool
) -> tuple[Refusal, ...]:
    """R-PRV-42: a new identifier of a service in use may break usage matching; it is confirmed first."""
    touches = any(change.name == "identifier" for change in changes)
    if touches and found.service.status in _LIVE and not is_confirmed:
        return (Refusal("E-CONFIRM-IDENTIFIER", "identifier", "R-PRV-42"),)
    return ()


def kind_refusals(found: Dossier, changes: tuple[Difference, ...]) -> tuple[Refusal, ...]:
    """Refuse what a task of this transfer type does not have; a migration's days are its order's."""
    foreign = _FOREIGN.get(found.facts.transfer_type, frozenset({"service_end_on"}))
    return tuple(
        Refusal("E-FIELD-UNUSED", change.name, values={"transfer_type": found.facts.transfer_type.value})
        for change in changes
        if change.name in foreign and (change.new is not None or change.name in RETAILERS_FIELDS)
    )


def write_fields(
    unit: Unit, found: Dossier, new: TaskFields, changes: tuple[Difference, ...], action: str
) -> None:
    """Write the changed fields, with one audit entry each."""
    task = found.task
    names = {change.name for change in changes}
    if "identifier" in names:
        found.service.core_service_identifier = new.identifier or None
        index_identifiers(unit, found.account, [found.service.core_service_identifier])
        index_task(unit, task)
    if "address" in names:
        found.service.service_address_id = _new_address(unit, found, new.address)
    task.supplier_reference = new.supplier_reference or None
    task.service_start_on = new.service_start_on
    task.service_end_on = new.service_end_on
    task.first_period_end_on = new.first_period_end_on
    for change in changes:
        unit.audit(
            "task",
            task.id,
            action,
            field=change.name,
            old=change.old,
            new=change.new,
            account_id=found.account.id,
        )


def _new_address(unit: Unit, found: Dossier, fields: AddressFields) -> int:
    """Add the address as a row of its own: other services may still use the old one."""
    row = Address(account_id=found.account.id, **fields.model_dump())
    unit.session.add(row)
    unit.session.flush()
    return row.id


def _address(unit: Unit, found: Dossier) -> Address | None:
    key = found.service.service_address_id
    return unit.session.get(Address, key) if key is not None else None


def address_fields(row: Address | None) -> AddressFields:
    """Return an address as a form has it; of none, an empty one."""
    if row is None:
        return AddressFields()
    return AddressFields(
        line1=row.line1,
        line2=row.line2,
        city=row.city,
        region=row.region,
        postcode=row.postcode,
        country=row.country,
    )


def address_text(fields: AddressFields) -> str:
    """Return an address on one line."""
    place = " ".join(part for part in (fields.city, fields.region, fields.postcode) if part)
    return ", ".join(part for part in (fields.line1, fields.line2, place, fields.country) if part)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
