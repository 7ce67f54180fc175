"""The facts of a package and of a service as label and value (S-11, S-12)."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from agentview.contract.customers import PackageRow, ProvisioningLogEntry, ServiceRow
from agentview.core.reference import parse_reference
from agentview.ui.kit.facts import Fact
from agentview.ui.kit.theme import Tone
from agentview.ui.kit.timeline import TimelineEntry
from agentview.ui.kit.when import show_day, show_full, show_moment
from agentview.ui.navigation import order_target
from agentview.ui.texts.chain import chain_facts
from agentview.ui.views.customers.timeline_words import action_word
from agentview.ui.views.customers.words import amount_text, field_word, identifier_text, serial_word


def package_facts(package: PackageRow, currency: str) -> list[Fact]:
    """What a package is, costs and follows."""
    translate = QCoreApplication.translate
    facts = [
        Fact(translate("CustomerFact", "Number"), package.reference, can_copy=True),
        Fact(translate("CustomerFact", "Plan code"), package.plan_code),
        Fact(field_word("start_on"), _day(package.start_on)),
        Fact(field_word("end_on"), _day(package.end_on)),
        Fact(translate("CustomerFact", "Access fee"), amount_text(package.access_fee_cents, currency)),
        Fact(translate("CustomerFact", "Set-up fee"), amount_text(package.setup_fee_cents, currency)),
    ]
    if package.plan_internal:
        facts.insert(2, Fact(translate("CustomerFact", "Internal name"), package.plan_internal))
    if package.contract_end_on is not None:
        until = translate("CustomerFact", "{contract}, until {day}").replace("{contract}", package.contract)
        day = show_day(package.contract_end_on)
        facts.append(Fact(translate("CustomerFact", "Contract"), until.replace("{day}", day)))
    if package.migration:
        facts.append(_migration(package.migration))
    if package.period_from is not None and package.period_to is not None:
        period = f"{show_day(package.period_from)} \u2013 {show_day(package.period_to)}"
        facts.append(Fact(translate("CustomerFact", "Billed for"), period))
    facts += chain_facts(package.came_from, package.became)
    if package.group:
        primary = translate("CustomerFact", "{group}, primary") if package.is_primary_in_group else "{group}"
        facts.append(Fact(translate("CustomerFact", "Group"), primary.replace("{group}", package.group)))
    if package.agent:
        facts.append(Fact(translate("CustomerFact", "Agent"), package.agent))
    return facts


def service_facts(service: ServiceRow) -> list[Fact]:
    """The configuration of a service."""
    translate = QCoreApplication.translate
    facts = [
        Fact(
            service.identifier_label or field_word("identifier"),
            identifier_text(service.identifier),
            can_copy=bool(service.identifier),
            copied=service.identifier or "",
        ),
        Fact(translate("CustomerFact", "Number"), service.reference, can_copy=True),
        Fact(translate("CustomerFact", "Service type"), service.service_type),
        Fact(field_word("start_on"), _day(service.start_on)),
        Fact(field_word("end_on"), _day(service.end_on)),
        Fact(field_word("address"), service.address),
    ]
    if service.vanity_name:
        facts.append(Fact(field_word("vanity_name"), service.vanity_name))
    facts += [Fact(serial_word(one.kind), one.serial_no, can_copy=True) for one in service.serials]
    part = translate("CustomerFact", "mandatory") if service.is_mandatory else None
    facts.append(
        Fact(translate("CustomerFact", "In its package"), part or translate("CustomerFact", "optional"))
    )
    if service.task_reference:
        facts.append(Fact(translate("CustomerFact", "Open task"), service.task_reference, can_copy=True))
    return facts


def log_entries(log: tuple[ProvisioningLogEntry, ...], now: datetime, zone: ZoneInfo) -> list[TimelineEntry]:
    """The provisioning log, newest first."""
    return [
        TimelineEntry(
            Tone.NEUTRAL,
            action_word("task", entry.what),
            entry.by,
            show_moment(entry.at, now, zone),
            entry.reference,
            entry.text,
            show_full(entry.at, zone),
        )
        for entry in log
    ]


def _migration(number: str) -> Fact:
    """The migration that a package is in, which its number opens."""
    named = parse_reference(number)
    opens = order_target(named[1], number) if named is not None else None
    return Fact(QCoreApplication.translate("CustomerFact", "In migration"), number, opens=opens)


def _day(day: date | None) -> str:
    return show_day(day) if day is not None else ""
