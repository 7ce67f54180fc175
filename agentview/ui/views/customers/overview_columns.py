"""The columns of packages and services: services stand a step in below their package."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication

from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.mark import ChipValue
from agentview.ui.kit.when import show_day
from agentview.ui.views.customers.holding import Holding
from agentview.ui.views.customers.status import (
    longest_mark,
    longest_subscription,
    service_mark,
    subscription_chip,
)
from agentview.ui.views.customers.words import identifier_text

INDENT = "\u2003\u2514\u2002"


def overview_columns() -> tuple[Column[Holding], ...]:
    """What a row says of a package or a service."""
    return (
        Column(
            "name",
            lambda: _word("Service"),
            _name,
            stretch=True,
            tip=lambda row: row.name,
            least=lambda: "Harbour Mobile 80 GB",
        ),
        Column(
            "identifier",
            lambda: _word("Identifier"),
            lambda row: "" if row.service is None else identifier_text(row.service.identifier),
            Kind.PHONE,
            sample=lambda: "AVC000264996013",
        ),
        Column(
            "status",
            lambda: _word("Status"),
            lambda row: subscription_chip(row.status).word,
            Kind.CHIP,
            mark=lambda row: subscription_chip(row.status),
            sample=longest_subscription,
        ),
        Column(
            "mark",
            lambda: _word("Trouble"),
            lambda row: mark.word if (mark := _mark(row)) else "",
            Kind.CHIP,
            mark=_mark,
            sample=longest_mark,
        ),
        Column(
            "contract",
            lambda: _word("Contract end"),
            _contract,
            strong=False,
            sample=lambda: "28 Mar 2026",
            tip=lambda row: row.package.contract if row.service is None else "",
            gives_way=1,
        ),
        Column("since", lambda: _word("Since"), _since, sample=lambda: "28 Mar 2026", hidden=True),
        Column(
            "reference",
            lambda: _word("Number"),
            lambda row: row.reference,
            Kind.ID,
            strong=False,
            sample=lambda: "PK-1048299",
            hidden=True,
        ),
    )


def row_sentence(row: Holding) -> str:
    """What a screen reader hears of a row."""
    kind = _word("Package") if row.service is None else _word("Service")
    mark = _mark(row)
    identifier = "" if row.service is None else identifier_text(row.service.identifier)
    parts = (
        f"{kind} {row.name}",
        identifier,
        subscription_chip(row.status).word,
        mark.spoken if mark else "",
    )
    return ", ".join(part for part in parts if part)


def _name(row: Holding) -> str:
    return row.name if row.service is None else f"{INDENT}{row.name}"


def _mark(row: Holding) -> ChipValue | None:
    """What is wrong with a service; what has ended is in no trouble any more."""
    return None if row.service is None or row.is_over else service_mark(row.service)


def _since(row: Holding) -> str:
    day: date | None = row.package.start_on if row.service is None else row.service.start_on
    return show_day(day) if day is not None else ""


def _contract(row: Holding) -> str:
    """The last day that a package is bound for; a service is bound with its package."""
    day = row.package.contract_end_on if row.service is None else None
    return show_day(day) if day is not None else ""


def _word(text: str) -> str:
    return QCoreApplication.translate("CustomerOverview", text)
