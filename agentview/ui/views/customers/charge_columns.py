"""The columns of a customer's charges, on the screen and in a file."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from agentview.contract.charges import Charge
from agentview.core.clock import local_day
from agentview.core.money import Money
from agentview.ui.kit.column import Column, Kind
from agentview.ui.kit.when import show_moment
from agentview.ui.lists.export import Content
from agentview.ui.lists.spec import Exported
from agentview.ui.views.customers.charge_words import charge_amount, charge_chip
from agentview.ui.views.customers.section import PageContext
from agentview.ui.views.customers.words import NO_VALUE


def charge_columns(page: PageContext) -> tuple[Column[Charge], ...]:
    """When, what for, of which package and order, how much, and where it stands."""
    times, zone = page.times, page.desk.zone

    def currency() -> str:
        return page.presenter.detail.owing.currency if page.presenter.detail is not None else ""

    return (
        Column(
            "at",
            lambda: _word("When"),
            lambda row: show_moment(row.at, times.now(), zone),
            sample=lambda: "28 Mar 2025 14:02",
            gives_way=3,
        ),
        Column(
            "description",
            lambda: _word("Charge or credit"),
            lambda row: row.description or NO_VALUE,
            stretch=True,
            tip=lambda row: row.description,
        ),
        Column(
            "package",
            lambda: _word("Package"),
            lambda row: row.plan or NO_VALUE,
            strong=False,
            sample=lambda: "Harbour Mobile 80 GB",
            tip=lambda row: row.package,
            gives_way=2,
        ),
        Column(
            "amount",
            lambda: _word("Amount ex tax"),
            lambda row: charge_amount(row, currency()),
            Kind.NUMBER,
            sample=lambda: "\u221210,000.00",
        ),
        Column(
            "currency",
            lambda: _word("Currency"),
            lambda row: row.currency,
            sample=lambda: "AUD",
            hidden=True,
        ),
        Column(
            "tax",
            lambda: _word("Tax"),
            lambda row: row.tax_code or NO_VALUE,
            strong=False,
            sample=lambda: "GST",
            gives_way=4,
        ),
        Column(
            "order",
            lambda: _word("Order"),
            lambda row: row.reference,
            Kind.ID,
            sample=lambda: "MG-1048299",
        ),
        Column(
            "status",
            lambda: _word("Status"),
            lambda row: charge_chip(row).word,
            Kind.CHIP,
            mark=charge_chip,
            sample=lambda: _word("Pending"),
        ),
    )


def exported_charges(page: PageContext) -> Mapping[str, Exported[Charge]]:
    """What a file holds that is not the text of the screen: days, numbers, the number of the package."""
    zone = page.desk.zone
    return {
        "at": Exported(lambda row: local_day(row.at, zone.key), in_zone=True),
        "package": Exported(lambda row: " ".join(part for part in (row.package, row.plan) if part)),
        "amount": Exported(_number, Content.OWN),
        "tax": Exported(lambda row: row.tax_code),
    }


def _number(row: Charge) -> str:
    """The amount as a number that any program reads."""
    return f"{Money(row.amount_cents, row.currency).decimal():.2f}"


def _word(text: str) -> str:
    return QCoreApplication.translate("CustomerCharge", text)
