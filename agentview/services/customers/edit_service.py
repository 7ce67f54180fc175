"""Edits a service that a customer holds: its identifier, its name, and the serial numbers used with it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from agentview.contract.customers import EditServiceRequest, SerialKind, ServiceCommand, ServiceRow
from agentview.contract.subscription import SubscriptionStatus
from agentview.core.errors import Refusal, refuse_if_any
from agentview.models.catalogue import ServiceType
from agentview.models.customer import Account
from agentview.models.party import Provider
from agentview.models.provisioning import ProvisioningTask
from agentview.models.subscription import ServiceSerial, ServiceSubscription
from agentview.services.customer_news import refuse_old, tell
from agentview.services.customer_scope import is_customer, service_of
from agentview.services.customers.commands import SERVICE, Facts, demand
from agentview.services.customers.serial import compact, serial_refusals
from agentview.services.customers.service import row_of
from agentview.services.customers.typed import NAME, Refusals, long_refusals, one_line
from agentview.services.orders.identifier import normalised
from agentview.services.provisioning.rules import identifier_refusals
from agentview.services.search.index import index_account
from agentview.services.unit import Unit

_LIVE = frozenset({SubscriptionStatus.ACTIVE.value, SubscriptionStatus.PENDING_PROV_CANCEL.value})
Serials = set[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class _Change:
    """What a service is to be, beside what it is."""

    identifier: str
    is_new_identifier: bool
    vanity_name: str
    old_serials: Serials
    new_serials: Serials


def edit_service(unit: Unit, request: EditServiceRequest) -> ServiceRow:
    """Edit a service in the version that was seen; a new identifier of one in use is confirmed (R-PRV-42)."""
    row, account = service_of(unit, request.service_id, is_held=True)
    facts = Facts(account.status, is_customer(unit.caller), service_status=SubscriptionStatus(row.status))
    demand(SERVICE[ServiceCommand.EDIT], facts, unit.caller)
    serials = _serials(unit, row)
    refuse_old(unit, row, request.version, _theirs(row, serials))
    change = _change(unit, row, account, request, serials)
    refuse_if_any(_refusals(unit, row, request, change))
    _write(unit, row, account, change)
    if change.old_serials != change.new_serials or change.is_new_identifier:
        index_account(unit, account)
    tell(unit, account, "edit_service")
    return row_of(unit, row, account)


def _change(
    unit: Unit, row: ServiceSubscription, account: Account, request: EditServiceRequest, serials: Serials
) -> _Change:
    region = unit.session.get_one(Provider, account.provider_id).region
    typed = one_line(request.identifier)
    identifier = normalised(typed, region) if typed else ""
    return _Change(
        identifier,
        identifier != (row.core_service_identifier or ""),
        one_line(request.vanity_name),
        serials,
        {(serial.kind.value, compact(serial)) for serial in request.serials},
    )


def _refusals(unit: Unit, row: ServiceSubscription, request: EditServiceRequest, change: _Change) -> Refusals:
    found = long_refusals(change.vanity_name, "vanity_name", NAME) + serial_refusals(request.serials)
    if not change.is_new_identifier:
        return found
    kind = unit.session.get_one(ServiceType, row.service_type_id)
    is_unconfirmed = row.status in _LIVE and not request.confirm_identifier
    return (
        *found,
        *long_refusals(change.identifier, "identifier", NAME),
        *identifier_refusals(change.identifier or None, kind.identifier_label, kind.identifier_pattern),
        *_under_way(unit, row),
        *((Refusal("E-CONFIRM-IDENTIFIER", "identifier", "R-PRV-42"),) if is_unconfirmed else ()),
    )


def _under_way(unit: Unit, row: ServiceSubscription) -> Refusals:
    """While a task is worked, the identifier is changed there, where the provisioner sees it (R-PRV-23)."""
    task = unit.session.scalars(
        select(ProvisioningTask.reference)
        .where(
            ProvisioningTask.service_subscription_id == row.id,
            ProvisioningTask.bucket.in_(("OPEN", "HALTED")),
        )
        .order_by(ProvisioningTask.id)
        .limit(1)
    ).first()
    if task is None:
        return ()
    return (Refusal("E-SERVICE-BUSY", "identifier", "R-PRV-23", {"reference": task}),)


def _write(unit: Unit, row: ServiceSubscription, account: Account, change: _Change) -> None:
    fields = (
        ("identifier", row.core_service_identifier or "", change.identifier),
        ("vanity_name", row.vanity_name or "", change.vanity_name),
        ("serials", _text(change.old_serials), _text(change.new_serials)),
    )
    row.core_service_identifier = change.identifier or None
    row.vanity_name = change.vanity_name or None
    _write_serials(unit, row, change)
    # The serial numbers are rows of their own: the version of the service counts for them as well.
    flag_modified(row, "vanity_name")
    for name, old, new in fields:
        if old != new:
            unit.audit(
                "service",
                row.id,
                "edit",
                field=name,
                old=old or None,
                new=new or None,
                account_id=account.id,
            )


def _write_serials(unit: Unit, row: ServiceSubscription, change: _Change) -> None:
    gone = change.old_serials - change.new_serials
    for known in unit.session.scalars(
        select(ServiceSerial).where(ServiceSerial.service_subscription_id == row.id)
    ):
        if (known.kind, known.serial_no) in gone:
            unit.session.delete(known)
    unit.session.add_all(
        ServiceSerial(service_subscription_id=row.id, kind=kind, serial_no=number)
        for kind, number in sorted(change.new_serials - change.old_serials)
    )
    unit.session.flush()


def _serials(unit: Unit, row: ServiceSubscription) -> Serials:
    found = unit.session.execute(
        select(ServiceSerial.kind, ServiceSerial.serial_no).where(
            ServiceSerial.service_subscription_id == row.id
        )
    )
    return {(SerialKind(known.kind).value, known.serial_no) for known in found}


def _text(serials: Serials) -> str:
    return ", ".join(f"{kind} {number}" for kind, number in sorted(serials))


def _theirs(row: ServiceSubscription, serials: Serials) -> dict[str, str | int | float | bool | None]:
    return {
        "identifier": row.core_service_identifier or "",
        "vanity_name": row.vanity_name or "",
        "serials": _text(serials),
    }
