"""The facts of a task as label and value: order and customer, service, attempts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.provisioning import (
    AddressFields,
    Attempt,
    QueueRow,
    TaskDetail,
    TaskStatus,
    TransferType,
)
from agentview.core.money import Money
from agentview.ui.kit.amount import money_text
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.masked import MaskedValue
from agentview.ui.kit.when import show_day, show_moment
from agentview.ui.lists.server_time import ServerTime
from agentview.ui.texts.halt import halt_word
from agentview.ui.texts.request_type import transfer_type_word
from agentview.ui.views.provisioning.migration_facts import migration_facts
from agentview.ui.views.provisioning.status import status_word
from agentview.ui.views.provisioning.words import (
    NO_VALUE,
    field_word,
    identifier_text,
    private_word,
)


@dataclass(frozen=True)
class MaskedContact:
    """The two masked values of a contact, where the retailer shows them."""

    phone: MaskedValue | None
    email: MaskedValue | None


def address_text(address: AddressFields) -> str:
    """An address on one line."""
    region = "" if address.region == address.city else address.region
    place = " ".join(part for part in (address.city, region, address.postcode) if part)
    return ", ".join(part for part in (address.line1, address.line2, place, address.country) if part)


def fact_line(row: QueueRow) -> str:
    """What the task is about, on one line below the title."""
    translate = QCoreApplication.translate
    parts = [transfer_type_word(row.transfer_type), row.service_type, row.package]
    if row.is_port:
        parts[0] = translate("Provisioning", "Port")
    if row.attempt_no > 1:
        parts.append(translate("Provisioning", "attempt {number}").replace("{number}", str(row.attempt_no)))
    return "  \u00b7  ".join(part for part in parts if part)


def order_facts(task: TaskDetail, contact: MaskedContact) -> list[Fact]:
    """Order and customer; what the retailer keeps private says so (R-PRV-24)."""
    translate = QCoreApplication.translate
    row = task.row
    facts = [
        Fact(translate("TaskFact", "Customer"), row.customer),
        Fact(translate("TaskFact", "Account"), row.account_no, can_copy=True),
        Fact(translate("TaskFact", "Order"), task.order_reference, can_copy=True),
        Fact(translate("TaskFact", "Requested"), show_day(row.requested_on)),
        Fact(translate("TaskFact", "Retailer"), row.retailer),
    ]
    if task.contact is not None:
        facts.append(Fact(translate("TaskFact", "Contact"), task.contact.name))
    if contact.phone is not None:
        facts.append(Fact(translate("TaskFact", "Phone"), widget=contact.phone))
    if contact.email is not None:
        facts.append(Fact(translate("TaskFact", "E-mail"), widget=contact.email))
    if task.price is not None:
        facts.append(Fact(translate("TaskFact", "Access fee"), _price(task)))
    private = translate("TaskFact", "kept private by {retailer}").replace("{retailer}", row.retailer)
    return facts + [Fact(private_word(name), private) for name in task.private_fields]


def service_facts(task: TaskDetail) -> list[Fact]:
    """The service data that a provisioner works with."""
    translate = QCoreApplication.translate
    fields = task.fields
    facts = [
        Fact(
            field_word("identifier", task.identifier_label),
            identifier_text(task.row.model_copy(update={"identifier": fields.identifier or None})),
            can_copy=bool(fields.identifier),
            copied=fields.identifier,
        ),
        Fact(translate("TaskFact", "Address"), address_text(fields.address)),
        Fact(translate("TaskFact", "Supplier ref."), fields.supplier_reference, can_copy=True),
    ]
    if task.migration is not None:
        return [*migration_facts(task.migration), facts[-1], *_billed(task)]
    if task.row.transfer_type is TransferType.CANCEL:
        facts.append(Fact(translate("TaskFact", "Last day"), _day(fields.service_end_on)))
    else:
        facts.append(Fact(translate("TaskFact", "Start"), _day(fields.service_start_on)))
        if task.can_set_first_period_end or fields.first_period_end_on:
            facts.append(Fact(field_word("first_period_end_on"), _day(fields.first_period_end_on)))
    facts.append(Fact(translate("TaskFact", "Status"), task.service_status))
    if task.source_package is not None:
        source = ", ".join(part for part in (task.source_package, task.source_customer) if part)
        facts.append(Fact(translate("TaskFact", "Replaces"), source))
    return [*facts, *_billed(task)]


def _billed(task: TaskDetail) -> list[Fact]:
    if task.closed_until is None:
        return []
    label = QCoreApplication.translate("TaskFact", "Billed until")
    return [Fact(label, show_day(task.closed_until))]


def attempt_facts(task: TaskDetail, times: ServerTime, zone: ZoneInfo) -> list[Fact]:
    """Every try with how it ended, the newest first; earlier halts stay readable (R-PRV-21)."""
    label = QCoreApplication.translate("TaskFact", "Attempt {number}")
    return [
        Fact(label.replace("{number}", str(attempt.number)), _attempt(attempt, times, zone))
        for attempt in task.attempts
    ]


def _attempt(attempt: Attempt, times: ServerTime, zone: ZoneInfo) -> str:
    translate = QCoreApplication.translate
    opened = translate("TaskFact", "since {when}")
    if attempt.closed_at is None:
        return opened.replace("{when}", show_moment(attempt.opened_at, times.now(), zone))
    when = show_moment(attempt.closed_at, times.now(), zone)
    parts = [_outcome(attempt.outcome), when]
    if attempt.halt_code is not None:
        parts.append(halt_word(attempt.halt_code))
    head = ", ".join(part for part in parts if part)
    return f"{head}: {attempt.halt_text}" if attempt.halt_text else head


def _outcome(outcome: str | None) -> str:
    known = outcome in set(TaskStatus)
    return status_word(TaskStatus(outcome)) if known and outcome is not None else outcome or ""


def _price(task: TaskDetail) -> str:
    price = task.price
    if price is None:
        return NO_VALUE
    return money_text(Money(price.access_fee, price.currency))


def _day(day: date | None) -> str:
    return show_day(day) if day is not None else ""
